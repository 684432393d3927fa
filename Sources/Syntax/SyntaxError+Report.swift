import Document

extension SyntaxError {
  public var report: Report {
    let (code, title, message) = wording
    return Report(code: code, title: title, message: message, suggestion: suggestion)
  }

  private var wording: (String, String, String) {
    switch kind {
    case .tooDeep:
      (
        "E010", "nested too deeply",
        "This expression has more levels than I can walk; name its parts."
      )
    default: ("E001", "syntax", "\(kind)")
    }
  }
}
