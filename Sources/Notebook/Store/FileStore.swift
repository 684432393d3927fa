import Glibc

/// Whole files, read and replaced at once.
public enum FileStore {
  /// The most a session may have; a larger file is none.
  public static let sessionLimit = 64 << 20

  /// The bytes of an ordinary file.
  public static func read(_ path: String, limit: Int = sessionLimit) throws(StoreError) -> [UInt8] {
    // Opening a pipe for reading would wait for a writer.
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    guard try file.status().isFile else { throw StoreError(.notAFile, path) }
    return try file.read(limit: limit)
  }

  /// Replaces a file, or makes it: after a crash at any moment the file is the old one or the new one, whole.
  ///
  /// A symbolic link keeps pointing where it did and its target is replaced; permissions stay.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw StoreError(.notAPath, path) }
    let target = resolved(path) ?? path
    do throws(StoreError) { try OpenFolder(folder(of: target)).replace(name(of: target), with: bytes) } catch {
      throw StoreError(error.kind, path)
    }
  }

  public static func replace(_ path: String, with text: String) throws(StoreError) {
    try replace(path, with: Array(text.utf8))
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws(StoreError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    let above = folder(of: path)
    guard errno == ENOENT, above != path else { throw .last("make", path) }
    try makeFolder(above)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last("make", path) }
  }

  /// Names in the folder, in order; none when there is no folder.
  static func names(in folder: String) throws(StoreError) -> [String] {
    guard let directory = opendir(folder) else {
      guard errno == ENOENT else { throw .last("list", folder) }
      return []
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      names.append(String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)))
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  static func flush(folder: String) throws(StoreError) {
    try OpenFile(folder, O_RDONLY | O_DIRECTORY).flush()
  }

  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// What follows the last slash.
  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// The path without links, `.` and `..`; `nil` when nothing is there.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
