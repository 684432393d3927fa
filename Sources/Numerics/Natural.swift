/// A natural number of any length, with just the operations that binomial coefficients need.
struct Natural {
  /// Least significant word first.
  private var words: [UInt64] = [1]

  init(factorialOf n: Int) {
    for factor in 0..<n { multiply(by: UInt64(factor) + 1) }
  }

  /// n over k; after i steps the value is n − k + i over i, so every division is exact.
  init(choose k: UInt64, of n: UInt64) {
    for i in 0..<k {
      multiply(by: n - k + i + 1)
      divide(by: i + 1)
      if words.count > 18 { return }
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for i in words.indices {
      let product = words[i].multipliedFullWidth(by: factor)
      let (low, overflow) = product.low.addingReportingOverflow(carry)
      words[i] = low
      carry = product.high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
  }

  private mutating func divide(by divisor: UInt64) {
    var remainder: UInt64 = 0
    for i in words.indices.reversed() {
      (words[i], remainder) = divisor.dividingFullWidth((remainder, words[i]))
    }
    while words.count > 1, words.last == 0 { words.removeLast() }
  }

  /// The nearest double, ties to even; infinity past the largest.
  var rounded: Double {
    guard words.count > 1, let top = words.last else { return Double(words[0]) }
    // Rounding twice goes wrong on ties; a sticky bit below the 64 leading ones remembers what was cut off.
    let shift = UInt64(top.leadingZeroBitCount)
    let next = words[words.count - 2]
    var leading = shift == 0 ? top : top << shift | next >> (64 - shift)
    let cut = shift == 0 ? next : next << shift
    if cut != 0 || words.dropLast(2).contains(where: { $0 != 0 }) { leading |= 1 }
    let exponent = 64 * (words.count - 1) - Int(shift)
    return exponent > 1100 ? .infinity : Double(sign: .plus, exponent: exponent, significand: Double(leading))
  }
}
