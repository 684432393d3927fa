/// Many texts in one piece of memory: reading a file makes no object for each.
public struct Texts: Hashable, Sendable {
  /// The UTF-8 of all texts, one after the other.
  public private(set) var bytes: [UInt8]
  /// Where each text ends in `bytes`.
  public private(set) var ends: [Int]

  public init() { (bytes, ends) = ([], []) }

  public init(_ texts: some Sequence<some StringProtocol>) {
    self.init()
    for text in texts { append(text) }
  }

  /// - Parameters: `bytes` is valid UTF-8; `ends` ascend and cut it between characters.
  public init(bytes: [UInt8], ends: [Int]) { (self.bytes, self.ends) = (bytes, ends) }

  public var count: Int { ends.count }

  public mutating func append(_ text: some StringProtocol) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// Where a text lies in `bytes`.
  @inlinable public func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  public subscript(index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }
}
