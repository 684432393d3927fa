import Glibc

/// Which files the code of a session may read and write.
///
/// Paths are judged after every link and `..` is resolved, so none leads outside an allowed folder. Use the path that
/// comes back, not the one that was asked for.
public struct FilePolicy: Hashable, Sendable {
  /// Folders below which something is allowed.
  public enum Reach: Hashable, Sendable {
    case anywhere
    case below([String])
  }

  /// Where writing leads.
  public enum Destination: Hashable, Sendable {
    case file(String)
    /// The write is to be carried out without touching the disk.
    case nowhere
  }

  /// The folder relative paths start from.
  public let base: String
  private let reads: Reach
  private let writes: Reach
  private let discards: Bool

  private init(base: String, reads: Reach, writes: Reach, discards: Bool) {
    self.base = base
    self.reads = reads
    self.writes = writes
    self.discards = discards
  }

  /// What a person types at the prompt.
  public static func trusted(base: String) -> FilePolicy {
    FilePolicy(base: base, reads: .anywhere, writes: .anywhere, discards: false)
  }

  /// What is replayed from a file: it reads below its own folder and writes nothing but where it is allowed to.
  public static func replay(folder: String, allowRead: [String] = [], allowWrite: [String] = []) -> FilePolicy {
    FilePolicy(base: folder, reads: .below([folder] + allowRead), writes: .below(allowWrite), discards: false)
  }

  /// This policy with every write judged as before and then carried out nowhere, as when a saved file proves itself.
  public var discardingWrites: FilePolicy {
    FilePolicy(base: base, reads: reads, writes: writes, discards: true)
  }

  /// The file to open for reading.
  public func readable(_ path: String) throws(StoreError) -> String {
    let full = try absolute(path)
    guard let real = FileStore.resolved(full) else {
      let missing = StoreError.last("open", path)
      // Outside the reach, whether a file exists is not told either.
      if case .below = reads, !permits(reads, nearest(full)) { throw StoreError(.readRefused, path) }
      throw missing
    }
    guard permits(reads, real) else { throw StoreError(.readRefused, path) }
    return real
  }

  /// The file to write; its folder must exist.
  public func writable(_ path: String) throws(StoreError) -> Destination {
    let full = try absolute(path)
    let real = try destination(full, path)
    guard permits(writes, real) else { throw StoreError(.writeRefused, path) }
    return discards ? .nowhere : .file(real)
  }

  /// The folder a readable file lies in, without links.
  public func folder(of path: String) throws(StoreError) -> String { FileStore.folder(of: try readable(path)) }

  private func absolute(_ path: String) throws(StoreError) -> String {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw StoreError(.notAPath, path) }
    return path.utf8.first == UInt8(ascii: "/") ? path : base + "/" + path
  }

  private func destination(_ full: String, _ path: String) throws(StoreError) -> String {
    if let real = FileStore.resolved(full) { return real }
    var status = stat()
    // A link to nothing would be followed when the file is made.
    guard lstat(full, &status) != 0 else { throw StoreError(.writeRefused, path) }
    let name = full[(full.utf8.lastIndex(of: UInt8(ascii: "/")) ?? full.startIndex)...].dropFirst()
    guard !name.isEmpty, name != ".", name != ".." else { throw StoreError(.notAPath, path) }
    guard let folder = FileStore.resolved(FileStore.folder(of: full)) else {
      if case .below = writes { throw StoreError(.writeRefused, path) }
      throw .last("write", path)
    }
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  private func permits(_ reach: Reach, _ real: String) -> Bool {
    switch reach {
    case .anywhere: true
    case .below(let folders):
      folders.compactMap(FileStore.resolved).contains { folder in
        let prefix = folder == "/" ? folder : folder + "/"
        return real.utf8.elementsEqual(folder.utf8) || real.utf8.starts(with: prefix.utf8)
      }
    }
  }

  /// The closest folder above that exists, resolved.
  private func nearest(_ full: String) -> String {
    var folder = FileStore.folder(of: full)
    while true {
      if let real = FileStore.resolved(folder) { return real }
      let above = FileStore.folder(of: folder)
      guard above != folder else { return folder }
      folder = above
    }
  }
}
