/// Something a rule may be told, with its usual value.
public struct StepperOption: Hashable, Sendable {
  public enum Domain: Hashable, Sendable {
    case positive
    case nonnegative
    /// From 0 on and below 1.
    case fraction
    /// A whole number from 1 on.
    case count
  }

  /// The name in the language: `"beta1"`.
  public let name: String
  /// The letter in formulas: `β₁`.
  public let symbol: String
  public let usual: Double
  public let domain: Domain

  public init(_ name: String, _ symbol: String, usual: Double, _ domain: Domain) {
    (self.name, self.symbol, self.usual, self.domain) = (name, symbol, usual, domain)
  }

  public static func rate(_ usual: Double) -> Self { Self("rate", "η", usual: usual, .positive) }
  public static func momentum(_ usual: Double) -> Self { Self("momentum", "μ", usual: usual, .fraction) }
  public static func epsilon(_ usual: Double) -> Self { Self("epsilon", "ε", usual: usual, .positive) }
  public static func weightDecay(_ usual: Double) -> Self {
    Self("weight_decay", "λ", usual: usual, .nonnegative)
  }
  public static let beta1 = Self("beta1", "β₁", usual: 0.9, .fraction)
  public static let beta2 = Self("beta2", "β₂", usual: 0.999, .fraction)

  public func allows(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    return switch domain {
    case .positive: value > 0
    case .nonnegative: value >= 0
    case .fraction: value >= 0 && value < 1
    case .count: value >= 1 && value == value.rounded() && value <= 0x1p53
    }
  }
}

/// The values of a rule's options.
public struct StepperOptions: Hashable, Sendable {
  private let values: [String: Double]
  /// What was said, without the usual values.
  public let given: [String: Double]

  /// - Parameter given: what is said, by name; everything else is as usual.
  public init(_ options: [StepperOption], given: [String: Double] = [:]) {
    self.given = given
    values = given.merging(options.map { ($0.name, $0.usual) }) { said, _ in said }
  }

  /// NaN for an option that the rule does not have.
  public subscript(name: String) -> Double { values[name] ?? .nan }
}
