import Notebook
import Numerics
import Testing

@Suite struct JournalTests {
  let entries: [JournalEntry] = [
    .start(seed: 42, file: "/a b/c.mlsession"), .input("x = 1"), .input("f(x) = (\n  x^2)"),
    .inputs(["x = 1", "", "f(x) = (\n  x^2)", "é"]), .snapshot("---\nnabla: 1\n---\n"), .input("λ\u{1E}5 0\n"),
    .input(""),
  ]

  @Test func theStateFolderFollowsTheEnvironment() {
    #expect(JournalFolder(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/nabla/journals")
    #expect(
      JournalFolder(environment: ["XDG_STATE_HOME": "s", "HOME": "/h"])?.path == "/h/.local/state/nabla/journals")
    #expect(JournalFolder(environment: [:]) == nil)
  }

  /// Writes a journal's bytes as a crashed process would have left them.
  private func leave(_ bytes: some Collection<UInt8>, in folder: JournalFolder) throws {
    try FileStore.replace(folder.path + "/0-1.journal", with: Array(bytes))
  }

  private func written(_ scratch: Scratch) throws -> (bytes: [UInt8], ends: [Int]) {
    let journal = try JournalFolder(scratch.path + "/writing").begin()
    var ends: [Int] = []
    for entry in entries {
      try journal.append(entry)
      ends.append(try FileStore.read(journal.path).count)
    }
    return (try FileStore.read(journal.path), ends)
  }

  @Test func tornAtEveryByteKeepsEveryWholeRecord() throws {
    let scratch = try Scratch()
    let (bytes, ends) = try written(scratch)
    let folder = JournalFolder(scratch.path)
    for length in 0...bytes.count {
      try leave(bytes[..<length], in: folder)
      let whole = ends.count { $0 <= length }
      let found = try folder.orphans()
      // A start alone is nothing to recover.
      if whole < 2 { #expect(found.isEmpty) } else { #expect(found.map(\.entries) == [Array(entries[..<whole])]) }
    }
  }

  @Test func damageAtEveryByteCostsOnlyItsRecord() throws {
    let scratch = try Scratch()
    let (bytes, ends) = try written(scratch)
    let folder = JournalFolder(scratch.path)
    let signature = "nabla journal 1\n".utf8.count
    for position in bytes.indices {
      var damaged = bytes
      damaged[position] ^= 0x55
      try leave(damaged + [0, 0, 0], in: folder)
      let found = try #require(try folder.orphans().first, "byte \(position)")
      let lost = position < signature ? nil : ends.firstIndex { position < $0 }
      #expect(found.entries == entries.enumerated().filter { $0.offset != lost }.map(\.element), "byte \(position)")
      let size = lost.map { ends[$0] - ($0 == 0 ? signature : ends[$0 - 1]) } ?? signature
      #expect(found.damaged == size + 3)
    }
  }

  /// Any bytes at all after the signature: nothing crashes, and what was whole before them is there.
  @Test func noiseIsNoCrash() throws {
    let scratch = try Scratch()
    let (bytes, ends) = try written(scratch)
    let folder = JournalFolder(scratch.path)
    var random = RandomStream(seed: 7)
    for _ in 0..<300 {
      let kept = ends[Int(random.uniform() * Double(ends.count))]
      let noise = (0..<Int(random.uniform() * 80)).map { _ in UInt8(random.uniform() * 255.99) }
      // Marks and digits in the noise, so that it looks like records.
      let likely = noise.map { $0 < 60 ? 0x1E : $0 < 140 ? 0x30 + $0 % 10 : $0 }
      try leave(bytes[..<kept] + likely, in: folder)
      let found = try folder.orphans()
      let whole = Array(entries[...(ends.firstIndex(of: kept) ?? 0)])
      if whole.count < 2 { continue }
      #expect(found.first.map { Array($0.entries.prefix(whole.count)) } == whole)
    }
  }

  @Test func recoveryStartsAtTheLastSnapshot() throws {
    let scratch = try Scratch()
    let (bytes, _) = try written(scratch)
    try leave(bytes, in: JournalFolder(scratch.path))
    let orphan = try #require(try JournalFolder(scratch.path).orphans().first)
    let recovery = orphan.recovery
    #expect(recovery.seed == 42 && recovery.file == "/a b/c.mlsession")
    #expect(recovery.snapshot == "---\nnabla: 1\n---\n" && recovery.inputs == ["λ\u{1E}5 0\n", ""])
    #expect(orphan.process == 1)
    #expect(try JournalFolder(scratch.path).orphans().isEmpty)
    try orphan.remove()
    #expect(throws: StoreError.self) { try FileStore.read(orphan.path) }
  }

  @Test func aLiveJournalIsNotOffered() throws {
    let scratch = try Scratch()
    let folder = JournalFolder(scratch.path + "/state")
    var first: Journal? = try folder.begin()
    let second = try folder.begin()
    #expect(first?.path != second.path)
    try first?.append(.input("first"))
    try second.append(.input("second"))
    #expect(try folder.orphans().isEmpty)
    first = nil
    do {
      let orphans = try folder.orphans()
      #expect(orphans.map(\.entries) == [[.input("first")]])
      try second.append(.input("third"))
      #expect(try folder.begin().path != orphans.first?.path)
    }
    try second.finish()
    #expect(throws: StoreError.self) { try FileStore.read(second.path) }
    #expect(try folder.orphans().count == 1)
  }

  @Test func whatIsNoJournalIsLeftAlone() throws {
    let scratch = try Scratch()
    let (bytes, _) = try written(scratch)
    let later = Array("nabla journal 2\n".utf8) + bytes.dropFirst("nabla journal 1\n".utf8.count)
    for other in [Array("something else\n".utf8), later] {
      try leave(other, in: JournalFolder(scratch.path))
      #expect(try JournalFolder(scratch.path).orphans().isEmpty)
      #expect(try FileStore.read(scratch.path + "/0-1.journal") == other)
    }
  }
}
