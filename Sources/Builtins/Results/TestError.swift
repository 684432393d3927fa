import Document
import Evaluation
import Statistics

extension TestError: EvaluationFailure {
  public var asEvaluation: EvaluationError {
    if case .interrupted = self { return EvaluationError(.interrupted) }
    return EvaluationError(.other(TestRefusal(error: self)))
  }
}

/// A refused test in words.
struct TestRefusal: ReportableError {
  let error: TestError

  var report: Report {
    switch error {
    case .missing(let count, let name):
      Report(
        code: "E350", title: "missing values",
        message: "\(count.counted("value")) of \(name) \(count == 1 ? "is" : "are") missing, and I drop none unasked; "
          + "na = \"drop\" leaves \(count == 1 ? "it" : "them") out and says so.")
    case .notFinite(let value, let name):
      Report(
        code: "E353", title: "not a finite number",
        message: "There is \(value.formatted()) in \(name); a test needs finite numbers.")
    case .tooFew(let got, let needed, let name):
      Report(
        code: "E351", title: "too few values",
        message: "I found \(got.counted("value")) in \(name), and the test needs at least \(needed).")
    case .noSpread(let what, let advice):
      Report(
        code: "E354", title: "nothing varies",
        message: "\(what.prefix(1).uppercased())\(what.dropFirst()).\(advice.isEmpty ? "" : " \(advice)")")
    case .groupCount(let got, let needed):
      Report(
        code: "E363", title: "other groups needed",
        message: "I found \(got.counted("group")), and the test compares \(needed).")
    case .lengths(let a, let b):
      Report(
        code: "E363", title: "nothing to pair",
        message: "There are \(a) values on one side and \(b) on the other; they must be as many, in the same order.")
    case .option(let name, let value, let needed):
      Report(
        code: "E352", title: "outside its range", message: "\(name) is \(value.formatted()), and it must be \(needed).")
    case .counts(let what):
      Report(
        code: "E365", title: "not a table of counts", message: "\(what.prefix(1).uppercased())\(what.dropFirst()).")
    case .tooLarge(let what, let remedy):
      Report(code: "E366", title: "too much for this way", message: "\(what). Another way: \(remedy).")
    case .formula(let formula, let needed):
      Report(
        code: "E369", title: "the formula does not fit", message: "\(formula) stands here; the test needs \(needed).",
        suggestion: nil)
    case .interrupted: EvaluationError(.interrupted).report
    }
  }
}
