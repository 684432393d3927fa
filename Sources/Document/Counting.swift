extension Int {
  /// `1 argument`, `2 arguments`; a plural that is no `s` is given.
  public func counted(_ noun: String, plural: String? = nil) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(plural ?? noun + "s")"
  }
}
