import Document
import Evaluation
import Numerics
import Optimization

/// What `descend` may be told besides the function and the start, as the person gave it.
struct DescentOptions: ArgumentType {
  /// The method's name; which ones there are is checked when the call is known that mends a wrong one.
  let word: String
  /// The options that only some methods have, by name.
  private(set) var given: [(name: String, value: Double)]
  /// A rate that is a function of the steps taken.
  let rate: Function?
  let schedule: String?
  let decay: Double?
  let over: Double?
  let data: Value?
  let batch: Double?
  let seed: Double?
  let search: String?
  /// The set the points stay in.
  let place: DescentPlace

  static let needed = "options of a descent"
  static let choices = [
    "method": Optimizer.allCases.map(\.rawValue), "schedule": Schedule.allCases.map(\.rawValue),
  ]
  static func decode(_ value: Value) -> Self? { nil }

  /// The methods' own options besides the rate, in the order of the call's parameters.
  static let settings = ["momentum", "beta1", "beta2", "epsilon", "alpha", "weight_decay", "size", "damping", "memory"]

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let word = try String.take(from: &reader)
    var given: [(name: String, value: Double)] = []
    var function: Function?
    if let rate = try reader.take(RateArgument?.self) {
      switch rate {
      case .number(let x): given.append(("rate", x))
      case .function(let f): function = f
      }
    }
    for name in settings {
      if let value = try reader.take(Double?.self) { given.append((name, value)) }
    }
    return try DescentOptions(word: word, given: given, rate: function, rest: &reader)
  }

  /// The options after the method's own ones, as they come.
  init(
    word: String, given: [(name: String, value: Double)], rate: Function?, rest reader: inout ArgumentReader
  ) throws(EvaluationError) {
    (self.word, self.given, self.rate) = (word, given, rate)
    schedule = try reader.take(String?.self)
    decay = try reader.take(Double?.self)
    over = try reader.take(Double?.self)
    data = try reader.take(Value?.self)
    batch = try reader.take(Double?.self)
    seed = try reader.take(Double?.self)
    search = try reader.take(String?.self)
    place = try DescentPlace.take(from: &reader)
  }

  /// The same with more of the method's own options.
  func adding(_ settings: [(name: String, value: Double)]) -> DescentOptions {
    var copy = self
    copy.given += settings
    return copy
  }
}

/// A rate: a number, or a function of the steps taken.
enum RateArgument: ArgumentType {
  case number(Double)
  case function(Function)

  static let needed = "a number or a function of the step"

  static func decode(_ value: Value) -> RateArgument? {
    switch value {
    case .number(let x): .number(x)
    case .function(let f): .function(f)
    default: nil
    }
  }
}

/// How the rate goes on from step to step.
enum Pace: Sendable {
  case constant
  case schedule(Schedule, decay: Double, over: Double)
  case function(Function)
}

/// What a descent does, once every option is known to mean something.
struct DescentPlan: Sendable {
  var method: Optimizer
  var options: StepperOptions
  var pace: Pace
  var data: DescentData?
  /// The rows in a batch; `nil` when each step sees all the data.
  var batch: Int?
  var seed: UInt64?
  /// What finds the rate of each step; `nil` when the rate is given.
  var search: RateSearch?
  /// Where the points stay.
  var set: Projection?

  /// The rule at its beginning.
  func stepper(_ random: inout RandomStream) -> any Stepper {
    var rule = method.stepper(options.given)
    if let set { rule = Projected(options, onto: set) }
    if let search {
      if var own = rule as? any Searching {
        own.search = search
        return own
      }
      if let first = rule as? any GradientRule {
        return first.searched(by: search, first: options.given["rate"] ?? 1)
      }
    }
    guard let batch, let first = rule as? any GradientRule else { return rule }
    return first.inBatches(of: batch, seed.map { RandomStream(seed: $0, key: "batches") } ?? random.split())
  }
}

extension DescentOptions {
  /// - Parameter call: the call with its first two arguments, `descend(f, [0, 0]`, for suggestions.
  func plan(call: String) throws(DescentError) -> DescentPlan {
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
    var plan = DescentPlan(
      method: method, options: StepperOptions(method.options, given: values), pace: try pace(method, call), data: nil)
    plan.search = try rateSearch(method, call)
    try addData(to: &plan, call)
    if plan.search != nil, plan.batch != nil { throw .searchOfBatches }
    if method != .projected, let (name, words) = place.given {
      throw .unusedOption(name, method, call: "\(call), method = \"projected\", \(name) = \(words))")
    }
    return plan
  }

