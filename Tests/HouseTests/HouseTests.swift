import Foundation
import Testing

@Suite("The house")
struct HouseTests {
  @Test("imports point downwards", arguments: House.rooms.map(\.name))
  func imports(room name: String) throws {
    let room = try #require(House.rooms.first { $0.name == name })
    let files = House.files("Sources/\(name)")
    #expect(!files.isEmpty, "\(name) is an empty room")
    for file in files {
      for imported in try House.imports(file) where !House.system.contains(imported) {
        #expect(room.imports.contains(imported), "\(House.path(file)) may not import \(imported)")
      }
    }
  }

  @Test("no room may import one above it")
  func table() {
    for (index, room) in House.rooms.enumerated() {
      let above = Set(House.rooms.prefix(index + 1).map(\.name))
      #expect(room.imports.isDisjoint(with: above), "\(room.name) reaches upwards")
    }
  }

  @Test("every folder of Sources is a room or a door, and none is empty")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: House.root.appendingPathComponent("Sources").path)
    let known = Set(House.rooms.map(\.name)).union(House.doors).union(["System"])
    #expect(Set(folders) == known)
    for door in House.doors {
      #expect(!(House.files("Sources/\(door)", "c") + House.files("Sources/\(door)", "cpp")).isEmpty)
    }
  }

  @Test("a file fits its room: at most 400 lines", arguments: ["Sources", "Tests"])
  func length(folder: String) throws {
    for file in ["swift", "c", "cpp", "h", "hpp"].flatMap({ House.files(folder, $0) }) {
      let count = try House.lines(file).count - 1
      #expect(count <= 400, "\(House.path(file)) has \(count) lines")
    }
  }

  /// A construct, and the rooms where it has its place.
  static let constructs: [(text: String, rooms: Set<String>)] = [
    ("try!", []), ("fatalError(", []), ("@unchecked", []), ("nonisolated(unsafe)", []), ("as! ", []),
    ("TODO", []), ("FIXME", []), ("import Foundation\n", []), (" print(", ["Terminal", "nabla"]),
  ]

  @Test("constructs the house does without", arguments: constructs.map(\.text))
  func construct(text: String) throws {
    let allowed = try #require(Self.constructs.first { $0.text == text }).rooms
    for file in House.files("Sources") where !allowed.contains(file.pathComponents[House.root.pathComponents.count + 1])
    {
      let source = try String(contentsOf: file, encoding: .utf8)
      #expect(!source.contains(text), "\(House.path(file)) uses \(text)")
    }
  }

  @Test("no path of a machine, no host of a registry in what is kept")
  func portable() throws {
    for file in House.files("Sources") + House.files("Tests") + House.files("examples", "mlsession") {
      let source = try String(contentsOf: file, encoding: .utf8)
      for trace in ["/" + "work/", "/" + "root/"] {
        #expect(!source.contains(trace), "\(House.path(file)) names \(trace)")
      }
    }
  }
}
