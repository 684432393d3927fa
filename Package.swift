// swift-tools-version: 6.2
import Foundation
import PackageDescription

// While the house is being laid, a target is listed once its folder has content.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
func exists(_ path: String) -> Bool {
  let files = FileManager.default.enumerator(atPath: root.appendingPathComponent(path).path)?.allObjects as? [String]
  return files?.contains { $0.hasSuffix(".swift") || $0.hasSuffix(".c") || $0.hasSuffix(".cpp") } ?? false
}

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]

/// A target of the house and everything it may import.
struct Room {
  var name: String
  var imports: [String] = []
  var libraries: [String] = []
  var products: [Target.Dependency] = []
}

let rooms = [
  Room(name: "Document"),
  Room(
    name: "Numerics", imports: ["CBoostMath", "CVec"], libraries: ["m"],
    products: [.product(name: "Numerics", package: "swift-numerics", moduleAliases: ["Numerics": "AppleNumerics"])]),
  Room(name: "LinearAlgebra", imports: ["Numerics", "Document", "COpenBLAS"]),
  Room(name: "Charts", imports: ["Numerics", "LinearAlgebra", "Document"]),
  Room(name: "Graph", imports: ["Numerics", "LinearAlgebra", "Document"]),
  Room(name: "Optimization", imports: ["Numerics", "LinearAlgebra", "Document", "Charts"]),
  Room(name: "Syntax", imports: ["Numerics", "LinearAlgebra", "Document"]),
  Room(name: "Evaluation", imports: ["Numerics", "LinearAlgebra", "Document", "Syntax", "Graph"]),
  Room(
    name: "Builtins",
    imports: ["Numerics", "LinearAlgebra", "Document", "Charts", "Evaluation", "Syntax", "Graph", "Optimization"]),
  Room(
    name: "Notebook",
    imports: ["Numerics", "LinearAlgebra", "Document", "Builtins", "Evaluation", "Syntax"]),
  Room(name: "Terminal", imports: ["Document", "Notebook", "Syntax", "CLibEdit", "CSignals"]),
]

let doors: [Target] = [
  .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("openblas")]),
  .target(name: "CBoostMath"),
  .target(name: "CVec", linkerSettings: [.linkedLibrary("sleef"), .linkedLibrary("m")]),
  .target(name: "CLibEdit", linkerSettings: [.linkedLibrary("edit")]),
  .target(name: "CSignals"),
]

func present(_ names: [String]) -> [Target.Dependency] {
  names.filter { exists("Sources/\($0)") }.map { .target(name: $0) }
}

/// The folder of scripts that wrote a test target's reference values.
func references(of room: Room) -> [String] {
  let path = root.appendingPathComponent("Tests/\(room.name)Tests/Reference").path
  return FileManager.default.fileExists(atPath: path) ? ["Reference"] : []
}

var targets: [Target] = doors.filter { exists("Sources/\($0.name)") }
for room in rooms where exists("Sources/\(room.name)") {
  targets.append(
    .target(
      name: room.name, dependencies: present(room.imports) + room.products, swiftSettings: strict,
      linkerSettings: room.libraries.map { .linkedLibrary($0) }))
  if exists("Tests/\(room.name)Tests") {
    targets.append(
      .testTarget(
        name: "\(room.name)Tests", dependencies: present([room.name] + room.imports),
        exclude: references(of: room), swiftSettings: strict))
  }
}
targets.append(
  .executableTarget(
    name: "nabla",
    dependencies: present(["Terminal", "Notebook", "Builtins", "Evaluation", "Numerics", "Syntax", "LinearAlgebra", "Document"])
      + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
    swiftSettings: strict))

let package = Package(
  name: "nabla",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
