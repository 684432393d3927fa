import LinearAlgebra

/// Which files the code of a cell may read and write, and the one way it does either.
///
/// Paths are judged where they lead and not as they are spelled; whoever conforms sees to it.
public protocol FileAccess: Sendable {
  /// The bytes of an ordinary file.
  /// - Parameter limit: how many bytes it may have.
  func read(_ path: String, limit: Int) throws(EvaluationError) -> [UInt8]

  /// Lends the bytes of an ordinary file of any size, if possible without a copy of them.
  func withBytes<R>(
    of path: String, _ body: (UnsafeRawBufferPointer) throws(EvaluationError) -> R
  ) throws(EvaluationError) -> R

  /// Replaces a file, or makes it; nobody ever sees half of it.
  func write(_ bytes: [UInt8], to path: String) throws(EvaluationError)
}

extension FileAccess {
  public func withBytes<R>(
    of path: String, _ body: (UnsafeRawBufferPointer) throws(EvaluationError) -> R
  ) throws(EvaluationError) -> R {
    let bytes = try read(path, limit: MemoryBudget.standard.bytes)
    return try bytes.lent(to: body)
  }
}

extension [UInt8] {
  /// Hands the bytes on with what the body throws.
  public func lent<R>(
    to body: (UnsafeRawBufferPointer) throws(EvaluationError) -> R
  ) throws(EvaluationError) -> R {
    let result: Result<R, EvaluationError> = withUnsafeBytes { bytes in
      do throws(EvaluationError) { return .success(try body(bytes)) } catch { return .failure(error) }
    }
    return try result.get()
  }
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
