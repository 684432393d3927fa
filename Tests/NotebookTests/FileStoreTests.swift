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
