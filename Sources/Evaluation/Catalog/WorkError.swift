import Document

/// Why there is no work to show.
public enum WorkError: ReportableError, EvaluationFailure {
  /// The operation has no derivation; `known` are the functions and operators that have one.
  case noDerivation(String, known: [String], suggestion: String? = nil)
  /// A value that no operation stands before; `phrase` says what it is.
  case noOperation(String, phrase: String)

  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  /// The same with something to try instead.
  public func suggesting(_ input: String) -> WorkError {
    guard case .noDerivation(let what, let known, nil) = self else { return self }
    return .noDerivation(what, known: known, suggestion: input)
  }

  public var report: Report {
    switch self {
    case .noDerivation(let what, let known, let suggestion):
      Report(
        code: "E113", title: "no derivation of \(what)",
        message: known.isEmpty
          ? "Nothing here can show its work."
          : "I can show the work of \(known.dropLast().joined(separator: ", "))"
            + "\(known.count > 1 ? " and " : "")\(known.last ?? "").",
        suggestion: suggestion)
    case .noOperation(let what, let phrase):
      Report(
        code: "E114", title: "no operation to work out",
        message: "\(what) is \(phrase); :work shows how an operation comes to its result.",
        suggestion: ":work det([1 2; 3 4])")
    }
  }
}
