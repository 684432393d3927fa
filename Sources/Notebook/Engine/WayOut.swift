import Document
import Evaluation

extension Notebook {
  /// The failure with a suggestion that evaluates here, or without one.
  func provingWayOut(of failure: Failure) -> Failure {
    guard let wayOut = failure.report.suggestion else { return failure }
    var report = failure.report
    var context = evaluation(random: blank.random)
    // Nobody asked for the suggestion to be carried out.
    (context.files, context.progress) = (files.discardingWrites, nil)
    report.suggestion = context.proven(wayOut)
    return Failure(report, excerpts: failure.excerpts, span: failure.span, isInterrupted: failure.isInterrupted)
  }
}
