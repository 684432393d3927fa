/// One row of the screen, being written from left to right.
public struct Row: Hashable, Sendable {
  /// Characters and SGR sequences, ending in plain style.
  public private(set) var string = ""
  public private(set) var width = 0
  private var ink = ""

  init() {}

  /// Adds printable text.
  mutating func append(_ text: String, _ ink: Ink, width: Int, color: Bool) {
    let wanted = color ? ink.parameters : ""
    if wanted != self.ink {
      string += wanted.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(wanted)m"
      self.ink = wanted
    }
    string += text
    self.width += width
  }

  /// Ends the row in plain style.
  mutating func close() {
    if !ink.isEmpty { string += "\u{1B}[0m" }
    ink = ""
  }
}
