extension String {
  /// The words as text or in an attribute of XML; what XML 1.0 cannot hold is shown by its picture.
  ///
  /// - Source: W3C, Extensible Markup Language 1.0 (5th edition), §2.2 and §2.4.
  public var xml: String {
    var result = ""
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
