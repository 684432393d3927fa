import Document
import Evaluation
import LinearAlgebra
import Optimization

/// Why a descent cannot begin or go on.
enum DescentError: ReportableError, EvaluationFailure {
  /// The method has no use for the option.
  case unusedOption(String, Optimizer, call: String?)
  case method(String, methods: [String], call: String)
  case rate(Double, call: String)
  /// An option outside its interval.
  case option(String, Double, needed: String)
  /// The function takes `needed` numbers and the start has `got`.
  case start(call: String, needed: Int, got: String, fix: String)
  case startKind(got: String, fix: String?)
  /// No finite value or gradient at the start.
  case startValue(call: String, value: Double, start: String, part: String?)
  case stuck(call: String, iteration: Int)
  case steps(String)
  case tolerance(String, Double)
  case data(got: String)
  case unequalRows([Int])
  /// A method that goes through data has none.
  case withoutData(Optimizer, call: String)
  /// An option of batches where there are none.
  case batchWithoutData(String)
  /// The loss takes another number of arguments than a start and the pieces of data.
  case arguments(call: String, takes: Int, pieces: Int)
  case schedule(String, call: String)
  /// Both a function and a schedule for the rate.
  case twoPaces(isSearch: Bool)
  case search(String, call: String)
  /// A search for the rate where every step sees another part of the data.
  case searchOfBatches
  /// A projection without a set.
  case withoutSet(call: String)
  case set(String, call: String)
  /// An option of another set.
  case setOption(String, call: String)
  case twoSets
  case bounds(got: String, variables: Int)
  case boundsOrder(Double, Double, variable: Int)
  case withoutSchedule(String)
  case scheduleOption(String, Schedule)
  /// What a rate's function gave at a step.
  case pace(String, step: Int, got: String)
  case tooMany(Int, limit: Int)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .unusedOption(let option, let method, let call):
      Report(
        code: "E112", title: "\(method.rawValue) has no \(option)",
        message: "\(option) means nothing to the method \"\(method.rawValue)\", and I do not ignore what you ask for."
          + Self.users(of: option), suggestion: call)
    case .method(let word, let methods, let call):
      Report(
        code: "E107", title: "no such method",
        message: "I found \"\(word)\"; the methods are \(methods.map { "\"\($0)\"" }.joined(separator: ", ")).",
        suggestion: call)
    case .rate(let rate, let call):
      Report(
        code: "E321", title: "no such rate",
        message: "The rate is \(rate.formatted()); it must be a finite number above 0.", suggestion: call)
    case .option(let name, let value, let needed):
      Report(
        code: "E321", title: "no such \(name)", message: "\(name) is \(value.formatted()), and it must be \(needed).")
    case .start(let call, let needed, let got, let fix):
      Report(
        code: "E226", title: "the start does not fit the function",
        message: "\(call) takes \(needed == 1 ? "one number" : "\(needed) numbers"), and x0 is \(got).",
        suggestion: fix)
    case .startKind(let got, let fix):
      Report(
        code: "E226", title: "no place to start",
        message: "x0 is \(got); a descent starts at a number, a vector or a real matrix with elements.",
        suggestion: fix)
    case .startValue(let call, let value, let start, let part):
      Report(
        code: "E322", title: "nothing to descend from",
        message: value.isFinite
          ? "At the start \(start) the gradient of \(call) is not finite, so no direction leads down."
          : "At the start \(start), \(call) is \(value.formatted())\(part.map { ", as \($0)" } ?? ""); choose a start where it "
            + "is finite.")
    case .stuck(let call, let iteration):
      Report(
        code: "E323", title: "no further",
        message: "Step \(iteration) leads where \(call) has no finite value or gradient, and the same step again would "
          + "lead there again. Start anew with a smaller rate or from another point.")
    case .steps(let got):
      Report(
        code: "E324", title: "no such number of steps", message: "n is \(got); it must be a whole number from 1 on.")
    case .data(let got):
      Report(
        code: "E359", title: "no rows of data",
        message: "data is \(got); it must be a vector, a matrix or a table with a row for each observation, or a "
          + "record of such, like {X = X, y = y}.")
    case .unequalRows(let counts):
      Report(
        code: "E359", title: "data of unequal length",
        message: "The pieces of data have \(counts.map(String.init).joined(separator: " and ")) rows; each needs one "
          + "for every observation.")
    case .withoutData(let method, let call):
      Report(
        code: "E359", title: "no rows of data",
        message:
          "\(method.rawValue) goes through the rows of data in batches: give data = X, or data = {X = X, y = y}, "
          + "and a loss of the parameters and those, (w, X, y) -> …. Without data, "
          + "\"plain\" and \"momentum\" have the same rule.", suggestion: call)
    case .batchWithoutData(let name):
      Report(
        code: "E112", title: "\(name) without batches",
        message: "\(name) is about the rows that a step sees: it needs data = … and batch = ….")
    case .arguments(let call, let takes, let pieces):
      Report(
        code: "E359", title: "the loss does not fit the data",
        message: "\(call) takes \(takes) argument\(takes == 1 ? "" : "s"); with data of "
          + "\(pieces == 1 ? "one piece" : "\(pieces) pieces") it must take \(pieces + 1): the parameters, then "
          + (pieces == 1 ? "the rows." : "each piece's rows."))
    case .schedule(let word, let call):
      Report(
        code: "E107", title: "no such schedule",
        message: "I found \"\(word)\"; the schedules are "
          + "\(Schedule.words.map { "\"\($0)\"" }.joined(separator: ", ")).",
        suggestion: call)
    case .twoPaces(let isSearch):
      Report(
        code: "E360", title: "two rules for one rate",
        message: isSearch
          ? "search finds the rate of every step itself: rate is then the number it tries first, and no schedule or "
            + "function of the step has anything left to say."
          : "rate is a function of the step already, so schedule has nothing left to say; give one of them.")
    case .withoutSchedule(let name):
      Report(
        code: "E112", title: "\(name) without a schedule",
        message: "\(name) belongs to schedule = \(Self.schedules(with: name)).")
    case .scheduleOption(let name, let schedule):
      Report(
        code: "E112", title: "\(schedule.rawValue) has no \(name)",
        message: "The schedule \"\(schedule.rawValue)\" is \(schedule.formula): \(name) means nothing to it.")
    case .pace(let call, let step, let got):
      Report(
        code: "E360", title: "no rate for a step",
        message: "The rate of the step after \(step) step\(step == 1 ? "" : "s"), \(call), is \(got); it must be a "
          + "finite number from 0 on.")
    case .search, .searchOfBatches: searchReport
    case .withoutSet, .set, .setOption, .twoSets, .bounds, .boundsOrder: setReport
    case .tooMany(let count, let limit):
      Report(
        code: "E361", title: "too many descents",
        message: "That makes \(count >= 1_000_000 ? "a million or more" : String(count)) descents; a sweep has at most "
          + "\(limit), which is more than a picture shows.")
    case .tolerance(let name, let got):
      Report(
        code: "E324", title: "no such \(name == "until" ? "tolerance" : name)",
        message: "\(name) is \(got.formatted()); it must be a number\(name == "target" ? "" : " from 0 on"), "
          + Self.meaning(of: name) + ".")
    }
  }

  private static func meaning(of stop: String) -> String {
    switch stop {
    case "until": "the length the gradient has to fall to"
    case "change": "the change of the value that is too small to go on"
    case "stride": "the length of a step that is too short to go on"
    default: "the value to go down to"
    }
  }

  private static func schedules(with option: String) -> String {
    Schedule.allCases.filter { (option == "decay" ? $0.usualDecay : $0.usualLength) != nil }
      .map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
  }

  private static func users(of option: String) -> String {
    let users = Optimizer.allCases.filter { $0.understands(option) }.map { "\"\($0.rawValue)\"" }
    guard let last = users.last, users.count > 1 else { return " It belongs to \(users.joined())." }
    return " It belongs to \(users.dropLast().joined(separator: ", ")) and \(last)."
  }
}

extension Optimizer: Choice {
  /// Whether it is one of the rule's own options.
  func takes(_ option: String) -> Bool { options.contains { $0.name == option } }

  /// Whether a line search may say how far its steps go.
  var searches: Bool {
    self != .sgd && (rule is any GradientRule.Type || rule is any Searching.Type)
  }

  /// Whether the option of `descend` means something to it.
  fileprivate func understands(_ option: String) -> Bool {
    switch option {
    case "batch": rule is any GradientRule.Type
    case "search": searches
    case "schedule": takes("rate")
    case "data": self != .levenbergMarquardt
    case "bounds", "onto", "radius", "total": self == .projected
    default: takes(option)
    }
  }
}
