/// What could stand at the cursor.
public struct Completion: Hashable, Sendable {
  /// One way to go on.
  public struct Candidate: Hashable, Sendable {
    /// Replaces the word at the cursor.
    public var text: String
    /// `norm(x, p = 2)`; empty when there is none.
    public var signature: String
    /// A few words of what it is.
    public var summary: String

    public init(_ text: String, signature: String = "", summary: String = "") {
      self.text = text
      self.signature = signature
      self.summary = summary
    }
  }

  /// Where the word begins, in UTF-8 bytes from the start of the entry; it ends at the cursor.
  public var start: Int
  public var candidates: [Candidate]

  public init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }

  /// The longest start that all candidates share.
  public var commonPrefix: String {
    guard var common = candidates.first?.text[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let shared = zip(common, candidate.text).prefix { $0 == $1 }.count
      common = common.prefix(shared)
    }
    return String(common)
  }
}
