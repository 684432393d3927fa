/// A formula of numbers: what a partial derivative is stated in, and what a symbolic derivative computes with.
public indirect enum Term: Hashable, Sendable {
  case number(Double)
  /// The operand (or input) at this place, counted from 0.
  case variable(Int)
  /// The value of the primitive whose partial this is.
  case result
  case apply(Primitive, [Term])
}

extension Term: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// A partial derivative that a primitive does not state.
  public static let unstated = Term.number(.nan)
  /// Whether it is `unstated`.
  public var isUnstated: Bool { if case .number(let value) = self { value.isNaN } else { false } }

  /// The first operand.
  public static let x = Term.variable(0)
  /// The second operand.
  public static let y = Term.variable(1)

  /// The primitive applied, with identities removed: 0 + a, 1·a, a/1, a¹, −(−a), and arithmetic of two numbers.
  ///
  /// `0·a` is 0 even where `a` may be infinite, as symbolic algebra has it.
  public init(_ primitive: Primitive, _ operands: [Term]) {
    self = Self.simplified(primitive, operands) ?? .apply(primitive, operands)
  }

  private static func simplified(_ primitive: Primitive, _ operands: [Term]) -> Term? {
    switch (primitive, operands.first, operands.dropFirst().first) {
    case (.add, .number(let a), .number(let b)): .number(a + b)
    case (.add, .number(0), let b?): b
    case (.add, let a?, .number(0)): a
    case (.subtract, .number(let a), .number(let b)): .number(a - b)
    case (.subtract, let a?, .number(0)): a
    case (.subtract, .number(0), let b?): Term(.negate, [b])
    case (.multiply, .number(let a), .number(let b)): .number(a * b)
    case (.multiply, .number(0), _), (.multiply, _, .number(0)): 0
    case (.multiply, .number(1), let b?): b
    case (.multiply, let a?, .number(1)): a
    case (.multiply, .number(-1), let b?), (.multiply, let b?, .number(-1)): Term(.negate, [b])
    case (.divide, .number(0), .number(let b)) where b != 0: 0
    case (.divide, let a?, .number(1)): a
    case (.power, _, .number(0)): 1
    case (.power, let a?, .number(1)): a
    case (.negate, .number(let a), _): .number(-a)
    case (.negate, .apply(.negate, let inner), _): inner.first
    default: nil
    }
  }

  public static func + (a: Term, b: Term) -> Term { Term(.add, [a, b]) }
  public static func - (a: Term, b: Term) -> Term { Term(.subtract, [a, b]) }
  public static func * (a: Term, b: Term) -> Term { Term(.multiply, [a, b]) }
  public static func / (a: Term, b: Term) -> Term { Term(.divide, [a, b]) }
  public static prefix func - (a: Term) -> Term { Term(.negate, [a]) }

  /// The power `self` to `exponent`.
  public func power(_ exponent: Term) -> Term { Term(.power, [self, exponent]) }
  /// The square, which multiplies.
  public var squared: Term { Term(.power, [self, 2]) }
}

extension Primitive {
  /// The primitive applied to terms.
  public func callAsFunction(_ operands: Term...) -> Term { Term(self, operands) }
}

/// A primitive that states no derivative for an operand met on the way.
public struct NotDifferentiable: Error, Hashable, Sendable {
  public var primitive: Primitive
  public init(primitive: Primitive) { self.primitive = primitive }
}

extension Term {
  /// Whether the variable occurs.
  public func depends(on variable: Int) -> Bool {
    switch self {
    case .variable(let i): i == variable
    case .apply(_, let operands): operands.contains { $0.depends(on: variable) }
    case .number, .result: false
    }
  }

  /// Operands put for the variables, and `result` for the result.
  public func substituting(_ operands: [Term], result: Term = .result) -> Term {
    switch self {
    case .number: self
    case .variable(let i): i < operands.count ? operands[i] : self
    case .result: result
    case .apply(let primitive, let inner):
      Term(primitive, inner.map { $0.substituting(operands, result: result) })
    }
  }

  /// The derivative by a variable: the chain rule over the primitives' partials, of active operands only.
  public func derivative(_ variable: Int) throws(NotDifferentiable) -> Term {
    switch self {
    case .number, .result: return 0
    case .variable(let i): return i == variable ? 1 : 0
    case .apply(let primitive, let operands):
      var sum: Term = 0
      for (i, operand) in operands.enumerated() where operand.depends(on: variable) {
        guard let partials = primitive.partials, i < partials.count, !partials[i].isUnstated else {
          throw .init(primitive: primitive)
        }
        let partial = partials[i].substituting(operands, result: self)
        sum = try sum + partial * operand.derivative(variable)
      }
      return sum
    }
  }

  /// The value with numbers for the variables; NaN where a variable has none.
  public func evaluate(_ values: [Double], result: Double = .nan) -> Double {
    switch self {
    case .number(let value): return value
    case .variable(let i): return i < values.count ? values[i] : .nan
    case .result: return result
    case .apply(let primitive, let operands):
      let x = operands.first?.evaluate(values, result: result) ?? .nan
      guard primitive.arity == 2 else { return primitive.value(x) }
      return primitive.value(x, operands.count > 1 ? operands[1].evaluate(values, result: result) : .nan)
    }
  }
}
