import Evaluation
import LinearAlgebra
import Tables

/// Everything `read` may be told of a file; which of it was said.
struct ReadingOptions: ArgumentType {
  var separated: SeparatedOptions
  /// The names of the options given.
  let given: [String]

  static let needed = "options"

  static func decode(_ value: Value) -> ReadingOptions? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> ReadingOptions {
    var options = SeparatedOptions()
    var given: [String] = []
    func noted<T>(_ value: T?, _ name: String) -> T? {
      if value != nil { given.append(name) }
      return value
    }
    options.separator = noted(try SeparatorSign?.take(from: &reader), "sep")?.byte
    options.decimal = noted(try reader.take(DecimalSign?.self), "decimal")?.byte
    if let words = noted(try reader.take(MissingMarks?.self), "na") { options.missing = words.words }
    options.hasHeader = noted(try reader.take(Bool?.self), "header")
    options.encoding = noted(try reader.take(TextEncoding?.self), "encoding")
    if let kinds = noted(try reader.take(ColumnKinds?.self), "types") { options.kinds = kinds.kinds }
    options.skip = noted(try reader.take(RowCount?.self), "skip")?.count ?? 0
    options.rows = noted(try reader.take(RowCount?.self), "rows")?.count
    if let separator = options.separator, separator == options.decimal {
      throw FileError.option("decimal = \"\(Character(UnicodeScalar(separator)))\"", of: "cells it separates")
        .asEvaluation
    }
    return ReadingOptions(separated: options, given: given)
  }

  /// Refuses options that a file of this kind has no use for.
  func only(_ known: [String], for kind: String) throws(EvaluationError) {
    guard let name = given.first(where: { !known.contains($0) }) else { return }
    throw FileError.option(name, of: kind).asEvaluation
  }
}

/// One character between cells.
struct SeparatorSign: ArgumentType {
  let byte: UInt8

  static let needed = "one character, such as \";\" or \"\\t\""

  static func decode(_ value: Value) -> SeparatorSign? {
    guard case .text(let text) = value, text.utf8.count == 1, let byte = text.utf8.first else { return nil }
    let isPartOfCells = byte == 0x22 || byte == 10 || byte == 13 || (0x30...0x39).contains(byte) || byte == 0x2D
    return isPartOfCells ? nil : SeparatorSign(byte: byte)
  }
}

/// One character that no number and no word has, between cells to be written.
struct WrittenSign: ArgumentType {
  let byte: UInt8

  static let needed = "one character that is no letter, no digit, no sign and no point, such as \";\" or \"\\t\""

  static func decode(_ value: Value) -> WrittenSign? {
    guard let byte = SeparatorSign.decode(value)?.byte, SeparatedWriter.separates(byte) else { return nil }
    return WrittenSign(byte: byte)
  }
}

private enum DecimalSign: String, Choice {
  case point = "."
  case comma = ","

  var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}

extension TextEncoding: Choice {}

/// What stands for a missing cell.
private struct MissingMarks: ArgumentType {
  let words: [String]

  static let needed = "a text, a number, or a vector of these"

  static func decode(_ value: Value) -> MissingMarks? {
    switch value {
    case .text(let word): return MissingMarks(words: [word])
    case .number(let x): return MissingMarks(words: [Self.digits(x)])
    case .vector(let v): return MissingMarks(words: v.elements.map(Self.digits))
    case .column(let column):
      var words: [String] = []
      for element in column.elements {
        guard case .text(let word) = element else { return nil }
        words.append(word)
      }
      return MissingMarks(words: words)
    case .list(let list):
      let words = list.elements.compactMap { decode($0)?.words }
      return words.count == list.count ? MissingMarks(words: words.flatMap { $0 }) : nil
    default: return nil
    }
  }

  private static func digits(_ x: Double) -> String {
    let digits = x.description
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}

/// `{zip = "text", day = "date"}`.
private struct ColumnKinds: ArgumentType {
  let kinds: [String: Column.Kind]

  static let needed = "a record of \"number\", \"text\", \"truth\" or \"date\" by column"

  static func decode(_ value: Value) -> ColumnKinds? {
    guard case .record(let record) = value else { return nil }
    var kinds: [String: Column.Kind] = [:]
    for field in record.fields {
      guard case .text(let word) = field.value, let kind = Column.Kind(rawValue: word), kind != .complex else {
        return nil
      }
      kinds[field.name] = kind
    }
    return ColumnKinds(kinds: kinds)
  }
}

private struct RowCount: ArgumentType {
  let count: Int

  static let needed = "a whole number from 0"

  static func decode(_ value: Value) -> RowCount? {
    guard case .number(let x) = value, let count = Int(exactly: x), count >= 0 else { return nil }
    return RowCount(count: count)
  }
}
