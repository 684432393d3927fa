import Evaluation
import LinearAlgebra
import Optimization

/// What `sweep` may be told: `rates`, and the options of a descent, any of which may be a vector.
struct SweepOptions: ArgumentType {
  /// The options of each descent without those that vary.
  private let base: DescentOptions
  /// The values of those that vary, in the order of the call.
  let varied: [(name: String, values: [Double])]
  let steps: Double
  let until: Double

  static let needed = "options of descents"
  static func decode(_ value: Value) -> Self? { nil }

  /// What is tried when nothing is said to vary.
  private static let usualRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let rates = try NumberOrNumbers?.take(from: &reader)
    let steps = try reader.take(Double.self)
    let method = try reader.take(String.self)
    let until = try reader.take(Double.self)
    var varied = rates.map { [(name: "rate", values: $0.values)] } ?? []
    var given: [(name: String, value: Double)] = []
    for name in DescentOptions.settings {
      guard let setting = try reader.take(NumberOrNumbers?.self) else { continue }
      if setting.isVector { varied.append((name, setting.values)) } else { given.append((name, setting.values[0])) }
    }
    let base = try DescentOptions(word: method, given: given, rate: nil, rest: &reader)
    return SweepOptions(
      base: base, varied: varied.isEmpty ? [("rate", usualRates)] : varied, steps: steps, until: until)
  }

  /// Each descent's options, every value of one beside every value of the others.
  var all: [(settings: [Double], options: DescentOptions)] {
    varied.reduce([[]]) { combined, option in
      combined.flatMap { settings in option.values.map { settings + [$0] } }
    }.map { settings in
      (settings, base.adding(zip(varied, settings).map { ($0.name, $1) }))
    }
  }

  /// More descents than this are not one picture any more.
  static let most = 100

  /// How many descents there are to be.
  var count: Int { varied.reduce(1) { min($0 * $1.values.count, 1_000_000) } }
}

/// A number, or a vector of at least one.
struct NumberOrNumbers: ArgumentType {
  let values: [Double]
  let isVector: Bool

  static let needed = "a number or a vector of numbers"

  static func decode(_ value: Value) -> Self? {
    switch value {
    case .number(let x): Self(values: [x], isVector: false)
    case .vector(let v) where v.count > 0: Self(values: v.elements, isVector: true)
    default: nil
    }
  }
}
