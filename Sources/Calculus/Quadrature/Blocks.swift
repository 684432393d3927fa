import Glibc
import Numerics

/// Sums of blocks on their way to a limit, and what they say about there being one.
struct BlockSums: Sendable {
  private(set) var blocks: [Double] = []
  private(set) var epsilon = Epsilon()
  private(set) var sum = 0.0

  mutating func add(_ block: Double) {
    // What grew before shrinks by another law: extrapolated, the growth would be continued backwards.
    if let last = blocks.last, block.magnitude >= last.magnitude { epsilon = Epsilon() }
    blocks.append(block)
    sum += block
    epsilon.add(sum)
  }

  private func ratio(_ k: Int) -> Double { blocks[k - 1] == 0 ? 0 : blocks[k] / blocks[k - 1] }

  /// What is left when every further block is smaller by the same factor; `nil` when the last ones are no such sequence.
  var geometricRest: Double? {
    let k = blocks.count - 1
    guard k >= 4 else { return nil }
    let (r, s) = (ratio(k).magnitude, ratio(k - 1).magnitude)
    guard r < 0.9, s < 0.9, r <= s + 0.05 else { return nil }
    return blocks[k].magnitude * max(r, s) / (1 - max(r, s))
  }

  /// k(1 − ratio) at block k: above 1 the sum has a limit, below it has none; that of a geometric sequence grows
  /// with k (Raabe).
  private func raabe(_ k: Int) -> Double { Double(k) * (1 - ratio(k)) }

  /// Whether the blocks have stopped shrinking.
  var stands: Bool {
    let k = blocks.count - 1
    guard k >= 12, blocks[k] != 0 else { return false }
    let signs = blocks.suffix(8).map { $0 < 0 }
    guard signs.allSatisfy({ $0 == signs[0] }) else { return false }
    let latest = (k - 7...k).map(raabe)
    guard latest.allSatisfy({ $0 < 0.02 }) else { return false }
    // Of x^-0.9999 the measure is small too, but grows.
    let before = raabe(k / 2)
    return !(raabe(k) > 1.4 * before && before > 1e-6)
  }

  /// Raabe's measure at the end, for sums that shrink too slowly to tell earlier.
  var shrinksTooSlowly: Bool {
    let k = blocks.count - 1
    guard k >= 12, blocks[k] != 0, blocks[k / 2] != 0 else { return stands }
    return raabe(k) <= 1.1 && raabe(k) < 1.4 * max(raabe(k / 2), 0.02)
  }

  /// Whether the last blocks have shrunk, one after another: sums that grow have no limit, though ε may name one.
  var shrinks: Bool {
    let k = blocks.count - 1
    return k >= 4 && (k - 3...k).allSatisfy { blocks[$0].magnitude < blocks[$0 - 1].magnitude || blocks[$0] == 0 }
  }

  /// How much the rounding of the blocks may move the limit: slowly shrinking ones are multiplied many times over.
  var noise: Double {
    let k = blocks.count - 1
    guard k >= 1 else { return 0 }
    let gap = max(1 - ratio(k), 1e-9)
    return 8 * Double.ulpOfOne * blocks[k].magnitude / (gap * gap)
  }

  /// Whether they shrink so slowly that no extrapolation can be trusted.
  var creeps: Bool { blocks.count > 100 && ratio(blocks.count - 1) > 0.95 }

  /// What may be missing from the sum, where nothing better is known.
  var rest: Double {
    let k = blocks.count - 1
    guard k >= 2 else { return sum.magnitude }
    let r = min(max(ratio(k).magnitude, ratio(k - 1).magnitude), 1 - 1 / Double(k + 1))
    return blocks[k].magnitude / (1 - r) + blocks[k - 1].magnitude
  }
}

