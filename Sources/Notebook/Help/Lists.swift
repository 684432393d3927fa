import Document
import Evaluation

/// The pages of help that are lists.
enum HelpList {
  static let overview = lines([
    ("?name", "explains a function, a command, a name of yours, an error code such as ?E201"),
    ("?*  ?if  ?pi", "an operator, a keyword, a constant"),
    ("?topics", "lists what there is; ?topic lists one"),
    ("?commands", "lists what begins with a colon"),
    ("?language", "shows how things are written"),
    (":find words", "finds what you mean by what it does"),
    ("Tab", "completes names, arguments and \\alpha"),
    ("Ctrl-C", "stops an evaluation or drops a line"),
    ("Ctrl-D", "leaves"),
  ])

  static var commands: Document { lines(Command.all.map { (":\($0.name)", $0.summary) }) }

  static let language = lines([
    ("x = 2; y = x^2", "names; a semicolon silences the result before it"),
    ("f(x) = x^2 + 1", "a function; x -> x^2 is one without a name"),
    ("[1, 2, 3]", "a vector; 1:3 is the same"),
    ("[1 2; 3 4]", "a matrix: blanks between columns, ; between rows"),
    ("A*x  A \\ b  A'", "product, solution, transpose; f' is the derivative"),
    ("a .* b  f.(xs)", "element by element"),
    ("v[1]  A[2, :]  v[end]", "elements, from 1 on"),
    ("[k^2 for k in 1:3]", "a vector by rule; if … after it filters"),
    ("if x > 0 then 1 else 2", "a choice is a value"),
    ("{rate = 0.1}.rate", "a record and its field"),
    ("2x  3sin(x)  √2  ∇f", "as on paper; \\nabla Tab types ∇"),
    ("ans  out[2]", "the last value, and that of cell 2"),
    ("# remark", "for people"),
  ])

  static func topics(of catalog: Catalog) -> Document {
    let rows = catalog.topics.map { topic -> (String, String) in
      let names = topic.builtins.map(\.name)
      let more = names.count > 8 ? " … \(names.count) in all" : ""
      return ("?\(topic.name)", names.prefix(8).joined(separator: " ") + more)
    }
    return lines(rows + [("constants", catalog.constants.keys.sorted().joined(separator: " "))])
  }

  static func topic(_ topic: Catalog.Topic) -> Document { lines(topic.builtins.map { ($0.name, $0.summary) }) }

  private static func lines(_ rows: [(String, String)]) -> Document {
    Document([
      .figure(WholeTable(rows.map { [Text($0.0, .accent), Text($0.1)] }, alignments: [.left, .left]))
    ])
  }
}
