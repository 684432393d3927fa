import Document
import LinearAlgebra

/// A rule of first order that a line search tells how far to go: what the rule would add at the rate 1 is the
/// direction.
///
/// Where that does not lead down, or to no lower point, the rule forgets what it remembers and begins anew.
/// - Source: Nocedal & Wright 2e, §3.1; within a set, Bertsekas, Nonlinear Programming, §3.3 (feasible directions).
public struct LineSearched<Rule: GradientRule>: Searching {
  public static var name: String { Rule.name }
  public static var title: String { Rule.title }
  public static var options: [StepperOption] { Rule.options }
  public static var measure: Measure { Rule.measure }

  /// The rule, whose rate is 1.
  public private(set) var rule: Rule
  private let fresh: Rule
  public var search: RateSearch
  /// The rate tried first at every step.
  public let first: Double

  public init(_ rule: Rule, by search: RateSearch, first: Double = 1) {
    var unit = rule
    unit.rate = 1
    // Between a point of a convex set and another all points are in the set; beyond, none need be.
    let longest = Rule.measure == .projectedGradient ? 1 : Double.infinity
    (self.rule, fresh, self.search, self.first) = (unit, unit, search, min(first, longest))
  }

  public init(_ options: StepperOptions) {
    self.init(Rule(options), by: .armijo, first: options.given["rate"] ?? 1)
  }

  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    try rule.begin(at: x, on: objective)
  }

  public func optimality(at point: Iterate) -> Double { rule.optimality(at: point) }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let (start, before) = (point, rule)
    var direction = rule.direction(from: start)
    var found = try search.rate(from: start, along: direction, first: first, on: objective)
    let isAnew = found == nil && before != fresh
    if isAnew {
      rule = fresh
      direction = rule.direction(from: start)
      found = try search.rate(from: start, along: direction, first: first, on: objective)
    }
    guard let found else {
      rule = before
      return .stalled(along: direction)
    }
    point = found.end
    var work = StepWork(found, along: direction, from: start)
    if isAnew { work.states["anew"] = Vector([1]) }
    return work
  }

  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let isAnew = !work.state("anew").elements.isEmpty
    let origin = isAnew ? fresh : rule
    var (x, again) = (point.x, origin)
    let inner = again.step(&x, gradient: point.gradient)
    let remark: [Block] =
      isAnew ? [.line("what the rule remembered leads to no lower point, so it begins anew")] : []
    let direction = Derivation.Step(
      "direction", Document(remark + [.line(Text("d, the step at η = 1, is ") + names.write(work.state("d")))]))
    return origin.explained(inner, from: point, names).dropLast() + [direction]
      + names.search(work, from: point, flat: search.flatness()) + [names.taken(work)]
  }
}

extension GradientRule {
  /// The rule with its rate found by a line search.
  public func searched(by search: RateSearch, first: Double) -> any Stepper {
    LineSearched(self, by: search, first: first)
  }

  /// What the rule adds to a point.
  fileprivate mutating func direction(from start: Iterate) -> Vector {
    var x = start.x
    return step(&x, gradient: start.gradient).move
  }
}