extension AdaptiveIntegrator {
  /// ∫ from an ordinary place to a singular one, in blocks each half as long as the one before.
  mutating func graded<Failure: Error>(
    toward c: Double, from b: Double, floor: Double, level: Int, _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    var (sums, total, tail) = (BlockSums(), Stretch(), BlockTail(.halving, end: c))
    let nearest = max(64 * c.magnitude.ulp, c == 0 ? 1e-300 : 0)
    let start = evaluations
    var (x, far, turnsBefore) = (b, b - c, 0)
    while (far / 2).magnitude > nearest, !isSpent {
      let next = c + far / 2
      let (low, high) = (min(x, next), max(x, next))
      let bound = max(floor, allowance(sums.sum, total.size))
      // Of a thousand blocks each may be off by less than of ten.
      let share = 0.02 * bound / Double(1 + sums.blocks.count / 8)
      let block = try stretch(low, high, count: 1, floor: share, level: level, f)
      if block.isDivergent { return block }
      total.error += block.error
      total.size += block.size
      total.panels += block.panels
      total.tails += block.tails
      sums.add(block.value)
      tail.add(x, next, block.value)
      // Ever more turns in ever shorter blocks; as many as fit are no singular point.
      if turnsBefore >= 3, block.turns >= max(8, turnsBefore), block.size > 0.1 * bound {
        return try reflected(toward: c, from: next, after: (sums, total, tail), floor: floor, f)
      }
      turnsBefore = block.turns
      (x, far) = (next, far / 2)
      if let end = finish(&tail, sums, total, bound: max(floor, allowance(sums.sum, total.size))) { return end }
      if sums.blocks.count >= 24, sums.stands, try grows(toward: c, from: b, f) {
        total.verdict = .diverges(at: c)
        return total
      }
      if isSpent || evaluations - start > limit / 2 { break }
    }
    return exhausted(tail, sums, total, floor, at: c, mayDiverge: try grows(toward: c, from: b, f))
  }

  /// Whether the function goes on growing to the last bits before a place: 1/x does so at 0, and not at 1e-300.
  private mutating func grows<Failure: Error>(
    toward c: Double, from b: Double, _ f: Integrand<Failure>
  ) throws(Failure) -> Bool {
    let side: Double = b > c ? 1 : -1
    let bits = [0.0, 1, 2, 4].map { c + side * $0 * (c == 0 ? Double.leastNonzeroMagnitude : c.magnitude.ulp) }
    let near = try values(bits, f)
    guard near.allSatisfy(\.isFinite) else { return true }
    let far = try values([c + (b - c) / 1024], f)[0].magnitude * (b - c).magnitude / 1024
    let rise = zip(near, bits).map { $0.magnitude * max(($1 - c).magnitude, c.magnitude.ulp) }.max() ?? 0
    return rise > 1e-3 * far
  }

