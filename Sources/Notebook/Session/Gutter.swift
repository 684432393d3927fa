/// Follows a session's Markdown line by line and tells the gutter from the prose.
struct Gutter {
  enum Role: Hashable {
    case prose
    /// Nothing but blanks, outside a fence.
    case blank
    case code(Sigil, String)
  }

  private enum Place {
    /// After a blank line, where a block may start.
    case open
    /// In a block of indented lines.
    case block
    /// In a paragraph, which an indented line only continues.
    case paragraph
  }

  private struct Fence {
    var mark: UInt8
    var length: Int
    var line: Int
  }

  private var place = Place.open
  private var fence: Fence?
  /// How far the text of the list item is indented; an indented line belongs to it even after a blank one.
  private var list: Int?
  private var number = 0

  /// The line whose fence is still open, counted from 1.
  var openFence: Int? { fence?.line }
  /// Whether an indented block standing next would belong to a list.
  var isInList: Bool { list != nil }

  mutating func role(of line: String) -> Role {
    number += 1
    if let open = fence {
      if Self.closes(line, open) { fence = nil }
      return .prose
    }
    if line.isBlank {
      place = .open
      return .blank
    }
    let indentation = line.indentation
    if let content = list {
      if indentation < content, place == .open || Self.interruptsList(line), Self.item(line) == nil { list = nil }
    }
    if let item = Self.item(line), list != nil || indentation < 4 {
      // An item nested in another leaves the outer one open.
      list = min(list ?? item, item)
      place = .paragraph
      openFence(String(decoding: line.utf8.dropFirst(item), as: UTF8.self))
      return .prose
    }
    guard list == nil else {
      place = .paragraph
      openFence(line)
      return .prose
    }
    guard indentation >= 4, place != .paragraph else {
      if indentation < 4 { openFence(line) }
      place = .paragraph
      return .prose
    }
    place = .block
    return Self.code(line)
  }

  /// A line of four spaces, a sigil, and a blank or the end.
  private static func code(_ line: String) -> Role {
    let rest = line.utf8.dropFirst(4)
    guard let first = rest.first, let sigil = Sigil(rawValue: first) else { return .prose }
    let after = rest.dropFirst()
    guard let blank = after.first else { return .code(sigil, "") }
    guard blank == 0x20 || blank == 0x09 else { return .prose }
    return .code(sigil, String(decoding: after.dropFirst(), as: UTF8.self))
  }

  private mutating func openFence(_ line: String) {
    let body = line.utf8.drop { $0 == 0x20 }
    guard let mark = body.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return }
    let length = body.prefix { $0 == mark }.count
    // ```x``` on one line is code in a sentence.
    guard length >= 3, mark != UInt8(ascii: "`") || !body.dropFirst(length).contains(mark) else { return }
    fence = Fence(mark: mark, length: length, line: number)
  }

  private static func closes(_ line: String, _ fence: Fence) -> Bool {
    let body = line.utf8.drop { $0 == 0x20 }
    let length = body.prefix { $0 == fence.mark }.count
    return length >= fence.length && body.dropFirst(length).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Where the text of a list item begins, if the line starts one.
  private static func item(_ line: String) -> Int? {
    guard !isRule(line) else { return nil }
    let indentation = line.indentation
    let body = line.utf8.dropFirst(indentation)
    let digits = body.prefix { (0x30...0x39).contains($0) }.count
    let mark = body.dropFirst(digits)
    let marks = digits == 0 ? "-+*" : ".)"
    guard digits <= 9, let first = mark.first, marks.utf8.contains(first) else { return nil }
    let after = mark.dropFirst()
    guard after.first.map({ $0 == 0x20 || $0 == 0x09 }) ?? true else { return nil }
    return indentation + digits + 2
  }

  /// `---`, `* * *`: a rule across the page.
  private static func isRule(_ line: String) -> Bool {
    let marks = line.utf8.filter { $0 != 0x20 && $0 != 0x09 }
    guard let first = marks.first, "-*_".utf8.contains(first) else { return false }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }

  /// A heading, rule or fence ends a list without a blank line; other text only continues its last paragraph.
  private static func interruptsList(_ line: String) -> Bool {
    let body = line.utf8.drop { $0 == 0x20 }
    let hashes = body.prefix { $0 == UInt8(ascii: "#") }.count
    let afterHashes = body.dropFirst(hashes).first
    return isRule(line) || (1...6).contains(hashes) && (afterHashes ?? 0x20) == 0x20
      || body.starts(with: "```".utf8) || body.starts(with: "~~~".utf8)
  }
}
