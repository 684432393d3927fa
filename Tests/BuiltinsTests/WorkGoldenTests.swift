import Builtins
import Document
import Evaluation
import FoundationEssentials
import Numerics
import Syntax
import Testing

/// The derivations in `Golden/Work`: a line `▸ width expression`, then what it shows. One that differs is printed whole.
@Suite struct WorkGoldenTests {
  static let folder = String(#filePath.dropLast("WorkGoldenTests.swift".count)) + "Golden/Work/"

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
      let text = String(words[2])
      let worked = try calculator.context.working(of: Parser.expression(text), in: Source(text))
      shown += "\(head)\n" + worked.derivation.document.plain(RenderOptions(width: width, charset: charset)) + "\n"
    }
    #expect(shown == expected, "\(file) is now\n\(shown)")
  }

  @Test func thereAreTranscripts() { #expect(Self.files.count >= 8) }
}
