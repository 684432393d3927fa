import Builtins
import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Syntax

/// Lines typed one after another, and what each shows: `▸ line`, then its display indented by two.
struct DescentTranscript {
  var context: Context

  init(interrupted: @escaping @Sendable () -> Bool = { false }) {
    context = Context(catalog: .standard, random: RandomStream(seed: 7), isInterrupted: interrupted)
  }

  /// The value of the last statement of the lines.
  mutating func value(_ lines: String) throws -> Value {
    var last: Value = .missing
    let source = Source(lines)
    for statement in try Parser.statements(lines) {
      if let value = try context.run(statement, in: source).value { last = value }
    }
    return last
  }

  mutating func written(_ lines: String, digits: Int = 6) throws -> String {
    try value(lines).written(digits: digits)
  }

  /// The elements of a number or an array, column by column.
  mutating func numbers(_ lines: String) throws -> [Double] {
    let value = try value(lines)
    return (value.elements ?? [value]).compactMap { if case .number(let x) = $0 { x } else { nil } }
  }

  mutating func optimizer(_ lines: String) throws -> FunctionDescent? {
    if case .object(let object) = try value(lines) { object as? FunctionDescent } else { nil }
  }

  mutating func chart(_ lines: String) throws -> Chart? {
    if lines.hasPrefix(":plot") { return try plot(String(lines.dropFirst(5))) }
    if case .object(let object) = try value(lines) { return object as? Chart }
    return nil
  }

  mutating func plot(_ text: String) throws -> Chart {
    let (arguments, clauses) = try Parser.plotted(text)
    return try context.chart(plotting: arguments, for: clauses, in: Source(text))
  }

  /// What the lines say when they fail.
  mutating func failure(_ lines: String) -> Report? {
    do {
      _ = lines.hasPrefix(":plot") ? .missing : try value(lines)
      if lines.hasPrefix(":plot") { _ = try chart(lines) }
      return nil
    } catch let error as EvaluationError {
      return error.report
    } catch {
      return nil
    }
  }

  /// The typed lines again, each with what it shows.
  mutating func replay(_ lines: [String], _ options: RenderOptions = .plain) throws -> String {
    var text = ""
    for line in lines {
      text += "▸ \(line)\n"
      let document: Document
      if let report = failure(line) {
        document = Document([
          .line(Text("\(report.code) \(report.title)")), .line(Text(report.message)),
          .line(Text("try   \(report.suggestion ?? "nothing")")),
        ])
      } else if line.hasPrefix(":plot") {
        document = try chart(line)?.document ?? Document()
      } else {
        // What is bound is looked at by its name.
        let isShown = try Parser.statements(line).allSatisfy { $0.definedNames.isEmpty }
        document = isShown ? try value(line).document : Document()
      }
      text += document.plain(options).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    }
    return text
  }
}
