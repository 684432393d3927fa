import LinearAlgebra
import Tables
import Testing

/// Type, order, shape and bytes as NumPy 2.4 writes them, and the array.
private let cases: [(type: String, fortran: String, shape: String, data: String, array: String)] = [
  (
    "<f8", "False", "(2, 3)",
    "000000000000f03f00000000000000400000000000000840000000000000104000000000000014400000000000001840", "[1 2 3; 4 5 6]"
  ),
  (
    "<f8", "True", "(2, 3)",
    "000000000000f03f00000000000010400000000000000040000000000000144000000000000008400000000000001840", "[1 2 3; 4 5 6]"
  ),
  (">f4", "False", "(2, 3)", "3f80000040000000404000004080000040a0000040c00000", "[1 2 3; 4 5 6]"),
  (">f4", "True", "(2, 3)", "3f800000408000004000000040a000004040000040c00000", "[1 2 3; 4 5 6]"),
  ("<f2", "False", "(2, 3)", "003c00400042004400450046", "[1 2 3; 4 5 6]"),
  ("<f2", "True", "(2, 3)", "003c00440040004500420046", "[1 2 3; 4 5 6]"),
  ("|i1", "False", "(2, 3)", "010203040506", "[1 2 3; 4 5 6]"),
  ("|i1", "True", "(2, 3)", "010402050306", "[1 2 3; 4 5 6]"),
  (">i2", "False", "(2, 3)", "000100020003000400050006", "[1 2 3; 4 5 6]"),
  (">i2", "True", "(2, 3)", "000100040002000500030006", "[1 2 3; 4 5 6]"),
  ("<u4", "False", "(2, 3)", "010000000200000003000000040000000500000006000000", "[1 2 3; 4 5 6]"),
  ("<u4", "True", "(2, 3)", "010000000400000002000000050000000300000006000000", "[1 2 3; 4 5 6]"),
  ("<i8", "False", "(3,)", "fffffffffffffffffeffffffffffffff7f00000000000000", "[-1, -2, 127]"),
  (">f2", "False", "(4,)", "be007bff00017c00", "[-1.5, 65504.0, 5.960464477539063e-08, inf]"),
  (">u8", "False", "(1,)", "8000000000000000", "[9.223372036854776e+18]"),
  ("<f8", "False", "()", "0000000000000440", "2.5"),
  ("|b1", "False", "(2,)", "0100", "[true, false]"),
  ("|b1", "False", "(1, 3)", "010001", "[true, false, true] 3"),
  ("<c8", "False", "(1,)", "0000803f00000040", "[(1.0, 2.0)]"),
  (
    "<U3", "False", "(3,)", "e90000000000000000000000000000000000000000000000610000006200000063000000",
    "['é', '', 'abc']"
  ),
  ("|S2", "False", "(2,)", "62000000", "['b', '']"),
  ("<M8[D]", "False", "(2,)", "21500000000000000000000000000080", "[2026-03-01, -]"),
  ("<f8", "False", "(0, 3)", "", "[]"),
  ("<f8", "False", "(0,)", "", "[]"),
]

private func file(_ type: String, _ fortran: String, _ shape: String, _ data: [UInt8], version: UInt8 = 1) -> [UInt8] {
  let header = Array("{'descr': '\(type)', 'fortran_order': \(fortran), 'shape': \(shape), }\n".utf8)
  let length: [UInt8] = [UInt8(header.count & 0xFF), UInt8(header.count >> 8)] + (version > 1 ? [0, 0] : [])
  return NumPyArray.magic + [version, 0] + length + header + data
}

private func bytes(hex: String) -> [UInt8] {
  let digits = hex.compactMap { $0.hexDigitValue.map { UInt8($0) } }
  return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

private func array(_ bytes: [UInt8]) throws(ReadingError) -> NumPyArray.Reading {
  let result: Result<NumPyArray.Reading, ReadingError> = bytes.withUnsafeBytes { raw in
    do throws(ReadingError) { return .success(try NumPyArray.read(raw)) } catch { return .failure(error) }
  }
  return try result.get()
}

extension NumPyArray {
  fileprivate var written: String {
    switch self {
    case .number(let x): return "\(x)"
    case .truths(let t, let columns): return "\(t) \(columns)"
    case .matrix(let a):
      if a.elements.isEmpty { return "[]" }
      let rows = (0..<a.rows).map { row in
        (0..<a.columns).map { "\(Int(a.elements[$0 * a.rows + row]))" }.joined(separator: " ")
      }
      return "[\(rows.joined(separator: "; "))]"
    case .column(let column):
      let cells = (0..<column.count).map { place -> String in
        switch column[place] {
        case .number(let x): x == x.rounded() && x.magnitude < 1000 ? "\(Int(x))" : "\(x)"
        case .truth(let t): "\(t)"
        case .text(let text): "'\(text)'"
        case .date(let day): "\(day)"
        case .complex(let z): "\(z)"
        case .missing: "-"
        }
      }
      return "[\(cells.joined(separator: ", "))]"
    }
  }
}

@Suite struct NumPyTests {
  @Test(arguments: cases.indices) func readsWhatNumPyWrites(place: Int) throws {
    let row = cases[place]
    for version in [UInt8(1), 2, 3] {
      let bytes = file(row.type, row.fortran, row.shape, bytes(hex: row.data), version: version)
      #expect(try array(bytes).array.written == row.array, "\(row)")
    }
  }

  @Test func digitsLostAreCounted() throws {
    // 2^53 + 1, lowest byte first.
    let bytes = file("<i8", "False", "(1,)", [1, 0, 0, 0, 0, 0, 0x20, 0])
    #expect(try array(bytes).rounded == 1)
  }

  @Test(arguments: [
    ("<f8", "(2, 2, 2)", 64), ("<f8", "(3,)", 16), ("|O", "(1,)", 8), ("<f16", "(1,)", 16), ("<M8[ns]", "(1,)", 8),
    ("<f8", "(-1,)", 8), ("<f8", "(99999999999999999999,)", 8), ("<f8", "(9999999999, 9999999999)", 8),
    ("<U2", "(2, 2)", 32),
    ("<f8", "5", 8), ("x", "(1,)", 8),
  ])
  func whatIsNoArrayOfOursIsRefused(type: String, shape: String, size: Int) {
    let bytes = file(type, "False", shape, [UInt8](repeating: 0, count: size))
    #expect { try array(bytes) } throws: { if case .array? = $0 as? ReadingError { true } else { false } }
  }

  @Test func whatIsWrittenIsRead() throws {
    let vector = Vector([1.5, -0.0, .infinity, .leastNonzeroMagnitude])
    #expect(try array(NumPyWriter().bytes(vector)).array == .column(Column(vector.elements)))
    let matrix = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6.25])
    let bytes = NumPyWriter().bytes(matrix)
    #expect(try array(bytes).array == .matrix(matrix))
    // The elements begin at a multiple of 64, as the format asks.
    #expect((bytes.count - 48) % 64 == 0)
  }
}
