import Document
import Evaluation
import Glibc

/// Which files the code of a session may read and write.
///
/// Paths are judged after every link and `..` is resolved, and what was judged is then opened without following a
/// link, so that none leads outside an allowed folder even when it is changed meanwhile. A hard link is no way to a
/// file but the file itself, and is read as such; writing gives its name to new bytes and leaves its other names alone.
public struct FilePolicy: Hashable, Sendable {
  /// Folders below which something is allowed.
  private enum Reach: Hashable {
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
  /// What `~` stands for at the start of a path that a person types.
  private let home: String?
  /// What the person allows every replayed session beyond its own folder.
  private let allowances: Allowances
  private var reads: Reach
  private var writes: Reach
  private var discards = false

  private struct Allowances: Hashable {
    var read: [String]
    var write: [String]
  }

  /// What a person types at the prompt.
  /// - Parameters:
  ///   - allowRead: folders that a session replayed from there may read too.
  ///   - allowWrite: folders that it may write.
  public static func trusted(
    base: String, home: String? = nil, allowRead: [String] = [], allowWrite: [String] = []
  ) -> FilePolicy {
    FilePolicy(
      base: base, home: home, allowances: Allowances(read: allowRead, write: allowWrite), reads: .anywhere,
      writes: .anywhere)
  }

  /// What is replayed from a file: it reads below its own folder and writes nothing but where it is allowed to.
  public func replaying(in folder: String) -> FilePolicy {
    FilePolicy(
      base: folder, home: nil, allowances: allowances, reads: .below([folder] + allowances.read),
      writes: .below(allowances.write))
  }

  /// The same, beginning with nothing else.
  public static func replay(folder: String, allowRead: [String] = [], allowWrite: [String] = []) -> FilePolicy {
    trusted(base: folder, allowRead: allowRead, allowWrite: allowWrite).replaying(in: folder)
  }

  /// This policy with every write judged as before and then carried out nowhere, as when a saved file proves itself.
  public var discardingWrites: FilePolicy {
    var copy = self
    copy.discards = true
    return copy
  }

  /// The file a path leads to, if it may be read.
  public func readable(_ path: String) throws(StoreError) -> String { try source(path).real }

  /// The folder a readable file lies in, without links.
  public func folder(of path: String) throws(StoreError) -> String { FileStore.folder(of: try readable(path)) }

  /// A folder without links; `nil` when there is none.
  public func folder(_ path: String) -> String? {
    guard let full = try? absolute(path), let real = FileStore.resolved(full) else { return nil }
    var status = stat()
    return stat(real, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? real : nil
  }

  /// The bytes of an ordinary file.
  public func contents(of path: String, limit: Int = FileStore.sessionLimit) throws(StoreError) -> [UInt8] {
    let file = try open(path)
    do throws(StoreError) { return try file.read(limit: limit) } catch { throw error.named(path, moved: nil) }
  }

  /// An ordinary file that may be read, open.
  func open(_ path: String) throws(StoreError) -> OpenFile {
    let (real, root) = try source(path)
    do throws(StoreError) { return try folder(above: real, root).open(FileStore.name(of: real)) } catch {
      throw error.named(path, moved: root == nil ? nil : .readRefused)
    }
  }

  /// Where a path leads, without links where it exists; `nil` for what is no path.
  func place(of path: String) -> String? {
    guard let full = try? absolute(path) else { return nil }
    return FileStore.resolved(full) ?? full
  }

  /// What a name in a folder stands for.
  struct Entry: Hashable, Sendable {
    let name: String
    /// The bytes of an ordinary file; `nil` for a folder.
    let size: Int?
  }

  /// The files and folders of a folder that may be read, in order; none when there is no such folder.
  func entries(in folder: String) -> [Entry] {
    guard let real = try? readable(folder), let names = try? FileStore.names(in: real) else { return [] }
    return names.compactMap { name in
      var status = stat()
      guard stat("\(real)/\(name)", &status) == 0 else { return nil }
      if status.st_mode & S_IFMT == S_IFDIR { return Entry(name: name, size: nil) }
      return status.isFile ? Entry(name: name, size: Int(status.st_size)) : nil
    }
  }

  /// The session a person names, and what its code may read and write when it is replayed.
  /// - Throws: `.store` when it cannot be read; `.session` when it is none.
  public func session(at path: String) throws(NotebookError) -> (file: SessionFile, files: FilePolicy) {
    let (bytes, folder): ([UInt8], String)
    do throws(StoreError) { (bytes, folder) = (try contents(of: path), try self.folder(of: path)) } catch {
      throw .store(error)
    }
    do throws(SessionError) { return (try SessionFile(bytes), replaying(in: folder)) } catch { throw .session(error) }
  }

  /// The file to write; its folder must exist.
  public func writable(_ path: String) throws(StoreError) -> Destination {
    let real = try target(path).real
    return discards ? .nowhere : .file(real)
  }

  /// Replaces a file whole, or makes it.
  public func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let (real, root) = try target(path)
    guard !discards else { return }
    do throws(StoreError) {
      try folder(above: real, root).replace(FileStore.name(of: real), with: bytes)
    } catch {
      throw error.named(path, moved: root == nil ? nil : .writeRefused)
    }
  }

