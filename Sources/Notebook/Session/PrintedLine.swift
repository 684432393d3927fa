/// A line of output as the text and the numbers it is made of, blanks collapsed.
struct PrintedLine: Hashable, Sendable {
  /// One more than numbers: what stands before, between and after them.
  private(set) var texts = [""]
  var numbers: [PrintedNumber] = []

  init(_ line: String, digits: Int) {
    var scanner = Scanner(Array(line.unicodeScalars), digits: digits)
    while scanner.advance() {}
    texts = scanner.texts
    numbers = scanner.numbers
    for index in texts.indices { texts[index] = Self.collapsed(texts[index]) }
    texts[0] = String(Substring(texts[0].utf8.drop { $0 == 0x20 }))
    texts[texts.count - 1] = texts[texts.count - 1].trimmedEnd
    for group in Set(numbers.compactMap(\.group)) {
      let members = numbers.indices.filter { numbers[$0].group == group }
      let scale = members.map { numbers[$0].scale }.max() ?? 0
      for index in members { numbers[index].scale = scale }
    }
  }

  /// A header such as `w = 2-vector` or `3×3 matrix`, with the shape below it.
  var announced: Announced? {
    guard !numbers.isEmpty else { return nil }
    if texts.contains(where: { $0.hasPrefix("-vector") }) { return .vector }
    return texts.contains { $0.hasSuffix("matrix") } ? .matrix : nil
  }

  /// Numbers and the marks of what was left out, nothing else.
  var isRow: Bool {
    let marks: Set<Unicode.Scalar> = [" ", "…", "⋮", "⋯", "⋱", "i", "+", "-", "−"]
    return !numbers.isEmpty && texts.allSatisfy { $0.unicodeScalars.allSatisfy(marks.contains) }
  }

  enum Announced: Hashable { case vector, matrix }

  private static func collapsed(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      let blank = byte == 0x20 || byte == 0x09
      if blank, result.last == 0x20 { continue }
      result.append(blank ? 0x20 : byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

private struct Scanner {
  let scalars: [Unicode.Scalar]
  let digits: Int
  var texts = [""]
  var numbers: [PrintedNumber] = []
  private var position = 0
  private var group: Int?
  private var groups = 0

  init(_ scalars: [Unicode.Scalar], digits: Int) {
    self.scalars = scalars
    self.digits = digits
  }

  mutating func advance() -> Bool {
    guard position < scalars.count else { return false }
    if startsNumber {
      readNumber()
      return true
    }
    let scalar = scalars[position]
    if scalar == "[" {
      groups += 1
      group = groups
    } else if scalar == "]" {
      group = nil
    }
    texts[texts.count - 1].unicodeScalars.append(scalar)
    position += 1
    return true
  }

  private func scalar(_ offset: Int) -> Unicode.Scalar? {
    let index = position + offset
    return scalars.indices.contains(index) ? scalars[index] : nil
  }

  private func isDigit(_ offset: Int) -> Bool { scalar(offset).map { ("0"..."9").contains($0) } ?? false }

  private func isSign(_ offset: Int) -> Bool { scalar(offset).map { $0 == "-" || $0 == "+" || $0 == "−" } ?? false }

  private var startsNumber: Bool {
    let start = isSign(0) ? 1 : 0
    guard isDigit(start) || scalar(start) == "." && isDigit(start + 1) else { return false }
    guard let before = scalar(-1) else { return true }
    // 2-3 is a difference, x1 and E201 are names.
    return !(Self.isNamePart(before) || start == 1 && (before == ")" || before == "]" || before == "'"))
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private mutating func readNumber() {
    var text = ""
    if isSign(0) {
      if scalar(0) != "+" { text = "-" }
      position += 1
    }
    readDigits(into: &text)
    if scalar(0) == ".", isDigit(1) || scalar(1).map({ !Self.isNamePart($0) }) ?? true, isDigit(-1) || isDigit(1) {
      // A point that ends a sentence is no part of the number.
      if isDigit(1) {
        text += "."
        position += 1
        readDigits(into: &text)
      }
    }
    let signed = isSign(1) ? 1 : 0
    if scalar(0) == "e" || scalar(0) == "E", isDigit(1 + signed) {
      text += signed == 1 && scalar(1) != "+" ? "e-" : "e"
      position += 1 + signed
      readDigits(into: &text)
    }
    if scalar(0) == "i", scalar(1).map({ !Self.isNamePart($0) }) ?? true { takeSign(into: &text) }
    var number = PrintedNumber(text, digits: digits)
    number.group = group
    numbers.append(number)
    texts.append("")
  }

  private mutating func readDigits(into text: inout String) {
    while isDigit(0), let digit = scalar(0) {
      text.unicodeScalars.append(digit)
      position += 1
    }
  }

  /// In `1 - 2i` the sign belongs to the imaginary part, or 1 + 0i and 1 - 0i would differ as text.
  private mutating func takeSign(into text: inout String) {
    guard !numbers.isEmpty, text.utf8.first != UInt8(ascii: "-") else { return }
    switch texts[texts.count - 1] {
    case " + ", "+": texts[texts.count - 1] = " ± "
    case " - ", "-", " − ", "−":
      texts[texts.count - 1] = " ± "
      text = "-" + text
    default: return
    }
  }
}
