import Syntax

/// Statistics as R and SciPy write it.
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

  /// A call of such a function, where the piece at fault is its name or the beginning of that.
  func dottedCall() -> EvaluationError.Mend? {
    for (level, node) in path.enumerated() {
      guard case .call(let callee, let arguments) = node.kind, level + 1 < path.count,
        path[level + 1].span == callee.span, let here = Self.dotted[text(callee)], catalog[here] != nil
      else { continue }
      // Two samples without pairs are another test here.
      let isPaired = arguments.contains { $0.label?.spelling == "paired" }
      let own = here == "wilcoxon" && !isPaired && arguments.count { $0.label == nil } > 1 ? "mannwhitney" : here
      return .replace(node.span, "\(own)(\(listed(arguments)))")
    }
    return nil
  }

  private func listed(_ arguments: [Expression.Argument]) -> String {
    arguments.map { ($0.label.map { "\($0.spelling) = " } ?? "") + text($0.value) }.joined(separator: ", ")
  }

  /// The laws that R names by their endings: what makes them here, and the parameters' defaults.
  private static let laws: [String: (here: String, defaults: [String])] = [
    "norm": ("Normal", ["0", "1"]), "t": ("StudentT", [""]), "chisq": ("ChiSquared", [""]), "f": ("F", ["", ""]),
    "exp": ("Exponential", ["1"]), "unif": ("Uniform", ["0", "1"]), "binom": ("Binomial", ["", ""]),
    "pois": ("Poisson", [""]), "beta": ("Beta", ["", ""]), "lnorm": ("LogNormal", ["0", "1"]),
    "cauchy": ("Cauchy", ["0", "1"]), "logis": ("Logistic", ["0", "1"]), "weibull": ("Weibull", ["", "1"]),
    "geom": ("Geometric", [""]), "nbinom": ("NegativeBinomial", ["", ""]),
  ]

  /// `pnorm(1.96)`, `qt(0.975, 10)`, `rbinom(5, 10, 0.3)` as functions of the law.
  func law(_ name: String, _ words: [String]) -> String? {
    guard let first = name.first, let law = Self.laws[String(name.dropFirst())], catalog[law.here] != nil,
      let function = ["d": "pdf", "p": "cdf", "q": "quantile", "r": "sample"][first], catalog[function] != nil,
      let place = words.first, words.count <= law.defaults.count + 1
    else { return nil }
    let given = Array(words.dropFirst())
    let parameters = law.defaults.indices.map { $0 < given.count ? given[$0] : law.defaults[$0] }
    guard !parameters.contains("") else { return nil }
    return "\(function)(\(law.here)(\(parameters.joined(separator: ", "))), \(place))"
  }
}
