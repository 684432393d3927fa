import Document
import Evaluation
import Optimization

/// What `descend` may be told of its method, as the person gave it.
struct DescentOptions: ArgumentType {
  /// The method's name; which ones there are is checked when the call is known that mends a wrong one.
  let word: String
  let rate: Double?
  /// The options that only some methods have, by name.
  let given: [(name: String, value: Double)]

  static let needed = "options of a descent"
  static func decode(_ value: Value) -> Self? { nil }

  /// The parameters it reads, in order.
  static let parameters: [Parameter] = ["method = \"plain\"", "rate?", "momentum?", "beta1?", "beta2?", "epsilon?"]

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let word = try String.take(from: &reader)
    let rate = try reader.take(Double?.self)
    var given: [(name: String, value: Double)] = []
    for parameter in parameters.dropFirst(2) {
      if let value = try reader.take(Double?.self) { given.append((parameter.name, value)) }
    }
    return DescentOptions(word: word, rate: rate, given: given)
  }

  /// The rule that the options describe; PyTorch's defaults, but for the rate 0.1 of the methods without one there.
  /// - Parameter call: the call with its first two arguments, `descend(f, [0, 0]`, for suggestions.
  func stepper(call: String) throws(DescentError) -> (method: Optimizer, stepper: any Stepper) {
    guard let method = Optimizer(rawValue: word) else {
      let methods = Optimizer.allCases.map(\.rawValue)
      let near = Spelling.nearest(to: word, among: methods).first
      throw .method(word, methods: methods, call: "\(call), method = \"\(near ?? methods[0])\")")
    }
    return (method, try stepper(method, call))
  }

  private func stepper(_ method: Optimizer, _ call: String) throws(DescentError) -> any Stepper {
    var values: [String: Double] = [:]
    for (name, value) in given {
      guard method.options.contains(name) else {
        throw .unusedOption(name, method, call: mended(call, method, unused: name, value))
      }
      guard name == "epsilon" ? value > 0 && value.isFinite : (0..<1).contains(value) else {
        throw .option(name, value, needed: name == "epsilon" ? "above 0" : "from 0 on and below 1")
      }
      values[name] = value
    }
    if let rate, !(rate > 0 && rate.isFinite) { throw .rate(rate, call: "\(call), rate = 0.1)") }
    guard method == .adam else { return method.stepper(rate: rate, momentum: values["momentum"]) }
    let usual = Adam()
    return Adam(
      rate: rate ?? usual.rate, beta1: values["beta1"] ?? usual.beta1, beta2: values["beta2"] ?? usual.beta2,
      epsilon: values["epsilon"] ?? usual.epsilon)
  }

  /// The call with the method that the option belongs to.
  private func mended(_ call: String, _ method: Optimizer, unused name: String, _ value: Double) -> String {
    let owner = Optimizer.allCases.first { $0.options.contains(name) } ?? method
    let rate = rate.map { ", rate = \($0.formatted(digits: 17))" } ?? ""
    return "\(call), method = \"\(owner.rawValue)\"\(rate), \(name) = \(value.formatted(digits: 17)))"
  }
}
