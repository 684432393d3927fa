import Document
import Evaluation
import Syntax

/// An input that could not be carried out: why, and where.
public struct Failure: Sendable {
  public let report: Report
  /// Where it happened, innermost first.
  public let excerpts: [Excerpt]
  /// Where in the input itself; `nil` when no place in it is to blame.
  public let span: Span?
  /// Whether it was stopped on request.
  public let isInterrupted: Bool

  public init(_ report: Report, excerpts: [Excerpt] = [], span: Span? = nil, isInterrupted: Bool = false) {
    self.report = report
    self.excerpts = excerpts
    self.span = span
    self.isInterrupted = isInterrupted
  }

  public init(_ error: SyntaxError, in source: Source) {
    self.init(error.report, excerpts: [Excerpt(error.span, of: source.text)], span: error.span)
  }

  /// - Parameter source: the input that failed.
  public init(_ error: EvaluationError, in source: Source) {
    let isInterrupted = if case .interrupted = error.kind { true } else { false }
    self.init(
      error.report, excerpts: Excerpt.trail(error.places, in: source),
      span: error.places.first { $0.source == source }?.span, isInterrupted: isInterrupted)
  }

  /// On one line, as a session records it: `E201 shapes do not fit: X is 3×2 …`.
  public var line: String { "\(report.code) \(report.sentence)".visible }

  /// What becomes of an interruption when it was the clock that asked for it.
  static let timedOut = Failure(
    Report(code: "E404", title: "timed out", message: "The time it was given is up; nothing changed."),
    isInterrupted: true)

  /// What becomes of an interruption when it was for want of memory.
  static let outOfMemory = Failure(
    Report(
      code: "E405", title: "out of memory",
      message: "This needed more than the memory nabla was given; nothing changed."))

  /// Code and title, the line with the place underlined, what was found and needed, and what to try.
  public var document: Document {
    var blocks: [Block] = [.line(Text(report.code, .error) + Text(" \(report.title.visible)", .strong))]
    for excerpt in excerpts {
      if let caption = excerpt.caption { blocks.append(.line(Text(caption, .dim))) }
      blocks.append(.figure(excerpt))
    }
    for line in report.message.lines where !line.isEmpty { blocks.append(.line(Text(line.visible))) }
    if let suggestion = report.suggestion {
      let lines = suggestion.lines
      blocks.append(.line(Text("try   ", .dim) + Text((lines.first ?? "").visible)))
      for line in lines.dropFirst() { blocks.append(.line(Text("      \(line.visible)"))) }
    }
    return Document(blocks)
  }
}

extension Report {
  /// Title and message on one line: `unknown name foo: Did you mean fold?`.
  public var sentence: String {
    let words = message.lines.joined(separator: " ").words.joined(separator: " ")
    return words.isEmpty ? title : "\(title): \(words)"
  }
}
