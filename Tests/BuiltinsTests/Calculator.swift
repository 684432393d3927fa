import Builtins
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Syntax

/// The language with the standard catalog, as a person at the prompt has it.
struct Calculator {
  var context = Context(catalog: .standard, random: RandomStream(seed: 1))

  init() { context.files = Shelf() }

  /// The value of the last statement.
  mutating func callAsFunction(_ text: String) throws -> Value {
    var last = Value.missing
    let source = Source(text)
    for statement in try Parser.statements(text) {
      last = try context.run(statement, in: source).value ?? .missing
    }
    return last
  }

  mutating func number(_ text: String) throws -> Double {
    guard case .number(let x) = try self(text) else { throw Unexpected(text) }
    return x
  }

  /// The numbers of a real value, column by column.
  mutating func numbers(_ text: String) throws -> [Double] {
    switch try self(text) {
    case .number(let x): return [x]
    case .vector(let v): return v.elements
    case .matrix(let a): return a.elements
    default: throw Unexpected(text)
    }
  }

  /// The error that the text must give, and the piece of text it is about.
  mutating func failure(_ text: String) -> (report: Report, piece: String)? {
    do {
      _ = try self(text)
      return nil
    } catch let error as EvaluationError {
      let utf8 = Array(text.utf8)
      let span = error.places.first?.span ?? Span(0, 0)
      return (error.report, String(decoding: utf8[span.start..<min(span.end, utf8.count)], as: UTF8.self))
    } catch let error as SyntaxError {
      return (error.report, "")
    } catch {
      return nil
    }
  }
}

/// A result of another kind than the test needs.
struct Unexpected: Error {
  let text: String
  init(_ text: String) { self.text = text }
}

/// |got − expected| ≤ atol + rtol |expected|, and infinities equal.
func isClose(_ got: Double, _ expected: Double, rtol: Double, atol: Double = 0) -> Bool {
  if got == expected { return true }
  return (got - expected).magnitude <= atol + rtol * expected.magnitude
}

/// A place of one file, where writing leaves nothing behind.
private struct Shelf: FileAccess {
  func read(_ path: String, limit: Int) throws(EvaluationError) -> [UInt8] {
    switch path {
    case "notes.txt": return Array("the rate was 0.05".utf8)
    case "sales.csv":
      return Array("day,region,amount\n2026-03-01,north,120\n2026-03-02,south,80.50\n2026-03-03,,99\n".utf8)
    default: throw EvaluationError(.unsupported(what: path, reason: "there is no such file"))
    }
  }

  func write(_ bytes: [UInt8], to path: String) {}
}
