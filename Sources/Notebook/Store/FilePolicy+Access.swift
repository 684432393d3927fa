import Document
import Evaluation
import Glibc
import Tables

extension FilePolicy: FileAccess {
  public func read(_ path: String, limit: Int) throws(EvaluationError) -> [UInt8] {
    do throws(StoreError) { return try contents(of: path, limit: limit) } catch { throw EvaluationError(.other(error)) }
  }

  /// Lends the bytes from where the system keeps them.
  /// - Throws: what the body throws, unless the file became shorter meanwhile: then that.
  public func withBytes<R>(
    of path: String, _ body: (UnsafeRawBufferPointer) throws(EvaluationError) -> R
  ) throws(EvaluationError) -> R {
    guard let map = try mapped(path) else {
      // Files of /proc have bytes though they claim none.
      return try read(path, limit: FileStore.sessionLimit).lent(to: body)
    }
    let result: Result<R, EvaluationError>
    do throws(EvaluationError) { result = .success(try body(map.bytes)) } catch { result = .failure(error) }
    guard map.close() else { throw EvaluationError(.other(StoreError(.shortened, path))) }
    return try result.get()
  }

  /// A file in memory; `nil` for one without a size.
  private func mapped(_ path: String) throws(EvaluationError) -> MappedBytes? {
    do throws(StoreError) {
      let file = try open(path)
      let size: Int
      do throws(StoreError) { size = Int(try file.status().st_size) } catch { throw error.named(path, moved: nil) }
      guard size > 0 else { return nil }
      guard let map = MappedBytes(descriptor: file.descriptor, size: size) else { throw StoreError.last("read", path) }
      return map
    } catch { throw EvaluationError(.other(error)) }
  }

  public func write(_ bytes: [UInt8], to path: String) throws(EvaluationError) {
    do throws(StoreError) { try replace(path, with: bytes) } catch { throw EvaluationError(.other(error)) }
  }
}
