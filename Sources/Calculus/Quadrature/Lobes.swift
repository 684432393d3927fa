import Glibc
import Numerics

/// Oscillation without end: the integrals from zero to zero alternate, and the ε-algorithm sums them.
///
/// - Source: Longman 1956; Piessens et al., *QUADPACK*, 1983, §2.2.3 (`qawf`).
extension AdaptiveIntegrator {
  typealias Begun = (sums: BlockSums, total: Stretch, tail: BlockTail)

  /// ∫ towards a singular point about which the function swings ever faster: with u = 1/|x − c| it swings evenly.
  mutating func reflected<Failure: Error>(
    toward c: Double, from b: Double, after begun: Begun, floor: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    let side: Double = b < c ? -1 : 1
    func map(_ u: Double) -> Double { c + side / u }
    let start = 1 / (b - c).magnitude
    let turns = Double(max(begun.total.turns, 8))
    let far = try lobes(
      from: start, spacing: start / turns, after: (BlockSums(), Stretch(), BlockTail(.lobes, end: .infinity)),
      floor: floor
    ) {
      (u: [Double]) throws(Failure) -> [Double] in
      zip(try f(u.map(map)), u).map { $0 / ($1 * $1) }
    }
    var done = begun.total
    var tail = begun.tail
    (tail.limit, tail.goesOn) = (begun.sums.sum, true)
    done.value = begun.sums.sum
    done.tails.append(tail)
    done += far.moved(map)
    return done
  }

  /// ∫ from a place to infinity, from one zero to the next.
  /// - Parameter spacing: about how far apart the zeros are.
  mutating func lobes<Failure: Error>(
    from start: Double, spacing: Double, after begun: Begun, floor: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    var done = begun.total
    var before = begun.tail
    (before.limit, before.goesOn) = (begun.sums.sum, true)
    done.value = begun.sums.sum
    if !before.blocks.isEmpty { done.tails.append(before) }
    var (sums, tail, part) = (BlockSums(), BlockTail(.lobes, end: .infinity), Stretch())
    var (x, spacing, small) = (start, spacing, 0)
    var ends: [Double] = []
    while sums.blocks.count < 400, !isSpent {
      guard let zero = try zero(after: x, spacing, f) else { break }
      let bound = max(floor, allowance(done.value + sums.sum, done.size + part.size))
      let lobe = try stretch(x, zero, count: 1, floor: 0.01 * bound, level: 2, f)
      if lobe.isDivergent { return lobe }
      part.error += lobe.error
      part.size += lobe.size
      part.panels += lobe.panels
      sums.add(lobe.value)
      tail.add(x, zero, lobe.value)
      ends.append(zero)
      // The first lobe begins anywhere.
      if sums.blocks.count > 1 { spacing = zero - x }
      x = zero
      small = lobe.size <= 1e-18 * (done.size + part.size) ? small + 1 : 0
      if small >= 4 {
        part.value = sums.sum
        return joined(done, part, tail)
      }
      let limit = sums.epsilon.limit
      if sums.blocks.count >= 8, 2 * limit.error <= 0.5 * bound, falls(sums, ends) {
        part.value = limit.value
        part.error = 4 * part.error + 2 * limit.error
        tail.isExtrapolated = true
        return joined(done, part, tail)
      }
    }
    if sums.blocks.count >= 40, !falls(sums, ends) {
      done.verdict = .diverges(at: .infinity)
      return done
    }
    let limit = sums.epsilon.limit
    part.value = sums.blocks.count > 2 ? limit.value : sums.sum
    part.error = 4 * part.error + min(10 * limit.error, 10 * sums.rest) + (sums.blocks.last?.magnitude ?? 0)
    part.verdict = .doubtful
    tail.isExtrapolated = true
    return joined(done, part, tail)
  }

