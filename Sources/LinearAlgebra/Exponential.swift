import Numerics

extension DenseMatrix {
  /// eᴬ by scaling and squaring with the Padé approximant of degree 13.
  /// - Throws: `.notSquare`, `.notFinite`, `.tooLarge`.
  /// - Source: Higham, *The scaling and squaring method for the matrix exponential revisited*, 2005.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func exponential() throws(MathError) -> Self {
    let n = try side()
    try requireFinite()
    guard n > 0 else { return self }
    // Below θ₁₃ the approximant is exact to the last bit.
    let size = oneNorm
    let squarings = size > 5.371920351148152 ? max(0, Int(Double.log2(size / 5.371920351148152).rounded(.up))) : 0
    let a = map { $0 * Entry(real: Double(sign: .plus, exponent: -squarings, significand: 1)) }
    var result = try a.padeExponential()
    for _ in 0..<squarings { result = try result * result }
    return result
  }

  private func padeExponential() throws(MathError) -> Self {
    let b: [Double] = [
      64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600, 1_187_353_796_428_800,
      129_060_195_264_000, 10_559_470_521_600, 670_442_572_800, 33_522_128_640, 1_323_241_920, 40_840_800, 960_960,
      16_380, 182, 1,
    ]
    let a2 = try self * self
    let a4 = try a2 * a2
    let a6 = try a4 * a2
    func combine(_ c6: Double, _ c4: Double, _ c2: Double) throws(MathError) -> Self {
      try a6 * Entry(real: c6) + a4 * Entry(real: c4) + a2 * Entry(real: c2)
    }
    let oddHigh = try a6 * combine(b[13], b[11], b[9])
    let odd = try self * (oddHigh + combine(b[7], b[5], b[3])).addingToDiagonal(Entry(real: b[1]))
    let evenHigh = try a6 * combine(b[12], b[10], b[8])
    let even = try (evenHigh + combine(b[6], b[4], b[2])).addingToDiagonal(Entry(real: b[0]))
    return try LU(even - odd).solve(even + odd)
  }
}
