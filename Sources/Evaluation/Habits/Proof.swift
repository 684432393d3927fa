import Document
import LinearAlgebra
import Syntax

/// What is suggested after a failure is tried first: a suggestion that fails in its turn gives way to the one that its
/// own error makes, and to none when there is none.
extension Context {
  /// Mistakes in one line that can be mended one after another.
  private static let mendings = 6
  /// How long a suggestion may take to prove that it works; a longer one is shown unproved.
  private static let patience = Duration.milliseconds(60)
  /// Elements of a value beyond which a single step may take longer than that.
  private static let largest = 20_000

  /// The suggestion, mended until it evaluates beside the names as they are, or `nil` when that leads nowhere. A command
  /// of the notebook is left as it is.
  public func proven(_ suggestion: String) -> String? {
    var wayOut = suggestion
    for _ in 0..<Self.mendings {
      guard !wayOut.hasPrefix(":"), !wayOut.hasPrefix("?") else { return wayOut }
      switch trial(of: wayOut) {
      case .works: return wayOut
      case .fails(let next):
        guard let next, next != wayOut else { return nil }
        wayOut = next
      }
    }
    return nil
  }

  private enum Trial {
    case works
    case fails(next: String?)
  }

  private func trial(of line: String) -> Trial {
    let source = Source(line)
    let statements: [Statement]
    do throws(SyntaxError) { statements = try Parser.statements(line) } catch { return .fails(next: error.suggestion) }
    let used = statements.usedNames.compactMap { scope[$0] }
    guard used.allSatisfy({ ($0.shape?.count ?? 0) <= Self.largest }) else { return .works }
    var trial = unheard(within: Self.patience)
    for statement in statements {
      do throws(EvaluationError) { _ = try trial.run(statement, in: source) } catch {
        if case .interrupted = error.kind { return .works }
        return .fails(next: error.report.suggestion)
      }
    }
    // A way out does not take a built-in name away.
    return trial.notes.contains { $0.code == "W101" } ? .fails(next: nil) : .works
  }
}
