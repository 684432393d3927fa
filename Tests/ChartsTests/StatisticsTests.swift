import Charts
import Testing

/// The numbers behind the pictures, against NumPy 2.4.6 and SciPy 1.17.1.
@Suite struct StatisticsTests {
  /// 200 values that fill 0…77 unevenly.
  static let many = (0..<200).map { Double((7919 * $0) % 1009) / 13 }
  static let few = [2.1, 3.5, 1.0, 9.7, 4.4, 4.4, 0.3]

  /// `numpy.quantile(x, [.25, .5, .75])`, whose default is type 7; of 10 000 values, which are not sorted for it.
  static let quartiles: [([Double], [Double])] = [
    (few, [1.55, 3.5, 4.4]), (many, [19.692307692307693, 39.0, 58.30769230769231]),
    (spread, [-107.55769230769232, 84.96153846153845, 277.32692307692304]), ([3], [3, 3, 3]),
    ([-greatest, greatest], [-greatest / 2, 0, greatest / 2]),
  ]
  static let spread = (0..<10_000).map { Double((7919 * $0) % 10_007) / 13 - 300 }
  static let greatest = Double.greatestFiniteMagnitude

  @Test(arguments: quartiles)
  func quartilesAreOfType7(values: [Double], expected: [Double]) {
    let box = BoxSummary(values)
    for (found, wanted) in zip(box.quartiles.values[1...3], expected) {
      // Two roundings of the interpolation.
      #expect(abs(found - wanted) <= 4e-16 * max(abs(wanted), 1), "\(found) \(wanted)")
    }
  }

  /// Equal values, signs and magnitudes of all kinds; against a sort of the whole.
  @Test func quantilesOfManyValuesAgreeWithSorting() {
    let kinds: [@Sendable (Int) -> Double] = [
      { Double(($0 * 7919) % 10_007) }, { Double(($0 * 7919) % 3) }, { _ in 5 }, { -Double($0 % 5000) * 1e300 },
      { Double(sign: $0 % 2 == 0 ? .plus : .minus, exponent: $0 % 600 - 300, significand: 1.5) },
      { 1e9 + Double(($0 * 31) % 4999) * 1e-7 },
    ]
    for (index, kind) in kinds.enumerated() {
      let values = (0..<6001).map(kind)
      let sorted = values.sorted()
      let found = BoxSummary(values).quartiles.values
      #expect(Array(found[1...3]) == [sorted[1500], sorted[3000], sorted[4500]], "\(index)")
    }
  }

  /// Quartiles 2, 4 and 6.25 of these, so the whiskers may reach from −4.375 to 12.625.
  @Test func whiskersEndOnData() {
    let box = BoxSummary([1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 30, -20, .nan, .infinity])
    #expect(box.quartiles.values == [1, 2, 4, 6.25, 8])
    #expect(box.outliers.values == [30, -20])
    #expect(box.count == 12 && box.notFinite == 2)
  }

  /// `scipy.stats.gaussian_kde` with the factor h/s, h = 0.9 min(s, IQR/1.34) n^(−1/5).
  struct Reference: Sendable {
    let values: [Double]
    let bandwidth: Double
    let heights: [(index: Int, x: Double, y: Double)]
    var scale = Scale.linear
  }

  static let references: [Reference] = [
    Reference(
      values: few, bandwidth: 1.2970686513971896,
      heights: [
        (0, -3.591205954191569, 0.0005746182157688325), (50, -1.4434044656436766, 0.02634381883287354),
        (100, 0.7043970229042156, 0.11512020659738703), (200, 5.0, 0.10558526695896278),
        (300, 9.295602977095784, 0.041927313916702916), (400, 13.591205954191569, 0.00048811695699404193),
      ]),
    Reference(
      values: many, bandwidth: 7.045432870732292,
      heights: [
        (0, -21.136298612196878, 1.811613823114269e-05), (100, 8.758773770824636, 0.011453344730123377),
        (200, 38.653846153846146, 0.012745209474164933), (350, 83.49645472837842, 0.002686709543539669),
      ]),
    Reference(
      values: [0.1, 0.5, 1, 3, 10, 30, 1000], bandwidth: 0.6321847185460575,
      heights: [
        (100, 0.11264785389033796, 0.18042811496693245), (200, 10, 0.2598506066459574),
        (300, 887.7221939563041, 0.09668755691649361),
      ], scale: .log10),
  ]

