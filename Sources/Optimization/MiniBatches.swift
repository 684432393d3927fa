import Document
import LinearAlgebra
import Numerics

/// A rule that sees a part of the data at each step: the rows in a random order, so many at a time, and in a new order
/// once all have had their turn.
///
/// The value and the gradient of a point are those of the batch to come; where an epoch has just ended, the value over
/// all the data stands beside it. The random stream is part of the rule, so copies go the same way.
public struct MiniBatches<Rule: GradientRule>: Paced {
  public static var name: String { Rule.name }
  public static var title: String { Rule.title }
  public static var options: [StepperOption] { Rule.options }

  public private(set) var rule: Rule
  /// The rows in a batch; the last of an epoch may have fewer.
  public let size: Int
  /// How often all the rows have had their turn.
  public private(set) var epoch = 0
  private var stream: RandomStream
  private var order: [Int] = []
  private var place = 0
  /// The gradient's length over all the data when they were last seen.
  private var slope = Double.infinity

  public init(_ rule: Rule, size: Int, stream: RandomStream) {
    (self.rule, self.size, self.stream) = (rule, max(1, size), stream)
  }

  public init(_ options: StepperOptions) {
    self.init(Rule(options), size: 32, stream: RandomStream(seed: 0))
  }

  public var rate: Double {
    get { rule.rate }
    set { rule.rate = newValue }
  }

  public var isNoisy: Bool { true }
  public func optimality(at point: Iterate) -> Double { slope }

  /// The rows whose turn is next.
  public var batch: [Int] { Array(order[place..<min(place + size, order.count)]) }

  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    order = Array(0..<objective.rowCount)
    let whole = try all(at: x, objective)
    shuffle()
    return try next(at: x, whole: whole, objective)
  }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    var x = point.x
    let work = rule.step(&x, gradient: point.gradient)
    place += size
    var whole: Double?
    if place >= order.count {
      epoch += 1
      whole = try all(at: x, objective)
      shuffle()
    }
    point = try next(at: x, whole: whole, objective)
    return work
  }

  private mutating func all<F: Error>(at x: Vector, _ objective: some Objective<F>) throws(F) -> Double {
    let point = try Iterate(at: x, on: objective)
    slope = point.gradient.norm
    return point.value
  }

  private func next<F: Error>(
    at x: Vector, whole: Double?, _ objective: some Objective<F>
  ) throws(F) -> Iterate {
    var gradient = Vector(repeating: 0, count: x.count)
    let value = try objective.gradient(at: x, over: batch, &gradient)
    return Iterate(x: x, value: value, gradient: gradient, whole: whole)
  }

  private mutating func shuffle() {
    place = 0
    for i in stride(from: order.count - 1, to: 0, by: -1) { order.swapAt(i, stream.integer(below: i + 1)) }
  }

  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let rows = batch.prefix(8).map { String($0 + 1) }.joined(separator: ", ") + (batch.count > 8 ? ", …" : "")
    let words = "\(batch.count) of \(order.count) rows, in epoch \(epoch + 1): \(rows)"
    return [Derivation.Step("batch", Document([.line(Text(words))]))]
      + rule.explained(work, from: point, names)
  }
}

extension GradientRule {
  /// The rule on so many rows at a time.
  public func inBatches(of size: Int, _ stream: RandomStream) -> any Stepper {
    MiniBatches(self, size: size, stream: stream)
  }
}
