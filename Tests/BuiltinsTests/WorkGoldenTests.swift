import Document
import FoundationEssentials
import Testing

/// The transcripts in `Golden/Work`, at the width that their names give: `▸ line`, then what it shows.
@Suite struct WorkGoldenTests {
  static let folder = String(#filePath.dropLast("WorkGoldenTests.swift".count)) + "Golden/Work/"

  static let files: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()) ?? []

  @Test(arguments: files) func showsAsAgreed(file: String) throws {
    let expected = String(
      decoding: try #require(FileManager.default.contents(atPath: Self.folder + file)), as: UTF8.self)
    let width = try #require(file.split(separator: ".").compactMap { Int($0) }.first)
    let typed = expected.split(separator: "\n").filter { $0.hasPrefix("▸ ") }.map { String($0.dropFirst(2)) }
    var session = DescentTranscript()
    let charset: RenderOptions.Charset = file.contains(".ascii.") ? .ascii : .braille
    let shown = try session.replay(typed, RenderOptions(width: width, charset: charset))
    #expect(shown == expected, "\(file) is now\n\(shown)")
    // The transcript indents by two.
    for line in shown.split(separator: "\n") where !line.hasPrefix("▸") {
      #expect(line.count <= width + 2, "\(file): \(line)")
    }
  }

  @Test func thereAreTranscriptsAtEveryWidth() {
    for width in ["60", "80", "120"] { #expect(Self.files.count { $0.contains(".\(width).") } >= 4) }
  }
}
