import Evaluation
import LinearAlgebra
import Tables

extension Table {
  func contents(for path: String, _ separator: WrittenSign?) throws(EvaluationError) -> [UInt8] {
    try contents(for: path, separator, names: true, orElse: "a table is written as .csv, .tsv or .jsonl")
  }

  fileprivate func contents(
    for path: String, _ separator: WrittenSign?, names: Bool, orElse words: String
  ) throws(EvaluationError) -> [UInt8] {
    let write: () throws(WritingError) -> [UInt8]
    switch FileEnding(path).table {
    case .lines where names:
      if separator != nil { throw FileError.option("sep", of: "lines of JSON").asEvaluation }
      write = { () throws(WritingError) in try JSONLinesWriter().bytes(self) }
    case .separated(let usual):
      let writer = SeparatedWriter(separator: separator?.byte ?? usual ?? UInt8(ascii: ","))
      write = { () throws(WritingError) in try writer.bytes(self, names: names) }
    default: throw FileError.unfit(path, words).asEvaluation
    }
    do throws(WritingError) { return try write() } catch { throw FileError.unfit(path, error.words).asEvaluation }
  }
}

extension Column {
  func contents(for path: String, _ separator: WrittenSign?) throws(EvaluationError) -> [UInt8] {
    if case .array = FileEnding(path).table {
      guard missing.isEmpty, case .numbers(let numbers) = storage else {
        throw FileError.unfit(path, "an array of NumPy is written of numbers, none of them missing").asEvaluation
      }
      if separator != nil { throw FileError.option("sep", of: "an array of NumPy").asEvaluation }
      return NumPyWriter().bytes(Vector(numbers))
    }
    return try Table.rows([self]).contents(
      for: path, separator, names: false, orElse: "a vector is written as .npy, .csv or .tsv")
  }
}

extension Matrix {
  func contents(for path: String, _ separator: WrittenSign?) throws(EvaluationError) -> [UInt8] {
    if case .array = FileEnding(path).table {
      if separator != nil { throw FileError.option("sep", of: "an array of NumPy").asEvaluation }
      return NumPyWriter().bytes(self)
    }
    // A matrix's own `Column` is a vector.
    let columns = (0..<columns).map { column in
      Tables.Column(Array(elements[column * rows..<(column + 1) * rows]))
    }
    return try Table.rows(columns).contents(
      for: path, separator, names: false, orElse: "a matrix is written as .npy, .csv or .tsv")
  }
}

extension Table {
  /// Columns of equal length that have no names of their own.
  fileprivate static func rows(_ columns: [Column]) -> Table {
    Table(uniform: columns.enumerated().map { ("column\($0 + 1)", $1) })
  }
}

extension WritingError {
  fileprivate var words: String {
    switch self {
    case .complex(let name): "\(name) holds complex numbers; write real(z) and imag(z)"
    case .noJSON(let name, let row): "row \(row) of \(name) is NaN or infinite, and JSON has no word for that; .csv has"
    }
  }
}
