/// A matrix in brackets read back from text, with the remark beside each row.
struct PrintedMatrix {
  var rows: [[Double]] = []
  var remarks: [String] = []

  /// The matrices that stand one below the other.
  static func all(in text: String) -> [PrintedMatrix] {
    var found: [PrintedMatrix] = []
    var isOpen = false
    for line in text.split(separator: "\n") {
      guard let open = line.firstIndex(where: { "⎡⎢⎣[".contains($0) }),
        let close = line[open...].firstIndex(where: { "⎤⎥⎦]".contains($0) })
      else {
        isOpen = false
        continue
      }
      if !isOpen || line[open] == "⎡" || line[open] == "[" { found.append(PrintedMatrix()) }
      isOpen = true
      let inside = line[line.index(after: open)..<close]
      found[found.count - 1].rows.append(inside.split(separator: " ").compactMap { number($0) })
      found[found.count - 1].remarks.append(String(line[line.index(after: close)...].drop { $0 == " " }))
    }
    return found
  }

  /// `-7/3`, `2.5`, `(1/2)`, `−4`; nil for a bar.
  static func number(_ text: some StringProtocol) -> Double? {
    let plain = String(text.filter { !"()".contains($0) }.map { $0 == "−" ? "-" : $0 })
    let parts = plain.split(separator: "/")
    guard let top = parts.first.flatMap({ Double($0) }) else { return nil }
    guard parts.count == 2 else { return top }
    return Double(parts[1]).map { top / $0 }
  }
}

/// A row operation read back from text.
enum RowOperation {
  case exchange(Int, Int)
  case divide(Int, Double)
  case add(Int, Double, Int)

  struct Unreadable: Error { let text: String }

  /// - Returns: nil for a remark that is no operation.
  init?(_ text: String) throws {
    // What comes after a comma is the reason.
    let words = text.prefix { $0 != "," }.split(separator: " ").map(String.init)
    guard words.count > 1, let target = Self.row(words[0]) else { return nil }
    if words.count == 3, words[1] == "↔", let other = Self.row(words[2]) {
      self = .exchange(target, other)
    } else if words.count == 5, words[1] == "←", words[3] == "/", let divisor = PrintedMatrix.number(words[4]) {
      self = .divide(target, divisor)
    } else if words.count >= 5, words[1] == "←", let other = Self.row(words[words.count - 1]) {
      let size = words.count == 6 ? PrintedMatrix.number(words[4]) : 1
      guard let size, ["+", "−"].contains(words[3]), Self.row(words[2]) == target else { throw Unreadable(text: text) }
      self = .add(target, words[3] == "+" ? size : -size, other)
    } else {
      throw Unreadable(text: text)
    }
  }

  /// - Parameter before: the rows that the operation reads.
  func apply(to rows: inout [[Double]], from before: [[Double]]) {
    switch self {
    case .exchange(let i, let k): (rows[i], rows[k]) = (before[k], before[i])
    case .divide(let i, let divisor): rows[i] = before[i].map { $0 / divisor }
    case .add(let i, let factor, let k): rows[i] = zip(before[i], before[k]).map { $0 + factor * $1 }
    }
  }

  private static func row(_ text: String) -> Int? {
    guard text.first == "R", text.count > 1 else { return nil }
    let digits = Array("₀₁₂₃₄₅₆₇₈₉")
    let places = text.dropFirst().compactMap { digits.firstIndex(of: $0) }
    guard places.count == text.count - 1 else { return nil }
    return places.reduce(0) { $0 * 10 + $1 } - 1
  }
}
