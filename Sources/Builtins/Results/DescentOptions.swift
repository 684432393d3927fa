import Document
import Evaluation
import Optimization

/// What `descend` may be told of its method, as the person gave it.
struct DescentOptions: ArgumentType {
  /// The method's name; which ones there are is checked when the call is known that mends a wrong one.
  let word: String
  /// The options of methods, by name.
  let given: [(name: String, value: Double)]

  static let needed = "options of a descent"
  static func decode(_ value: Value) -> Self? { nil }

  /// The parameters it reads, in order.
  static let parameters: [Parameter] = ["method = \"plain\"", "rate?", "momentum?", "beta1?", "beta2?", "epsilon?"]

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let word = try String.take(from: &reader)
    var given: [(name: String, value: Double)] = []
    for parameter in parameters.dropFirst(1) {
      if let value = try reader.take(Double?.self) { given.append((parameter.name, value)) }
    }
    return DescentOptions(word: word, given: given)
  }

  /// The method and the options that it takes; PyTorch's defaults, but for the rate 0.1 of methods without one there.
  /// - Parameter call: the call with its first two arguments, `descend(f, [0, 0]`, for suggestions.
  func method(call: String) throws(DescentError) -> (Optimizer, StepperOptions) {
    guard let method = Optimizer(rawValue: word) else {
      let methods = Optimizer.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: word, among: methods).first
      throw .method(word, methods: methods, call: "\(call), method = \"\(near ?? methods[0])\")")
    }
    var values: [String: Double] = [:]
    for (name, value) in given {
      guard let option = method.options.first(where: { $0.name == name }) else {
        throw .unusedOption(name, method, call: mended(call, method, unused: name, value))
      }
      guard option.allows(value) else {
        throw name == "rate"
          ? .rate(value, call: "\(call), rate = 0.1)") : .option(name, value, needed: option.domain.needed)
      }
      values[name] = value
    }
    return (method, StepperOptions(method.options, given: values))
  }

  /// The call with the method that the option belongs to.
  private func mended(_ call: String, _ method: Optimizer, unused name: String, _ value: Double) -> String {
    let owner = Optimizer.allCases.first { $0.takes(name) } ?? method
    let kept = given.filter { $0.name != name && owner.takes($0.name) } + [(name, value)]
    let words = kept.map { ", \($0.name) = \($0.value.formatted(digits: 17))" }.joined()
    return "\(call), method = \"\(owner.rawValue)\"\(words))"
  }
}

extension StepperOption.Domain {
  /// What a value outside it should have been.
  var needed: String {
    switch self {
    case .positive: "a finite number above 0"
    case .nonnegative: "a finite number from 0 on"
    case .fraction: "from 0 on and below 1"
    case .count: "a whole number from 1 on"
    }
  }
}
