import Document
import Evaluation
import LinearAlgebra
import Syntax

/// What is suggested after a failure is tried first: a suggestion that fails in its turn gives way to the one that its
/// own error makes, and to none when there is none.
extension Notebook {
  /// Mistakes in one line that can be mended one after another.
  private static let mendings = 6
  /// How long a suggestion may take to prove that it works; a longer one is shown unproved.
  private static let patience = Duration.milliseconds(60)
  /// Elements of a value beyond which a single step may take longer than that.
  private static let largest = 20_000

  /// The failure with a suggestion that evaluates, or without one.
  func provingWayOut(of failure: Failure) -> Failure {
    guard var wayOut = failure.report.suggestion, let first = wayOut.utf8.first,
      first != UInt8(ascii: ":"), first != UInt8(ascii: "?")
    else { return failure }
    for _ in 0..<Self.mendings {
      switch trial(of: wayOut) {
      case .works: return failure.suggesting(wayOut)
      case .fails(let next):
        guard let next, next != wayOut else { return failure.suggesting(nil) }
        wayOut = next
      }
    }
    return failure.suggesting(nil)
  }

  private enum Trial {
    case works
    case fails(next: String?)
  }

  /// Evaluates a line beside the notebook.
  private func trial(of line: String) -> Trial {
    let source = Source(line)
    let statements: [Statement]
    do throws(SyntaxError) { statements = try Parser.statements(line) } catch { return .fails(next: error.suggestion) }
    let used = statements.usedNames.compactMap { state.scope[$0] }
    guard used.allSatisfy({ ($0.shape?.count ?? 0) <= Self.largest }) else { return .works }
    var context = evaluation(random: blank.random)
    let (clock, isInterrupted) = (ContinuousClock(), blank.isInterrupted)
    let end = clock.now + Self.patience
    context.isInterrupted = { clock.now > end || isInterrupted() }
    context.emit = { _ in }
    for statement in statements {
      do throws(EvaluationError) { _ = try context.run(statement, in: source) } catch {
        if case .interrupted = error.kind { return .works }
        return .fails(next: error.report.suggestion)
      }
    }
    return .works
  }
}

extension Failure {
  fileprivate func suggesting(_ wayOut: String?) -> Failure {
    var report = report
    report.suggestion = wayOut
    return Failure(report, excerpts: excerpts, span: span, isInterrupted: isInterrupted)
  }
}
