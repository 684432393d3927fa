import Document

/// A row of a help page: a label in a column of its own, and text that wraps beside it.
struct HelpRow: Figure {
  let label: String
  let text: Text

  func text(_ options: RenderOptions) -> String {
    let margin = 10
    guard options.width >= 2 * margin else { return Self.drawn(Document([.line(text)]), options) }
    var inner = options
    inner.width = options.width - margin
    let body = Self.drawn(Document([.line(text)]), inner).split(separator: "\n", omittingEmptySubsequences: false)
    let head = Self.drawn(Document([.line(Text(label, .dim))]), inner)
    return body.enumerated().map { index, line in
      index == 0
        ? head + String(repeating: " ", count: max(1, margin - label.displayWidth)) + line
        : String(repeating: " ", count: margin) + line
    }.joined(separator: "\n")
  }

  static func drawn(_ document: Document, _ options: RenderOptions) -> String {
    let text = options.color ? document.ansi(options) : document.plain(options)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

/// A line with something at the right end of its last row, where there is room for both.
struct EndedLine: Figure {
  let start: Text
  let end: Text

  func text(_ options: RenderOptions) -> String {
    let rows = Document([.line(start)]).plain(options).split(separator: "\n")
    let free = options.width - (rows.last.map { String($0).displayWidth } ?? 0) - end.plain.displayWidth
    guard free >= 2 else { return HelpRow.drawn(Document([.line(start)]), options) }
    return HelpRow.drawn(Document([.line(start)]), options) + String(repeating: " ", count: free)
      + HelpRow.drawn(Document([.line(end)]), options)
  }
}

/// What help says of one subject, in the order and the layout that all pages share.
struct HelpPage {
  /// How it is written, each with what it gives.
  var signatures: [Text] = []
  /// What it is, at the right: a topic, `command`, `operator`.
  var kind: String
  var summary: String
  /// Sentences beyond the summary.
  var details = ""
  /// What is shown of a value itself.
  var shown = Document()
  /// An input, with what it gives now.
  var example: (input: String, shown: Document)?
  var rows: [(label: String, text: String)] = []

  var document: Document {
    var blocks: [Block] = signatures.enumerated().map { index, signature in
      index == 0 ? .figure(EndedLine(start: signature, end: Text(kind, .dim))) : .line(signature)
    }
    if !summary.isEmpty { blocks.append(.line(Text(summary))) }
    blocks += shown.blocks
    if let example {
      blocks += [.line(Text("")), .section(Text(example.input, .accent), example.shown)]
    }
    for paragraph in Self.paragraphs(of: details) { blocks += [.line(Text("")), .line(Text(paragraph))] }
    let rows = rows.filter { !$0.text.isEmpty }
    if !rows.isEmpty { blocks.append(.line(Text(""))) }
    blocks += rows.map { .figure(HelpRow(label: $0.label, text: Text($0.text))) }
    return Document(blocks)
  }
}

extension HelpPage {
  /// A paragraph is closed with the sentence that reaches so many characters: about four rows of a page.
  private static let length = 240

  /// Long details in pieces that the eye can hold; a rest that is short stays with what it follows.
  static func paragraphs(of details: String) -> [String] {
    var paragraphs: [String] = []
    for given in details.split(separator: "\n", omittingEmptySubsequences: true) {
      var open = ""
      for sentence in sentences(of: String(given)) {
        open += (open.isEmpty ? "" : " ") + sentence
        if open.count >= length {
          paragraphs.append(open)
          open = ""
        }
      }
      if open.count < length / 4, let last = paragraphs.indices.last, !open.isEmpty {
        paragraphs[last] += " " + open
      } else if !open.isEmpty {
        paragraphs.append(open)
      }
    }
    return paragraphs
  }

  /// A point ends a sentence before a blank and a capital or a bracket: not in `e.g. this` or in `0.5`.
  private static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var open = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      if character == " ", open.hasSuffix("."), index + 1 < characters.count,
        characters[index + 1].isUppercase || characters[index + 1].isLowercase && open.count > 60
      {
        sentences.append(open)
        open = ""
      } else {
        open.append(character)
      }
    }
    if !open.isEmpty { sentences.append(open) }
    return sentences
  }
}

/// A table that shows all its rows, however many the screen has: a list one asked for.
struct WholeTable: Figure {
  let table: TextTable

  init(_ rows: [[Text]], alignments: [TextTable.Alignment]) { table = TextTable(rows: rows, alignments: alignments) }

  func text(_ options: RenderOptions) -> String {
    var inner = options
    inner.whole = true
    return HelpRow.drawn(Document([.table(table)]), inner)
  }
}
