import Syntax
import Tables

/// Finds what somebody probably meant.
public enum Spelling {
  /// The candidates closest to a word, best first, at most three; none when all are far: a wrong guess costs more than
  /// none. The beginning of a name counts for more than a slip in one.
  public static func nearest(to word: String, among candidates: [String]) -> [String] {
    let target = Array(word.lowercased())
    var scored: [(distance: Int, name: String)] = []
    for candidate in Set(candidates) {
      let other = Array(candidate.lowercased())
      if other == target {
        scored.append((0, candidate))
      } else if target.count >= 3, other.count > target.count, other.starts(with: target) {
        scored.append((1, candidate))
      } else if isSlip(target, other) {
        scored.append((distance(target, other) + 1, candidate))
      }
    }
    scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best = scored.first?.distance else { return [] }
    return scored.prefix { $0.distance == best }.prefix(3).map(\.name)
  }

  /// Whether one word could be the other mistyped.
  private static func isSlip(_ target: [Character], _ other: [Character]) -> Bool {
    let gap = abs(other.count - target.count)
    guard gap <= 1, target.count > 1, other.count > 1 else { return false }
    let d = distance(target, other)
    // Of three letters, one replaced makes another word: std is no svd.
    if target.count <= 3, gap == 0 { return d == 1 && target.sorted() == other.sorted() }
    return d <= (target.count >= 6 ? 2 : 1)
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var rows = [Array(0...b.count)]
    for i in 1...a.count {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], rows[i - 2][j - 2] + 1) }
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

extension Context {
  /// Nothing is bound to the name. One that a set of data has is bound to it first, where the line is mended.
  func unknown(_ name: Name) -> EvaluationError {
    guard Dataset.names.contains(name.canonical), catalog["data"] != nil else {
      return EvaluationError(.unknownName(name, near: nearest(to: name)))
    }
    var error = EvaluationError(.unboundData(name.canonical))
    error.mend = .insert(Span(0, 0), "\(name.canonical) = data(\"\(name.canonical)\"); ")
    return error
  }

  /// What an unknown name was probably meant to be.
  func nearest(to name: Name) -> [String] {
    // Names from other systems first: a person who types `len` or `solve` means something definite.
    if let known = Spelling.foreign[name.canonical], catalog.value(known) != nil { return [known] }
    guard !Spelling.strange.contains(name.spelling) else { return [] }
    // λ is lambda, and lamda a slip of it.
    let own = Dictionary(scope.names.map { ($0.canonical, $0.spelling) }) { first, _ in first }
    let found = Spelling.nearest(
      to: name.spelling, among: scope.names.map(\.spelling) + own.keys.sorted() + catalog.names)
    return found.map { own[$0] ?? $0 }
  }
}

extension Spelling {
  /// What functions of NumPy, MATLAB, R and Julia are called here.
  static let foreign: [String: String] = [
    "len": "length", "numel": "length", "nrow": "rows", "ncol": "cols", "shape": "size", "determinant": "det",
    "inverse": "inv", "eigen": "eig", "eigh": "eig", "eigs": "eig", "eigenvalues": "eigvals", "cholesky": "chol",
    "identity": "eye", "arange": "linspace", "average": "mean", "arcsin": "asin", "arccos": "acos",
    "arctan": "atan", "arctan2": "atan2", "fabs": "abs", "lgam": "lgamma", "gammaln": "lgamma", "gradient": "grad",
    "null": "nullspace", "orth": "colspace", "tr": "trace", "comb": "choose", "nchoosek": "choose",
    "binomial": "choose", "ceiling": "ceil", "magnitude": "norm", "svdvals": "svd", "reduce": "fold",
    "imshow": "heatmap", "histogram": "hist", "vector_norm": "norm", "matrix_rank": "rank", "cumulative": "cumsum",
    "avg": "mean", "absolute": "abs", "tg": "tan", "arctg": "atan", "arcsinh": "asinh", "arccosh": "acosh",
    "arctanh": "atanh", "eigenvals": "eigvals", "eig_vals": "eigvals", "sorted": "sort", "dim": "size", "dims": "size",
    "norm2": "norm", "root": "sqrt", "signum": "sign", "sgn": "sign", "rev": "reverse",
    "flip": "reverse", "amax": "max", "amin": "min", "maximum": "max", "minimum": "min", "total": "sum",
    "product": "prod", "which_max": "argmax", "nrows": "rows", "ncols": "cols", "conjugate": "conj", "re": "real",
    "im": "imag", "logsum": "logsumexp", "logistic": "sigmoid", "mldivide": "solve", "linsolve": "solve",
    "svds": "svd", "lin_space": "linspace", "ginv": "pinv", "normal": "randn", "uniform": "rand",
    "scatterplot": "scatter", "image": "heatmap", "draw": "plot", "minimise": "descend", "lg": "log10",
    "random": "rand", "groupby": "group", "group_by": "group", "aggregate": "group", "merge": "join",
    "left_join": "join", "inner_join": "join", "arrange": "sort", "sort_values": "sort", "order_by": "sort",
    "value_counts": "count", "dropna": "drop_missing", "na_omit": "drop_missing", "fillna": "fill_missing",
    "isna": "is_missing", "is_na": "is_missing", "rbind": "append", "bind_rows": "append", "colnames": "names",
    "data_frame": "table", "DataFrame": "table", "tibble": "table", "distinct": "unique",
    "sd": "std", "stdev": "std", "stddev": "std", "std_dev": "std", "percentile": "quantile", "corr": "cor",
    "corrcoef": "cor", "correlation": "cor", "covariance": "cov", "variance": "var", "ttest_ind": "ttest",
    "ttest_1samp": "ttest", "t_test": "ttest", "chi2_contingency": "chisq", "mannwhitneyu": "mannwhitney",
    "ks_2samp": "kstest", "f_oneway": "anova", "aov": "anova", "wilcox_test": "wilcoxon", "read_csv": "read",
    "read_table": "read", "to_csv": "write", "write_csv": "write", "ols": "lm", "lowess": "loess", "boxplot": "box",
    "barplot": "bar", "dataframe": "table",
    "as_date": "date", "Date": "date", "summarise": "group", "summarize": "group",
  ]

  /// What has no counterpart here, and is no slip of something that looks like it.
  static let strange: Set<String> = [
    "pnorm", "qnorm", "dnorm", "rnorm", "fsolve", "fzero", "cd", "ls", "matrix", "dsolve", "cat", "ode", "map2", "sh",
  ]
}
