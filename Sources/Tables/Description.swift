import Numerics

/// A column in figures. Missing elements are counted, and left out of everything else.
public struct Description: Hashable, Sendable {
  public let kind: Column.Kind
  /// Elements that are there.
  public let count: Int
  public let missing: Int
  /// Of numbers, one at least.
  public let numbers: Numbers?
  /// Of dates, one at least: the first and the last.
  public let dates: ClosedRange<Day>?
  /// Of everything but numbers: how many different elements there are, and the most frequent, the first of equals.
  public let words: Words?

  /// Mean, spread and quartiles.
  public struct Numbers: Hashable, Sendable {
    public let mean: Double
    /// The standard deviation, over n − 1; `nil` for one element.
    public let deviation: Double?
    /// Smallest, quartiles (type 7 of Hyndman & Fan) and largest.
    public let minimum, lower, median, upper, maximum: Double
  }

  public struct Words: Hashable, Sendable {
    public let distinct: Int
    public let top: Column.Cell
    public let frequency: Int
  }

  public init(_ column: Column) {
    let present = column.present
    (kind, count, missing) = (column.kind, present.count, column.missingCount)
    switch present.storage {
    case .numbers(let x):
      numbers = Numbers(x)
      (dates, words) = (nil, nil)
    case .dates(let days):
      numbers = nil
      dates = days.min().flatMap { first in days.max().map { first...$0 } }
      words = Words(present)
    case .texts, .truths, .complex:
      (numbers, dates) = (nil, nil)
      words = Words(present)
    }
  }
}

extension Description.Numbers {
  fileprivate init?(_ x: [Double]) {
    guard !x.isEmpty else { return nil }
    let spread = Spread(ascending: Sorting.sorted(x))
    func quantile(_ p: Double) -> Double {
      // NaN sorts last, but makes every quantile unknown.
      spread.sorted.last?.isNaN == false ? spread.quantile(p) : .nan
    }
    mean = Sums.mean(x)
    deviation = x.count > 1 ? Sums.variance(x).squareRoot() : nil
    (minimum, lower, median, upper, maximum) = (quantile(0), quantile(0.25), quantile(0.5), quantile(0.75), quantile(1))
  }
}

extension Description.Words {
  fileprivate init?(_ present: Column) {
    guard present.count > 0 else { return nil }
    let coding = Coding(present)
    var counts = [Int](repeating: 0, count: coding.count)
    for code in coding.codes { counts[Int(code)] += 1 }
    var best = 0
    for (code, count) in counts.enumerated() where count > counts[best] { best = code }
    (distinct, top, frequency) = (coding.count, present[coding.firsts[best]], counts[best])
  }
}