  private func rateSearch(_ method: Optimizer, _ call: String) throws(DescentError) -> RateSearch? {
    guard let word = search else { return nil }
    guard let search = RateSearch(rawValue: word) else {
      let words = RateSearch.allCases.map(\.rawValue)
      throw .search(word, call: "\(call), search = \"\(Spelling.nearest(to: word, among: words).first ?? words[0])\")")
    }
    guard method.searches else { throw .unusedOption("search", method, call: "\(call), search = \"\(word)\")") }
    if rate != nil || schedule != nil { throw .twoPaces(isSearch: true) }
    // Beyond the nearest point of the set, where Wolfe's search may look, lie points outside of it.
    if method == .projected, search == .wolfe {
      let set = place.given.map { ", \($0.name) = \($0.words)" } ?? ", onto = \"nonnegative\""
      throw .search(word, call: "\(call), method = \"projected\"\(set), search = \"armijo\")")
    }
    return search
  }

  private func pace(_ method: Optimizer, _ call: String) throws(DescentError) -> Pace {
    let isPaced = method.takes("rate")
    if let rate {
      guard isPaced else { throw .unusedOption("rate", method, call: "\(call), rate = 0.1)") }
      if schedule != nil { throw .twoPaces(isSearch: false) }
      if let name = decay != nil ? "decay" : over != nil ? "over" : nil { throw .withoutSchedule(name) }
      return .function(rate)
    }
    guard let word = schedule else {
      if let name = decay != nil ? "decay" : over != nil ? "over" : nil { throw .withoutSchedule(name) }
      return .constant
    }
    guard let schedule = Schedule(rawValue: word) else {
      throw .schedule(
        word, call: "\(call), schedule = \"\(Spelling.nearest(to: word, among: Schedule.words).first ?? "cosine")\")")
    }
    guard isPaced else { throw .unusedOption("schedule", method, call: "\(call), schedule = \"\(word)\")") }
    if decay != nil, schedule.usualDecay == nil { throw .scheduleOption("decay", schedule) }
    if over != nil, schedule.usualLength == nil { throw .scheduleOption("over", schedule) }
    if let decay, !(decay.isFinite && decay > 0 && (schedule == .inverse || decay <= 1)) {
      throw .option("decay", decay, needed: schedule == .inverse ? "a finite number above 0" : "above 0 and at most 1")
    }
    if let over, !(over >= 1 && over.isFinite) { throw .option("over", over, needed: "a number of steps, from 1 on") }
    if schedule == .fixed { return .constant }
    return .schedule(
      schedule, decay: decay ?? schedule.usualDecay ?? 0, over: over ?? schedule.usualLength ?? 1)
  }

  private func addData(to plan: inout DescentPlan, _ call: String) throws(DescentError) {
    let isFirstOrder = plan.method.rule is any GradientRule.Type
    guard let data else {
      if plan.method == .sgd { throw .withoutData(plan.method, call: "\(call), method = \"plain\")") }
      if let name = batch != nil ? "batch" : seed != nil ? "seed" : nil { throw .batchWithoutData(name) }
      return
    }
    let rows = try DescentData(data)
    guard plan.method != .levenbergMarquardt else { throw .unusedOption("data", plan.method, call: nil) }
    plan.data = rows
    if let batch {
      guard isFirstOrder else { throw .unusedOption("batch", plan.method, call: nil) }
      guard batch >= 1, batch == batch.rounded(), batch <= Double(rows.rowCount) else {
        throw .option("batch", batch, needed: "a whole number from 1 to \(rows.rowCount), the rows there are")
      }
      plan.batch = Int(batch)
    } else if plan.method == .sgd {
      plan.batch = min(32, rows.rowCount)
    }
    guard let seed else { return }
    guard plan.batch != nil else { throw .batchWithoutData("seed") }
    guard seed >= 0, seed == seed.rounded(), seed <= 0x1p53 else {
      throw .option("seed", seed, needed: "a whole number from 0 to 2^53")
    }
    plan.seed = UInt64(seed)
  }

  /// The call with the method that the option belongs to.
  private func mended(_ call: String, _ method: Optimizer, unused name: String, _ value: Double) -> String {
    let owner = Optimizer.allCases.first { $0.takes(name) && $0 != .sgd } ?? method
    let kept = given.filter { $0.name != name && owner.takes($0.name) } + [(name, value)]
    let words = kept.map { ", \($0.name) = \($0.value.formatted(digits: 17))" }.joined()
    return "\(call), method = \"\(owner.rawValue)\"\(words))"
  }
}

extension Schedule {
  static var words: [String] { allCases.map(\.rawValue) }
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
