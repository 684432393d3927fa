/// The cells of one column, padded to one width.
struct AlignedColumn {
  var cells: [Text]
  var width: Int

  /// - Parameter digits: significant digits of numbers.
  init(_ cells: [Text], _ alignment: TextTable.Alignment, digits: Int, atMost limit: Int = .max) {
    let isComplex = cells.contains { $0.complexParts(digits: digits) != nil }
    var texts = isComplex ? Self.alignedComplex(cells, digits: digits) : Self.alike(cells, digits: digits)
    texts = texts.map(\.oneLine)
    switch alignment {
    case .decimal where isComplex: break
    case .decimal: texts = Self.alignedOnPoint(texts)
    case .left, .right: break
    }
    let needed = texts.map(\.displayWidth).max() ?? 0
    let width = min(needed, limit)
    if needed > width { texts = texts.map { $0.truncated(to: width) } }
    let isText = alignment == .decimal && !texts.contains { $0.pointSplit != nil }
    self.width = width
    self.cells = texts.map { $0.padded(to: width, right: alignment != .left && !isText) }
  }

  /// The title of the column: over the numbers' right edge when they are whole, else over their start.
  func header(_ title: Text, _ alignment: TextTable.Alignment, width: Int) -> Text {
    let hasFraction = cells.contains { cell in cell.pointSplit.map { $0.right.contains { $0 != " " } } ?? false }
    let isNumeric = cells.contains { $0.pointSplit != nil }
    let right = alignment == .right || (alignment == .decimal && isNumeric && !hasFraction)
    return title.oneLine.truncated(to: width).padded(to: width, right: right)
  }

  /// The numbers of a column in one format: whole numbers show every digit only among themselves.
  private static func alike(_ cells: [Text], digits: Int) -> [Text] {
    let hasFraction = cells.contains { $0.realNumber.map { $0.isFinite && $0 != $0.rounded() } ?? false }
    return cells.map { cell in
      guard hasFraction, let x = cell.realNumber, x == x.rounded() else { return cell.resolved(digits: digits) }
      return Text(x.significant(digits: digits), cell.fragments[0].style)
    }
  }

  private static func alignedOnPoint(_ texts: [Text]) -> [Text] {
    let splits = texts.map(\.pointSplit)
    let left = splits.compactMap { $0?.left.displayWidth }.max() ?? 0
    let right = splits.compactMap { $0?.right.displayWidth }.max() ?? 0
    return zip(texts, splits).map { text, split in
      guard let split else { return text }
      let before = String(repeating: " ", count: left - split.left.displayWidth)
      let after = String(repeating: " ", count: right - split.right.displayWidth)
      return Text(before) + text + Text(after)
    }
  }

  /// Complex numbers line up on the points of both parts.
  private static func alignedComplex(_ cells: [Text], digits: Int) -> [Text] {
    let parts = cells.map { $0.complexParts(digits: digits) }
    let reals = alignedOnPoint(zip(cells, parts).map { $1?.real ?? $0.resolved(digits: digits) })
    let magnitudes = alignedOnPoint(parts.map { Text($0?.magnitude ?? "") })
    return zip(zip(reals, magnitudes), parts).map { pair, part in
      let style = pair.0.fragments.last?.style ?? .plain
      return part.map { pair.0 + Text(" \($0.sign) \(pair.1.plain)", style) } ?? pair.0
    }
  }
}

extension Text {
  /// The digits up to the point and what follows, of a text that is a number.
  fileprivate var pointSplit: (left: String, right: String)? {
    let string = plain.drop { $0 == " " }
    let body = string.drop { "<-−+≈".contains($0) }
    if body.hasPrefix("NaN") || body.hasPrefix("Inf") { return (String(string), "") }
    guard let first = body.first, first.isASCII, first.isNumber else { return nil }
    let whole = body.prefix { $0.isASCII && $0.isNumber }
    return (String(string[..<whole.endIndex]), String(string[whole.endIndex...]))
  }

  /// The number that the text is.
  fileprivate var realNumber: Double? {
    guard fragments.count == 1, case .real(let x)? = fragments[0].number else { return nil }
    return x
  }

  fileprivate func complexParts(digits: Int) -> (real: Text, sign: Character, magnitude: String)? {
    guard fragments.count == 1, case .complex(let real, let imaginary)? = fragments[0].number else { return nil }
    let term = NumberFormat.imaginaryTerm(imaginary, digits: digits)
    let style = fragments[0].style
    return (
      Text(real.formatted(digits: digits), style), term.dropFirst().first ?? "+", String(term.dropFirst(3))
    )
  }

  var oneLine: Text { Text(fragments.map { Fragment($0.string.visible, $0.style) }) }

  func padded(to width: Int, right: Bool = false) -> Text {
    let blanks = Text(String(repeating: " ", count: max(0, width - displayWidth)))
    return right ? blanks + self : self + blanks
  }

  func truncated(to width: Int) -> Text {
    if displayWidth <= width { return self }
    var rest = width
    var result: [Fragment] = []
    for fragment in fragments {
      // One column stays free for the ellipsis, which a fragment that fits by itself would not leave.
      let isLast = fragment.string.displayWidth >= rest
      let string = isLast ? (fragment.string + "…").truncated(to: rest) : fragment.string
      result.append(Fragment(string, fragment.style))
      rest -= string.displayWidth
      if isLast { break }
    }
    return Text(result)
  }
}
