import Foundation
import Testing

/// The rooms of the house, top to bottom, and everything each may import. A room may never import one above it.
enum House {
  struct Room {
    let name: String
    let imports: Set<String>
  }

  private static let common: Set<String> = ["Numerics", "LinearAlgebra", "Document"]

  static let rooms: [Room] = [
    Room(name: "nabla", imports: common.union(["Terminal", "Notebook", "ArgumentParser"])),
    Room(name: "Terminal", imports: common.union(["Notebook", "Syntax", "CLibEdit", "CSignals"])),
    Room(name: "Notebook", imports: common.union(["Builtins", "Evaluation", "Syntax", "Tables"])),
    Room(
      name: "Builtins",
      imports: common.union([
        "Evaluation", "Syntax", "Graph", "Calculus", "Optimization", "Statistics", "Tables", "Charts",
      ])),
    Room(name: "Evaluation", imports: common.union(["Syntax", "Graph", "Calculus", "Tables"])),
    Room(name: "Calculus", imports: common.union(["Charts", "Syntax", "Graph", "CBoostMath"])),
    Room(name: "Statistics", imports: common.union(["Tables", "Optimization", "Charts", "CBoostMath"])),
    Room(name: "Tables", imports: common.union(["CTables"])),
    Room(name: "Optimization", imports: common.union(["Charts"])),
    Room(name: "Graph", imports: common),
    Room(name: "Syntax", imports: common),
    Room(name: "Charts", imports: common),
    Room(name: "LinearAlgebra", imports: ["Numerics", "Document", "COpenBLAS"]),
    Room(name: "Numerics", imports: ["CBoostMath", "CVec", "ComplexModule", "RealModule"]),
    Room(name: "Document", imports: []),
  ]

  /// The C and C++ doors.
  static let doors: Set<String> = ["CLibEdit", "CSignals", "COpenBLAS", "CBoostMath", "CVec", "CTables"]

  /// Parts of the system every room may use.
  static let system: Set<String> = ["Glibc", "FoundationEssentials", "Synchronization", "Swift"]

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files with an extension below a folder of the project.
  static func files(_ folder: String, _ kind: String = "swift") -> [URL] {
    let all = FileManager.default.enumerator(
      at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    let found = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == kind }
    #expect(!found.isEmpty || kind != "swift", "no \(kind) file below \(folder)")
    return found
  }

  /// A file's path from the project's root.
  static func path(_ file: URL) -> String {
    String(file.path.dropFirst(root.path.count + 1))
  }

  static func lines(_ file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// What a source file imports.
  static func imports(_ file: URL) throws -> [String] {
    try lines(file).compactMap { line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
      guard words.count >= 2 else { return nil }
      let start = ["public", "internal", "private", "package"].contains(String(words[0])) ? 1 : 0
      guard words.count > start + 1, words[start] == "import" else { return nil }
      return String(words[words.count - 1].split(separator: ".")[0])
    }
  }
}