  @Test(arguments: references)
  func densityIsSilvermans(reference: Reference) {
    let density = Density(reference.values, scale: reference.scale)
    #expect(abs(density.bandwidth - reference.bandwidth) < 1e-13 * reference.bandwidth)
    let greatest = density.y.values.max() ?? 0
    for row in reference.heights {
      #expect(abs(density.x.values[row.index] - row.x) < 1e-12 * max(abs(row.x), 1))
      // Values shared out between bins are at most 2·10⁻⁴ of the greatest density off.
      #expect(abs(density.y.values[row.index] - row.y) < 2e-4 * greatest, "\(density.y.values[row.index]) \(row.y)")
    }
  }

  /// A density is one in all; the trapezoids see all of it but the tails beyond three bandwidths.
  @Test(arguments: [few, many, [1, 1, 1], [0], [-3e200, 5e200, 1e200], [2e-300, 1e-300]])
  func densitiesAddUpToOne(values: [Double]) {
    let density = Density(values)
    let (x, y) = (density.x.values, density.y.values)
    let whole = x.indices.dropFirst().reduce(0.0) { $0 + (x[$1] - x[$1 - 1]) * (y[$1] + y[$1 - 1]) / 2 }
    #expect(abs(whole - 1) < 3e-3, "\(whole)")
  }

  /// Bins of a histogram over decades: 0.1, 0.5, 1, 3, 10, 30, 1000 of which two and two and two and one lie in a decade.
  @Test func logarithmicBinsAreDecades() throws {
    let bins = Bins([0.1, 0.5, 1, 3, 10, 30, 1000, 0, -2, .nan], count: 4, scale: .log10)
    #expect(bins.counts == [2, 2, 2, 1])
    #expect(bins.skipped == 1 && bins.placeless == 2)
    for (edge, wanted) in zip(bins.edges, [0.1, 1, 10, 100, 1000]) { #expect(abs(edge - wanted) < 1e-12 * wanted) }
  }

  /// `numpy.histogram(x, bins=n)`: values in steps of 0.1 meet edges that are no decimals.
  static let binned: [(values: [Double], counts: [Int])] = [
    ([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], [1, 1, 2, 0, 1, 2, 1, 0, 1, 2]),
    ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], [1, 1, 1, 1, 1, 2]),
    (tenths, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]),
    ([0.3333333333333333, 0.7, 1.1, 2.9, 3.1], [2, 1, 0, 0, 0, 0, 2]),
  ]
  static let tenths: [Double] = (0...20).map { Double($0) * 0.1 }

  @Test(arguments: binned)
  func givenBinsCountAsNumPys(values: [Double], counts: [Int]) throws {
    let bins = Bins(values, count: counts.count)
    #expect(bins.counts == counts)
    #expect(bins.edges.first == values.min() && bins.edges.last == values.max())
  }

  /// Bins of a width of their own have the edges that are written: 0.3 is the edge 0.3.
  @Test func edgesAreDecimals() {
    let bins = Bins((0..<1000).map { Double($0) / 1000 })
    #expect(bins.edges == (0...10).map { Double($0) / 10 })
    #expect(bins.counts == [Int](repeating: 100, count: 10))
  }

  /// 9.6438² / (9.6438² + 6.3639² + 0.7056²) = 0.6940, and with the second 0.9963.
  @Test func screeSharesAreOfSquares() throws {
    let chart = try Chart.scree([9.6438, 6.3639, 0.7056])
    guard case .bars(let bars)? = chart.layers.first else {
      Issue.record("\(chart)")
      return
    }
    #expect(bars.notes == ["69.4 %", "99.6 %", "100.0 %"])
  }
}
