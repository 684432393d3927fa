/// Sorting of numbers: ascending, −0 before 0, NaN last.
public enum Sorting {
  public static func sorted(_ x: [Double]) -> [Double] { sorted(x) {} }

  /// - Parameter checking: is called between passes over many elements, and may throw to stop.
  public static func sorted<Failure: Error>(
    _ x: [Double], checking: () throws(Failure) -> Void
  ) throws(Failure) -> [Double] {
    if x.count < 512 { return x.sorted { key($0) < key($1) } }
    var keys = x.map(key)
    try radix(&keys, checking)
    return keys.map(number)
  }

  /// The positions (from 0) that put `x` in order; equal elements keep theirs.
  public static func order(_ x: [Double]) -> [Int] {
    let keys = x.map { key($0 == 0 ? 0 : $0) }
    return keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
  }

  /// Integers in the order of the numbers: a positive number's bits already are; a negative one's are reversed.
  private static func key(_ x: Double) -> UInt64 {
    if x.isNaN { return .max }
    let bits = x.bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  private static func number(_ key: UInt64) -> Double {
    key == .max ? .nan : Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  /// Least significant digit first, 11 bits a pass; one reading counts all six digits, and a digit all share is skipped.
  private static func radix<Failure: Error>(
    _ keys: inout [UInt64], _ checking: () throws(Failure) -> Void
  ) throws(Failure) {
    let (passes, digits) = (6, 2048)
    var counts = [Int](repeating: 0, count: passes * digits)
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys {
        for pass in 0..<passes { counts[pass * digits + Int(key >> (11 * UInt64(pass)) & 2047)] += 1 }
      }
    }
    var other = [UInt64](repeating: 0, count: keys.count)
    for pass in 0..<passes {
      let shift = 11 * UInt64(pass)
      var position = 0
      var single = false
      for digit in 0..<digits {
        let count = counts[pass * digits + digit]
        single = single || count == keys.count
        counts[pass * digits + digit] = position
        position += count
      }
      if single { continue }
      try checking()
      counts.withUnsafeMutableBufferPointer { counts in
        other.withUnsafeMutableBufferPointer { other in
          for key in keys {
            let slot = pass * digits + Int(key >> shift & 2047)
            other[counts[slot]] = key
            counts[slot] += 1
          }
        }
      }
      swap(&keys, &other)
    }
  }
}
