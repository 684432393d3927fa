import Glibc

/// An open file, closed when it is let go.
final class OpenFile: Sendable {
  let descriptor: Int32
  let path: String

  /// - Parameter mode: permissions of a file this creates, before the process's mask.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw StoreError(.notAPath, path) }
    var descriptor: Int32
    repeat { descriptor = open(path, flags | O_CLOEXEC, mode) } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw .last("open", path) }
    self.descriptor = descriptor
    self.path = path
  }

  /// A file of an open folder, by its name there.
  init(_ name: String, in folder: OpenFile, _ flags: Int32, mode: mode_t = 0o600) throws(StoreError) {
    var descriptor: Int32
    repeat {
      descriptor = openat(folder.descriptor, name, flags | O_CLOEXEC, mode)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw .last("open", name) }
    self.descriptor = descriptor
    path = name
  }

  deinit { close(descriptor) }

  func status() throws(StoreError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last("examine", path) }
    return status
  }

  func write(_ bytes: [UInt8]) throws(StoreError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last("write", path)
      }
      done += count
    }
  }

  func read(limit: Int) throws(StoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last("read", path)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw StoreError(.tooLarge(limit: limit), path) }
      bytes += buffer[..<count]
    }
  }

  func flush() throws(StoreError) {
    // Some file systems cannot flush a directory; they say EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last("flush", path) }
  }

  /// Takes the lock of this file unless another open file has it.
  func tryLock() throws(StoreError) -> Bool {
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return false }
      guard errno == EINTR else { throw .last("lock", path) }
    }
    return true
  }
}

extension stat {
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }
}
