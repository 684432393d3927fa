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
        form.parameters.filter { !$0.isNamedOnly }.firstIndex { $0.name == parameter && $0.style != .rest }
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
      case "trace", "eig", "eigvals", "schur", "expm", "logm", "sqrtm": return EvaluationError.Mend.none
      default:
        let a = first.expression.closed
        return .replace(first.span, "\(a)' * \(a)")
      }
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
      case (.infix(.power, let base, let exponent), .unknownName(let name, _))
      where exponent.span == span && name.spelling == "T":
        return .replace(node.span, "\(base.closed)'")
      default:
        guard let next = node.kind.children.first(where: { $0.span.start <= span.start && span.end <= $0.span.end })
        else { return nil }
        node = next
      }
    }
  }

  /// The same thought in this language.
  func habit(of code: Code, _ error: EvaluationError) -> EvaluationError.Mend? {
    switch (code.kind, error.kind) {
    case (.infix(.power, let a, let b), .unknownName(let name, _)) where b.isUnbound(name) && name.spelling == "T":
      return .replace(code.span, "\(a.expression.closed)'")
    case (.member(let object, let name), .unknownField):
      switch name.spelling {
      case "T", "H": return .replace(code.span, "\(object.expression.closed)'")
      case "shape", "size": return .replace(code.span, "size(\(object.expression.printed))")
      default: return nil
      }
    // An error that has a place already is one of an index inside this one.
    case (.index(let object, let indices, _), .indexCount(got: 1, _)) where error.places.isEmpty:
      guard case .at(let index) = indices[0], case .range = index.expression.kind else {
        guard case .at(let index) = indices[0], case .number = index.expression.kind else { return nil }
        return .replace(code.span, "\(object.expression.closed)[\(index.expression.printed), :]")
      }
      return .replace(code.span, "\(object.expression.closed)[\(index.expression.printed), :]")
    case (.index(let object, let indices, _), .notIndexable(got: "a function")) where error.places.isEmpty:
      let inner = indices.map { index in if case .at(let code) = index { code.expression.printed } else { ":" } }
      return .replace(code.span, "\(object.expression.closed)([\(inner.joined(separator: ", "))])")
    case (.call(let callee, let arguments), _): return callHabit(code, callee, arguments, error)
    default: return nil
    }
  }

  private func callHabit(
    _ code: Code, _ callee: Code, _ arguments: CallArguments, _ error: EvaluationError
  ) -> EvaluationError.Mend? {
    let written = arguments.positional.map(\.expression.printed)
    let inner = written.joined(separator: ", ")
    switch (callee.expression.kind, error.kind) {
    case (.member(_, let method), .unknownName(let module, _))
    where Self.modules.contains(module.spelling) && callee.expression.root == module:
      guard let own = own(method) else { return nil }
      return .replace(code.span, "\(own)(\(inner))")
    case (.member(let object, let method), .unknownField(_, _, let fields)) where fields.isEmpty:
      guard let own = own(method) else { return nil }
      return .replace(code.span, "\(own)(\(([object.printed] + written).joined(separator: ", ")))")
    case (.name, .unknownName(let name, _)) where callee.isUnbound(name) && arguments.named.isEmpty:
      switch (name.spelling, arguments.positional.count) {
      case ("print", 1), ("println", 1), ("disp", 1), ("display", 1): return .replace(code.span, inner)
      case ("matmul", 2), ("mtimes", 2):
        let operands = arguments.positional.map(\.expression.closed)
        return .replace(code.span, "\(operands[0]) * \(operands[1])")
      case ("c", 1...): return .replace(code.span, "[\(inner)]")
      default: return nil
      }
    case (.prime(let f), .arity) where arguments.positional.count > 1 && error.places.isEmpty:
      return .replace(code.span, "∇\(f.closed)(\(inner))")
    default: return nil
    }
  }

  /// What a function of another system is called here.
  private func own(_ method: Name) -> String? {
    if catalog[method.canonical] != nil { return method.canonical }
    return Spelling.foreign[method.canonical].flatMap { catalog[$0] == nil ? nil : $0 }
  }

  private static let modules: Set<String> = [
    "np", "numpy", "sp", "scipy", "math", "torch", "tf", "jnp", "jax", "la", "LA", "linalg", "LinearAlgebra", "Math",
    "statistics", "stats", "plt",
  ]
}

extension Code {
  fileprivate func isUnbound(_ name: Name) -> Bool { if case .unbound(name) = kind { true } else { false } }
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

  /// The name that a chain of members begins with.
  fileprivate var root: Name? {
    switch kind {
    case .name(let name): name
    case .member(let base, _): base.root
    default: nil
    }
  }
}
