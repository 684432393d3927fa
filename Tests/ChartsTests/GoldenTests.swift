import Charts
import Document
import FoundationEssentials
import Testing

/// The pictures in `Golden`, at 60×15 or the size in their name, in three character sets. A picture that differs is printed.
@Suite struct GoldenTests {
  static let folder = String(#filePath.dropLast("GoldenTests.swift".count)) + "Golden/"

  static let files: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()) ?? []

  /// NABLA_RECORD=1 draws the pictures anew, to be looked at.
  private static let isRecording = ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1"

  @Test(arguments: files) func looksAsAgreed(file: String) throws {
    let parts = file.split(separator: ".").map(String.init)
    let charset = try #require(RenderOptions.Charset(rawValue: parts[parts.count - 2]))
    let sides = parts.count > 3 ? parts[1].split(separator: "x").compactMap { Int($0) } : [60, 15]
    let chart = try #require(try Sample.all.get().first { $0.name == parts[0] }?.chart)
    let expected = String(
      decoding: try #require(FileManager.default.contents(atPath: Self.folder + file)), as: UTF8.self)
    let drawn = chart.text(RenderOptions(width: sides[0], height: sides[1], charset: charset)) + "\n"
    if Self.isRecording { try drawn.write(toFile: Self.folder + file, atomically: true, encoding: .utf8) }
    #expect(drawn == expected, "\(file) is now\n\(drawn)")
  }

  @Test func everySampleHasAPictureInEveryCharacterSet() throws {
    let wanted =
      try Sample.all.get().flatMap { sample in
        RenderOptions.Charset.allCases.map { "\(sample.name).\($0.rawValue).txt" }
      } + Sample.calculus().flatMap { ["\($0.name).100x30.braille.txt", "\($0.name).100x30.ascii.txt"] }
    #expect(Set(wanted) == Set(Self.files))
  }
}
