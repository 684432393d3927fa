/// The `#~` comments of a cell's input lines.
public struct CellOptions: Hashable, Sendable {
  public var tolerance: ToleranceOption?
  /// Eigenvectors and their like are compared up to the sign of each vector.
  public var signsFree = false
  /// The numbers differ from run to run: only the text around them is compared.
  public var random = false
  /// Chart rows are compared character by character.
  public var glyphs = false
  /// Why the cell is not run when the file is replayed.
  public var skip: String?

  public init() {}
}

extension CellOptions {
  /// Adds the options of one more line of the same cell.
  mutating func read(_ line: String, at number: Int) throws(SessionError) {
    guard let start = CodeScan(line).options else { return }
    for piece in Self.pieces(line.utf8[start...]) {
      let (word, rest) = piece.firstWord
      let malformed = SessionError(.optionValue(option: word, value: rest), line: number)
      let repeated = SessionError(.repeatedOption(word), line: number)
      switch word {
      case "tol":
        guard tolerance == nil else { throw repeated }
        guard let value = ToleranceOption(rest) else { throw malformed }
        tolerance = value
      case "signs":
        guard !signsFree else { throw repeated }
        guard rest == "free" else { throw malformed }
        signsFree = true
      case "random":
        guard !random else { throw repeated }
        guard rest.isEmpty else { throw malformed }
        random = true
      case "glyphs":
        guard !glyphs else { throw repeated }
        guard rest.isEmpty else { throw malformed }
        glyphs = true
      case "skip":
        guard skip == nil else { throw repeated }
        guard !rest.isEmpty else { throw malformed }
        skip = rest
      default: throw SessionError(.unknownOption(word), line: number)
      }
    }
  }

  /// What follows each `#~`.
  private static func pieces(_ text: Substring.UTF8View) -> [String] {
    var pieces: [String] = []
    var rest = Array(text)[...]
    while rest.starts(with: "#~".utf8) {
      rest = rest.dropFirst(2)
      let end = zip(rest.indices, rest.dropFirst().indices).first {
        rest[$0] == UInt8(ascii: "#") && rest[$1] == UInt8(ascii: "~")
      }?.0
      pieces.append(String(decoding: rest[..<(end ?? rest.endIndex)], as: UTF8.self))
      rest = rest[(end ?? rest.endIndex)...]
    }
    return pieces
  }
}

/// Where strings and comments stop in a line of input, so that `#~` and `::` inside a string stay text.
struct CodeScan {
  /// Where the first `#~` stands.
  private(set) var options: String.Index?
  /// Where the first comment of either kind begins.
  private(set) var comment: String.Index?
  /// Where the first `::` of the code stands.
  private(set) var colons: String.Index?

  init(_ line: String) {
    let bytes = line.utf8
    var quoted = false
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      let follower = next < bytes.endIndex ? bytes[next] : nil
      switch bytes[index] {
      case UInt8(ascii: "\\") where quoted && follower != nil:
        index = bytes.index(after: next)
        continue
      case UInt8(ascii: "\"") where comment == nil: quoted.toggle()
      case UInt8(ascii: "#") where !quoted:
        comment = comment ?? index
        if follower == UInt8(ascii: "~") {
          options = index
          return
        }
      case UInt8(ascii: ":") where !quoted && comment == nil && colons == nil && follower == UInt8(ascii: ":"):
        colons = index
        // What follows is a sentence, where a quotation mark or a # is punctuation.
        return
      default: break
      }
      index = next
    }
  }
}
