import Glibc
import Numerics

/// A set of real numbers: intervals that do not meet, in ascending order.
public struct Region: Hashable, Sendable {
  public struct Piece: Hashable, Sendable {
    public let low: Double
    public let hasLow: Bool
    public let high: Double
    public let hasHigh: Bool

    fileprivate var isEmpty: Bool { !(low < high || low == high && hasLow && hasHigh) }
  }

  public let pieces: [Piece]

  private init(_ pieces: [Piece]) { self.pieces = pieces.filter { !$0.isEmpty } }

  /// From `low` to `high`, ends that are infinite being left out.
  public init(_ low: Double, _ hasLow: Bool, _ high: Double, _ hasHigh: Bool) {
    self.init([
      Piece(low: low, hasLow: hasLow && low.isFinite, high: high, hasHigh: hasHigh && high.isFinite)
    ])
  }

  public static let all = Region(-.infinity, false, .infinity, false)
  public static let none = Region([])
  public static func below(_ x: Double, including: Bool) -> Region { Region(-.infinity, false, x, including) }
  public static func above(_ x: Double, including: Bool) -> Region { Region(x, including, .infinity, false) }
  public static func points(_ x: [Double]) -> Region {
    Region(Set(x.filter(\.isFinite)).sorted().map { Piece(low: $0, hasLow: true, high: $0, hasHigh: true) })
  }

  public var isEmpty: Bool { pieces.isEmpty }

  public var complement: Region {
    var (result, low, hasLow) = ([Piece](), -Double.infinity, false)
    for piece in pieces {
      result.append(Piece(low: low, hasLow: hasLow, high: piece.low, hasHigh: !piece.hasLow && piece.low.isFinite))
      (low, hasLow) = (piece.high, !piece.hasHigh && piece.high.isFinite)
    }
    result.append(Piece(low: low, hasLow: hasLow, high: .infinity, hasHigh: false))
    return Region(result)
  }

  public func intersection(_ other: Region) -> Region {
    var (result, i, j) = ([Piece](), 0, 0)
    while i < pieces.count, j < other.pieces.count {
      let (a, b) = (pieces[i], other.pieces[j])
      let low = a.low > b.low ? (a.low, a.hasLow) : b.low > a.low ? (b.low, b.hasLow) : (a.low, a.hasLow && b.hasLow)
      let high =
        a.high < b.high ? (a.high, a.hasHigh) : b.high < a.high ? (b.high, b.hasHigh) : (a.high, a.hasHigh && b.hasHigh)
      result.append(Piece(low: low.0, hasLow: low.1, high: high.0, hasHigh: high.1))
      // The piece that ends first meets nothing further.
      if a.high < b.high || a.high == b.high && !a.hasHigh { i += 1 } else { j += 1 }
    }
    return Region(result)
  }

  public func union(_ other: Region) -> Region { complement.intersection(other.complement).complement }

  /// P(X in the region), from tails and never from 1 − p.
  public func probability(of law: any Distribution) -> Double {
    Sums.sum(spans(law).map { law.mass($0) })
  }

  /// Its logarithm, finite where it is too small to hold.
  public func logProbability(of law: any Distribution) -> Double {
    let plain = probability(of: law)
    if plain > 1e-290 || plain.isNaN { return log(plain) }
    let logs = spans(law).map { law.logMass($0) }
    guard let most = logs.max(), most > -.infinity else { return -.infinity }
    return most + log(logs.reduce(0) { $0 + exp($1 - most) })
  }

  /// The pieces as ends of which the lower is left out and the upper is in, or single values.
  private func spans(_ law: any Distribution) -> [Span] {
    pieces.compactMap { piece -> Span? in
      if piece.low == piece.high { return law.isCounted ? .value(piece.low) : nil }
      let low = piece.hasLow ? law.value(before: piece.low) : piece.low
      let high = piece.hasHigh || piece.high == .infinity ? piece.high : law.value(before: piece.high)
      return .run(low, high)
    }
  }

  fileprivate enum Span {
    case value(Double)
    case run(Double, Double)
  }
}

extension Distribution {
  fileprivate func mass(_ span: Region.Span) -> Double {
    switch span {
    case .value(let x): pdf(x)
    case .run(let low, let high):
      low == -.infinity
        ? (high == .infinity ? 1 : cdf(high))
        : high == .infinity
          ? ccdf(low) : probability(above: low, upTo: high)
    }
  }

  fileprivate func logMass(_ span: Region.Span) -> Double {
    switch span {
    case .value(let x): logpdf(x)
    case .run(let low, let high):
      low == -.infinity
        ? (high == .infinity ? 0 : logcdf(high))
        : high == .infinity
          ? logccdf(low) : logProbability(above: low, upTo: high)
    }
  }
}
