import Glibc

/// An open folder. What is reached through it is not reached through a link, whatever anybody does to the paths
/// meanwhile.
final class OpenFolder: Sendable {
  private let file: OpenFile
  let path: String

  /// The folder a path leads to, links and all.
  init(_ path: String) throws(StoreError) {
    file = try OpenFile(path, O_RDONLY | O_DIRECTORY)
    self.path = path
  }

  /// The folder of this place below another, both without links; one that has become a link since is refused.
  init(_ path: String, below root: String) throws(StoreError) {
    var file = try OpenFile(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    let rest = Substring(path.utf8.dropFirst(root.utf8.count))
    for name in rest.utf8.split(separator: UInt8(ascii: "/")) {
      file = try OpenFile(String(Substring(name)), in: file, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }
    self.file = file
    self.path = path
  }

  /// The bytes of an ordinary file of this folder.
  func read(_ name: String, limit: Int) throws(StoreError) -> [UInt8] { try open(name).read(limit: limit) }

  /// An ordinary file of this folder, open for reading.
  func open(_ name: String) throws(StoreError) -> OpenFile {
    let shown = "\(path)/\(name)"
    // Opening a device may do something, and opening a pipe would wait for a writer.
    guard let status = try status(of: name) else { throw StoreError(.system(operation: "open", code: ENOENT), shown) }
    guard status.isFile else { throw StoreError(.notAFile, shown) }
    let open = try OpenFile(name, in: file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    guard try open.status().isFile else { throw StoreError(.notAFile, shown) }
    return open
  }

  /// Replaces a file of this folder, or makes it: after a crash at any moment it is the old one or the new one, whole.
  ///
  /// Permissions stay. Of a file that has several names only this one leads to the new bytes.
  func replace(_ name: String, with bytes: [UInt8]) throws(StoreError) {
    let shown = "\(path)/\(name)"
    let old = try status(of: name)
    guard old?.isFile ?? true else { throw StoreError(.notAFile, shown) }
    // The folder decides whether a name may be given away; whether the file may be written is the file's own say.
    guard old == nil || faccessat(file.descriptor, name, W_OK, 0) == 0 else { throw .last("write", shown) }
    let temporary = try temporaryFile()
    do throws(StoreError) {
      if let old, fchmod(temporary.descriptor, old.st_mode & 0o7777) != 0 { throw StoreError.last("write", shown) }
      try temporary.write(bytes)
      try temporary.flush()
      guard renameat(file.descriptor, temporary.path, file.descriptor, name) == 0 else {
        throw StoreError.last("replace", shown)
      }
    } catch {
      unlinkat(file.descriptor, temporary.path, 0)
      // It is not the hidden name that the person knows.
      throw StoreError(error.kind, shown)
    }
    try OpenFile(".", in: file, O_RDONLY | O_DIRECTORY).flush()
  }

  private func status(of name: String) throws(StoreError) -> stat? {
    var status = stat()
    guard fstatat(file.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) != 0 else { return status }
    guard errno == ENOENT else { throw .last("examine", "\(path)/\(name)") }
    return nil
  }

  private func temporaryFile() throws(StoreError) -> OpenFile {
    var attempt = 0
    while true {
      let name = ".nabla-\(getpid())-\(attempt).tmp"
      do throws(StoreError) {
        return try OpenFile(name, in: file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o666)
      } catch {
        guard case .system(_, EEXIST) = error.kind, attempt < 1000 else {
          throw StoreError(error.kind, path)
        }
        attempt += 1
      }
    }
  }
}
