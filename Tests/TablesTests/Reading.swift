import Tables

/// Bytes read to the end as separated values.
func reading(_ bytes: [UInt8], _ options: SeparatedOptions = SeparatedOptions()) throws(ReadingError) -> TableReading {
  let result: Result<TableReading, ReadingError> = bytes.withUnsafeBytes { raw in
    do throws(ReadingError) {
      let read = try TextEncoding.withUTF8(raw, options.encoding) { (text) throws(ReadingError) -> TableReading in
        var reader = try SeparatedReader(text, options)
        while try reader.advance() {}
        return try reader.finish()
      }
      return .success(read)
    } catch { return .failure(error) }
  }
  return try result.get()
}

func reading(_ text: String, _ change: (inout SeparatedOptions) -> Void = { _ in }) throws(ReadingError) -> TableReading
{
  var options = SeparatedOptions()
  change(&options)
  return try reading(Array(text.utf8), options)
}

/// Lines of JSON read to the end.
func jsonLines(_ bytes: [UInt8]) throws(ReadingError) -> TableReading {
  let result: Result<TableReading, ReadingError> = bytes.withUnsafeBytes { raw in
    do throws(ReadingError) {
      let read = try TextEncoding.withUTF8(raw, nil) { (text) throws(ReadingError) -> TableReading in
        var reader = JSONLinesReader(text)
        while try reader.advance() {}
        return try reader.finish()
      }
      return .success(read)
    } catch { return .failure(error) }
  }
  return try result.get()
}

extension Table {
  /// Names and cells as a test writes them: `a: 1 2 - | b: x y z`, with `-` for a missing cell and quotes around texts.
  var written: String {
    zip(names, columns).map { name, column in
      let cells = (0..<column.count).map { place -> String in
        switch column[place] {
        case .number(let x): x == x.rounded() && x.magnitude < 1e15 ? "\(Int(x))" : "\(x)"
        case .truth(let t): "\(t)"
        case .text(let text): "'\(text)'"
        case .date(let day): "\(day)"
        case .complex(let z): "\(z)"
        case .missing: "-"
        }
      }
      return "\(name): \(cells.joined(separator: " "))"
    }.joined(separator: " | ")
  }
}
