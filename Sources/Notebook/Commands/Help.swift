import Document
import Evaluation
import Syntax
import Tables

extension Command {
  static let help: Command = Command(
    name: "help", usage: ":help [subject]", summary: "Explains a function, an operator, a command or a name of yours.",
    details: "?subject is the same. ?topics lists the topics, ?commands the commands, ?language the ways to write "
      + "things; ?* and ?if explain an operator and a keyword. "
      + "The example is run as you read it, and :try makes it a cell.",
    example: "?map",
    argument: .subject,
    action: .ask { (notebook, line) throws(NotebookError) in
      Answer(.aside, try notebook.help(on: line.argument))
    })
}

extension Notebook {
  /// The page on a subject; remembers its example for `:try`.
  fileprivate mutating func help(on subject: String) throws(NotebookError) -> Document {
    switch subject.lowercased() {
    case "": return HelpList.overview
    case "topics": return HelpList.topics(of: catalog)
    case "commands", ":": return HelpList.commands
    case "language": return HelpList.language
    default: break
    }
    if subject.hasPrefix(":") { return show(try page(onCommand: subject)) }
    if let page = page(on: Name(subject)) { return show(page) }
    if let notation = Notation.named(subject) ?? Notation.named(subject.lowercased()) {
      return show(page(on: notation))
    }
    if let topic = catalog.topics.first(where: { $0.name == subject.lowercased() }) { return HelpList.topic(topic) }
    if let command = Command.named(subject) { return show(page(on: command)) }
    // `?eig(A)` means eig, and `?fit.coef` the value it has now.
    if let call = try? Parser.expression(subject) {
      if let set = call.dataset { return HelpPage(on: set).document }
      if case .call(let callee, _) = call.kind, case .name(let name) = callee.kind, let page = page(on: name) {
        return show(page)
      }
      if call.kind.isPath, let value = try? value(of: call, in: Source(subject)) {
        return show(page(on: value, called: subject))
      }
    }
    if let set = Dataset.named(subject.lowercased()) { return HelpPage(on: set).document }
    if let code = ErrorEntry.named(subject) { return show(page(on: code)) }
    let topics = catalog.topics.map(\.name)
    let all = names.map(\.spelling) + catalog.names + topics + Notation.all.flatMap(\.spellings)
    let near = Spelling.nearest(to: subject, among: all)
    let alike = search(for: subject, atMost: 3, isForgiving: near.isEmpty).map(\.name).filter { !near.contains($0) }
    throw .unknownTopic(subject, near: near, alike: alike)
  }

  private mutating func show(_ page: HelpPage) -> Document {
    // What showed nothing here, because it acts or needs what the notebook lacks, is not for :try.
    self.example = page.example.flatMap { $0.shown.blocks.isEmpty ? nil : $0.input }
    return page.document
  }

  /// What a code means, and an input that meets it.
  private func page(on code: ErrorEntry) -> HelpPage {
    var met: Failure?
    if let input = code.example {
      var notebook = fresh(seed: 1)
      met = notebook.submit(input).failure
    }
    return HelpPage(
      signatures: [Text(code.code, .accent)], kind: "error", summary: "\(code.title): \(code.meaning)",
      example: code.example.map { ($0, met?.document ?? Document()) })
  }

  /// The page on what a name means here: in the notebook, else in the catalog.
  private func page(on name: Name) -> HelpPage? {
    if let value = self[name] {
      var page = page(on: value, called: name.spelling)
      if let cell = cells.last(where: { $0.names.contains(name) }) { page.rows.insert(("from", cell.mark), at: 0) }
      if let hidden = catalog[name.canonical] {
        page.rows.append(("hides", "the built-in \(hidden.signatures.first ?? hidden.name)"))
      }
      return page
    }
    if let builtin = catalog[name.canonical] { return page(on: builtin) }
    if let notation = Notation.named(name.spelling) ?? Notation.named(name.canonical) { return page(on: notation) }
    if let letter = Greek.english.first(where: { $0.key == name.spelling || $0.value == name.spelling }) {
      return HelpPage(
        signatures: [Text("\(letter.key), \(letter.value)", .accent)], kind: "name",
        summary:
          "One name, spelled as a letter or in English; nothing is bound to it. \\\(letter.value) and Tab types the letter."
      )
    }
    guard let constant = catalog.constants[name.canonical] else { return nil }
    return HelpPage(
      signatures: [Text(name.spelling, .accent)], kind: "constant", summary: "",
      example: (name.canonical, constant.document))
  }

  private func page(onCommand subject: String) throws(NotebookError) -> HelpPage {
    let name = String(subject.dropFirst()).firstWord.word
    guard let command = Command.named(name) else {
      let near = Spelling.nearest(to: name, among: Command.all.map(\.name)).map { ":\($0)" }
      throw .unknownTopic(subject, near: near, alike: [])
    }
    return page(on: command)
  }

  private func page(on command: Command) -> HelpPage {
    var shown = Document()
    // Nobody wants to wait for a measurement, and help on help would show itself.
    if ![Command.help.name, Command.time.name].contains(command.name) {
      // What a command shows depends on the notebook; only those that run in an empty one have a live result.
      var notebook = fresh(seed: 1)
      notebook.isReplaying = true
      let result = notebook.submit(command.example)
      if result.failure == nil { shown = result.output }
    }
    return HelpPage(
      signatures: [Text(command.usage, .accent)], kind: "command", summary: command.summary, details: command.details,
      example: (command.example, shown))
  }

  private func page(on notation: Notation) -> HelpPage {
    HelpPage(
      signatures: [Text(notation.form, .accent)], kind: notation.kind, summary: notation.summary,
      details: notation.details, example: (notation.example, shown(.init(notation.example, notation.result))),
      rows: [("see also", notation.related.joined(separator: " "))])
  }

  private func page(on builtin: Builtin) -> HelpPage {
    let topic = catalog.topics.first { $0.builtins.contains { $0.name == builtin.name } }?.name ?? ""
    var related = builtin.related
    if let command = Command.named(builtin.name) { related.append(":\(command.name)") }
    if builtin.showsWork { related.append("  \(builtin.workExample)") }
    return HelpPage(
      signatures: builtin.signatureTexts, kind: topic, summary: builtin.summary, details: builtin.doc,
      example: builtin.examples.first.map { ($0.input, shown($0)) },
      rows: [
        ("shapes", builtin.facts.shapes), ("fields", builtin.fieldRow), ("errors", builtin.refused),
        ("method", builtin.facts.method), ("see also", related.joined(separator: " ")),
      ])
  }

  /// What an example gives now, in a notebook without names.
  func shown(_ example: Builtin.Example) -> Document {
    var notebook = fresh(seed: 1)
    let result = notebook.submit(example.input)
    return result.failure == nil ? result.output : Document([.line(Text(example.result))])
  }
}

extension Expression {
  /// The set that `data("iris")` gives.
  fileprivate var dataset: Dataset? {
    guard case .call(let callee, let arguments) = kind, case .name(let name) = callee.kind, name.canonical == "data",
      arguments.count == 1, case .text(let set) = arguments[0].value.kind
    else { return nil }
    return Dataset.named(set)
  }
}

extension Expression.Kind {
  /// A name with fields and indices behind it.
  fileprivate var isPath: Bool {
    switch self {
    case .name: true
    case .member(let base, _), .index(let base, _): base.kind.isPath
    default: false
    }
  }
}
