/// What was cut, newest last, for pasting it again.
public struct KillRing: Hashable, Sendable {
  /// On which side of what was cut just before a further cut belongs.
  public enum Side: Hashable, Sendable {
    case before, after
  }

  public private(set) var entries: [String] = []
  /// How far `rotate` has gone back from the newest.
  private var turned = 0
  private static let limit = 60

  public init() {}

  public var newest: String? { entries.last }

  /// Keeps a cut. Cuts in a row are one text.
  /// - Parameter joining: the side of the newest entry this one continues; nil begins another.
  public mutating func add(_ text: String, joining side: Side? = nil) {
    guard !text.isEmpty else { return }
    turned = 0
    guard let side, let last = entries.popLast() else {
      entries.append(text)
      if entries.count > Self.limit { entries.removeFirst() }
      return
    }
    entries.append(side == .before ? text + last : last + text)
  }

  /// The entry before the one given last, around to the newest again; nil when nothing was cut.
  public mutating func rotate() -> String? {
    guard !entries.isEmpty else { return nil }
    turned = (turned + 1) % entries.count
    return entries[entries.count - 1 - turned]
  }

  /// Begins again with the newest.
  public mutating func rewind() { turned = 0 }
}
