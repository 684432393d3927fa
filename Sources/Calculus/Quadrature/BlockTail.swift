/// A part of an integral that was taken in blocks towards a place the rule cannot reach: a singular point, infinity.
public struct BlockTail: Sendable, Hashable {
  public enum Blocks: Sendable, Hashable {
    /// Each half as long as the one before.
    case halving
    /// Each twice as long.
    case doubling
    /// From one zero of the function to the next.
    case lobes
  }

  public struct Segment: Sendable, Hashable {
    public let low: Double
    public let high: Double
    public let value: Double
  }

  public let kind: Blocks
  /// The place the blocks approach.
  public let end: Double
  public private(set) var blocks: [Segment] = []
  /// What was taken for the sum of all blocks, those left out included.
  public var limit = 0.0
  /// Whether that was extrapolated from the sums, the rest being too large to leave out.
  public var isExtrapolated = false
  /// Whether another way of summing took over after the last block.
  public var goesOn = false

  init(_ kind: Blocks, end: Double) { (self.kind, self.end) = (kind, end) }

  mutating func add(_ low: Double, _ high: Double, _ value: Double) {
    blocks.append(Segment(low: low, high: high, value: value))
  }

  func moved(_ map: (Double) -> Double) -> BlockTail {
    var copy = BlockTail(kind, end: map(end))
    copy.blocks = blocks.map { Segment(low: map($0.low), high: map($0.high), value: $0.value) }
    (copy.limit, copy.isExtrapolated, copy.goesOn) = (limit, isExtrapolated, goesOn)
    return copy
  }
}

/// What is known of an integral over some stretch.
struct Stretch: Sendable {
  enum Verdict: Sendable {
    case settled
    /// The error is larger than was asked for.
    case doubtful
    case diverges(at: Double)
    /// From there on the function is larger than the largest number.
    case overflows(at: Double)
  }

  var value = 0.0
  var error = 0.0
  var size = 0.0
  var turns = 0
  var bends = 0
  var verdict = Verdict.settled
  var panels: [Panel] = []
  var tails: [BlockTail] = []

  init() {}

  init(_ panel: Panel) {
    (value, error, size) = (panel.value, panel.error, panel.size)
    (turns, bends) = (panel.turns, panel.bends)
    panels = [panel]
  }

  /// Whether there is no sum to tell.
  var isDivergent: Bool {
    switch verdict {
    case .diverges, .overflows: true
    case .settled, .doubtful: false
    }
  }
  var isSettled: Bool { if case .settled = verdict { true } else { false } }

  static func += (a: inout Stretch, b: Stretch) {
    a.value += b.value
    a.error += b.error
    a.size += b.size
    a.turns += b.turns
    a.bends += b.bends
    a.panels += b.panels
    a.tails += b.tails
    switch (a.verdict, b.verdict) {
    case (.diverges, _), (.overflows, _), (_, .settled): break
    case (.settled, _), (.doubtful, _): a.verdict = b.verdict
    }
  }

  /// The same in another variable.
  func moved(_ map: (Double) -> Double) -> Stretch {
    var copy = self
    copy.panels = panels.map { $0.moved(map) }
    copy.tails = tails.map { $0.moved(map) }
    switch verdict {
    case .diverges(let place): copy.verdict = .diverges(at: map(place))
    case .overflows(let place): copy.verdict = .overflows(at: map(place))
    case .settled, .doubtful: break
    }
    return copy
  }
}
