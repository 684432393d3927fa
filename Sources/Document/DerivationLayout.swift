/// Where the parts of a derivation stand: `Goal` and `Check` at the left; of each step the number, the rule in a
/// column, and the mathematics beside it, or below it where the width is short.
struct DerivationLayout {
  private let parts: [Derivation.Part]
  private let options: RenderOptions
  /// Columns of the step numbers.
  private let numbers: Int
  /// Columns of the rules.
  private let rules: Int
  private let isBeside: Bool

  /// What `Goal`, `Result`, `Check` and `Note` take, with the blanks after them.
  private static let labels = 8
  /// A rule that is wider than this stands above its mathematics.
  private static let widestRule = 32
  /// Text needs this much room to be read beside its rule.
  private static let leastText = 34

  init(_ derivation: Derivation, _ options: RenderOptions) {
    var options = options
    // A matrix being worked on is shown whole: rows left out would hide the very thing that changes.
    options.height = max(options.height, 64)
    self.options = options
    parts = derivation.parts
    numbers = "\(derivation.steps.count)".count
    let widths = derivation.steps.map { $0.rule.displayWidth }.filter { $0 <= Self.widestRule }
    let rules = widths.max() ?? 0
    self.rules = rules
    let room = options.width - numbers - 2 - rules - 2
    isBeside = room >= Self.leastText && derivation.steps.allSatisfy { $0.body.leastWidth(options) <= room }
  }

  func lines(_ shown: Range<Int>) -> [Line] { parts[shown.clamped(to: parts.indices)].flatMap(lines) }

  private func lines(_ part: Derivation.Part) -> [Line] {
    switch part {
    case .goal(let body): labelled("Goal", body)
    case .result(let body): labelled("Result", body)
    case .check(let body): labelled("Check", body)
    case .note(let body): labelled("Note", body)
    case .omission(let count):
      [.text(Text("\(blanks(numbers))  … \(count) step\(count == 1 ? "" : "s") left out", .dim))]
    case .step(let number, let step): lines(number, step)
    }
  }

  private func labelled(_ label: String, _ body: Document) -> [Line] {
    let head = Text(label.padded(to: Self.labels), .dim)
    return joined(head, laidOut(body, width: options.width - Self.labels), indent: Self.labels)
  }

  private func lines(_ number: Int, _ step: Derivation.Step) -> [Line] {
    let head = Text("\(number)".padded(to: numbers, right: true) + "  ", .dim)
    let width = step.rule.displayWidth
    if isBeside, width <= rules {
      let indent = numbers + 2 + rules + 2
      let body = laidOut(step.body, width: options.width - indent)
      return joined(head + step.rule + Text(blanks(rules - width + 2)), body, indent: indent)
    }
    let rule = step.rule.wrapped(to: max(options.width - numbers - 2, 1))
    let indent = numbers + 4
    return joined(head, rule, indent: numbers + 2)
      + laidOut(step.body, width: options.width - indent).map { .text(Text(blanks(indent))).followed(by: $0) }
  }

  private func laidOut(_ body: Document, width: Int) -> [Line] {
    var inner = options
    inner.width = max(width, 8)
    return body.blocks.flatMap { $0.lines(inner) }
  }

  /// The first line after the head, the others under it.
  private func joined(_ head: Text, _ lines: [Line], indent: Int) -> [Line] {
    guard let first = lines.first else { return [.text(head)] }
    return [Line.text(head).followed(by: first)]
      + lines.dropFirst().map { Line.text(Text(blanks(indent))).followed(by: $0) }
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}

extension Document {
  /// Columns without which something other than running text would be broken or cut.
  fileprivate func leastWidth(_ options: RenderOptions) -> Int {
    var wide = options
    wide.width = 4096
    return blocks.map { block in
      if case .line = block { return 0 }
      return block.lines(wide).map(\.displayWidth).max() ?? 0
    }.max() ?? 0
  }
}

extension Line {
  var displayWidth: Int {
    switch self {
    case .text(let text): text.displayWidth
    case .drawn(let row): row.displayWidth
    }
  }

  /// The line after another one, on the same row.
  func followed(by other: Line) -> Line {
    switch (self, other) {
    case (.text(let a), .text(let b)): .text(a + b)
    case (.text(let a), .drawn(let b)): .drawn(b.isEmpty ? b : a.fragments.map(\.string).joined() + b)
    case (.drawn(let a), _): .drawn(a + other.plain)
    }
  }
}
