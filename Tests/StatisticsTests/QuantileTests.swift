import Foundation
import Statistics
import Testing

/// Quantiles from bisection of sixty-digit tails (mpmath 1.4.1; `python` says how, with `laws.py` of the Builtins tests),
/// and those of the shared reference values.
private struct Row: Decodable, Sendable, CustomTestStringConvertible {
  let law: String
  let parameters: [Double]
  let p: [Double]
  let expected: [Double]
  let rtol: Double

  var testDescription: String { "\(law)(\(parameters))" }

  static let all: [Row] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/quantiles.jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap { try? JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }()
}

@Suite struct QuantileTests {
  @Test func allRowsAreRead() { #expect(Row.all.count > 60) }

  @Test(arguments: Row.all) fileprivate func agrees(_ row: Row) throws {
    let law = try #require(try Family.named(row.law)?(row.parameters))
    for (p, expected) in zip(row.p, row.expected) {
      let one = law.quantile(p)
      #expect((one - expected).magnitude <= row.rtol * expected.magnitude, "\(p): \(one) is not \(expected)")
      let many = law.answers(.quantile, [p])[0]
      #expect((many - expected).magnitude <= row.rtol * expected.magnitude, "\(p): \(many) is not \(expected)")
    }
  }
}
