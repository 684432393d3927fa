import Document
import Evaluation
import Foundation
import Notebook
import Syntax
import Testing

/// A mistake that people make: one file each in `Golden/Mistakes`.
///
/// Above the rule is what a person wrote, by hand: after `#` what was meant, then `setup:` cells before the mistake,
/// `input:` the mistake itself (a second `input:` is its next line), `try:` the suggestion that must be made (none
/// without it), `then:` an input after the suggestion, and `gives:` an expression for the value that must come of it.
/// Below the rule stands the message as it is shown, which `NABLA_RECORD=1` writes anew for review.
struct MistakeFile: Sendable {
  var meant = ""
  var setup: [String] = []
  var input: [String] = []
  var wayOut: [String] = []
  var then: String?
  var gives: String?
  var head = ""
  var message = ""

  static let rule = "----\n"

  init(_ text: String) throws {
    guard let rule = text.range(of: Self.rule) else { throw Malformed(line: "there is no rule") }
    head = String(text[..<rule.lowerBound])
    message = String(text[rule.upperBound...])
    for line in head.split(separator: "\n") {
      if line.hasPrefix("#") {
        meant += line.dropFirst()
        continue
      }
      guard let colon = line.range(of: ": ") else { throw Malformed(line: String(line)) }
      let value = String(line[colon.upperBound...])
      switch line[..<colon.lowerBound] {
      case "setup": setup.append(value)
      case "input": input.append(value)
      case "try": wayOut.append(value)
      case "then": then = value
      case "gives": gives = value
      default: throw Malformed(line: String(line))
      }
    }
  }

  struct Malformed: Error { var line: String }
}

@Suite struct MistakeGoldenTests {
  static let folder = String(#filePath.dropLast("MistakeGoldenTests.swift".count)) + "Golden/Mistakes/"

  static let files: [String] =
    (try? FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()) ?? []

  static var isRecording: Bool { ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1" }

  @Test(arguments: files) func isExplained(file: String) throws {
    let data = try #require(FileManager.default.contents(atPath: Self.folder + file))
    let mistake = try MistakeFile(String(decoding: data, as: UTF8.self))
    #expect(!mistake.meant.isEmpty, "say what was meant")
    var notebook = notebook()
    for cell in mistake.setup { try #require(notebook.submit(cell).failure == nil, "\(cell)") }
    let before = notebook
    let result = notebook.submit(mistake.input.joined(separator: "\n"))
    let remarks = result.notes.reduce(Document()) { $0 + $1.remark }
    var options = RenderOptions.plain
    options.width = 90
    // How deep calls may nest is a matter of the stack they run on.
    let message = (result.failure?.document ?? remarks).plain(options)
      .replacing(/nested \d+ deep/, with: "nested N deep")
    #expect(!message.isEmpty, "nothing was said")
    if Self.isRecording {
      let text = mistake.head + MistakeFile.rule + message
      try text.write(toFile: Self.folder + file, atomically: true, encoding: .utf8)
    }
    #expect(message == mistake.message, "\(file) is now\n\(message)")
    let wanted = mistake.wayOut.isEmpty ? nil : mistake.wayOut.joined(separator: "\n")
    let suggestion = result.failure?.report.suggestion ?? result.notes.compactMap(\.suggestion).first
    #expect(suggestion == wanted, "\(message)")
    if let suggestion { try works(suggestion, mistake, in: before) }
  }

  /// The suggestion evaluates where the mistake was made, and comes to what was meant.
  private func works(_ suggestion: String, _ mistake: MistakeFile, in before: Notebook) throws {
    var notebook = before
    var last = notebook.submit(suggestion)
    #expect(last.failure == nil, "the suggestion \(suggestion) fails: \(last.document.plain())")
    if let then = mistake.then { last = notebook.submit(then) }
    #expect(last.failure == nil, "\(last.document.plain())")
    guard let gives = mistake.gives else { return }
    let value = try #require(notebook["ans"], "\(suggestion) has no value")
    var proof = before
    try #require(proof.submit(gives).failure == nil, "\(gives)")
    let expected = try #require(proof["ans"])
    #expect(value.written(digits: 10) == expected.written(digits: 10))
  }

  @Test func thereAreEnough() {
    #expect(Self.files.count >= 120)
  }
}
