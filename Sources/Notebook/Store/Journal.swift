import Glibc

/// The journal of one running notebook: what it accepts is on the disk before the next prompt.
///
/// The file is locked as long as the journal lives, which is how another process tells it from one left by a crash.
public final class Journal: Sendable {
  private let file: OpenFile
  public let path: String

  fileprivate init(_ file: OpenFile, path: String) {
    self.file = file
    self.path = path
  }

  /// Adds an entry; when this returns it survives a crash of the process.
  public func append(_ entry: JournalEntry, durable: Bool = true) throws(StoreError) {
    try append([entry], durable: durable)
  }

  /// Adds entries at once.
  /// - Parameter durable: whether it also survives a crash of the machine, which takes a disk a few milliseconds.
  public func append(_ entries: [JournalEntry], durable: Bool = true) throws(StoreError) {
    let before = try file.status().st_size
    do {
      try file.write(entries.flatMap(\.record))
      if durable { try file.flush() }
    } catch {
      // Half a record on a full disk must not stand before the ones that follow.
      ftruncate(file.descriptor, before)
      throw error
    }
  }

  /// Removes the journal of a notebook that ended well.
  public func finish() throws(StoreError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
  }
}

/// A journal whose process is gone. No other process is offered it while this value lives.
public final class OrphanedJournal: Sendable {
  public let path: String
  public let entries: [JournalEntry]
  /// Bytes at its end or within that belong to no whole record.
  public let damaged: Int
  /// When it was last written, in seconds since 1970.
  public let modified: Int
  /// The process that wrote it.
  public let process: Int?
  private let file: OpenFile

  fileprivate init(_ file: OpenFile, path: String) throws(StoreError) {
    let status = try file.status()
    guard let content = JournalEntry.read(try file.read(limit: 1 << 30)) else { throw StoreError(.notAJournal, path) }
    self.file = file
    self.path = path
    (entries, damaged) = content
    modified = status.st_mtim.tv_sec
    process = path.split(separator: "-").last.flatMap { Int($0.split(separator: ".").first ?? "") }
  }

  /// Whether the person left the notebook, so that nothing went wrong.
  public var wasLeft: Bool { entries.last == .left }

  /// The notebook to recover: its seed and file, the last snapshot, and the inputs accepted after it.
  public var recovery: (seed: UInt64?, file: String?, snapshot: String?, inputs: [String]) {
    var result: (seed: UInt64?, file: String?, snapshot: String?, inputs: [String]) = (nil, nil, nil, [])
    for entry in entries {
      switch entry {
      case .start(let seed, let file): (result.seed, result.file) = (seed, file)
      case .input(let text): result.inputs.append(text)
      case .snapshot(let text): (result.snapshot, result.inputs) = (text, [])
      case .left: break
      case .inputs(let texts): (result.snapshot, result.inputs) = (nil, texts)
      }
    }
    return result
  }

  /// Removes it, once it is recovered or refused.
  public func remove() throws(StoreError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
  }
}

/// Where the journals of all notebooks lie.
public struct JournalFolder: Hashable, Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// The folder for these variables; `nil` when they name no home.
  public init?(environment: [String: String]) {
    guard let state = StateFolder.path(environment: environment) else { return nil }
    path = state + "/journals"
  }

  /// A new journal, locked.
  public func begin() throws(StoreError) -> Journal {
    try FileStore.makeFolder(path)
    var attempt = 0
    while true {
      let name = "\(attempt)-\(getpid())"
      let hidden = "\(path)/.\(name)"
      let final = "\(path)/\(name).journal"
      do throws(StoreError) {
        // It is named only when it is locked, so no other process sees it free.
        let file = try OpenFile(hidden, O_RDWR | O_CREAT | O_EXCL | O_APPEND)
        defer { unlink(hidden) }
        guard try file.tryLock() else { throw StoreError.last("lock", hidden) }
        try file.write(JournalEntry.signature)
        try file.flush()
        // A link, unlike a rename, never replaces the journal of an earlier process of this number.
        guard link(hidden, final) == 0 else { throw StoreError.last("make", final) }
        try FileStore.flush(folder: path)
        return Journal(file, path: final)
      } catch {
        guard case .system(_, EEXIST) = error.kind, attempt < 100_000 else { throw error }
        attempt += 1
      }
    }
  }

  /// The journals that crashed processes left, oldest first. Those without an entry are removed on the way, those of
  /// another format are left alone.
  public func orphans() throws(StoreError) -> [OrphanedJournal] {
    var orphans: [OrphanedJournal] = []
    for name in try FileStore.names(in: path) where name.hasSuffix(".journal") && !name.hasPrefix(".") {
      if let orphan = try claim("\(path)/\(name)") { orphans.append(orphan) }
    }
    return orphans.sorted { ($0.modified, $0.path) < ($1.modified, $1.path) }
  }

  private func claim(_ path: String) throws(StoreError) -> OrphanedJournal? {
    do throws(StoreError) {
      let file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
      // Between the opening and the lock another process may have recovered and removed it.
      guard try file.status().isFile, try file.tryLock(), try file.status().st_nlink > 0 else { return nil }
      let orphan = try OrphanedJournal(file, path: path)
      let saysNothing = orphan.entries.allSatisfy { if case .start = $0 { true } else { false } }
      guard saysNothing else { return orphan }
      if orphan.damaged == 0 { try orphan.remove() }
      return nil
    } catch {
      switch error.kind {
      case .notAJournal, .system(_, ENOENT), .system(_, ELOOP), .system(_, EACCES): return nil
      default: throw error
      }
    }
  }
}
