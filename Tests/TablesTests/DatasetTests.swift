import Foundation
import Tables
import Testing

@Suite struct DatasetTests {
  /// R 4.2.2's own copies, hashed by hashlib: `Tests/BuiltinsTests/Reference/data_hashes.py`.
  @Test(arguments: [
    ("iris", "ddbbada19155ada5de699fbaa68b016c946beec54ad70e04feacd2539ed6b540"),
    ("cars", "369cbdb912f92c89ca9a6e01b0f1a53d9f04f774f1ea8e190113a39b4911f8e7"),
    ("sleep", "b5e9b5e4ad2a351d69c0b571f11cbab244e0737b661708d1945abd2fbbe64f08"),
    ("nile", "15bf745af06670f81991aa76bae97b29e7a7bea6bdc39522e9f1340be825b8b8"),
  ])
  func measuredSetsAreThoseOfR(name: String, digest: String) throws {
    #expect(try #require(Dataset.named(name)).table.sha256 == digest)
  }

  /// The counts that make the story: 10 000 payments, 20 fraud, 18 found and 100 false alarms at 0.5.
  @Test func fraudTellsTheStoryOfAccuracy() throws {
    let table = try #require(Dataset.named("fraud")).table
    let score = try #require(table["score"]?.numbers)
    guard case .truths(let fraud)? = table["fraud"]?.storage else {
      Issue.record("fraud is a truth")
      return
    }
    #expect(table.rows == 10_000 && fraud.count { $0 } == 20)
    #expect(zip(score, fraud).count { $0 >= 0.5 && $1 } == 18)
    #expect(zip(score, fraud).count { $0 >= 0.5 && !$1 } == 100)
    let amounts = try #require(table["amount"]?.numbers)
    #expect(amounts.allSatisfy { $0 > 0 && ($0 * 100).rounded() / 100 == $0 })
    #expect(Dataset.named("fraud")?.table == table, "made anew, it is the same")
  }

  @Test func ratingsAreFromOneToFiveOrBlank() throws {
    let table = try #require(Dataset.named("ratings")).table
    for column in table.columns.dropFirst() {
      #expect(column.missingCount > 0 && column.missingCount < table.rows)
      #expect(column.numbers?.allSatisfy { $0.isNaN || (1...5).contains($0) && $0 == $0.rounded() } == true)
    }
  }

  @Test(arguments: Dataset.all.map(\.name))
  func everySetSaysWhatItIs(name: String) throws {
    let set = try #require(Dataset.named(name))
    #expect(set.fields.map(\.name) == set.table.names)
    #expect(set.fields.allSatisfy { !$0.meaning.isEmpty } && !set.source.isEmpty && !set.use.isEmpty)
    #expect(["CC0", "CC BY", "public domain"].contains { set.licence.hasPrefix($0) }, "\(set.licence)")
    #expect(set.table.columns.allSatisfy { $0.count == set.table.rows })
  }

  @Test func theListIsTheFolder() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Tables/Datasets").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "Dataset.swift" }
    #expect(Set(files) == Set(Dataset.names.map { "\($0.prefix(1).uppercased() + $0.dropFirst()).swift" }))
  }
}
