import CBoostMath
import Glibc

/// A distribution of the C++ door with its parameters, unchecked: NaN comes of parameters outside their range.
struct Law: Sendable {
  fileprivate let kind: nabla_law
  fileprivate let a: Double
  fileprivate let b: Double
  fileprivate let c: Double

  init(_ kind: nabla_law, _ a: Double, _ b: Double = 0, _ c: Double = 0) {
    (self.kind, self.a, self.b, self.c) = (kind, a, b, c)
  }

  fileprivate func callAsFunction(_ question: nabla_law_question, _ x: Double) -> Double {
    nabla_law_value(kind, question, x, a, b, c)
  }

  fileprivate func callAsFunction(_ question: nabla_law_question, _ points: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: points.count) { answers, count in
      points.withUnsafeBufferPointer {
        nabla_law_values(kind, question, $0.baseAddress, answers.baseAddress, points.count, a, b, c)
      }
      count = points.count
    }
  }
}

/// A law that the door to Boost.Math knows.
protocol LawBacked: Distribution {
  var law: Law { get }
}

extension LawBacked {
  public func pdf(_ x: Double) -> Double { law(NABLA_PDF, x) }
  public func logpdf(_ x: Double) -> Double { law(NABLA_LOGPDF, x) }
  public func cdf(_ x: Double) -> Double { law(NABLA_CDF, x) }
  public func ccdf(_ x: Double) -> Double { law(NABLA_CCDF, x) }
  public func logcdf(_ x: Double) -> Double { law(NABLA_LOGCDF, x) }
  public func logccdf(_ x: Double) -> Double { law(NABLA_LOGCCDF, x) }
  public func quantile(_ p: Double) -> Double {
    // A cdf rounds to 1 before the greatest value is reached.
    p == 1 ? support.upperBound : Self.isDiscrete ? wholeQuantile(p) { cdf($0) >= p } : law(NABLA_QUANTILE, p)
  }
  public func upperQuantile(_ p: Double) -> Double {
    p == 0
      ? support.upperBound : Self.isDiscrete ? wholeQuantile(1 - p) { ccdf($0) <= p } : law(NABLA_UPPER_QUANTILE, p)
  }

  public func answers(_ question: Question, _ points: [Double]) -> [Double] {
    switch question {
    case .quantile where !Self.isDiscrete: law(NABLA_QUANTILE, points)
    case .upperQuantile where !Self.isDiscrete: law(NABLA_UPPER_QUANTILE, points)
    case .cdf: law(NABLA_CDF, points)
    case .ccdf: law(NABLA_CCDF, points)
    case .pdf: law(NABLA_PDF, points)
    default: points.map { answer(question, $0) }
    }
  }

  /// The least whole number of the support at which `isReached` holds, which it does from some point on.
  /// - Parameter p: the share below it, for the first guess.
  private func wholeQuantile(_ p: Double, _ isReached: (Double) -> Bool) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    let (least, most) = (support.lowerBound, support.upperBound)
    if isReached(least) { return least }
    // Cornish and Fisher's first two terms are a guess; doubling steps from there enclose the answer.
    let z = Law(NABLA_NORMAL, 0, 1)(NABLA_QUANTILE, min(max(p, 1e-300), 1 - 0x1p-53))
    let guess = mean + standardDeviation * (z + (skewness.isFinite ? skewness : 0) * (z * z - 1) / 6)
    var low = least
    var high = guess.isFinite ? min(max(guess.rounded(), least + 1), most) : least + 1
    var stride = 1.0
    if isReached(high) {
      while high - stride > least, isReached(high - stride) {
        high -= stride
        stride *= 2
      }
      low = max(high - stride, least)
    } else {
      low = high
      while true {
        guard low < most, stride < 0x1p1000 else { return most }
        high = min(low + stride, most)
        if isReached(high) { break }
        low = high
        stride *= 2
      }
      if high == .infinity { return .infinity }
    }
    while high - low > 1 {
      let middle = (low + (high - low) / 2).rounded(.down)
      if middle <= low || middle >= high { break }
      if isReached(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
