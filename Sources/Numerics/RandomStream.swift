/// A stream of random numbers named by a seed and a key: equal names give equal bytes on every machine.
///
/// Nothing here calls the C library's mathematics, whose last digit differs between machines.
public struct RandomStream: Hashable, Sendable {
  private var key: SIMD2<UInt64>
  private var counter: SIMD4<UInt64> = .zero
  private var block: SIMD4<UInt64> = .zero
  private var used = 4

  /// The stream of `seed` for one purpose, such as a statement's text.
  public init(seed: UInt64, key: String = "") {
    self.init(seed: seed, key: Array(key.utf8))
  }

  public init(seed: UInt64, key: [UInt8]) {
    // FNV-1a, then SplitMix64's finaliser; the seed keeps its own word so that no two seeds can meet.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    self.key = SIMD2(seed, hash ^ (hash >> 31))
  }

  /// The next 64 random bits.
  public mutating func bits() -> UInt64 {
    if used == 4 {
      block = Philox.block(counter: counter, key: key)
      counter[0] &+= 1
      if counter[0] == 0 { counter[1] &+= 1 }
      used = 0
    }
    defer { used += 1 }
    return block[used]
  }

  /// A number of [0, 1): a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// A standard normal number, by inversion of one uniform number: at most 8.2 in size.
  public mutating func normal() -> Double {
    // An odd multiple of 2⁻⁵³ is never 0, 1 or 1/2, and its distance from 1/2 is exact.
    NormalQuantile.at(fromHalf: (Double(bits() >> 12) + 0.5) * 0x1p-52 - 0.5)
  }

  /// An integer of 0..<bound without bias.
  ///
  /// - Source: Lemire, *Fast random integer generation in an interval*, 2019.
  public mutating func integer(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let n = UInt64(bound)
    var product = bits().multipliedFullWidth(by: n)
    if product.low < n {
      let floor = (0 &- n) % n
      while product.low < floor { product = bits().multipliedFullWidth(by: n) }
    }
    return Int(product.high)
  }

  /// A stream of its own, drawn from this one, for work whose number of draws is not known.
  public mutating func split() -> RandomStream {
    var child = self
    child.key = SIMD2(bits(), bits())
    // Children count in a lane of their own, so that a child that met its parent's key would still differ.
    child.counter = SIMD4(0, 0, 1, counter[3] &+ 1)
    child.used = 4
    return child
  }

  public mutating func uniforms(_ count: Int) -> [Double] {
    let count = max(0, count)
    return Array(unsafeUninitializedCapacity: count) { buffer, filled in
      for i in 0..<count { buffer[i] = uniform() }
      filled = count
    }
  }

  public mutating func normals(_ count: Int) -> [Double] {
    let count = max(0, count)
    return Array(unsafeUninitializedCapacity: count) { buffer, filled in
      for i in 0..<count { buffer[i] = normal() }
      filled = count
    }
  }

  /// A random order of 0..<count (Fisher–Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, integer(below: i + 1)) }
    return order
  }
}

extension RandomStream: RandomNumberGenerator {
  public mutating func next() -> UInt64 { bits() }
}