  /// ∫ from a place to infinity of what swings without changing its sign, like sin(x)²/x²: up to peaks that lie ever
  /// twice as far out, so that each sum ends in the same phase.
  mutating func swells<Failure: Error>(
    from start: Double, spacing: Double, after begun: Begun, floor: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    let reach = spacing / 16
    // Rises through 0 where the function has a valley or a peak.
    func slope(_ x: [Double]) throws(Failure) -> [Double] {
      let heights = try f(x.map { $0 - reach } + x.map { $0 + reach })
      return x.indices.map { heights[x.count + $0] - heights[$0] }
    }
    var done = begun.total
    var before = begun.tail
    (before.limit, before.goesOn) = (begun.sums.sum, true)
    done.value = begun.sums.sum
    done.tails.append(before)
    var (sums, tail, part) = (BlockSums(), BlockTail(.doubling, end: .infinity), Stretch())
    guard let first = try zero(after: start, spacing, slope), let second = try zero(after: first, spacing, slope),
      let third = try zero(after: second, spacing, slope)
    else {
      done.verdict = .doubtful
      done.error += begun.sums.rest
      return done
    }
    var period = third - first
    let lead = try stretch(start, first, count: 1, floor: 0, level: 2, f)
    done.value += lead.value
    done.error += lead.error
    done.size += lead.size
    done.panels += lead.panels
    var (x, factor) = (first, 1.0)
    while sums.blocks.count < 14, !isSpent {
      // From a little before it, so that the one found has the same phase as the first.
      guard let next = try zero(after: first + period * (factor - 0.25), period / 2, slope) else { break }
      let bound = max(floor, allowance(done.value + sums.sum, done.size + part.size))
      let count = Int(min(factor, 4096))
      let block = try stretch(x, next, count: count, floor: 0.01 * bound, level: 2, f)
      part.error += block.error
      part.size += block.size
      part.panels += block.panels
      sums.add(block.value)
      tail.add(x, next, block.value)
      period = (next - first) / factor
      (x, factor) = (next, 2 * factor)
      let limit = sums.epsilon.limit
      if sums.blocks.count >= 6, sums.shrinks, 2 * limit.error <= 0.5 * bound { break }
    }
    if sums.stands {
      done.verdict = .diverges(at: .infinity)
      return done
    }
    let limit = sums.epsilon.limit
    part.value = sums.shrinks ? limit.value : sums.sum
    part.error = 4 * part.error + (sums.shrinks ? 2 * limit.error + sums.noise : sums.rest)
    tail.isExtrapolated = sums.shrinks
    return joined(done, part, tail)
  }

  private func joined(_ done: Stretch, _ part: Stretch, _ tail: BlockTail) -> Stretch {
    var (whole, tail, part) = (done, tail, part)
    tail.limit = part.value
    part.tails.append(tail)
    whole += part
    return whole
  }

  /// Whether the lobes shrink, like a power of x at least: what swings on for ever has an average and no integral.
  private func falls(_ sums: BlockSums, _ ends: [Double]) -> Bool {
    let k = sums.blocks.count - 1
    guard k >= 7 else { return false }
    let (late, early) = (k, k - 6)
    let fall = log(sums.blocks[early].magnitude / max(sums.blocks[late].magnitude, 1e-300))
    let way = log(ends[late] / max(ends[early], ends[late] * 1e-3))
    return fall > 0.05 * way
  }

  /// The next zero after a place, to ten digits of the way there.
  private mutating func zero<Failure: Error>(
    after x: Double, _ spacing: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Double? {
    let step = spacing / 8
    guard step > 4 * x.magnitude.ulp, step.isFinite else { return nil }
    var (from, last) = (x + step / 2, 0.0)
    for _ in 0..<100 {
      let places = (0..<16).map { from + step * Double($0) }
      let heights = try values(places, f)
      for (place, height) in zip(places, heights) {
        if height == 0, last != 0 { return place }
        if last != 0, (height < 0) != (last < 0) {
          return try crossing(place - step, last, place, height, f)
        }
        last = height
      }
      from += 16 * step
    }
    return nil
  }

  /// By the Illinois method.
  private mutating func crossing<Failure: Error>(
    _ a: Double, _ ya: Double, _ b: Double, _ yb: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Double {
    var (a, ya, b, yb) = (a, ya, b, yb)
    let width = b - a
    for _ in 0..<60 where (b - a).magnitude > 1e-10 * width {
      var c = b - yb * (b - a) / (yb - ya)
      if !(min(a, b)...max(a, b)).contains(c) { c = a / 2 + b / 2 }
      let y = try values([c], f)[0]
      if y == 0 || !y.isFinite { return c }
      if (y < 0) != (yb < 0) { (a, ya) = (b, yb) } else { ya /= 2 }
      (b, yb) = (c, y)
    }
    return b
  }
}
