import Builtins
import Document
import Evaluation
import FoundationEssentials
import Numerics
import Syntax
import Testing

/// The derivations in `Golden/Derivations`: a line `▸ width expression`, then what it shows. One that differs is printed whole.
@Suite struct DerivationGoldenTests {
  static let folder = String(#filePath.dropLast("DerivationGoldenTests.swift".count)) + "Golden/Derivations/"

  static let files: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()) ?? []

  @Test(arguments: files) func showsAsAgreed(file: String) throws {
    let expected = String(
      decoding: try #require(FileManager.default.contents(atPath: Self.folder + file)), as: UTF8.self)
    var shown = ""
    for head in expected.split(separator: "\n").filter({ $0.hasPrefix("▸ ") }) {
      let words = head.split(separator: " ", maxSplits: 2)
      let width = try #require(Int(words[1]))
      let charset: RenderOptions.Charset = file.contains(".ascii.") ? .ascii : .braille
      var calculator = Calculator()
      let input = String(words[2])
      let worked = try calculator.context.working(of: Parser.expression(input), in: Source(input))
      let text = worked.derivation.document.plain(RenderOptions(width: width, charset: charset))
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(head): \(line)") }
      shown += "\(head)\n\(text)\n"
    }
    if Self.isRecording { try shown.write(toFile: Self.folder + file, atomically: true, encoding: .utf8) }
    #expect(shown == expected, "\(file) is now\n\(shown)")
  }

  /// NABLA_RECORD=1 writes the derivations anew, to be looked at.
  private static let isRecording = ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1"

  @Test func thereAreTranscripts() { #expect(Self.files.count >= 8) }
}
