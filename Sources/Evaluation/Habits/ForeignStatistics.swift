import Syntax

/// Statistics as R writes it.
extension Scene {
  /// R's functions with a point in their names. `t.test` reads as the member test of t.
  private static let dotted: [String: String] = [
    "t.test": "ttest", "wilcox.test": "wilcoxon", "prop.test": "prop_test", "binom.test": "binom_test",
    "chisq.test": "chisq", "fisher.test": "fisher", "cor.test": "cor_test", "shapiro.test": "shapiro",
    "ks.test": "kstest", "kruskal.test": "kruskal", "friedman.test": "friedman", "bartlett.test": "bartlett",
    "mcnemar.test": "mcnemar", "p.adjust": "adjust", "power.t.test": "power_test", "read.csv": "read",
    "read.table": "read", "read.delim": "read", "data.frame": "table", "na.omit": "drop_missing", "as.Date": "date",
    "weighted.mean": "weighted_mean",
  ]

  /// A call of such a function, or of a law of SciPy, where the piece at fault is its name or the beginning of that.
  func dottedCall() -> EvaluationError.Mend? {
    for (level, node) in path.enumerated() {
      guard case .call(let callee, let arguments) = node.kind, level + 1 < path.count,
        path[level + 1].span == callee.span
      else { continue }
      let name = text(callee)
      if let here = scipy(name, arguments) { return .replace(node.span, here) }
      guard let here = Self.dotted[name], catalog[here] != nil else { continue }
      let called = here == "wilcoxon" ? ranked(arguments) : (here, arguments)
      return .replace(node.span, "\(called.0)(\(listed(called.1)))")
    }
    return nil
  }

  /// R has one name for two tests: of pairs or of one sample, and of two samples. `paired` says which, and is no argument
  /// of either here.
  private func ranked(_ arguments: [Expression.Argument]) -> (String, [Expression.Argument]) {
    let paired = arguments.contains { $0.label?.spelling == "paired" && Self.truths[text($0.value)] == true }
    let rest = arguments.filter { $0.label?.spelling != "paired" }
    let data = rest.filter { $0.label.map { ["x", "y", "formula"].contains($0.spelling) } ?? true }
    let isOfGroups = data.contains { if case .formula(.some, _) = $0.value.kind { true } else { false } }
    return (!paired && (data.count > 1 || isOfGroups) ? "mannwhitney" : "wilcoxon", rest)
  }

  /// R's truths beside ours.
  static let truths: [String: Bool] = [
    "TRUE": true, "T": true, "true": true, "True": true, "FALSE": false, "F": false, "false": false, "False": false,
  ]

  /// The arguments by their names here. A table needs none.
  private func listed(_ arguments: [Expression.Argument]) -> String {
    arguments.compactMap { argument in
      let value = text(argument.value)
      switch argument.label?.spelling {
      case nil, "data": return value
      case "stringsAsFactors": return nil
      case "var_equal": return "equal_var = \(value)"
      case "conf_level": return "level = \(value)"
      case "alternative" where value == "\"two.sided\"": return "alternative = \"two-sided\""
      case let label?: return "\(label) = \(value)"
      }
    }.joined(separator: ", ")
  }
}
