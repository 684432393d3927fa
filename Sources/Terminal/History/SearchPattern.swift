/// A text looked for in entries, cluster by cluster: `x` is not found in x̂, and é is found however it was typed.
///
/// Capitals count only when the pattern has some.
public struct SearchPattern: Hashable, Sendable {
  public let text: String
  private let clusters: [String]
  private let bytes: [UInt8]
  private let isExact: Bool
  private let isASCII: Bool

  /// - Returns: nil for an empty text, which is found nowhere.
  public init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    self.text = text
    isExact = text.contains { $0.isUppercase }
    clusters = Self.folded(text, isExact: isExact)
    bytes = Array(text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  private static func folded(_ text: String, isExact: Bool) -> [String] {
    text.map { isExact ? String($0) : $0.lowercased() }
  }

  /// The clusters of the entry that match first.
  public func range(in entry: String) -> Range<Int>? {
    guard mayStand(in: entry) else { return nil }
    let text = Self.folded(entry, isExact: isExact)
    guard clusters.count <= text.count else { return nil }
    for start in 0...(text.count - clusters.count)
    where text[start] == clusters[0] && text[start..<(start + clusters.count)].elementsEqual(clusters) {
      return start..<(start + clusters.count)
    }
    return nil
  }

  /// Rules out most entries by their bytes: breaking each of ten thousand into clusters would be felt.
  private func mayStand(in entry: String) -> Bool {
    var entry = entry
    return entry.withUTF8 { found in
      guard isASCII else { return found.contains { $0 >= 0x80 } }
      // The Kelvin sign and its like are ASCII letters in lower case.
      if found.contains(where: { $0 >= 0x80 }) { return true }
      guard bytes.count <= found.count else { return false }
      return (0...(found.count - bytes.count)).contains { start in
        bytes.indices.allSatisfy { isSame(found[start + $0], bytes[$0]) }
      }
    }
  }

  private func isSame(_ one: UInt8, _ other: UInt8) -> Bool {
    one == other || !isExact && one ^ other == 0x20 && (0x61...0x7A).contains(one | 0x20)
  }
}