  /// ∫ from a to infinity, in blocks each twice as long as the one before.
  mutating func outward<Failure: Error>(
    from a: Double, floor: Double = 0, _ f: Integrand<Failure>
  ) throws(Failure) -> Stretch {
    let unit = max(1, a.magnitude / 4)
    var (sums, tail) = (BlockSums(), BlockTail(.doubling, end: .infinity))
    var (turnsBefore, bendsBefore, quiet) = (0, 0, 0)
    var total = Stretch()
    var (x, k) = (a, 0)
    while k < 1000, x < 0x1p1000 {
      let next = a + unit * (exp2(Double(k) + 1) - 1)
      let bound = max(floor, allowance(sums.sum, total.size))
      if k > 0, !(try values([next], f)[0].isFinite) {
        // Growth past the largest number is no gap in the domain.
        let before = try values([x + (next - x) / 64, x + (next - x) / 8], f)
        if before.contains(where: \.isInfinite) || sums.blocks.last.map({ $0.magnitude > 1e100 }) ?? false {
          total.verdict = .diverges(at: .infinity)
          return total
        }
      }
      // A singular point may be at a, and a peak anywhere.
      let cuts = seesPeaks && k < 24 ? try cuts(x, next, total.size == 0 ? [500, 4000] : [100], f) : []
      let block = try stretch(
        x, next, count: k == 0 ? panels : max(panels / 3, 1), floor: 0.02 * bound, level: k == 0 ? 0 : 1, cuts: cuts,
        f)
      if block.isDivergent { return block }
      total.error += block.error
      total.size += block.size
      total.panels += block.panels
      total.tails += block.tails
      if !block.isSettled { total.verdict = .doubtful }
      sums.add(block.value)
      tail.add(x, next, block.value)
      if k > 0, turnsBefore >= 3, block.turns >= 8, block.size > 0.1 * bound {
        return try lobes(
          from: next, spacing: (next - x) / Double(block.turns), after: (sums, total, tail), floor: floor, f)
      }
      if k > 1, turnsBefore == 0, bendsBefore >= 3, block.bends >= 8, block.size > 0.1 * bound {
        return try swells(
          from: next, spacing: (next - x) / Double(block.bends), after: (sums, total, tail), floor: floor, f)
      }
      (turnsBefore, bendsBefore) = (block.turns, block.bends)
      quiet = block.size <= 1e-18 * total.size ? quiet + 1 : 0
      (x, k) = (next, k + 1)
      if quiet >= (panels < 4 ? 4 : 10), total.size > 0 || k >= 64 {
        tail.limit = sums.sum
        total.value = sums.sum
        total.tails.append(tail)
        return total
      }
      // Early blocks may lie before all that matters.
      if k >= 9, quiet == 0, turnsBefore < 3, bendsBefore < 6, total.isSettled,
        let end = finish(&tail, sums, total, bound: max(floor, allowance(sums.sum, total.size)))
      {
        return end
      }
      if k >= 45, sums.stands, k >= 90 || (sums.blocks[k - 1] / sums.blocks[k - 2] - 1).magnitude < 1e-6 {
        total.verdict = .diverges(at: .infinity)
        return total
      }
      if isSpent { break }
    }
    return exhausted(tail, sums, total, floor, at: .infinity)
  }

  /// The sum, once what is left out is known to be small, or the limit of the sums, once it is known well enough.
  private func finish(_ tail: inout BlockTail, _ sums: BlockSums, _ total: Stretch, bound: Double) -> Stretch? {
    var done = total
    if let rest = sums.geometricRest, 2 * rest <= 0.05 * bound {
      done.value = sums.sum
      done.error += 2 * rest
    } else {
      let limit = sums.epsilon.limit
      guard sums.epsilon.count >= 6, sums.shrinks, 2 * limit.error <= 0.5 * bound else { return nil }
      // Extrapolation magnifies what the sums themselves are off by.
      done.value = limit.value
      done.error = 4 * total.error + 2 * limit.error + sums.noise
      tail.isExtrapolated = true
    }
    tail.limit = done.value
    done.tails.append(tail)
    return done
  }

  /// The best there is when the blocks came to an end without a limit in sight.
  private func exhausted(
    _ tail: BlockTail, _ sums: BlockSums, _ total: Stretch, _ floor: Double, at end: Double, mayDiverge: Bool = true
  ) -> Stretch {
    var (done, tail) = (total, tail)
    if mayDiverge, !isSpent, sums.shrinksTooSlowly, !done.isDivergent {
      done.verdict = .diverges(at: end)
      return done
    }
    let limit = sums.epsilon.limit
    let doubt = 10 * limit.error + 4 * total.error + sums.noise
    let isBetter = sums.shrinks && (doubt < sums.rest || sums.creeps)
    done.value = isBetter ? limit.value : sums.sum
    done.error = isBetter && !sums.creeps ? doubt : total.error + sums.rest
    tail.limit = done.value
    tail.isExtrapolated = isBetter
    done.tails.append(tail)
    if !(done.error <= max(floor, allowance(done.value, done.size))) { done.verdict = .doubtful }
    return done
  }
}
