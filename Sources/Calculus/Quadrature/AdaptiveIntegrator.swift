import Numerics

/// What integrals are taken with: how exactly, with how many evaluations, and what they have cost so far.
///
/// Bounded stretches are halved where the two Gauss–Kronrod rules disagree most. Where halving does not help, the place
/// at fault is found and approached in blocks, as infinity is, whose sums are extrapolated.
struct AdaptiveIntegrator: Sendable {
  /// The function at many points at once; NaN where it has no real value.
  typealias Integrand<Failure: Error> = ([Double]) throws(Failure) -> [Double]

  /// Relative to the integral.
  let tolerance: Double
  let limit: Int
  /// How many panels a bounded stretch begins with.
  let panels: Int
  var evaluations = 0
  /// Whether some point had no value at all.
  var sawGap = false
  /// Whether the stretches left are those where there are values.
  var knowsDomain = false

  init(tolerance: Double, limit: Int, panels: Int) {
    (self.tolerance, self.limit, self.panels) = (tolerance, limit, panels)
  }

  var isSpent: Bool { evaluations >= limit || sawGap && !knowsDomain }

  /// What an integral of this size may be off by; rounding alone may take it there.
  func allowance(_ value: Double, _ size: Double) -> Double {
    max(tolerance * value.magnitude, 100 * Double.ulpOfOne / 2 * size)
  }

  mutating func values<Failure: Error>(
    _ x: [Double], _ f: Integrand<Failure>
  ) throws(Failure) -> [Double] {
    evaluations += x.count
    let y = try f(x)
    if !sawGap { sawGap = y.contains(where: \.isNaN) }
    return y
  }

  mutating func panels<Failure: Error>(
    _ edges: [Double], depth: Int, _ f: Integrand<Failure>
  ) throws(Failure) -> [Panel] {
    let ends = zip(edges, edges.dropFirst())
    let y = try values(ends.flatMap { Panel.points($0, $1) }, f)
    return ends.enumerated().map { place, ends in
      Panel(ends.0, ends.1, depth: depth, values: y[(15 * place)..<(15 * place + 15)])
    }
  }

  /// Levels of stretches within blocks within stretches.
  private static let deepest = 3

  /// ∫ over a bounded stretch.
  /// - Parameters:
  ///   - floor: an error that does not matter to what the stretch is part of.
  ///   - cuts: places inside where panels shall end, ascending.
  mutating func stretch<Failure: Error>(
    _ a: Double, _ b: Double, count: Int, floor: Double = 0, level: Int = 0, cuts: [Double] = [],
    _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    let width = b / Double(count) - a / Double(count)
    let even = (0...count).map { $0 == 0 ? a : $0 == count ? b : a + width * Double($0) }
    let edges = cuts.isEmpty ? even : Set(even + cuts).sorted()
    let count = edges.count - 1
    var open = PanelHeap(try panels(edges, depth: 0, f))
    var done = Stretch()
    var rounds = 0
    while true {
      if rounds & 63 == 63 { open.retotal() }
      rounds += 1
      if open.worst?.hole == nil {
        let bound = max(floor, allowance(open.value + done.value, open.size + done.size))
        if open.error + done.error <= bound {
          open.retotal()
          if open.error + done.error <= bound { break }
        }
        // What blocks are off by stays, however small the panels become.
        if done.error > bound, open.error <= 0.1 * done.error { break }
      }
      guard let panel = open.popWorst() else { break }
      if let place = panel.overflow {
        done.verdict = .overflows(at: place)
        return done
      }
      guard !isSpent else {
        open.push(panel)
        done.verdict = .doubtful
        break
      }
      let isAtEnd = panel.low == a || panel.high == b
      let isStubborn = panel.depth >= (isAtEnd ? 8 : 18)
      if level < Self.deepest, panel.hole != nil || isStubborn {
        let root = edges.lastIndex { $0 <= panel.low } ?? 0
        let (low, high) = (edges[min(root, count - 1)], edges[min(root, count - 1) + 1])
        open.remove(within: low, high)
        let place: Double
        if let hole = panel.hole {
          place = hole
        } else if isAtEnd {
          place = panel.low == a ? a : b
        } else {
          place = try culprit(in: panel, low, high, f)
        }
        for end in [low, high] where end != place {
          done += try graded(toward: place, from: end, floor: floor, level: level + 1, f)
          if done.isDivergent { return done }
        }
        continue
      }
      if panel.isSmallest || panel.hole != nil || panel.depth >= 60 {
        if panel.hole != nil { done.verdict = .doubtful } else { done += Stretch(panel) }
        continue
      }
      for half in try panel.halved(panels([panel.low, panel.middle, panel.high], depth: panel.depth + 1, f)) {
        // Where rounding is all that is left, halves are no better.
        if half.idle >= 2 { done += Stretch(half) } else { open.push(half) }
      }
    }
    let rest = open.all
    done.value += Sums.sum(rest.map(\.value))
    done.error += rest.reduce(0) { $0 + $1.error }
    done.size += rest.reduce(0) { $0 + $1.size }
    done.turns += rest.reduce(0) { $0 + $1.turns }
    done.bends += rest.reduce(0) { $0 + $1.bends }
    done.panels += rest
    let bound = max(floor, allowance(done.value, done.size))
    if done.isSettled, !(done.error <= 2 * bound) { done.verdict = .doubtful }
    return done
  }

