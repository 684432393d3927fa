import Document
import Evaluation

/// Results in plain words.
let saying: [Builtin] = [
  Builtin(
    "say", summary: "A result in plain words: the number, how sure it is, and what to do.",
    doc: "Of tests, fits and other results that have a sentence; without jargon, with names of columns and groups.",
    facts: .init("a result → text", refuses: ["nothing to say": "say(3)"], by: "written from the result's own numbers"),
    examples: [
      .init(
        "say(ttest([5.1, 4.9, 6.2, 5.7, 5.5, 5.9, 6.1, 4.8], mu = 5))",
        "\"The mean of the sample is 5.53 (95 % interval 5.07 to 5.98), 0.525 above 5; so much would hardly come by chance "
          + "alone (p = 0.029). Act on it if a difference of this size matters.\"")
    ], related: ["work", "plot"],
    Form("result") { (result: Value) throws(SayingError) -> String in
      guard case .object(let object) = result, let sentence = object.sentence else {
        throw SayingError.nothing(result.phrase)
      }
      return sentence
    })
]

/// Why there is no sentence.
enum SayingError: ReportableError, EvaluationFailure {
  case nothing(String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .nothing(let got):
      Report(
        code: "E367", title: "nothing to say",
        message: "I found \(got); tests, fits and other results have a sentence.",
        suggestion: "say(ttest([5.1, 4.9, 6.2, 5.7], mu = 5))")
    }
  }
}
