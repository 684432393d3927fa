import Numerics

extension Column {
  /// The places that put the elements in order, equal ones as they stand: ascending or descending, then NaN, then what is
  /// missing. false comes before true.
  public func order(descending: Bool = false) -> [Int] {
    var places = Array(0..<count)
    Self.sort(&places, by: sortKeys(descending: descending))
    return places
  }

  /// Whole numbers in the order of the elements.
  fileprivate func sortKeys(descending: Bool) -> [UInt64] {
    // NaN and missing stay behind, whichever the order.
    func turned(_ key: UInt64) -> UInt64 { descending ? .max - 2 - key : key }
    var keys: [UInt64]
    switch storage {
    case .numbers(let x): keys = x.map { $0.isNaN ? .max - 1 : turned(Self.key($0)) }
    case .truths(let t): keys = t.map { turned($0 ? 1 : 0) }
    case .dates(let d): keys = d.map { turned(UInt64(Int64($0.number) + 1 << 32)) }
    case .texts(let texts): keys = Self.ranks(texts).map { turned(UInt64($0)) }
    case .complex(let z):
      // Complex numbers have no order of their own; by real, then by imaginary part, as NumPy has it.
      let order = z.indices.sorted { (z[$0].real, z[$0].imaginary) < (z[$1].real, z[$1].imaginary) }
      keys = Array(repeating: 0, count: z.count)
      var rank: UInt64 = 0
      for (place, index) in order.enumerated() {
        if place > 0, z[order[place - 1]] != z[index] { rank += 1 }
        keys[index] = turned(rank)
      }
    }
    for (place, isMissing) in missing.enumerated() where isMissing { keys[place] = .max }
    return keys
  }

  /// A number's bits in the order of the numbers, below the three highest keys; −0 is 0.
  private static func key(_ x: Double) -> UInt64 {
    let bits = (x == 0 ? 0 : x).bitPattern
    return bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }

  /// The place of each text among the different texts in order.
  private static func ranks(_ texts: Texts) -> [Int] {
    let coding = Coding(Column(.texts(texts)))
    let words = coding.firsts.map { texts[$0] }
    var rank = Array(repeating: 0, count: words.count)
    for (place, word) in words.indices.sorted(by: { words[$0] < words[$1] }).enumerated() { rank[word] = place }
    return coding.codes.map { rank[Int($0)] }
  }

  /// Stable: least significant digit first, 11 bits a pass; a digit that all share is skipped.
  fileprivate static func sort(_ places: inout [Int], by keys: [UInt64]) {
    guard places.count > 256 else {
      // The standard library's sort is stable only by promise of its implementation, so places break ties.
      let rank = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0) })
      places.sort { keys[$0] == keys[$1] ? (rank[$0] ?? 0) < (rank[$1] ?? 0) : keys[$0] < keys[$1] }
      return
    }
    let varying = keys.reduce(0) { $0 | ($1 ^ keys[0]) }
    var other = places
    for shift in stride(from: UInt64(0), to: 64, by: 11) where varying >> shift & 2047 != 0 {
      var starts = [Int](repeating: 0, count: 2049)
      starts.withUnsafeMutableBufferPointer { starts in
        for key in keys { starts[Int(key >> shift & 2047) + 1] += 1 }
        for digit in 0..<2048 { starts[digit + 1] += starts[digit] }
        places.withUnsafeBufferPointer { places in
          other.withUnsafeMutableBufferPointer { other in
            keys.withUnsafeBufferPointer { keys in
              for place in places {
                let digit = Int(keys[place] >> shift & 2047)
                other[starts[digit]] = place
                starts[digit] += 1
              }
            }
          }
        }
      }
      swap(&places, &other)
    }
  }
}

extension Table {
  /// The places that put the rows in order by columns, the first counting most; equal rows as they stand.
  /// - Parameter descending: for each of the columns.
  public func order(by columns: [Column], descending: [Bool]) -> [Int] {
    var places = Array(0..<rows)
    for (column, turned) in zip(columns, descending).reversed() {
      Column.sort(&places, by: column.sortKeys(descending: turned))
    }
    return places
  }
}
