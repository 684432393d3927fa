/// What the front matter says. Where it says nothing the values of a new session stand.
public struct SessionHeader: Hashable, Sendable {
  /// The only version of the format this program reads and writes.
  public static let version = 1

  /// What the cells' random streams are keyed by; `nil` when the file leaves it open.
  public var seed: UInt64?
  public var tolerance: Tolerance
  /// Columns the output is laid out in.
  public var width: Int

  public init(seed: UInt64? = nil, tolerance: Tolerance = .standard, width: Int = 80) {
    self.seed = seed
    self.tolerance = tolerance
    self.width = width
  }

  /// The front matter as text, fences included.
  public var text: String {
    let seeded = seed.map { "seed: \($0)\n" } ?? ""
    return "---\nnabla: \(Self.version)\n\(seeded)tol: \(tolerance.text)\nwidth: \(width)\n---\n"
  }
}

extension SessionHeader {
  /// Reads the front matter; `count` is the number of lines it takes, fences included.
  static func parse(_ lines: [SourceLine]) throws(SessionError) -> (header: SessionHeader, count: Int) {
    guard let first = lines.first, unmarked(first.text).trimmedEnd == "---" else {
      throw SessionError(.noHeader, line: 1)
    }
    guard let close = lines.dropFirst().firstIndex(where: { $0.text.trimmedEnd == "---" }) else {
      throw SessionError(.unclosedHeader, line: 1)
    }
    var fields: [(key: String, value: String, line: Int)] = []
    for index in 1..<close {
      let text = lines[index].text
      if text.isBlank || text.utf8.first == UInt8(ascii: "#") { continue }
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
        throw SessionError(.headerLine(text.trimmed), line: index + 1)
      }
      fields.append((text[..<colon].trimmed, text[text.utf8.index(after: colon)...].trimmed, index + 1))
    }
    return (try read(fields), close + 1)
  }

  private static func read(
    _ fields: [(key: String, value: String, line: Int)]
  ) throws(SessionError) -> SessionHeader {
    // A later version may have keys of its own, so the version is looked at before anything else.
    guard let version = fields.first(where: { $0.key == "nabla" }) else { throw SessionError(.noVersion, line: 1) }
    guard let number = Int(version.value), number > 0 else {
      throw SessionError(.headerValue(key: "nabla", value: version.value), line: version.line)
    }
    guard number == Self.version else { throw SessionError(.version(version.value), line: version.line) }
    var header = SessionHeader()
    var seen: Set<String> = []
    for (key, value, line) in fields {
      guard seen.insert(key).inserted else { throw SessionError(.repeatedKey(key), line: line) }
      let malformed = SessionError(.headerValue(key: key, value: value), line: line)
      switch key {
      case "nabla": continue
      case "seed":
        guard let seed = UInt64(value) else { throw malformed }
        header.seed = seed
      case "tol":
        guard let tolerance = ToleranceOption(value) else { throw malformed }
        header.tolerance = tolerance.applied(to: .standard)
      case "width":
        guard let width = Int(value), (10...1000).contains(width) else { throw malformed }
        header.width = width
      default: throw SessionError(.unknownKey(key), line: line)
      }
    }
    return header
  }

  /// Without the byte-order mark some editors write.
  private static func unmarked(_ text: String) -> Substring {
    text.unicodeScalars.first == "\u{FEFF}" ? Substring(text.unicodeScalars.dropFirst()) : Substring(text)
  }
}
