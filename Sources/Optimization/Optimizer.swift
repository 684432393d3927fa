import Document
import LinearAlgebra

/// A rule that moves a point against gradients; one to a file in `Optimizers/`.
public protocol Stepper: Hashable, Sendable {
  /// The name in the language: `"adam"`.
  static var name: String { get }
  /// The name in a sentence: `Adam`.
  static var title: String { get }
  /// The rate η.
  var rate: Double { get set }
  /// Moves the point, updating what the rule remembers, and tells what it did.
  mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork
  /// The lines between a gradient and the step that this rule, as it stood before, took of it.
  func explained(_ work: StepWork, _ gradient: Vector, _ names: StepNames) -> [Derivation.Step]
}

/// One step with its numbers, for a person to follow.
public struct StepWork: Hashable, Sendable {
  /// The formula in symbols: `w − η ∇f(w)`.
  public var formula: String
  /// What the symbols were, in the order a person meets them.
  public var ingredients: [Ingredient]
  /// What the rule calculated on its way, by the symbols of its formulas.
  public var states: [String: Vector]
  /// What was added to the point.
  public var move: Vector

  public struct Ingredient: Hashable, Sendable {
    public enum Value: Hashable, Sendable { case number(Double), vector(Vector) }
    public var symbol: String
    public var value: Value

    public init(_ symbol: String, _ value: Double) { (self.symbol, self.value) = (symbol, .number(value)) }
    public init(_ symbol: String, _ value: Vector) { (self.symbol, self.value) = (symbol, .vector(value)) }
  }

  public init(_ formula: String, _ ingredients: [Ingredient], states: [String: Vector] = [:], move: Vector) {
    self.formula = formula
    self.ingredients = ingredients
    self.states = states
    self.move = move
  }

  /// A state of the rule after the step, or what stands for it before: empty where the rule has none of that name.
  func state(_ symbol: String) -> Vector { states[symbol] ?? Vector([]) }
}

/// The optimizers there are, with the options each understands.
public enum Optimizer: String, CaseIterable, Hashable, Sendable {
  case plain, momentum, nesterov, adam

  /// The rule with the options given, or its usual ones: rate 0.1 (Adam 0.001, as in PyTorch), momentum 0.9.
  public func stepper(rate: Double? = nil, momentum: Double? = nil) -> any Stepper {
    switch self {
    case .plain: Plain(rate: rate ?? 0.1)
    case .momentum: Momentum(rate: rate ?? 0.1, momentum: momentum ?? 0.9)
    case .nesterov: Nesterov(rate: rate ?? 0.1, momentum: momentum ?? 0.9)
    case .adam: Adam(rate: rate ?? 0.001)
    }
  }
}
