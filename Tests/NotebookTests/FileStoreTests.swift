import Document
import Glibc
import Notebook
import Testing

/// A folder of its own for each test, removed at the end.
final class Scratch {
  let path: String

  init() throws {
    var template = Array("/tmp/nabla-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = try #require(made)
  }

  deinit { Self.erase(path) }

  private static func erase(_ path: String) {
    if let directory = opendir(path) {
      var names: [String] = []
      while let entry = readdir(directory) {
        names.append(
          withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
      }
      closedir(directory)
      for name in names where name != "." && name != ".." {
        // A link goes itself, never what it points to.
        if unlink("\(path)/\(name)") != 0 { erase("\(path)/\(name)") }
      }
    }
    rmdir(path)
  }
}

func text(_ path: String) throws -> String { String(decoding: try FileStore.read(path), as: UTF8.self) }

@Suite struct FileStoreTests {
  @Test func aFileIsReplacedWhole() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a.mlsession"
    try FileStore.replace(path, with: "one")
    #expect(chmod(path, 0o640) == 0)
    try FileStore.replace(path, with: "two")
    #expect(try text(path) == "two")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
  }

  @Test func aLinkKeepsItsPlace() throws {
    let scratch = try Scratch()
    try FileStore.replace(scratch.path + "/real", with: "one")
    #expect(symlink("real", scratch.path + "/link") == 0)
    try FileStore.replace(scratch.path + "/link", with: "two")
    #expect(try text(scratch.path + "/real") == "two")
    var status = stat()
    #expect(lstat(scratch.path + "/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func whatIsNoFileIsRefused() throws {
    let scratch = try Scratch()
    let missing = scratch.path + "/none/a"
    #expect(throws: StoreError(.notAFile, "/dev/null")) { try FileStore.replace("/dev/null", with: "x") }
    #expect(throws: StoreError(.notAFile, scratch.path)) { try FileStore.read(scratch.path) }
    #expect(throws: StoreError(.notAPath, "a\0b")) { try FileStore.read("a\0b") }
    #expect(throws: StoreError(.system(operation: "open", code: ENOENT), missing)) { try FileStore.read(missing) }
    try FileStore.replace(scratch.path + "/long", with: "12345")
    #expect(throws: StoreError(.tooLarge(limit: 4), scratch.path + "/long")) {
      try FileStore.read(scratch.path + "/long", limit: 4)
    }
  }
}

@Suite struct FilePolicyTests {
  /// home/{in.csv, sub/, out -> ../other, dangling -> ../other/new}, other/secret, homely/x
  private func tree() throws -> Scratch {
    let scratch = try Scratch()
    for folder in ["home", "home/sub", "other", "homely"] { #expect(mkdir("\(scratch.path)/\(folder)", 0o700) == 0) }
    for file in ["home/in.csv", "other/secret", "homely/x"] {
      try FileStore.replace("\(scratch.path)/\(file)", with: "x")
    }
    #expect(symlink("../other", scratch.path + "/home/out") == 0)
    #expect(symlink("../other/new", scratch.path + "/home/dangling") == 0)
    return scratch
  }

  @Test(arguments: [
    ("in.csv", true), ("sub/../in.csv", true), ("../other/secret", false), ("out/secret", false),
    ("../homely/x", false), ("/etc/passwd", false), ("../none/x", false),
  ])
  func replayReadsBelowItsFolder(_ path: String, _ allowed: Bool) throws {
    let scratch = try tree()
    let policy = FilePolicy.replay(folder: scratch.path + "/home")
    if allowed {
      #expect(try policy.readable(path) == scratch.path + "/home/in.csv")
    } else {
      #expect(throws: StoreError(.readRefused, path)) { try policy.readable(path) }
      #expect(throws: StoreError(.writeRefused, path)) { try policy.writable(path) }
    }
  }

  /// Rows: a path asked for by a session in home, which may read and write there and below `other/shared`.
  @Test(arguments: [
    ("in.csv", true), ("./sub/..//in.csv", true), ("back", true), ("chain", true), ("shared/x", true),
    ("../home/in.csv", true), ("../other/secret", false), ("out/secret", false), ("out/../other/secret", false),
    ("sub/../../other/secret", false), ("../homely/x", false), ("/etc/passwd", false), ("~/in.csv", false),
    ("dangling", false), ("link", false), ("loop", false), ("/proc/self/cwd/../../etc/passwd", false),
    ("/dev/stdin", false), ("/dev/fd/0", false), ("/dev/zero", false), ("in.csv/../../other/secret", false),
  ])
  func nothingLeadsOutside(_ path: String, _ isInside: Bool) throws {
    let scratch = try tree()
    let home = scratch.path + "/home"
    #expect(mkdir(scratch.path + "/other/shared", 0o700) == 0)
    try FileStore.replace(scratch.path + "/other/shared/x", with: "x")
    #expect(symlink("../home/in.csv", home + "/back") == 0 && symlink("back", home + "/chain") == 0)
    #expect(symlink("../other/secret", home + "/link") == 0 && symlink("loop", home + "/loop") == 0)
    #expect(symlink("../other/shared", home + "/shared") == 0)
    let reach = [scratch.path + "/other/shared"]
    let policy = FilePolicy.replay(folder: home, allowRead: reach, allowWrite: reach + [home])
    if isInside {
      #expect(try policy.contents(of: path) == Array("x".utf8))
      try policy.replace(path, with: Array("y".utf8))
      #expect(try policy.contents(of: path) == Array("y".utf8))
    } else {
      #expect(throws: StoreError.self) { try policy.contents(of: path) }
      #expect(throws: StoreError.self) { try policy.replace(path, with: Array("y".utf8)) }
    }
    #expect(try text(scratch.path + "/other/secret") == "x" && text(scratch.path + "/homely/x") == "x")
    #expect((try? text(scratch.path + "/other/new")) == nil)
  }

  @Test func aTildeIsThePersonsAlone() throws {
    let scratch = try tree()
    let person = FilePolicy.trusted(base: "/", home: scratch.path + "/home")
    #expect(try person.contents(of: "~/in.csv") == Array("x".utf8))
    let replayed = person.replaying(in: scratch.path + "/other")
    #expect(throws: StoreError(.system(operation: "open", code: ENOENT), "~/in.csv")) {
      try replayed.contents(of: "~/in.csv")
    }
  }

