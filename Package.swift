// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]

/// A room of the house: what it may import, what its tests need beside that, and where they keep scripts and pictures.
struct Room {
  var name: String
  var imports: [String] = []
  var products: [Target.Dependency] = []
  var libraries: [String] = []
  var testImports: [String] = []
  var testFolders: [String] = []

  var target: Target {
    .target(
      name: name, dependencies: imports.map { .target(name: $0) } + products, swiftSettings: strict,
      linkerSettings: libraries.map { .linkedLibrary($0) })
  }

  var tests: Target {
    .testTarget(
      name: "\(name)Tests", dependencies: ([name] + imports + testImports).map { .target(name: $0) },
      exclude: testFolders, swiftSettings: strict)
  }
}

let algebra = ["Numerics", "LinearAlgebra", "Document"]

// Bottom to top; `Tests/HouseTests` holds the imports to it.
let rooms = [
  Room(name: "Document"),
  Room(
    name: "Numerics", imports: ["CBoostMath", "CVec"],
    // swift-numerics has a module of our target's name; only its complex and real modules are used.
    products: [.product(name: "Numerics", package: "swift-numerics", moduleAliases: ["Numerics": "AppleNumerics"])],
    libraries: ["m"], testFolders: ["Reference"]),
  Room(name: "LinearAlgebra", imports: ["Numerics", "Document", "COpenBLAS"]),
  Room(name: "Charts", imports: algebra, testFolders: ["Golden"]),
  Room(name: "Graph", imports: algebra, testFolders: ["Reference"]),
  Room(name: "Optimization", imports: algebra + ["Charts"], testFolders: ["Reference"]),
  Room(name: "Tables", imports: algebra + ["CTables"]),
  Room(
    name: "Statistics", imports: algebra + ["Charts", "Tables", "Optimization", "CBoostMath"],
    testFolders: ["Reference"]),
  Room(name: "Syntax", imports: algebra),
  Room(
    name: "Calculus", imports: algebra + ["Charts", "Syntax", "Graph", "CBoostMath"]),
  Room(
    name: "Evaluation", imports: algebra + ["Syntax", "Graph", "Calculus", "Tables"], testImports: ["Builtins"]),
  Room(
    name: "Builtins",
    imports: algebra + [
      "Charts", "Evaluation", "Syntax", "Graph", "Calculus", "Optimization", "Tables", "Statistics",
    ],
    testFolders: ["Golden", "Reference"]),
  Room(name: "Notebook", imports: algebra + ["Builtins", "Evaluation", "Syntax", "Tables"], testFolders: ["Golden"]),
  Room(name: "Terminal", imports: algebra + ["Notebook", "Syntax", "CLibEdit", "CSignals"]),
]

// The C and C++ doors, and the Debian packages behind them.
let doors: [Target] = [
  .systemLibrary(
    name: "LibEdit", path: "Sources/System/LibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
  .systemLibrary(
    name: "SLEEF", path: "Sources/System/SLEEF", pkgConfig: "sleef", providers: [.apt(["libsleef-dev"])]),
  // OpenBLAS is loaded when it is first needed, and named then if it is missing.
  .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("dl")]),
  .target(name: "CBoostMath"),
  .target(name: "CTables"),
  .target(name: "CVec", dependencies: ["SLEEF"], linkerSettings: [.linkedLibrary("sleef"), .linkedLibrary("m")]),
  .target(name: "CLibEdit", dependencies: ["LibEdit"], linkerSettings: [.linkedLibrary("edit")]),
  .target(name: "CSignals"),
]

let package = Package(
  name: "nabla",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  ],
  targets: doors + rooms.map(\.target) + rooms.map(\.tests) + [
    .executableTarget(
      name: "nabla",
      dependencies: ["Terminal", "Notebook", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
