/// Which files the code of a cell may read and write, and the one way it does either.
///
/// Paths are judged where they lead and not as they are spelled; whoever conforms sees to it.
public protocol FileAccess: Sendable {
  /// The bytes of an ordinary file.
  /// - Parameter limit: how many bytes it may have.
  func read(_ path: String, limit: Int) throws(EvaluationError) -> [UInt8]

  /// Replaces a file, or makes it; nobody ever sees half of it.
  func write(_ bytes: [UInt8], to path: String) throws(EvaluationError)
}

/// Access to no file at all: what code gets unless whoever runs it decides otherwise.
public struct NoFiles: FileAccess {
  public init() {}

  public func read(_ path: String, limit: Int) throws(EvaluationError) -> [UInt8] { throw refused }

  public func write(_ bytes: [UInt8], to path: String) throws(EvaluationError) { throw refused }

  private var refused: EvaluationError {
    EvaluationError(.unsupported(what: "a file", reason: "this notebook has no access to files"))
  }
}