  @Test func whatIsNoFileIsNeitherReadNorWritten() throws {
    let scratch = try tree()
    let home = scratch.path + "/home"
    #expect(mkfifo(home + "/pipe", 0o600) == 0)
    let policy = FilePolicy.replay(folder: home, allowRead: ["/dev"], allowWrite: ["/dev", home])
    for path in ["pipe", "sub", ".", "/dev/zero", "/dev/null", "/dev/full"] {
      #expect(throws: StoreError(.notAFile, path)) { try policy.contents(of: path) }
      #expect(throws: StoreError(.notAFile, path)) { try policy.replace(path, with: [1]) }
    }
  }

  @Test func namesThatCannotBeShownAreNotWritten() throws {
    let scratch = try tree()
    let policy = FilePolicy.trusted(base: scratch.path)
    for name in ["", "a\0b", "a\u{1B}[31m", "a\nb", "a\u{7F}", "a\u{9B}b", "a\u{202E}gvs.x", "a\u{2028}b", "a\tb"] {
      #expect(throws: StoreError(.notAPath, name)) { try policy.replace(name, with: [1]) }
    }
    let long = String(repeating: "n", count: 300)
    #expect(throws: StoreError(.system(operation: "write", code: ENAMETOOLONG), long)) {
      try policy.replace(long, with: [1])
    }
    let deep = String(repeating: "a/", count: 1_000_000)
    let replayed = policy.replaying(in: scratch.path)
    for policy in [policy, replayed] {
      #expect(throws: StoreError.self) { try policy.contents(of: deep) }
      #expect(throws: StoreError.self) { try policy.replace(deep, with: [1]) }
    }
    #expect(StoreError(.readRefused, deep).report.message.utf8.count < 500)
  }

  @Test func otherNamesOfAFileKeepItsBytes() throws {
    let scratch = try tree()
    let home = scratch.path + "/home"
    #expect(link(scratch.path + "/other/secret", home + "/hard") == 0)
    try FilePolicy.replay(folder: home, allowWrite: [home]).replace("hard", with: Array("y".utf8))
    #expect(try text(home + "/hard") == "y" && text(scratch.path + "/other/secret") == "x")
  }

  @Test func aFileThatMayNotBeWrittenIsLeft() throws {
    // A superuser may write everything.
    guard geteuid() != 0 else { return }
    let scratch = try tree()
    #expect(chmod(scratch.path + "/home/in.csv", 0o400) == 0)
    #expect(throws: StoreError.self) {
      try FilePolicy.trusted(base: scratch.path + "/home").replace("in.csv", with: [1])
    }
    #expect(try text(scratch.path + "/home/in.csv") == "x")
  }

  /// A folder becomes a link to another again and again while it is read and written through.
  @Test func linksThatAppearMeanwhileAreNotFollowed() async throws {
    let scratch = try tree()
    let root = scratch.path
    let home = root + "/home"
    for folder in ["home/sub", "other"] { try FileStore.replace("\(root)/\(folder)/f", with: folder) }
    #expect(symlink("../other", root + "/home/evil") == 0)
    let swapper = Task.detached {
      while !Task.isCancelled {
        rename(home + "/sub", home + "/aside")
        rename(home + "/evil", home + "/sub")
        rename(home + "/sub", home + "/evil")
        rename(home + "/aside", home + "/sub")
      }
    }
    let policy = FilePolicy.replay(folder: home, allowWrite: [home])
    var (good, refused) = (0, 0)
    for _ in 0..<4000 {
      do throws(StoreError) {
        #expect(try policy.contents(of: "sub/f") != Array("other".utf8))
        try policy.replace("sub/f", with: Array("mine".utf8))
        good += 1
      } catch { refused += 1 }
    }
    swapper.cancel()
    await swapper.value
    #expect(try text(root + "/other/f") == "other")
    #expect(good > 0 && good + refused == 4000)
  }

  @Test func foldersCanBeAllowed() throws {
    let scratch = try tree()
    let (home, other) = (scratch.path + "/home", scratch.path + "/other")
    let policy = FilePolicy.replay(folder: home, allowRead: [other], allowWrite: [home])
    #expect(try policy.readable("out/secret") == other + "/secret")
    #expect(try policy.writable("new.csv") == .file(home + "/new.csv"))
    #expect(try policy.discardingWrites.writable("new.csv") == .nowhere)
    for path in ["out/secret", "out/new", "dangling", "../other/new", "/tmp/nabla-never"] {
      #expect(throws: StoreError(.writeRefused, path)) { try policy.writable(path) }
    }
    #expect(throws: StoreError(.system(operation: "open", code: ENOENT), "none.csv")) {
      try policy.readable("none.csv")
    }
    #expect(throws: StoreError(.writeRefused, "in.csv")) { try FilePolicy.replay(folder: home).writable("in.csv") }
    #expect(try FilePolicy.trusted(base: home).writable("../other/new") == .file(other + "/new"))
  }
}
