import Numerics

extension Table {
  /// The SHA-256 of the table's canonical bytes, as 64 hexadecimal digits: equal tables have equal ones, on every
  /// machine and however they were read.
  ///
  /// The bytes, all numbers little-endian: `nabla table 1` and a line feed; the number of rows and of columns, 8 bytes
  /// each; then column by column the length of its name in 8 bytes, its name in UTF-8, a letter for its kind
  /// (`n`, `l`, `t`, `d`, `c`), and its cells. A cell is the byte 0 where it is missing; else the byte 1 and an IEEE double
  /// (any NaN as 0x7ff8000000000000), a truth as a byte, a text as its length in 8 bytes and its UTF-8, a date as days
  /// since 1970-01-01 in 4 bytes, or a complex number as two doubles.
  public var sha256: String {
    var hash = SHA256()
    hash.update(Array("nabla table 1\n".utf8))
    hash.update(Self.bytes(UInt64(rows)) + Self.bytes(UInt64(columns.count)))
    for (name, column) in zip(names, columns) {
      let name = Array(name.utf8)
      hash.update(Self.bytes(UInt64(name.count)) + name + [column.kind.letter])
      var cells: [UInt8] = []
      for row in 0..<rows {
        column.append(cell: row, to: &cells)
        if cells.count > 1 << 16 {
          hash.update(cells)
          cells.removeAll(keepingCapacity: true)
        }
      }
      hash.update(cells)
    }
    return hash.digest()
  }

  fileprivate static func bytes<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
    withUnsafeBytes(of: word.littleEndian) { Array($0) }
  }
}

extension Column.Kind {
  fileprivate var letter: UInt8 {
    switch self {
    case .number: UInt8(ascii: "n")
    case .truth: UInt8(ascii: "l")
    case .text: UInt8(ascii: "t")
    case .date: UInt8(ascii: "d")
    case .complex: UInt8(ascii: "c")
    }
  }
}

extension Column {
  fileprivate func append(cell row: Int, to bytes: inout [UInt8]) {
    if isMissing(row) { return bytes.append(0) }
    bytes.append(1)
    switch storage {
    case .numbers(let x): Self.append(x[row], to: &bytes)
    case .truths(let t): bytes.append(t[row] ? 1 : 0)
    case .dates(let d): bytes += Table.bytes(d[row].number)
    case .complex(let z):
      Self.append(z[row].real, to: &bytes)
      Self.append(z[row].imaginary, to: &bytes)
    case .texts(let t):
      let range = t.range(row)
      bytes += Table.bytes(UInt64(range.count))
      bytes += t.bytes[range]
    }
  }

  private static func append(_ x: Double, to bytes: inout [UInt8]) {
    let pattern = x.isNaN ? 0x7ff8_0000_0000_0000 : x.bitPattern
    withUnsafeBytes(of: pattern.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
