import Document
import FoundationEssentials
import Testing

/// The transcripts in `Golden/Descent`: `▸ line`, then what it shows. One that differs is printed whole.
@Suite struct DescentGoldenTests {
  static let folder = String(#filePath.dropLast("DescentGoldenTests.swift".count)) + "Golden/Descent/"

  static let files: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()) ?? []

  @Test(arguments: files) func showsAsAgreed(file: String) throws {
    let expected = String(
      decoding: try #require(FileManager.default.contents(atPath: Self.folder + file)), as: UTF8.self)
    let typed = expected.split(separator: "\n").filter { $0.hasPrefix("▸ ") }.map { String($0.dropFirst(2)) }
    var session = DescentTranscript()
    let charset: RenderOptions.Charset = file.contains(".ascii.") ? .ascii : .braille
    let shown = try session.replay(typed, RenderOptions(charset: charset))
    if ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1" {
      try shown.write(toFile: Self.folder + file, atomically: true, encoding: .utf8)
    }
    #expect(shown == expected, "\(file) is now\n\(shown)")
  }

  @Test func thereAreTranscripts() { #expect(Self.files.count >= 6) }
}
