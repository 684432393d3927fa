import Document
import Evaluation
import LinearAlgebra
import Tables

extension Context {
  /// What a file holds, by its first bytes and the ending of its name.
  mutating func read(_ path: String, _ options: ReadingOptions) throws(EvaluationError) -> Value {
    let files = files
    return try files.withBytes(of: path) { (bytes: UnsafeRawBufferPointer) throws(EvaluationError) -> Value in
      if let words = ForeignFile.words(bytes, path) { throw FileError.foreign(path, words).asEvaluation }
      if bytes.starts(with: NumPyArray.magic) { return try array(bytes, options) }
      switch FileEnding(path).table {
      case .array: return try array(bytes, options)
      case .lines: return try lines(bytes, options)
      case .separated(let usual):
        var options = options.separated
        options.separator = options.separator ?? usual
        return try separated(bytes, options)
      case nil where options.separated.separator != nil: return try separated(bytes, options.separated)
      case nil:
        try options.only(["encoding"], for: "a text; sep makes it a table")
        try makeRoom(bytes.count)
        guard let encoding = options.separated.encoding else {
          guard let text = String(validating: bytes, as: UTF8.self) else { throw FileError.notText(path).asEvaluation }
          return .text(text)
        }
        return try decoded(bytes, encoding) { (text) throws(EvaluationError) in
          .text(String(decoding: text, as: UTF8.self))
        }
      }
    }
  }

  private mutating func separated(
    _ bytes: UnsafeRawBufferPointer, _ options: SeparatedOptions
  ) throws(EvaluationError) -> Value {
    try decoded(bytes, options.encoding) { (text) throws(EvaluationError) in
      var reader = try made { () throws(ReadingError) in try SeparatedReader(text, options) }
      do throws(MathError) {
        try MemoryBudget.standard.count(rows: reader.expected, columns: reader.columns)
      } catch { throw error.asEvaluation }
      var expected = reader.expected
      var counter = count(.item, of: expected)
      defer { stop(counter) }
      while try made({ () throws(ReadingError) in try reader.advance() }) {
        try checkInterrupt()
        if reader.expected != expected {
          expected = reader.expected
          stop(counter)
          counter = count(.item, of: expected)
        }
        counter(reader.done)
      }
      return noted(try made { () throws(ReadingError) in try reader.finish() })
    }
  }

  private mutating func lines(
    _ bytes: UnsafeRawBufferPointer, _ options: ReadingOptions
  ) throws(EvaluationError) -> Value {
    try options.only(["encoding"], for: "lines of JSON")
    try makeRoom(bytes.count)
    return try decoded(bytes, options.separated.encoding) { (text) throws(EvaluationError) in
      var reader = JSONLinesReader(text)
      let counter = count(.item, of: nil)
      defer { stop(counter) }
      while try made({ () throws(ReadingError) in try reader.advance() }) {
        try checkInterrupt()
        counter(reader.rows)
      }
      return noted(try made { () throws(ReadingError) in try reader.finish() })
    }
  }

  private mutating func array(
    _ bytes: UnsafeRawBufferPointer, _ options: ReadingOptions
  ) throws(EvaluationError) -> Value {
    try options.only([], for: "an array of NumPy")
    try makeRoom(bytes.count)
    let reading = try made { () throws(ReadingError) in try NumPyArray.read(bytes) }
    if reading.rounded > 0 {
      note(ReadingRemark.digits(reading.rounded).report)
    }
    switch reading.array {
    case .number(let x): return .number(x)
    case .column(let column): return Value(column)
    case .matrix(let a): return .matrix(a)
    case .truths(let t, let columns): return .truths(Truths(t, columns: columns))
    }
  }

  private mutating func noted(_ reading: TableReading) -> Value {
    for remark in reading.remarks { note(remark.report) }
    return .table(reading.table)
  }

  /// Refuses to copy more bytes than fit.
  private func makeRoom(_ bytes: Int, times copies: Int = 1) throws(EvaluationError) {
    do throws(MathError) { try MemoryBudget.standard.count(rows: bytes, bytesEach: copies) } catch {
      throw error.asEvaluation
    }
  }

  /// Hands UTF-8 on, made of another encoding where it must be.
  private func decoded(
    _ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding?,
    _ body: (UnsafeRawBufferPointer) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    // Of one byte there are two of a unit and at most two of UTF-8.
    if !TextEncoding.isUTF8(bytes, encoding) { try makeRoom(bytes.count, times: 4) }
    let result = try made { () throws(ReadingError) in
      try TextEncoding.withUTF8(bytes, encoding) { (text) throws(ReadingError) -> Result<Value, EvaluationError> in
        do throws(EvaluationError) { return .success(try body(text)) } catch { return .failure(error) }
      }
    }
    return try result.get()
  }

  private func made<R>(_ body: () throws(ReadingError) -> R) throws(EvaluationError) -> R {
    do throws(ReadingError) { return try body() } catch { throw error.asEvaluation }
  }
}
