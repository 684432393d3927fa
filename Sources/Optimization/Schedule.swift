import Glibc

/// How a rate changes from step to step.
public enum Schedule: String, CaseIterable, Hashable, Sendable {
  /// η
  case fixed
  /// η / (1 + decay·k)
  case inverse
  /// η · decayᵏ
  case exponential
  /// η (1 + cos(π k/over)) / 2, and 0 from k = over on
  case cosine
  /// η · decay, again and again, every `over` steps
  case step

  /// The rate of step k, counted from 0.
  public func rate(_ rate: Double, at k: Int, decay: Double, over: Double) -> Double {
    let k = Double(k)
    return switch self {
    case .fixed: rate
    case .inverse: rate / (1 + decay * k)
    case .exponential: rate * pow(decay, k)
    case .cosine: k >= over ? 0 : rate * (1 + cos(.pi * (k / over))) / 2
    case .step: rate * pow(decay, (k / over).rounded(.down))
    }
  }

  /// The decay where none is given; `nil` where it has no meaning.
  public var usualDecay: Double? {
    switch self {
    case .fixed, .cosine: nil
    case .inverse: 0.01
    case .exponential: 0.99
    case .step: 0.5
    }
  }

  /// The steps it goes over where nothing is said; `nil` where that has no meaning.
  public var usualLength: Double? {
    switch self {
    case .fixed, .inverse, .exponential: nil
    case .cosine: 100
    case .step: 10
    }
  }

  /// The rate's formula.
  public var formula: String {
    switch self {
    case .fixed: "η"
    case .inverse: "η/(1 + decay·k)"
    case .exponential: "η·decayᵏ"
    case .cosine: "η(1 + cos(πk/over))/2"
    case .step: "η·decay^⌊k/over⌋"
    }
  }
}