  /// The place in a panel where halving does not help, to the last bits.
  private mutating func culprit<Failure: Error>(
    in panel: Panel, _ low: Double, _ high: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Double {
    var panel = panel
    for _ in 0..<60 where !panel.isSmallest {
      let halves = try panels([panel.low, panel.middle, panel.high], depth: panel.depth + 1, f)
      if let hole = halves.compactMap(\.hole).first { return hole }
      panel = halves[0].error >= halves[1].error ? halves[0] : halves[1]
    }
    for end in [low, high, 0] where panel.low <= end && panel.high >= end { return end }
    let step = panel.width / 16
    let places = (0...16).map { panel.low + step * Double($0) }
    let heights = try values(places, f).map { $0.isFinite ? $0.magnitude : .infinity }
    let top = heights.indices.max { heights[$0] < heights[$1] } ?? 8
    let place = heights[top] > 2 * (heights.min() ?? 0) ? places[top] : panel.middle
    for end in [low, high] where (place - end).magnitude <= 32 * end.ulp { return end }
    return place
  }
}

/// Panels with the most doubtful one at hand, and their sums.
struct PanelHeap {
  private var heap: [Panel] = []
  private(set) var value = 0.0
  private(set) var error = 0.0
  private(set) var size = 0.0

  init(_ panels: [Panel]) { for panel in panels { push(panel) } }

  var all: [Panel] { heap }
  var worst: Panel? { heap.first }

  mutating func push(_ panel: Panel) {
    add(panel, 1)
    heap.append(panel)
    var child = heap.count - 1
    while child > 0, heap[child].error > heap[(child - 1) / 2].error {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popWorst() -> Panel? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        let larger = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }.max { heap[$0].error < heap[$1].error }
        guard let child = larger, heap[child].error > heap[parent].error else { break }
        heap.swapAt(child, parent)
        parent = child
      }
    }
    add(first, -1)
    return first
  }

  mutating func remove(within low: Double, _ high: Double) {
    let kept = heap.filter { !($0.low >= low && $0.high <= high) }
    self = PanelHeap(kept)
  }

  /// Takes the sums anew: what was added and taken away leaves rounding behind.
  mutating func retotal() {
    value = Sums.sum(heap.map(\.value))
    error = heap.reduce(0) { $0 + ($1.hole == nil ? $1.error : 0) }
    size = heap.reduce(0) { $0 + ($1.hole == nil ? $1.size : 0) }
  }

  private mutating func add(_ panel: Panel, _ sign: Double) {
    guard panel.hole == nil else { return }
    value += sign * panel.value
    error += sign * panel.error
    size += sign * panel.size
  }
}
