import Numerics

/// What a primitive states about itself, beside its value.
public struct Rule: Sendable {
  /// The name in the language (`sin`), or the operator (`+`).
  public var name: String
  /// The rule a derivation cites: `product rule`.
  public var title: String
  /// The partial derivative by each operand, in `Term.x`, `Term.y` and `Term.result`; nil where none is stated.
  public var partials: [Term]?
  /// The operands at which there is no derivative although the partials give a number; nil means none.
  public var kink: Kink?
  /// The code that runs it along arrays; nil means one element at a time.
  public var kernel: Kernel?
  /// The operands for which a real value exists; nil means all.
  public var domain: Domain?
  /// The value at complex operands, where mathematics has one.
  public var complex: (@Sendable ([Complex<Double>]) -> Complex<Double>)?
  /// The name in NumPy or SciPy: an operator, or a function with its module.
  public var numpy: String
  /// The name in R, where base R has it.
  public var r: String?

  public enum Kernel: Sendable {
    case unary(UnaryKernel)
    case binary(BinaryKernel)
  }

  public init(
    _ name: String, title: String, partials: [Term]?, kink: Kink? = nil, kernel: Kernel? = nil, domain: Domain? = nil,
    complex: (@Sendable ([Complex<Double>]) -> Complex<Double>)? = nil, numpy: String, r: String?
  ) {
    self.name = name
    self.title = title
    self.partials = partials
    self.kink = kink
    self.kernel = kernel
    self.domain = domain
    self.complex = complex
    self.numpy = numpy
    self.r = r
  }
}

/// Where a function has no derivative, and the value that is taken there by convention.
public struct Kink: Sendable {
  /// As a person reads it: `at 0`.
  public var place: String
  /// What is taken: `0`.
  public var taken: String
  /// Whether the operands (NaN in place of a missing second) lie there.
  public var contains: @Sendable (Double, Double) -> Bool

  public init(_ place: String, taken: String, contains: @escaping @Sendable (Double, Double) -> Bool) {
    self.place = place
    self.taken = taken
    self.contains = contains
  }
}

/// Where a real function has a value.
public struct Domain: Sendable {
  /// The condition on the operands `x` (and `y`), as a person reads it: `x ≥ 0`.
  public var need: String
  /// Whether the operands (NaN in place of a missing second) satisfy it.
  public var contains: @Sendable (Double, Double) -> Bool

  public init(_ need: String, contains: @escaping @Sendable (Double, Double) -> Bool) {
    self.need = need
    self.contains = contains
  }
}

/// A scalar function of one operand.
public protocol UnaryPrimitive {
  static func value(_ x: Double) -> Double
  static var rule: Rule { get }
}

/// A scalar function of two operands.
public protocol BinaryPrimitive {
  static func value(_ x: Double, _ y: Double) -> Double
  static var rule: Rule { get }
}
