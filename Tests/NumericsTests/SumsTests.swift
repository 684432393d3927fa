import Numerics
import Testing

@Suite struct SumsTests {
  // Exact sums.
  @Test(
    arguments: [
      ([], 0), ([1e16, 1, -1e16, 1], 2), ([1e308, 1e308, -1e308], 1e308), ([.infinity, 1], .infinity),
      ([1, 1e100, 1, -1e100], 2),
      (Array(repeating: [1e16, 1, -1e16, 1], count: 100).flatMap { $0 }, 200),
    ] as [([Double], Double)])
  func sums(_ x: [Double], _ expected: Double) { #expect(Sums.sum(x) == expected) }

  @Test func sumOfMixedInfinitiesIsNothing() {
    #expect(Sums.sum([.infinity, -.infinity]).isNaN)
    #expect(Sums.sum([1, .nan]).isNaN)
  }

  @Test func tenthsMakeTheNearestNumber() {
    // 100 003 × the double nearest 0.1, rounded once (Python fractions).
    #expect(Sums.sum(Array(repeating: 0.1, count: 100_003)) == 10000.300000000001)
  }

  @Test func momentsFarFromZero() {
    #expect(Sums.mean([1e308, 1e308]) == 1e308)
    #expect(Sums.mean([]).isNaN)
    // NIST NumAcc4 in small: mean 1e9 + 0.2, deviations ±0.1, hence variance 0.01·n/(n−1).
    let x = [1_000_000_000.2] + (0..<500).flatMap { _ in [1_000_000_000.1, 1_000_000_000.3] }
    #expect((Sums.variance(x) - 0.01).magnitude < 1e-8)
    // Offsets of a power of two are exact: the variance of 1, 2, 3, 4 is 5/3.
    #expect((Sums.variance([1, 2, 3, 4].map { $0 + 0x1p40 }) - 5.0 / 3).magnitude < 1e-15)
    #expect(Sums.variance([1, 2, 3, 4], population: true) == 1.25)
    #expect(Sums.variance([1]).isNaN)
  }
}

@Suite struct SortingTests {
  @Test(arguments: [0, 1, 2, 100, 511, 512, 5000])
  func agreesWithTheStandardLibrary(_ count: Int) {
    var stream = RandomStream(seed: 7, key: "sort")
    let x = (0..<count).map { _ in stream.normal() * Double.exp(40 * stream.normal()) }
    #expect(Sorting.sorted(x) == x.sorted())
    #expect(Sorting.order(x).map { x[$0] } == x.sorted())
  }

  @Test(arguments: [1, 1000])
  func putsOddNumbersInPlace(_ copies: Int) {
    let x = Array(repeating: [0.0, .nan, -.infinity, -0.0, .infinity, -1], count: copies).flatMap { $0 }
    let sorted = Sorting.sorted(x)
    let groups = (0..<6).map { sorted[$0 * copies] }
    #expect(groups[0] == -.infinity && groups[1] == -1 && groups[4] == .infinity && groups[5].isNaN)
    #expect(groups[2].sign == .minus && groups[3].sign == .plus)
  }

  @Test func equalElementsKeepTheirOrder() {
    #expect(Sorting.order([2, 0, 1, -0.0, 2, .nan, 1]) == [1, 3, 2, 6, 0, 4, 5])
  }
}
