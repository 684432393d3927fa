import Document
import Evaluation
import Syntax

extension Command {
  static let help: Command = Command(
    name: "help", usage: ":help [name]", summary: "Explains a function, a command, a topic or a name of yours.",
    details: "?name is the same. ?topics lists the topics, ?commands the commands, ?language the ways to write things. "
      + "The example is run as you read it, and :try makes it a cell.",
    example: "?map",
    action: .act { (notebook, line) throws(NotebookError) in
      Answer(.aside, try notebook.help(on: line.argument))
    })
}

extension Notebook {
  /// The page on a subject; remembers its example for `:try`.
  fileprivate mutating func help(on subject: String) throws(NotebookError) -> Document {
    switch subject.lowercased() {
    case "": return HelpPage.overview
    case "topics": return HelpPage.topics(of: catalog)
    case "commands": return HelpPage.commands
    case "language": return HelpPage.language
    default: break
    }
    if subject.hasPrefix(":") {
      let name = String(subject.dropFirst()).firstWord.word
      guard let command = Command.named(name) else {
        let near = Spelling.nearest(to: name, among: Command.all.map(\.name)).map { ":\($0)" }
        throw .unknownTopic(subject, near: near)
      }
      return page(on: command)
    }
    let name = Name(subject)
    if let value = self[name] { return page(on: value, named: name) }
    if let builtin = catalog[name.canonical] { return page(on: builtin) }
    if let constant = catalog.constants[name.canonical] {
      return Document([.line(Text(subject, .accent) + Text("  constant", .dim))]) + constant.document
    }
    if let topic = catalog.topics.first(where: { $0.name == subject.lowercased() }) { return HelpPage.topic(topic) }
    if let command = Command.named(subject) { return page(on: command) }
    if let code = ErrorEntry.named(subject) { return page(on: code) }
    let topics = catalog.topics.map(\.name)
    throw .unknownTopic(
      subject, near: Spelling.nearest(to: subject, among: names.map(\.spelling) + catalog.names + topics))
  }

  private mutating func page(on command: Command) -> Document {
    example = command.example
    return Document([
      .line(Text(command.usage, .accent) + Text("  command", .dim)), .line(Text(command.summary)), .line(Text("")),
      .line(Text(command.details)), .line(Text("")), .line(Text("such as  ", .dim) + Text(command.example)),
    ])
  }

  /// What a code means, and an input that meets it.
  private mutating func page(on code: ErrorEntry) -> Document {
    let head = Document([
      .line(Text(code.code, .accent) + Text("  \(code.title)  ") + Text("error", .dim)), .line(Text(code.meaning)),
    ])
    guard let input = code.example, let failure = notebookFailure(of: input) else { return head }
    example = input
    return head + Document([.line(Text("")), .line(Text("such as  ", .dim) + Text(input))]) + failure.document
  }

  private func notebookFailure(of input: String) -> Failure? {
    var notebook = fresh(seed: 1)
    return notebook.submit(input).failure
  }

  private func page(on value: Value, named name: Name) -> Document {
    let origin = cells.last { $0.names.contains(name) }.map { "  from [\($0.number)]" } ?? ""
    let head = Document([.line(Text(name.spelling, .accent) + Text("  \(value.outline)\(origin)", .dim))])
    let hidden = catalog[name.canonical].map {
      Document([.line(Text("It hides the built-in \($0.signatures.first ?? $0.name).", .dim))])
    }
    return head + value.document(named: name) + (hidden ?? Document())
  }

  private mutating func page(on builtin: Builtin) -> Document {
    let topic = catalog.topics.first { $0.builtins.contains { $0.name == builtin.name } }?.name ?? ""
    var blocks: [Block] = []
    // Forms for real and for complex arguments read the same.
    for signature in builtin.signatures {
      var results: [String] = []
      for form in builtin.forms
      where form.signature(builtin.name) == signature && !form.result.isEmpty && !results.contains(form.result) {
        results.append(form.result)
      }
      let result = results.isEmpty ? "" : " → \(results.joined(separator: " or "))"
      let place = Text(blocks.isEmpty ? "  \(topic)" : "", .dim)
      blocks.append(.line(Text(signature, .accent) + Text(result) + place))
    }
    if builtin.forms.isEmpty { blocks.append(.line(Text("\(builtin.name)(x)", .accent) + Text("  \(topic)", .dim))) }
    blocks.append(.line(Text(builtin.summary)))
    if let first = builtin.examples.first {
      example = first.input
      blocks.append(.line(Text("")))
      blocks.append(.section(Text(first.input), shown(first)))
    }
    if !builtin.doc.isEmpty { blocks += [.line(Text("")), .line(Text(builtin.doc))] }
    var related = builtin.related
    if let command = Command.named(builtin.name) { related.append(":\(command.name)") }
    if !related.isEmpty {
      blocks += [.line(Text("")), .line(Text("see also  ", .dim) + Text(related.joined(separator: " ")))]
    }
    return Document(blocks)
  }

  /// What an example gives now, in a notebook without names.
  private func shown(_ example: Builtin.Example) -> Document {
    var notebook = fresh(seed: 1)
    let result = notebook.submit(example.input)
    return result.failure == nil ? result.output : Document([.line(Text(example.result))])
  }
}
