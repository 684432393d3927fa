import Numerics

/// Draws samples with replacement, as places.
///
/// Two places come of each 64 random bits, so that a statistic computed from places and one computed from elements see
/// the same samples of the same stream.
public struct Resampler: Sendable {
  public let count: Int
  public var random: RandomStream

  /// - Parameter count: how many elements there are, at least one and below 2³¹, as places are 32 bits with a sign.
  /// - Returns: `nil` for any other count.
  public init?(count: Int, random: RandomStream) {
    guard (1...Int(Int32.max)).contains(count) else { return nil }
    self.count = count
    self.random = random
  }

  /// Fills `places` with draws from 0..<count without bias (Lemire 2019).
  public mutating func draw(into places: inout [Int32]) {
    let n = UInt64(truncatingIfNeeded: count)
    let floor = (UInt64(UInt32.max) + 1) % n
    let wanted = places.count
    places.withUnsafeMutableBufferPointer { places in
      var filled = 0
      while filled < wanted {
        let bits = random.bits()
        let first = (bits & 0xFFFF_FFFF) &* n
        if first & 0xFFFF_FFFF >= floor {
          places[filled] = Int32(truncatingIfNeeded: first >> 32)
          filled += 1
        }
        let second = (bits >> 32) &* n
        if filled < wanted, second & 0xFFFF_FFFF >= floor {
          places[filled] = Int32(truncatingIfNeeded: second >> 32)
          filled += 1
        }
      }
    }
  }
}
