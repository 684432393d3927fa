import Document
import LinearAlgebra
import Syntax

/// A call that nothing can interrupt, and whether the progress line says so.
struct LongCall {
  fileprivate let isShown: Bool
}

extension Context {
  /// Estimates below this many seconds are not worth a word.
  private static let long = 2.0

  /// To one digit, as an estimate is said: `20 s`, `2 min`, `3 h`.
  private static func roughly(_ seconds: Double) -> String {
    let (amount, unit) =
      seconds < 95 ? (seconds, "s") : seconds < 5700 ? (seconds / 60, "min") : (seconds / 3600, "h")
    var power = 1.0
    while amount / power >= 9.5, power < 1e12 { power *= 10 }
    return "\(((amount / power).rounded() * power).formatted()) \(unit)"
  }

  /// Says before a call that nothing can interrupt, such as one of LAPACK, that it will take a while, if it will: in the
  /// line that shows progress where there is one, else in a line of its own.
  ///
  /// - Parameters:
  ///   - subject: what it is done to: `of 4000×4000`.
  ///   - seconds: the estimate; machines differ by a factor of a few.
  /// - Returns: what `conclude` wants when the call is over.
  func announce(_ name: String, _ subject: @autoclosure () -> String, seconds: Double) -> LongCall {
    guard seconds >= Self.long else { return LongCall(isShown: false) }
    if let progress {
      progress(Progress(.piece, done: 0, of: Int(min(seconds.rounded(), 1e9))))
      return LongCall(isShown: true)
    }
    let words = "\(name) \(subject()): about \(Self.roughly(seconds)), in one piece that cannot be interrupted"
    emit(Document([.line(Text(words, .dim))]))
    return LongCall(isShown: false)
  }

  /// Takes back what was said of a call that is over.
  func conclude(_ call: LongCall) {
    if call.isShown { progress?(Progress(.piece, done: 1, of: 1)) }
  }

  /// The same for an operator between two matrices.
  func announce(_ op: Expression.Infix, _ a: Shape, _ b: Shape) -> LongCall {
    guard case .matrix(let m, let k) = a else { return LongCall(isShown: false) }
    let columns = if case .matrix(_, let n) = b { n } else { 1 }
    let (rows, inner, wide) = (Double(m), Double(k), Double(columns))
    switch op {
    // Some 50 billion operations a second.
    case .multiply: return announce("*", "of \(m)×\(k) and \(k)×\(columns)", seconds: rows * inner * wide * 4e-11)
    case .leftDivide:
      return announce("\\", "of \(m)×\(k)", seconds: rows * inner * (min(rows, inner) * 4e-11 + wide * 8e-11))
    case .power where m == k: return announce("^", "of \(m)×\(m)", seconds: rows * rows * rows * 4e-10)
    default: return LongCall(isShown: false)
    }
  }
}
