import CTables

/// How a file writes characters as bytes.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1
  case windows1252 = "windows-1252"
  case utf16 = "utf-16"
}

extension TextEncoding {
  /// The encoding the first bytes announce, and how many bytes do so.
  static func announced(_ bytes: UnsafeRawBufferPointer) -> (encoding: TextEncoding, mark: Int, isBigEndian: Bool)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3, false) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16, 2, false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16, 2, true) }
    return nil
  }

  /// Whether bytes are handed on as they are, without a copy.
  /// - Parameter encoding: as it was given.
  public static func isUTF8(_ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding?) -> Bool {
    (encoding ?? announced(bytes)?.encoding ?? .utf8) == .utf8
  }

  /// Hands the bytes on as UTF-8: themselves, without a mark, when that is what they are, and else a copy.
  /// - Parameter encoding: where nobody says, the mark at the beginning decides, and without one UTF-8 is expected.
  /// - Throws: `.notUTF8`, `.notUTF16`, with where.
  public static func withUTF8<R>(
    _ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding?,
    _ body: (UnsafeRawBufferPointer) throws(ReadingError) -> R
  ) throws(ReadingError) -> R {
    let mark = announced(bytes)
    switch encoding ?? mark?.encoding ?? .utf8 {
    case .utf8:
      let text = UnsafeRawBufferPointer(rebasing: bytes[(mark?.encoding == .utf8 ? 3 : 0)...])
      let valid = ctables_valid(text.baseAddress?.assumingMemoryBound(to: UInt8.self), text.count)
      guard valid == text.count else { throw .notUTF8(text, at: valid) }
      return try body(text)
    case .latin1: return try with(bytes.map { UInt16($0) }, body)
    case .windows1252: return try with(bytes.map { $0 & 0xE0 == 0x80 ? windows[Int($0 & 0x1F)] : UInt16($0) }, body)
    case .utf16:
      let text = bytes[(mark?.encoding == .utf16 ? 2 : 0)...]
      let isBig = mark?.isBigEndian ?? false
      var units: [UInt16] = []
      units.reserveCapacity(text.count / 2)
      var index = text.startIndex
      while index + 1 < text.endIndex {
        let (a, b) = (UInt16(text[index]), UInt16(text[index + 1]))
        units.append(isBig ? a << 8 | b : b << 8 | a)
        index += 2
      }
      guard index == text.endIndex else { throw .notUTF16(line: 1 + units.count { $0 == 10 }) }
      return try with(units, body)
    }
  }

  private static func with<R>(
    _ units: [UInt16], _ body: (UnsafeRawBufferPointer) throws(ReadingError) -> R
  ) throws(ReadingError) -> R {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(units.count + units.count / 8)
    var index = 0
    while index < units.count {
      var scalar = UInt32(units[index])
      index += 1
      if scalar & 0xF800 == 0xD800 {
        guard scalar < 0xDC00, index < units.count, units[index] & 0xFC00 == 0xDC00 else {
          throw .notUTF16(line: 1 + units[..<index].count { $0 == 10 })
        }
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + UInt32(units[index] & 0x3FF)
        index += 1
      }
      utf8.append(scalar: scalar)
    }
    var result: Result<R, ReadingError>?
    utf8.withUnsafeBytes { bytes in
      do throws(ReadingError) { result = .success(try body(bytes)) } catch { result = .failure(error) }
    }
    guard let result else { throw .empty }
    return try result.get()
  }

  /// What the bytes 80 to 9F are; those that are nothing keep their number, as browsers have it.
  /// - Source: WHATWG Encoding Standard, index windows-1252.
  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}

extension [UInt8] {
  /// Adds a character that is no surrogate, in UTF-8.
  mutating func append(scalar: UInt32) {
    func low(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800: append(contentsOf: [0xC0 | UInt8(truncatingIfNeeded: scalar >> 6), low(0)])
    case ..<0x10000: append(contentsOf: [0xE0 | UInt8(truncatingIfNeeded: scalar >> 12), low(6), low(0)])
    default: append(contentsOf: [0xF0 | UInt8(truncatingIfNeeded: scalar >> 18), low(12), low(6), low(0)])
    }
  }
}

extension ReadingError {
  static func notUTF8(_ text: UnsafeRawBufferPointer, at offset: Int) -> ReadingError {
    let line = 1 + text[..<offset].count { $0 == 10 }
    let start = text[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
    let column = 1 + text[start..<offset].count { $0 & 0xC0 != 0x80 }
    return .notUTF8(byte: text[offset], line: line, column: column)
  }
}
