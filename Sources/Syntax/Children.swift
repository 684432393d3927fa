extension Expression.Kind {
  /// The expressions directly below, in source order.
  public var children: [Expression] {
    switch self {
    case .number, .imaginary, .text, .truth, .missing, .name, .end: []
    case .prefix(_, let a), .member(let a, _), .prime(let a), .factorial(let a), .nabla(let a), .norm(let a): [a]
    case .infix(_, let a, let b), .scaled(let a, let b), .given(let a, let b): [a, b]
    case .comparison(_, let operands): operands
    case .range(let a, let step, let b): [a] + (step.map { [$0] } ?? []) + [b]
    case .conditional(let a, let b, let c): [a, b, c]
    case .lambda(let parameters, let body): parameters.compactMap(\.fallback) + [body]
    case .call(let f, let arguments), .mapped(let f, let arguments): [f] + arguments.map(\.value)
    case .index(let a, let indices):
      [a] + indices.compactMap { if case .at(let e) = $0 { e } else { nil } }
    case .sequence(let statements): statements.flatMap(\.expressions)
    case .record(let fields): fields.map(\.value)
    case .matrix(let rows, _): rows.flatMap { $0 }
    case .comprehension(let body, let clauses, let filter):
      [body] + clauses.map(\.source) + (filter.map { [$0] } ?? [])
    case .formula(let left, let right): (left.map { [$0] } ?? []) + [right]
    }
  }
}

extension Statement {
  /// The expressions directly inside, in source order.
  public var expressions: [Expression] {
    switch kind {
    case .expression(let e), .assign(_, let e): [e]
    case .define(_, let parameters, let body): parameters.compactMap(\.fallback) + [body]
    case .update(let target, let value): [target, value]
    }
  }
}
