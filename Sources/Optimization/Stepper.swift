import Document
import LinearAlgebra

/// Where a descent is, with what is known of the function there.
public struct Iterate: Hashable, Sendable {
  public var x: Vector
  public var value: Double
  /// Empty for rules that ask for no gradient.
  public var gradient: Vector
  /// The value over all the data, where a rule that looks at a part of them at a time has just seen them all.
  public var whole: Double?

  public init(x: Vector, value: Double, gradient: Vector, whole: Double? = nil) {
    (self.x, self.value, self.gradient, self.whole) = (x, value, gradient, whole)
  }

  /// A point with the value and gradient that the objective has there.
  public init<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) {
    var gradient = Vector(repeating: 0, count: x.count)
    let value = try objective.gradient(at: x, &gradient)
    self.init(x: x, value: value, gradient: gradient)
  }

  public var isFinite: Bool { value.isFinite && Double.areFinite(gradient.elements) }
}

/// What tells how far from a minimum a point is.
public enum Measure: Hashable, Sendable {
  /// The gradient's length.
  case gradient
  /// How far a step of the gradient's own length moves within a set: ‖P(x − ∇f(x)) − x‖.
  case projectedGradient
  /// The width of a simplex, or the spread of the values at its corners where that is larger.
  case simplex
}

/// A rule that moves a point downhill; one to a file in `Optimizers/`.
///
/// A rule of first order, which needs no more than the gradient where it stands, is a `GradientRule`.
public protocol Stepper: Hashable, Sendable {
  /// The name in the language: `"adam"`.
  static var name: String { get }
  /// The name in a sentence: `Adam`.
  static var title: String { get }
  /// What it may be told, with the usual values.
  static var options: [StepperOption] { get }
  /// The rule with these options, at its beginning.
  init(_ options: StepperOptions)
  /// What the rule needs to know of the start. The value and the gradient, unless it says otherwise.
  mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate
  /// Moves the point to the next one, with its value and gradient there, updating what the rule remembers, and tells
  /// what it did. It may ask the objective as it likes. A point that is not finite is a step that cannot be taken.
  mutating func step<F: Error>(_ point: inout Iterate, on objective: some Objective<F>) throws(F) -> StepWork
  /// What `optimality` is: the gradient's length, unless it says otherwise.
  static var measure: Measure { get }
  /// How far from a minimum the rule takes a point to be.
  func optimality(at point: Iterate) -> Double
  /// Whether values along its path rise and fall by chance, so that rises prove nothing.
  var isNoisy: Bool { get }
  /// Whether steps that leave the point where it is may still lead on, as where a simplex turns about its best corner.
  var mayRest: Bool { get }
  /// The lines between a gradient and the step that this rule, as it stood before, took from the point.
  func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step]
}

extension Stepper {
  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    try Iterate(at: x, on: objective)
  }

  public static var measure: Measure { .gradient }
  public func optimality(at point: Iterate) -> Double { point.gradient.norm }
  public var isNoisy: Bool { false }
  public var mayRest: Bool { false }
}

/// A rule with a rate, which a schedule may change from step to step.
public protocol Paced: Stepper {
  /// The rate η.
  var rate: Double { get set }
}

/// A rule of first order: the gradient decides the step, and only the new point is evaluated.
public protocol GradientRule: Paced {
  /// Moves the point, updating what the rule remembers, and tells what it did.
  mutating func step(_ x: inout Vector, gradient: Vector) -> StepWork
}

extension GradientRule {
  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let work = step(&point.x, gradient: point.gradient)
    point = try Iterate(at: point.x, on: objective)
    return work
  }
}

/// One step with its numbers, for a person to follow.
public struct StepWork: Hashable, Sendable {
  /// The formula in symbols: `w − η ∇f(w)`.
  public var formula: String
  /// What the symbols were, in the order a person meets them.
  public var ingredients: [Ingredient]
  /// What the rule calculated on its way, by the symbols of its formulas.
  public var states: [String: Vector]
  public var matrices: [String: Matrix] = [:]
  /// The points a line search tried, in order; the last is the one it took.
  public var trials: [Trial] = []
  /// What was added to the point.
  public var move: Vector
  /// The rate that was used or found, for rules with one.
  public var rate: Double?
  /// Whether no lower point was found, so that the rule stays where it is.
  public var isStalled = false

  public struct Ingredient: Hashable, Sendable {
    public enum Value: Hashable, Sendable { case number(Double), vector(Vector) }
    public var symbol: String
    public var value: Value

    public init(_ symbol: String, _ value: Double) { (self.symbol, self.value) = (symbol, .number(value)) }
    public init(_ symbol: String, _ value: Vector) { (self.symbol, self.value) = (symbol, .vector(value)) }
  }

  /// A rate tried on the way, the value there, and what became of it: `too high: 3.2 > 2.9`.
  public struct Trial: Hashable, Sendable {
    public var rate: Double
    public var value: Double
    public var verdict: String

    public init(rate: Double, value: Double, verdict: String) {
      (self.rate, self.value, self.verdict) = (rate, value, verdict)
    }
  }

  public init(
    _ formula: String, _ ingredients: [Ingredient], states: [String: Vector] = [:], move: Vector, rate: Double? = nil
  ) {
    self.formula = formula
    self.ingredients = ingredients
    self.states = states
    self.move = move
    self.rate = rate
  }

  /// A state of the rule after the step, or what stands for it before: empty where the rule has none of that name.
  func state(_ symbol: String) -> Vector { states[symbol] ?? Vector([]) }
}
