import Document
import Glibc

/// How numbers become places along an axis.
public enum Scale: String, Codable, Equatable, Sendable, CaseIterable {
  case linear
  /// Decades are equally far apart; only positive numbers have a place.
  case log10
  /// Linear within ±1, decades beyond, for data of both signs.
  case symlog

  /// The place of a number, NaN when it has none.
  @inline(__always) func place(_ value: Double) -> Double {
    switch self {
    case .linear: value.isFinite ? value : .nan
    case .log10: value > 0 && value.isFinite ? Glibc.log10(value) : .nan
    case .symlog: value.isFinite ? copysign(log1p(abs(value)) / M_LN10, value) : .nan
    }
  }

  /// The number at a place.
  func value(_ place: Double) -> Double {
    switch self {
    case .linear: place
    case .log10: pow(10, place)
    case .symlog: copysign(expm1(abs(place) * M_LN10), place)
    }
  }
}

/// An interval of places along an axis.
struct Domain: Equatable, Sendable {
  var low: Double
  var high: Double

  /// The smallest interval that holds all places; nil when there are none.
  init?(_ places: [Double]) {
    var low = Double.infinity
    var high = -Double.infinity
    for place in places {
      if place < low { low = place }
      if place > high { high = place }
    }
    guard low <= high else { return nil }
    self.low = low
    self.high = high
  }

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  func union(_ other: Domain?) -> Domain {
    guard let other else { return self }
    return Domain(min(low, other.low), max(high, other.high))
  }

  /// An interval with room in it: a single place gets some to both sides.
  var opened: Domain {
    let size = max(abs(low), abs(high))
    // Closer than this, the numbers between the ends cannot be told apart.
    if high / 2 - low / 2 > size * 1e-14 { return self }
    let margin = size == 0 ? 1 : max(size * 0.1, 1e-300)
    let limit = Double.greatestFiniteMagnitude
    return Domain(max(low - margin, -limit), min(high + margin, limit))
  }

  /// 0 at the low end and 1 at the high one. Halves, because a difference of extremes may overflow.
  @inline(__always) func fraction(_ place: Double) -> Double {
    (place / 2 - low / 2) / (high / 2 - low / 2)
  }
}

extension Int {
  /// The whole part, 0 for NaN and ±10¹⁵ at most; the plain conversion traps on what has no integer.
  @inline(__always) init(clamped value: Double) {
    self = value.isNaN ? 0 : Int(Swift.min(Swift.max(value, -1e15), 1e15))
  }
}

extension Double {
  /// The number as charts label it: a picture has no use for the sign of zero.
  ///
  /// From a million on it has an exponent, `2.5e6`: nobody counts the zeros of 1000000000000.
  func label(digits: Int = 6) -> String {
    let value = self == 0 ? 0 : self
    let size = abs(value)
    guard size >= 1e6, size < .infinity else { return value.formatted(digits: digits) }
    var power = Int(clamped: Glibc.log10(size).rounded(.down))
    var mantissa = (value / pow(10, Double(power))).formatted(digits: digits)
    if mantissa == "10" || mantissa == "-10" {
      power += 1
      mantissa = mantissa == "10" ? "1" : "-1"
    }
    return "\(mantissa)e\(power)"
  }
}
