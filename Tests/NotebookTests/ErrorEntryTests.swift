import Document
import Foundation
import Notebook
import Testing

@Suite struct ErrorEntryTests {
  static let examples = ErrorEntry.all.filter { $0.example != nil }

  @Test(arguments: examples) func exampleRaisesIt(code: ErrorEntry) throws {
    var notebook = notebook()
    let failure = notebook.submit(try #require(code.example)).failure
    #expect(failure?.report.code == code.code, "\(code.example ?? ""): \(String(describing: failure?.report))")
  }

  /// The codes in the sources are those of the table.
  @Test func tableIsComplete() throws {
    let sources = String(#filePath.dropLast("Tests/NotebookTests/ErrorEntryTests.swift".count)) + "Sources"
    var used: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources)
    where path.hasSuffix(".swift") && !path.hasPrefix("Notebook/Errors/") {
      let text = String(
        decoding: try #require(FileManager.default.contents(atPath: "\(sources)/\(path)")), as: UTF8.self)
      for match in text.matches(of: /"(E\d{3})"/) { used.insert(String(match.1)) }
    }
    #expect(used == Set(ErrorEntry.all.map(\.code)))
    #expect(ErrorEntry.all.map(\.code) == used.sorted())
  }

  @Test func helpShowsTheMeaningAndTheMessage() {
    let page = shown("?E201")
    #expect(page.contains("shapes do not fit") && page.contains("2 columns cannot meet 3 rows"))
    #expect(shown("?e301").contains("singular"))
  }
}
