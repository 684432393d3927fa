import Document
import Notebook

/// One row of the screen, being written from left to right.
public struct Row: Hashable, Sendable {
  /// Characters and SGR sequences, ending in plain style.
  public private(set) var string = ""
  public private(set) var width = 0
  private var ink = ""

  init() {}

  /// Adds printable text.
  /// - Parameter palette: nil writes without styles.
  mutating func append(_ text: String, _ ink: Ink, width: Int, _ palette: Palette?) {
    let wanted = palette?.parameters(ink.parameters) ?? ""
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

extension Row {
  /// How a call is written, the parameter in question marked.
  static func signature(_ form: CallHelp.Form, columns: Int, _ palette: Palette?) -> Row {
    var row = Row()
    var form = form
    // A long signature is cut where the parameter in question can still be seen.
    if CellWidth.of(form.before + form.current) > columns - 8, let bracket = form.before.firstIndex(of: "(") {
      form = CallHelp.Form(before: form.before[...bracket] + "…, ", current: form.current, after: form.after)
    }
    // Without styles the parameter stands between marks.
    let current = palette == nil && !form.current.isEmpty ? "<\(form.current)>" : form.current
    let parts: [(String, Ink)] = [
      ("  ", .plain), (form.before, .ghost), (current, .style(.accent)), (form.after, .ghost),
    ]
    for (text, ink) in parts {
      let shown = CellWidth.clipped(text, to: columns - 1 - row.width)
      row.append(shown, ink, width: CellWidth.of(shown), palette)
      if shown != text { break }
    }
    row.close()
    return row
  }

  /// A dim remark.
  static func note(_ text: String, columns: Int, _ palette: Palette?) -> Row {
    var row = Row()
    let shown = CellWidth.clipped("  " + text, to: columns - 1)
    row.append(shown, .ghost, width: CellWidth.of(shown), palette)
    row.close()
    return row
  }
}
