import Document
import Evaluation
import Optimization

extension DescentError {
  /// What is wrong with a search for the rate.
  var searchReport: Report {
    switch self {
    case .search("wolfe", let call):
      Report(
        code: "E362", title: "a search that leaves the set",
        message:
          "Wolfe's search also looks beyond the nearest point of the set, where no point need be in it; Armijo's "
          + "stays inside.", suggestion: call)
    case .search(let word, let call):
      Report(
        code: "E107", title: "no such search",
        message: "I found \"\(word)\"; the searches are "
          + RateSearch.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " and ") + ".", suggestion: call)
    default:
      Report(
        code: "E360", title: "a search without one function",
        message: "A search compares values, and with batches every step sees another function. Leave batch out, or "
          + "let a schedule lower the rate.")
    }
  }

  /// What is wrong with the set that a descent is to stay in.
  var setReport: Report {
    let sets = DescentPlace.words.map { "\"\($0)\"" }.joined(separator: ", ")
    return switch self {
    case .set(let word, let call):
      Report(
        code: "E107", title: "no such set", message: "I found \"\(word)\"; the sets are \(sets), or bounds = ….",
        suggestion: call)
    case .setOption(let name, let call):
      Report(
        code: "E112", title: "\(name) of another set",
        message: "\(name) belongs to onto = \"\(name == "radius" ? "ball" : "simplex")\".", suggestion: call)
    case .twoSets:
      Report(
        code: "E362", title: "two sets to stay in",
        message: "onto names a set and bounds another; the nearest point of both together has no closed form. Give one "
          + "of them, or ask minimize, which takes several constraints.")
    case .bounds(let got, let variables):
      Report(
        code: "E362", title: "bounds that do not fit",
        message:
          "bounds is \(got); it must be [lowest, highest] for all variables, or a matrix with such a row for each"
          + (variables == 1 ? "." : " of the \(variables)."))
    case .boundsOrder(let low, let high, let variable):
      Report(
        code: "E362", title: "bounds in the wrong order",
        message: "The bounds of variable \(variable) are \(low.formatted()) and \(high.formatted()): no number lies "
          + "between.")
    case .withoutSet(let call):
      Report(
        code: "E362", title: "no set to stay in",
        message: "projected returns to a set after every step: say which by bounds = … or onto = \(sets).",
        suggestion: call)
    default: searchReport
    }
  }
}