  private func folder(above real: String, _ root: String?) throws(StoreError) -> OpenFolder {
    guard real != root else { throw StoreError(.notAFile, real) }
    let folder = FileStore.folder(of: real)
    guard let root else { return try OpenFolder(folder) }
    return try OpenFolder(folder, below: root)
  }

  /// Where reading a path leads, and below which allowed folder that is.
  private func source(_ path: String) throws(StoreError) -> (real: String, root: String?) {
    let full = try absolute(path)
    guard let real = FileStore.resolved(full) else {
      let missing = StoreError.last("open", path)
      // Outside the reach, whether a file exists is not told either.
      if case .below = reads { _ = try root(in: reads, of: nearest(full), else: StoreError(.readRefused, path)) }
      throw missing
    }
    return (real, try root(in: reads, of: real, else: StoreError(.readRefused, path)))
  }

  private func target(_ path: String) throws(StoreError) -> (real: String, root: String?) {
    let full = try absolute(path)
    // A name that cannot be shown as it is would be a trap for whoever lists the folder.
    guard path.utf8.elementsEqual(path.visible.utf8) else { throw StoreError(.notAPath, path) }
    let real = try destination(full, path)
    return (real, try root(in: writes, of: real, else: StoreError(.writeRefused, path)))
  }

  private func absolute(_ path: String) throws(StoreError) -> String {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw StoreError(.notAPath, path) }
    guard path.utf8.count < Int(PATH_MAX) else {
      throw StoreError(.system(operation: "open", code: ENAMETOOLONG), path)
    }
    if let home, path == "~" || path.hasPrefix("~/") { return home + path.dropFirst() }
    return path.utf8.first == UInt8(ascii: "/") ? path : base + "/" + path
  }

  private func destination(_ full: String, _ path: String) throws(StoreError) -> String {
    if let real = FileStore.resolved(full) { return real }
    guard errno == ENOENT else { throw try missing(full, .last("write", path)) }
    var status = stat()
    // A link to nothing would be followed when the file is made.
    guard lstat(full, &status) != 0 else { throw StoreError(.writeRefused, path) }
    let name = FileStore.name(of: full)
    guard !name.isEmpty, name != ".", name != ".." else { throw StoreError(.notAPath, path) }
    guard let folder = FileStore.resolved(FileStore.folder(of: full)) else {
      throw try missing(full, .last("write", path))
    }
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// Why a place could not be found, which nobody is told about a place outside the allowed folders.
  private func missing(_ full: String, _ why: StoreError) throws(StoreError) -> StoreError {
    _ = try root(in: writes, of: nearest(full), else: StoreError(.writeRefused, why.path))
    return why
  }

  /// The allowed folder that holds a place; `nil` where every place is allowed.
  private func root(in reach: Reach, of real: String, else refusal: StoreError) throws(StoreError) -> String? {
    guard case .below(let folders) = reach else { return nil }
    let holding = folders.compactMap(FileStore.resolved).first { folder in
      let prefix = folder == "/" ? folder : folder + "/"
      return real.utf8.elementsEqual(folder.utf8) || real.utf8.starts(with: prefix.utf8)
    }
    guard let holding else { throw refusal }
    return holding
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

extension StoreError: ReportableError {}

extension StoreError {
  /// The same error under the name the person knows the file by.
  /// - Parameter moved: what it is when a link stands where none stood a moment ago.
  func named(_ path: String, moved: Kind?) -> StoreError {
    switch kind {
    case .system(_, ELOOP), .system(_, ENOTDIR): StoreError(moved ?? kind, path)
    default: StoreError(kind, path)
    }
  }
}
