import Document
import LinearAlgebra
import Syntax

/// Operators and statements that do not fit, and the ones that were meant.
extension Scene {
  /// A number where a truth is needed.
  func condition(_ got: String) -> EvaluationError.Mend? {
    guard let piece else { return nil }
    if got.hasSuffix("of truths"), case .conditional? = parent?.kind {
      return .replace(piece.span, "all(\(text(piece)))")
    }
    guard got.hasPrefix("the number") else { return nil }
    // `x == 1 or 2`
    if let parent, case .infix(let op, let left, let right) = parent.kind, op == .or || op == .and,
      right.span == piece.span, case .comparison(let signs, let sides) = left.kind, signs == [.equal]
    {
      return .insert(piece.span, "\(text(sides[0])) \(signs[0].rawValue) \(text(piece))")
    }
    if case .prefix(.not, let inner) = piece.kind { return .insert(inner.span, "(\(text(inner)) != 0)") }
    return .replace(piece.span, "\(closed(piece)) != 0")
  }

  /// Kinds that an operator does not join.
  func operands(_ symbol: String, _ left: String, _ right: String) -> EvaluationError.Mend? {
    guard let piece, case .infix(_, let a, let b) = piece.kind else { return nil }
    if symbol == "-", isFunction(a), case .name = a.kind, b.span.start == a.span.end + 2 {
      // `exp -x`
      return .replace(piece.span, "\(text(a))(-\(text(b)))")
    }
    for (side, kind) in [(a, left), (b, right)] where kind.hasPrefix("the truth value") {
      return .replace(side.span, "(if \(text(side)) then 1 else 0)")
    }
    for side in [a, b] {
      guard case .function(let f) = value(side), let names = f.parameterNames,
        names.allSatisfy({ scope[$0] != nil })
      else { continue }
      return .replace(side.span, "\(text(side))(\(names.map(\.spelling).joined(separator: ", ")))")
    }
    return nil
  }

  /// `X + b`: the vector with every row or every column; `A .* B`: the other matrix on its side.
  func stretched(_ left: Shape, _ right: Shape) -> EvaluationError.Mend? {
    guard let piece, case .infix(let op, let a, let b) = piece.kind else { return nil }
    let dotted = op == .add || op == .subtract ? ".\(op.rawValue)" : op.rawValue
    switch (left, right) {
    case (.matrix(let m, let n), .matrix(let k, let l)) where m == l && n == k:
      return .replace(piece.span, "\(text(a)) \(op.rawValue) \(closed(b))'")
    case (.matrix(let m, _), .vector(let k)) where k == m:
      return .replace(piece.span, "\(text(a)) \(dotted) \(text(b))")
    case (.matrix(_, let n), .vector(let k)) where k == n:
      return .replace(piece.span, "\(text(a)) \(dotted) \(closed(b))'")
    case (.vector(let k), .matrix(let m, _)) where k == m:
      return .replace(piece.span, "\(text(a)) \(dotted) \(text(b))")
    case (.vector(let k), .matrix(_, let n)) where k == n:
      return .replace(piece.span, "\(closed(a))' \(dotted) \(text(b))")
    default: return nil
    }
  }

  /// `U, S = svd(A)`: all the parts by their names, or fewer names.
  func targets(_ needed: Int, _ got: Int, _ parts: [String]) -> EvaluationError.Mend? {
    guard case .assign(let names, let value) = statement.kind, names.count == needed, got > 1 else { return nil }
    var targets = names.prefix(got).map { $0?.spelling ?? "_" }
    if got > needed {
      guard parts.count == got else { return nil }
      targets += parts.dropFirst(needed)
    }
    return .insert(Span(statement.span.start, value.span.start), "\(targets.joined(separator: ", ")) = ")
  }

  /// `v[4] = 9` of three elements: one more at the end.
  func appended() -> EvaluationError.Mend? {
    guard case .update(let target, let value) = statement.kind, case .index(let base, _) = target.kind,
      case .name = base.kind
    else { return nil }
    return .insert(statement.span, "\(text(base)) = [\(text(base)); \(text(value))]")
  }

  /// `A[2]` of a matrix: its second row; `A[0][1]` counts from 0 twice.
  func line() -> EvaluationError.Mend? {
    guard let piece, case .index(let base, let indices) = piece.kind, indices.count == 1,
      case .at(let index) = indices[0]
    else { return nil }
    if case .range = index.kind { return .replace(piece.span, "\(closed(base))[\(text(index)), :]") }
    guard case .number(let row) = index.kind else { return nil }
    if let parent, case .index(let inner, let more) = parent.kind, inner.span == piece.span, more.count == 1,
      case .at(let second) = more[0], case .number(let column) = second.kind
    {
      let shift = row == 0 || column == 0 ? 1.0 : 0
      return .replace(parent.span, "\(closed(base))[\((row + shift).formatted()), \((column + shift).formatted())]")
    }
    return .replace(piece.span, "\(closed(base))[\(row == 0 ? "1" : text(index)), :]")
  }

  /// `f[2]`, `sum [1, 2]`: the argument in parentheses.
  func called() -> EvaluationError.Mend? {
    guard let piece, case .index(let base, let indices) = piece.kind else { return nil }
    let inner = indices.map { index in if case .at(let e) = index { text(e) } else { ":" } }.joined(separator: ", ")
    let isBuiltin = if case .function(let f) = value(base), f.parameterNames == nil { true } else { false }
    let isList = indices.count > 1 || isBuiltin && text(Span(base.span.end, base.span.end + 1)) == " "
    return .replace(piece.span, "\(closed(base))(\(isList ? "[\(inner)]" : inner))")
  }

  /// `I(3)`.
  func identity(_ arguments: String) -> EvaluationError.Mend? {
    guard let piece, case .call = piece.kind else { return nil }
    return .replace(piece.span, "eye(\(arguments))")
  }

  /// Powers of a matrix that is not square, and negative ones of a singular one.
  func power(_ error: MathError) -> EvaluationError.Mend? {
    guard let piece, case .infix(.power, let a, let b) = piece.kind else { return nil }
    guard case .notSquare = error else {
      return text(b) == "-1" ? .replace(piece.span, "pinv(\(text(a)))") : EvaluationError.Mend.none
    }
    return .replace(piece.span, "\(closed(a)) .^ \(closed(b))")
  }

  /// The factorial between the whole numbers.
  func gamma() -> EvaluationError.Mend? {
    guard let piece else { return nil }
    switch piece.kind {
    case .factorial(let a): return .replace(piece.span, "gamma(\(text(a)) + 1)")
    case .call(_, let arguments) where arguments.count == 1:
      return .replace(piece.span, "gamma(\(text(arguments[0].value)) + 1)")
    default: return nil
    }
  }
}
