import Document
import Evaluation

extension Notebook {
  /// The failure with a suggestion that evaluates here, or without one.
  func provingWayOut(of failure: Failure) -> Failure {
    guard let wayOut = failure.report.suggestion else { return failure }
    var report = failure.report
    report.suggestion = evaluation(random: blank.random).proven(wayOut)
    return Failure(report, excerpts: failure.excerpts, span: failure.span, isInterrupted: failure.isInterrupted)
  }
}
