import Evaluation
import Foundation
import Testing

/// Values other systems give, in `Reference/*.jsonl`, one row a line; `Reference/regenerate.py` computes them anew.
///
/// `nabla`: what is evaluated, its last statement giving a number or an array. `expected`: its elements, column by
/// column. `source`: who says so. `rtol`, `atol`: how near it must come. `python` or `r`: how the source computes it.
private struct Row: Decodable, Sendable, CustomTestStringConvertible {
  let nabla: String
  let expected: [Figure]
  let rtol: Double
  let atol: Double?
  let source: String

  var testDescription: String { nabla.count <= 100 ? nabla : "\(nabla.prefix(60)) … \(nabla.suffix(40))" }

  /// JSON has no infinities: they are texts.
  struct Figure: Decodable, Sendable {
    let value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      switch try? container.decode(String.self) {
      case "inf": value = .infinity
      case "-inf": value = -.infinity
      case "nan": value = .nan
      default: value = try container.decode(Double.self)
      }
    }
  }

  static let all: [Row] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "jsonl" }.sorted { $0.path < $1.path }.flatMap { file in
      let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
      return lines.map { line in
        do { return try JSONDecoder().decode(Row.self, from: Data(line.utf8)) } catch {
          return Row(
            nabla: "\(file.lastPathComponent): \(line.prefix(80))", expected: [], rtol: 0, atol: nil, source: "")
        }
      }
    }
  }()
}

@Suite struct ReferenceTests {
  /// An unreadable folder would leave nothing to disagree with.
  @Test func rowsAreThere() { #expect(Row.all.count > 1000) }

  @Test(arguments: Row.all) fileprivate func agrees(_ row: Row) throws {
    try #require(!row.source.isEmpty && !row.expected.isEmpty, "a whole row")
    var calculator = Calculator()
    let got = try calculator.numbers(row.nabla)
    try #require(got.count == row.expected.count, "\(got)")
    for (g, e) in zip(got, row.expected) {
      let same = e.value.isNaN ? g.isNaN : isClose(g, e.value, rtol: row.rtol, atol: row.atol ?? 0)
      #expect(same, "\(g) is not \(e.value) (\(row.source))")
    }
  }
}
