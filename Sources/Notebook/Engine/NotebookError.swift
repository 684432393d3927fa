import Document
import Evaluation
import Syntax

/// Why a command, or an expression beside the cells, could not be carried out.
public enum NotebookError: Error, Sendable {
  case syntax(SyntaxError, Source)
  case evaluation(EvaluationError, Source)
  case session(SessionError)
  case store(StoreError)
  case unknownCommand(String, near: [String], Span)
  /// The command was used in a way its usage line does not allow.
  case usage(Command, got: String, Span)
  /// The command is for a person at the prompt.
  case promptOnly(String)
  case choice(setting: String, got: String, choices: String, Span)
  case nothingToUndo(asked: Int, possible: Int)
  case nothingToKeep
  case nothingToTry
  case noOptimizer
  case notAnOptimizer(Name, got: String, Span)
  /// `near` are spelled alike, `alike` mean something like it.
  case unknownTopic(String, near: [String], alike: [String])
  case noValue
  /// There is no cell of this number.
  case unknownCell(Int, count: Int, Span)
  /// What should stand in a cell only answers.
  case noCell(String)
  /// A semicolon after a command that does nothing but show.
  case nothingToSilence(String, Span)
  /// `name=value` given from outside, and what is wrong with it.
  case preset(String, String)
}

extension NotebookError {
  public var report: Report {
    switch self {
    case .syntax(let error, _): error.report
    case .evaluation(let error, _): error.report
    case .session(let error): error.report
    case .store(let error): error.report
    case .unknownCommand(let name, let near, _):
      Report(
        code: "E501", title: "unknown command :\(name)",
        message: near.isEmpty ? ":help lists the commands." : "Did you mean \(Self.listed(near.map { ":\($0)" }))?",
        suggestion: near.first.map { ":\($0)" })
    case .usage(let command, let got, _):
      Report(
        code: "E502", title: "the command does not go like this",
        message: (got.isEmpty ? "" : "I found \(got). ") + "It is \(command.usage).", suggestion: command.example)
    case .promptOnly(let name):
      Report(
        code: "E503", title: "only at the prompt",
        message: ":\(name) is for a person at the prompt; a replayed session does not carry it out.")
    case .choice(let setting, let got, let choices, _):
      Report(
        code: "E504", title: "no such choice",
        message: "\(setting) cannot be \(got.isEmpty ? "empty" : got): \(choices).")
    case .nothingToUndo(let asked, let possible):
      Report(
        code: "E505", title: "nothing to take back",
        message: possible == 0
          ? "The notebook is as it began." : "\(asked) steps were asked for and \(possible) can be taken back.",
        suggestion: possible == 0 ? nil : ":undo \(possible)")
    case .nothingToKeep:
      Report(code: "E505", title: "nothing to keep", message: "The last input did not fail.")
    case .nothingToTry:
      Report(
        code: "E505", title: "no example to try", message: "Ask for help on something first.", suggestion: "?map")
    case .noOptimizer:
      Report(
        code: "E506", title: "no optimizer yet", message: "Start one with :descend and the function to make small.",
        suggestion: ":descend w -> (w - 3)^2, 0, rate = 0.1")
    case .notAnOptimizer(let name, let got, _):
      Report(
        code: "E506", title: "\(name.spelling) takes no steps",
        message: "\(name.spelling) is \(got); :step needs an optimizer, which :descend starts.")
    case .unknownTopic(let topic, let near, let alike):
      Report(
        code: "E507", title: "no help on \(topic)",
        message: near.isEmpty && alike.isEmpty
          ? "?topics lists what there is, and :find looks for what you mean."
          : "Did you mean \(Self.listed(Self.likeliest(topic, near, alike)))?",
        suggestion: Self.likeliest(topic, near, alike).first.map { "?\($0)" } ?? "?topics")
    case .noValue:
      Report(code: "E508", title: "no value yet", message: "No cell has given a value that could be shown.")
    case .unknownCell(let number, let count, _):
      Report(
        code: "E520", title: "no cell \(number)",
        message: count == 0
          ? "The notebook has no cells yet."
          : count == 1 ? "The notebook has one cell." : "The cells are numbered 1 to \(count); :cells lists them.",
        suggestion: count == 0 ? nil : ":cells")
    case .noCell(let text):
      Report(
        code: "E521", title: "not a cell",
        message: "`\(text.visible)` leaves nothing behind that could stand in a cell; a cell is mathematics.")
    case .nothingToSilence(let name, _):
      Report(
        code: "E522", title: "nothing to silence",
        message: ":\(name) only shows something, which a semicolon would hide.", suggestion: ":\(name)")
    case .preset(let text, let problem):
      Report(code: "E509", title: "nothing to bind", message: "`\(text.visible)`: \(problem)")
    }
  }

  /// The failure of an input with its place.
  func failure(in source: Source) -> Failure {
    switch self {
    case .syntax(let error, let text): Failure(error, in: text)
    case .evaluation(let error, let text): Failure(error.inside(text), in: text)
    case .unknownCommand(_, _, let span), .usage(_, _, let span), .choice(_, _, _, let span),
      .notAnOptimizer(_, _, let span), .unknownCell(_, _, let span), .nothingToSilence(_, let span):
      Failure(report, excerpts: [Excerpt(span, of: source.text)], span: span)
    case .session, .store, .promptOnly, .nothingToUndo, .nothingToKeep, .nothingToTry, .noOptimizer, .unknownTopic,
      .noValue, .preset, .noCell:
      Failure(report)
    }
  }

  /// A slip of the case is meant before what means something alike, and that before what is only spelled alike.
  private static func likeliest(_ word: String, _ near: [String], _ alike: [String]) -> [String] {
    let same = near.filter { $0.lowercased() == word.lowercased() }
    return Array((same + alike + near.filter { !same.contains($0) }).prefix(3))
  }

  private static func listed(_ words: [String]) -> String {
    words.count < 2
      ? words.first ?? "" : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
