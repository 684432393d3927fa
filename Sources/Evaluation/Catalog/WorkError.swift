import Document

/// Why there is no work to show.
public enum WorkError: ReportableError, EvaluationFailure {
  /// The operation has no derivation; `known` are the functions and operators that have one.
  case noDerivation(String, known: [String])
  /// A value that no operation stands before; `phrase` says what it is.
  case noOperation(String, phrase: String)

  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .noDerivation(let what, let known):
      Report(
        code: "E113", title: "no derivation of \(what)",
        message: known.isEmpty
          ? "Nothing here can show its work."
          : "I can show the work of \(known.dropLast().joined(separator: ", "))"
            + "\(known.count > 1 ? " and " : "")\(known.last ?? "").")
    case .noOperation(let what, let phrase):
      Report(
        code: "E114", title: "no operation to work out",
        message: "\(what) is \(phrase); :work shows how an operation comes to its result.",
        suggestion: ":work det([1 2; 3 4])")
    }
  }
}
