import Builtins
import Evaluation
import Numerics
import Syntax

/// Lines run one after another in one scope, as in a notebook.
struct Session {
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

  /// The value as it would be typed.
  mutating func written(_ lines: String, digits: Int = 6) throws -> String {
    try value(lines).written(digits: digits)
  }

  /// The error of the lines, with the text it underlines.
  mutating func failure(_ lines: String) throws -> (error: EvaluationError, underlined: String)? {
    let source = Source(lines)
    for statement in try Parser.statements(lines) {
      do throws(EvaluationError) { _ = try context.run(statement, in: source) } catch {
        let place = error.places.first { $0.source == source } ?? error.places.first
        guard let span = place?.span else { return (error, "") }
        let bytes = Array(lines.utf8)
        guard span.end <= bytes.count else { return (error, "") }
        return (error, String(decoding: bytes[span.start..<span.end], as: UTF8.self))
      }
    }
    return nil
  }
}
