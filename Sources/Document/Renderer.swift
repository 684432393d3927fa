extension Document {
  /// The document as plain text: lines end in LF, none in a blank, and the last has its newline too.
  public func plain(_ options: RenderOptions = .plain) -> String {
    var options = options
    options.color = false
    return lines(options).map { $0.plain + "\n" }.joined()
  }

  /// The document with ANSI colours; without its escape sequences it is exactly `plain(options)`.
  public func ansi(_ options: RenderOptions = .plain) -> String {
    var options = options
    options.color = true
    return lines(options).map { $0.ansi + "\n" }.joined()
  }

  func lines(_ options: RenderOptions) -> [Line] {
    var options = options
    options.width = max(options.width, 1)
    guard options.charset == .ascii else { return blocks.flatMap { $0.lines(options) } }
    // Spelled before the layout, which needs the widths, and once more for what the layout adds: `…`.
    return asciiSpelled.blocks.flatMap { $0.lines(options) }.map(\.asciiSpelled)
  }
}

extension Block {
  func lines(_ options: RenderOptions) -> [Line] {
    switch self {
    case .line(let text):
      return text.resolved(digits: options.digits).wrapped(to: options.width)
    case .section(let header, let body):
      var inner = options
      inner.width = max(options.width - 2, 1)
      return Block.line(header).lines(options) + body.lines(inner).map(\.indented)
    case .table(let table):
      return table.lines(options)
    case .entries(let entries):
      return entries.lines(options)
    case .grid(let grid):
      return grid.lines(options)
    case .equation(let equation):
      return equation.lines(options)
    case .derivation(let derivation, let parts):
      return DerivationLayout(derivation, options).lines(parts)
    case .figure(let figure):
      return figure.text(options).split(separator: "\n", omittingEmptySubsequences: false).map { .drawn(String($0)) }
    }
  }
}

/// One rendered line: styled text, or a row of a picture that carries its own colours.
enum Line: Sendable {
  case text(Text)
  case drawn(String)

  var indented: Line {
    switch self {
    case .text(let text): .text(Text("  ") + text)
    case .drawn(let row): .drawn(row.isEmpty ? row : "  " + row)
    }
  }

  var asciiSpelled: Line {
    if case .text(let text) = self { .text(text.asciiSpelled) } else { self }
  }

  var plain: String {
    switch self {
    case .text(let text): text.trimmed.map(\.string).joined()
    case .drawn(let row): row
    }
  }

  var ansi: String {
    switch self {
    case .text(let text): text.trimmed.map(\.ansi).joined()
    case .drawn(let row): row
    }
  }
}

extension Text {
  /// The fragments without blanks at the end of the line.
  fileprivate var trimmed: [Fragment] {
    var result = fragments
    while let last = result.last {
      let kept = last.string.reversed().drop { $0 == " " }
      result.removeLast()
      if kept.isEmpty { continue }
      result.append(Fragment(String(kept.reversed()), last.style))
      break
    }
    return result
  }
}

extension Text.Fragment {
  fileprivate var ansi: String {
    guard let code = style.code, !string.isEmpty else { return string }
    return "\u{1b}[\(code)m\(string)\u{1b}[0m"
  }
}

extension Style {
  fileprivate var code: String? {
    switch self {
    case .plain: nil
    case .accent: "36"
    case .dim: "2"
    case .error: "31"
    case .strong: "1"
    }
  }
}
