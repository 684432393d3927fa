/// The wording of an error, apart from where in the input it happened.
public struct Report: Hashable, Sendable {
  /// A stable code such as `E201`.
  public var code: String
  /// A few words: `shapes do not fit`.
  public var title: String
  /// What was found and what was needed, in sentences.
  public var message: String
  /// An expression that would work, which must itself evaluate.
  public var suggestion: String?

  public init(code: String, title: String, message: String, suggestion: String? = nil) {
    self.code = code
    self.title = title
    self.message = message
    self.suggestion = suggestion
  }
}
