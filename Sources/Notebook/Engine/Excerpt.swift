import Document
import Evaluation
import Syntax

/// A line of source with a stretch of it underlined, to the column.
public struct Excerpt: Figure, Hashable {
  /// What stands above it: which function of which cell, and that it was called from below.
  public let caption: String?
  private let before: String
  private let marked: String
  private let after: String

  /// The line on which the span begins; a span of several lines is underlined to the end of its first.
  public init(_ span: Span, of text: String, caption: String? = nil) {
    let bytes = Array(text.utf8)
    let start = max(0, min(span.start, bytes.count))
    let end = max(start, min(span.end, bytes.count))
    // At the end of the input the mark belongs behind the last character, not on an empty line below it.
    let anchor = start == bytes.count ? start - (bytes.last == 0x0A ? 1 : 0) : start
    let first = (bytes[..<max(0, anchor)].lastIndex(of: 0x0A) ?? -1) + 1
    let last = bytes[max(first, anchor)...].firstIndex(of: 0x0A) ?? bytes.count
    let from = min(max(start, first), last)
    let to = min(max(end, from), last)
    before = String(decoding: bytes[first..<from], as: UTF8.self).visible
    marked = String(decoding: bytes[from..<to], as: UTF8.self).visible
    after = String(decoding: bytes[to..<last], as: UTF8.self).visible
    self.caption = caption
  }

  public func text(_ options: RenderOptions) -> String {
    let room = max(options.width - 2, 8)
    var (before, marked, after) = (before, marked, after)
    if (before + marked + after).displayWidth > room {
      let wanted = min(marked.displayWidth, room - 4)
      // A third of what is left goes to what stands before, which says more about the place than what follows.
      before = before.keepingEnd(max(2, min(before.displayWidth, (room - wanted) / 3)))
      marked = marked.truncated(to: max(1, room - before.displayWidth))
      after = after.truncated(to: max(0, room - before.displayWidth - marked.displayWidth))
    }
    let isASCII = options.charset == .ascii
    let line = isASCII ? (before + marked + after).asciiOnly : before + marked + after
    let rule = String(repeating: isASCII ? "^" : "‾", count: max(1, marked.displayWidth))
    let under = options.color ? "\u{1b}[31m\(rule)\u{1b}[0m" : rule
    return "  \(line)\n  \(String(repeating: " ", count: before.displayWidth))\(under)"
  }
}

extension String {
  /// The end of the text, its first column an ellipsis where something was cut off.
  fileprivate func keepingEnd(_ width: Int) -> String {
    guard displayWidth > width else { return self }
    var kept = Substring()
    var used = 1
    for index in indices.reversed() {
      used += self[index].displayWidth
      if used > width { break }
      kept = self[index...]
    }
    return "…" + kept
  }
}

extension Excerpt {
  /// The places of an error, innermost first, each with what it is a part of. Of a long recursion the ends are shown.
  static func trail(_ places: [EvaluationError.Place], in input: Source) -> [Excerpt] {
    var known = places.filter { $0.source != nil }
    var omitted = 0
    if known.count > 4 {
      omitted = known.count - 3
      known = Array(known.prefix(2) + known.suffix(1))
    }
    return known.enumerated().compactMap { index, place in
      guard let source = place.source else { return nil }
      var caption: [String] = []
      if index > 0 { caption.append(index == 2 && omitted > 0 ? "called from, \(omitted) calls up" : "called from") }
      if source != input, !source.label.isEmpty { caption.append("cell \(source.label)") }
      return Excerpt(
        place.span, of: source.text, caption: caption.isEmpty ? nil : caption.joined(separator: ", "))
    }
  }
}
