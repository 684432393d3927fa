import Document

/// One line of a file as it was read: its text and the bytes that ended it.
public struct SourceLine: Hashable, Sendable {
  /// The line without its ending; a lone carriage return inside it is text.
  public var text: String
  /// `\n`, `\r\n`, or nothing on a last line that has no newline.
  public var ending: String

  public init(_ text: String, ending: String = "\n") {
    self.text = text
    self.ending = ending
  }

  // String's own == calls two spellings of é equal; a file's bytes are not.
  public static func == (a: SourceLine, b: SourceLine) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8) && a.ending.utf8.elementsEqual(b.ending.utf8)
  }

  /// Splits a file; joining the texts and endings again gives the same bytes.
  public static func split(_ bytes: some Collection<UInt8>) throws(SessionError) -> [SourceLine] {
    var lines: [SourceLine] = []
    for raw in Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false) {
      let returned = raw.last == 0x0D
      guard let text = String(validating: returned ? raw.dropLast() : raw, as: UTF8.self) else {
        throw SessionError(.notUTF8, line: lines.count + 1)
      }
      lines.append(SourceLine(text, ending: returned ? "\r\n" : "\n"))
    }
    // The last piece had no newline after it: a carriage return there is text, and an empty piece is no line.
    if let last = lines.popLast() {
      let text = last.ending == "\r\n" ? last.text + "\r" : last.text
      if !text.isEmpty { lines.append(SourceLine(text, ending: "")) }
    }
    return lines
  }
}

// Blanks are looked for in the bytes: a Character may join a blank to a combining mark after it.
extension Substring {
  /// Without blanks at the end.
  var trimmedEnd: String {
    guard let last = utf8.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return "" }
    return String(self[...last])
  }

  /// Without blanks at either end.
  var trimmed: String { Substring(utf8.drop { $0 == 0x20 || $0 == 0x09 }).trimmedEnd }
}

extension String {
  /// Nothing but blanks.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// Blanks at the start, in bytes.
  var indentation: Int { utf8.prefix { $0 == 0x20 }.count }

  var trimmedEnd: String { self[...].trimmedEnd }

  var trimmed: String { self[...].trimmed }

  /// The lines, without the carriage returns that some of them end with.
  var lines: [String] {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  /// The lines with nothing a terminal would obey.
  public var visibleLines: [String] { lines.map(\.visible) }

  /// The pieces between blanks.
  var words: [String] { utf8.split { $0 == 0x20 || $0 == 0x09 }.map { String(Substring($0)) } }

  /// The first word and what follows the blanks after it.
  var firstWord: (word: String, rest: String) {
    let text = trimmed
    let end = text.utf8.firstIndex { $0 == 0x20 || $0 == 0x09 } ?? text.endIndex
    return (String(text[..<end]), text[end...].trimmed)
  }
}

extension Double {
  /// A finite number in decimal notation; `nan`, `inf` and hexadecimal are not.
  init?(decimal text: String) {
    guard text.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    self = value
  }
}
