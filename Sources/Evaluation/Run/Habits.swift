import LinearAlgebra
import Syntax

/// What people who come from other systems write, and how it is written here.
extension Context {
  /// Runs a built-in function; what it refuses is marked at the argument it is about.
  mutating func call(
    _ builtin: Builtin, _ values: Arguments, _ arguments: CallArguments, _ code: Code
  ) throws(EvaluationError) -> Value {
    do throws(EvaluationError) { return try builtin.call(values, in: &self) } catch {
      guard error.places.isEmpty else { throw error }
      let blamed = Self.blamed(error, builtin, values, arguments)
      let located = blamed.map { error.located($0.span, operands: code.expression.operandNames) } ?? error
      throw located.mended(Self.wayOut(error, builtin, values, arguments, code))
    }
  }

  /// The argument that a refusal is about.
  private static func blamed(
    _ error: EvaluationError, _ builtin: Builtin, _ values: Arguments, _ arguments: CallArguments
  ) -> Code? {
    switch error.kind {
    case .argument(_, let parameter, _, _):
      if let named = arguments.named.first(where: { $0.name.canonical == parameter }) { return named.code }
      let fitting = builtin.forms.filter { $0.admits(values) }
      let places = (fitting.isEmpty ? builtin.forms : fitting).compactMap { form in
        form.parameters.filter { !$0.isNamedOnly }.firstIndex {
          $0.name == parameter && $0.style != .rest && $0.style != .labelled
        }
      }
      return places.first { $0 < arguments.positional.count }.map { arguments.positional[$0] }
    case .choice(_, let got, _):
      func isIt(_ value: Value) -> Bool { if case .text(got) = value { true } else { false } }
      if let place = values.named.firstIndex(where: { isIt($0.value) }) { return arguments.named[place].code }
      return values.positional.firstIndex(where: isIt).map { arguments.positional[$0] }
    default: return nil
    }
  }

  private static func wayOut(
    _ error: EvaluationError, _ builtin: Builtin, _ values: Arguments, _ arguments: CallArguments, _ code: Code
  ) -> EvaluationError.Mend? {
    guard let first = arguments.positional.first else { return nil }
    switch error.kind {
    case .domain(_, let value, _, let complex) where complex && value.isFinite:
      // A base or another second argument may be what is outside the domain.
      return arguments.positional.count == 1 && arguments.named.isEmpty
        ? .replace(first.span, "\(first.expression.summand) + 0i") : EvaluationError.Mend.none
    case .math(.notSquare):
      // A column has one number as its A' * A.
      guard values.positional[0].isMatrix else { return EvaluationError.Mend.none }
      switch builtin.name {
      case "inv": return .replace(code.span, "pinv(\(first.expression.printed))")
      case "eig": return .replace(code.span, "svd(\(first.expression.printed))")
      case "eigvals": return .replace(code.span, "svd(\(first.expression.printed)).S")
      default: return EvaluationError.Mend.none
      }
    case .math(.notSymmetric):
      let a = first.expression.closed
      return .replace(first.span, "(\(a) + \(a)') / 2")
    default: return nil
    }
  }

  /// The way out of an error inside a fused tree of operations, which knows only where it happened.
  static func fusedHabit(_ whole: Expression, _ error: EvaluationError) -> EvaluationError.Mend? {
    guard let span = error.places.first?.span else { return nil }
    var node = whole
    while true {
      switch (node.kind, error.kind) {
      case (.call(_, let arguments), .domain(_, let value, _, true))
      where node.span == span && arguments.count == 1 && value.isFinite:
        return .replace(arguments[0].value.span, "\(arguments[0].value.summand) + 0i")
      default:
        guard let next = node.kind.children.first(where: { $0.span.start <= span.start && span.end <= $0.span.end })
        else { return nil }
        node = next
      }
    }
  }
}

extension Expression {
  /// The expression left of a `+`: in parentheses where it would take the rest for its own.
  fileprivate var summand: String {
    switch kind {
    case .conditional, .lambda, .comparison, .range, .formula, .given, .infix(.and, _, _), .infix(.or, _, _),
      .infix(.pipe, _, _):
      "(\(printed))"
    default: printed
    }
  }
}
