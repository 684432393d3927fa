import Syntax

/// Laws of probability as R and SciPy ask them.
extension Scene {
  /// A law of another system: its parameters in their order, with what they are when they are not given, and what makes it
  /// here of their texts.
  private struct Law {
    let here: String
    let parameters: [(name: String, fallback: String?)]
    let made: @Sendable ([String]) -> [String]?

    init(
      _ here: String, _ parameters: [(name: String, fallback: String?)],
      made: @escaping @Sendable ([String]) -> [String]? = { $0 }
    ) {
      self.here = here
      self.parameters = parameters
      self.made = made
    }
  }

  /// The laws that R names by their endings.
  private static let endings: [String: Law] = [
    "norm": Law("Normal", [("mean", "0"), ("sd", "1")]), "t": Law("StudentT", [("df", nil)]),
    "chisq": Law("ChiSquared", [("df", nil)]), "f": Law("F", [("df1", nil), ("df2", nil)]),
    "exp": Law("Exponential", [("rate", "1")]), "unif": Law("Uniform", [("min", "0"), ("max", "1")]),
    "binom": Law("Binomial", [("size", nil), ("prob", nil)]), "pois": Law("Poisson", [("lambda", nil)]),
    "beta": Law("Beta", [("shape1", nil), ("shape2", nil)]),
    "lnorm": Law("LogNormal", [("meanlog", "0"), ("sdlog", "1")]),
    "cauchy": Law("Cauchy", [("location", "0"), ("scale", "1")]),
    "logis": Law("Logistic", [("location", "0"), ("scale", "1")]),
    "weibull": Law("Weibull", [("shape", nil), ("scale", "1")]), "geom": Law("Geometric", [("prob", nil)]),
    "nbinom": Law("NegativeBinomial", [("size", nil), ("prob", nil)]),
    // R's third parameter is the inverse of ours, unless the scale itself is given.
    "gamma": Law("Gamma", [("shape", nil), ("rate", "1"), ("scale", "")]) {
      [$0[0], !$0[2].isEmpty ? $0[2] : $0[1] == "1" ? "1" : "1/\($0[1].closed)"]
    },
    // R counts white and black balls, we all and white.
    "hyper": Law("Hypergeometric", [("m", nil), ("n", nil), ("k", nil)]) {
      ["\($0[0].closed) + \($0[1].closed)", $0[0], $0[2]]
    },
  ]

  /// The laws of `scipy.stats`.
  private static let laws: [String: Law] = [
    "norm": Law("Normal", [("loc", "0"), ("scale", "1")]), "t": Law("StudentT", [("df", nil)]),
    "chi2": Law("ChiSquared", [("df", nil)]), "f": Law("F", [("dfn", nil), ("dfd", nil)]),
    "expon": Law("Exponential", [("loc", "0"), ("scale", "1")]) {
      $0[0] == "0" ? [$0[1] == "1" ? "1" : "1/\($0[1].closed)"] : nil
    },
    "uniform": Law("Uniform", [("loc", "0"), ("scale", "1")]) {
      [$0[0], $0[0] == "0" ? $0[1] : "\($0[0].closed) + \($0[1].closed)"]
    },
    "binom": Law("Binomial", [("n", nil), ("p", nil)]), "poisson": Law("Poisson", [("mu", nil)]),
    "beta": Law("Beta", [("a", nil), ("b", nil)]),
    "gamma": Law("Gamma", [("a", nil), ("loc", "0"), ("scale", "1")]) { $0[1] == "0" ? [$0[0], $0[2]] : nil },
  ]

  /// `pnorm(1.96)`, `qt(0.975, df = 10)`, `pnorm(2, lower_tail = FALSE)` as functions of the law; `nil` when an argument
  /// means something that is not said here.
  func law(_ name: String, _ arguments: [Expression.Argument]) -> String? {
    guard let first = name.first, let law = Self.endings[String(name.dropFirst())],
      let (functions, place, options) = Self.letters[first],
      let given = given(arguments, [place] + law.parameters.map(\.name) + options), let at = given[place],
      let made = made(law, given)
    else { return nil }
    var function = functions.0
    for option in options {
      guard let value = given[option] else { continue }
      guard let isTrue = Self.truths[value] else { return nil }
      switch (option, isTrue) {
      case ("lower_tail", false), ("log", true): function = functions.1
      case ("lower_tail", true), ("log", false), ("log_p", false): break
      default: return nil
      }
    }
    return catalog[function] == nil ? nil : "\(function)(\(made), \(at))"
  }

  /// What R's letters ask for, and what instead when an option says so; what stands first, and the options.
  private static let letters: [Character: (functions: (String, String), place: String, options: [String])] = [
    "d": (("pdf", "logpdf"), "x", ["log"]), "p": (("cdf", "ccdf"), "q", ["lower_tail", "log_p"]),
    "q": (("quantile", "upper_quantile"), "p", ["lower_tail", "log_p"]), "r": (("sample", "sample"), "n", []),
  ]

  /// `norm.cdf(1.96)`, `scipy.stats.t.ppf(0.975, df=10)`.
  func scipy(_ name: String, _ arguments: [Expression.Argument]) -> String? {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count >= 2, parts.dropLast(2).allSatisfy({ ["scipy", "stats", "st", "sps"].contains($0) }),
      let law = Self.laws[parts[parts.count - 2]], let (function, place) = Self.methods[parts[parts.count - 1]],
      catalog[function] != nil
    else { return nil }
    let names = law.parameters.map(\.name)
    guard let given = given(arguments, function == "sample" ? names + [place] : [place] + names),
      let made = made(law, given)
    else { return nil }
    guard let at = given[place] else { return function == "sample" ? "sample(\(made))" : nil }
    return "\(function)(\(made), \(at))"
  }

  private static let methods: [String: (function: String, place: String)] = [
    "pdf": ("pdf", "x"), "pmf": ("pdf", "k"), "cdf": ("cdf", "x"), "sf": ("ccdf", "x"), "ppf": ("quantile", "q"),
    "isf": ("upper_quantile", "q"), "logpdf": ("logpdf", "x"), "rvs": ("sample", "size"),
  ]

  private func made(_ law: Law, _ given: [String: String]) -> String? {
    let parameters = law.parameters.compactMap { given[$0.name] ?? $0.fallback }
    guard catalog[law.here] != nil, parameters.count == law.parameters.count, let made = law.made(parameters) else {
      return nil
    }
    return "\(law.here)(\(made.joined(separator: ", ")))"
  }

  /// The texts of arguments by name: those without one go to the names that are left, in their order. `nil` when one is
  /// none of these, or too many.
  private func given(_ arguments: [Expression.Argument], _ names: [String]) -> [String: String]? {
    let labels = arguments.compactMap { $0.label?.spelling }
    guard Set(labels).count == labels.count, labels.allSatisfy(names.contains) else { return nil }
    var free = names.filter { !labels.contains($0) }[...]
    var given: [String: String] = [:]
    for argument in arguments {
      guard let name = argument.label?.spelling ?? free.popFirst() else { return nil }
      given[name] = text(argument.value)
    }
    return given
  }
}
