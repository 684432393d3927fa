import LinearAlgebra
import Numerics

/// An array as NumPy keeps it in a file.
public enum NumPyArray: Hashable, Sendable {
  case number(Double)
  case column(Column)
  case matrix(Matrix)
  case truths([Bool], columns: Int)

  /// What was read, and how many whole numbers no double holds.
  public struct Reading: Hashable, Sendable {
    public let array: NumPyArray
    public let rounded: Int
  }
}

/// - Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays", versions 1 to 3.
extension NumPyArray {
  public static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// - Throws: `.array`, with what cannot be read.
  public static func read(_ bytes: UnsafeRawBufferPointer) throws(ReadingError) -> Reading {
    let header = try NumPyHeader(bytes)
    let data = UnsafeRawBufferPointer(rebasing: bytes[header.offset...])
    guard header.shape.count <= 2 else {
      throw .array("It has \(header.shape.count) dimensions; I read numbers, vectors and matrices.")
    }
    var count = 1
    for side in header.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: side)
      guard !overflow, product <= data.count else { throw header.short(data.count) }
      count = product
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: header.element.size)
    guard !overflow, size <= data.count else { throw header.short(data.count) }
    let (rows, columns) = (header.shape.first ?? 1, header.shape.count == 2 ? header.shape[1] : 1)

    /// Where the element of a column-major index lies.
    func place(_ index: Int) -> Int {
      guard header.shape.count == 2, !header.isFortran else { return index }
      return (index % rows) * columns + index / rows
    }
    func elements<T>(_ read: (Int) -> T) -> [T] { (0..<count).map { read(place($0) * header.element.size) } }
    let isMatrix = header.shape.count == 2
    let storage: Column.Storage
    var rounded = 0
    var missing: [Bool] = []
    switch header.element.kind {
    case "f": storage = .numbers(elements { header.float(data, $0) })
    case "i", "u":
      storage = .numbers(
        elements { at in
          let (value, isExact) = header.whole(data, at)
          if !isExact { rounded += 1 }
          return value
        })
    case "b": storage = .truths(elements { data[$0] != 0 })
    case "c":
      let half = header.element.size / 2
      storage = .complex(
        elements { Complex(header.float(data, $0, size: half), header.float(data, $0 + half, size: half)) })
    case "M":
      let days = elements { Int64(bitPattern: header.bits(data, $0, 8)) }
      missing = days.map { $0 == .min }
      // The days that four digits of a year can name.
      guard zip(days, missing).allSatisfy({ $1 || (-719_528...2_932_896).contains($0) }) else {
        throw .array("It holds dates outside the years 0 to 9999.")
      }
      storage = .dates(zip(days, missing).map { Day(number: $1 ? 0 : Int32(truncatingIfNeeded: $0)) })
    default: storage = .texts(Texts(try header.texts(data, count)))
    }
    guard isMatrix else {
      if header.shape.isEmpty, case .numbers(let x) = storage { return Reading(array: .number(x[0]), rounded: rounded) }
      return Reading(array: .column(Column(storage, missing: missing)), rounded: rounded)
    }
    switch storage {
    case .numbers(let x):
      return Reading(array: .matrix(Matrix(rows: rows, columns: columns, elements: x)), rounded: rounded)
    case .truths(let t): return Reading(array: .truths(t, columns: columns), rounded: 0)
    default: throw .array("It is a matrix of \(header.element.words), and I read matrices of numbers and truths.")
    }
  }
}

/// What stands before the elements.
private struct NumPyHeader {
  struct Element {
    /// As NumPy's type strings have it: `f i u b c U S M`.
    let kind: Character
    let size: Int
    let isBigEndian: Bool

    var words: String {
      switch kind {
      case "f", "i", "u": "numbers"
      case "c": "complex numbers"
      case "b": "truths"
      case "M": "dates"
      default: "texts"
      }
    }
  }

  let element: Element
  let isFortran: Bool
  let shape: [Int]
  /// Where the elements begin.
  let offset: Int

  init(_ bytes: UnsafeRawBufferPointer) throws(ReadingError) {
    guard bytes.count >= 10, bytes.starts(with: NumPyArray.magic) else {
      throw .array("It does not begin as a .npy file does.")
    }
    let version = bytes[6]
    guard (1...3).contains(version), version == 1 || bytes.count >= 12 else {
      throw .array("It is of version \(version) of the format, and I know 1 to 3.")
    }
    let isShort = version == 1
    let length = (0..<(isShort ? 2 : 4)).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
    let start = isShort ? 10 : 12
    guard length <= bytes.count - start else { throw .array("Its header is cut short.") }
    offset = start + length
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    guard let type = Self.value(of: "descr", text), let order = Self.value(of: "fortran_order", text),
      let sides = Self.value(of: "shape", text)
    else { throw .array("Its header names no descr, fortran_order and shape.") }
    element = try Self.element(type)
    isFortran = order.hasPrefix("True")
    guard sides.hasPrefix("("), let close = sides.firstIndex(of: ")") else { throw .array("Its shape is no tuple.") }
    var shape: [Int] = []
    for side in sides[sides.index(after: sides.startIndex)..<close].split(separator: ",") {
      let digits = side.filter { $0 != " " }
      if digits.isEmpty { continue }
      guard let side = Int(digits), side >= 0 else { throw .array("Its shape has a side that is no count.") }
      shape.append(side)
    }
    self.shape = shape
  }

  /// What follows a key of the dictionary.
  private static func value(of key: String, _ text: String) -> Substring? {
    for quote in ["'", "\""] {
      let name = "\(quote)\(key)\(quote)"
      var rest = text[...]
      while !rest.isEmpty {
        if rest.hasPrefix(name) {
          return rest.dropFirst(name.count).drop { $0 == " " || $0 == ":" }
        }
        rest = rest.dropFirst()
      }
    }
    return nil
  }

  private static func element(_ type: Substring) throws(ReadingError) -> Element {
    guard let quote = type.first, quote == "'" || quote == "\"" else {
      throw .array("Its elements are records of several fields; save each field as an array of its own.")
    }
    let name = type.dropFirst().prefix { $0 != quote }
    let digits = name.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
    let unit = name.dropFirst(2 + digits.count)
    guard name.count >= 3, let order = name.first, let kind = name.dropFirst().first, let size = Int(digits),
      "<>|=".contains(order)
    else { throw .array("Its elements are of a type, \(ReadingError.quoted(String(name))), that I do not know.") }
    let sizes: [Character: [Int]] = ["f": [2, 4, 8], "i": [1, 2, 4, 8], "u": [1, 2, 4, 8], "b": [1], "c": [8, 16]]
    let isKnown =
      switch kind {
      case "U", "S": (0...(1 << 24)).contains(size)
      case "M": size == 8 && unit == "[D]"
      default: sizes[kind]?.contains(size) == true && unit.isEmpty
      }
    guard isKnown else {
      throw .array(
        "Its elements are of a type, \(ReadingError.quoted(String(name))), that I do not read; "
          + "np.save(name, x.astype(float)) saves numbers.")
    }
    return Element(kind: kind, size: kind == "U" ? size * 4 : size, isBigEndian: order == ">")
  }

  func short(_ bytes: Int) -> ReadingError {
    .array("Its header promises \(shape.map(String.init).joined(separator: "×")) elements, and \(bytes) bytes follow.")
  }

  func bits(_ data: UnsafeRawBufferPointer, _ at: Int, _ size: Int) -> UInt64 {
    var bits: UInt64 = 0
    for place in 0..<size { bits = bits << 8 | UInt64(data[element.isBigEndian ? at + place : at + size - 1 - place]) }
    return bits
  }

  func float(_ data: UnsafeRawBufferPointer, _ at: Int, size: Int? = nil) -> Double {
    let size = size ?? element.size
    let bits = bits(data, at, size)
    switch size {
    case 8: return Double(bitPattern: bits)
    case 4: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    default:
      // Sign, five bits of exponent, ten of fraction; IEEE 754, binary16.
      let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
      let size =
        switch exponent {
        case 0: fraction * 0x1p-24
        case 31: fraction == 0 ? Double.infinity : .nan
        default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction * 0x1p-10)
        }
      return bits >> 15 == 1 ? -size : size
    }
  }

  func whole(_ data: UnsafeRawBufferPointer, _ at: Int) -> (Double, Bool) {
    let bits = bits(data, at, element.size)
    guard element.kind == "i" else { return (Double(bits), UInt64(exactly: Double(bits)) == bits) }
    let shift = 64 - 8 * element.size
    let value = Int64(bitPattern: bits << shift) >> Int64(shift)
    return (Double(value), Int64(exactly: Double(value)) == value)
  }

  func texts(_ data: UnsafeRawBufferPointer, _ count: Int) throws(ReadingError) -> [String] {
    var texts: [String] = []
    for index in 0..<count {
      let start = index * element.size
      guard element.kind == "U" else {
        let bytes = data[start..<start + element.size]
        let end = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? start
        guard let text = String(validating: data[start..<end], as: UTF8.self) else {
          throw .array("Its texts are not UTF-8.")
        }
        texts.append(text)
        continue
      }
      var scalars = String.UnicodeScalarView()
      var blanks = 0
      for place in 0..<element.size / 4 {
        let bits = UInt32(truncatingIfNeeded: bits(data, start + 4 * place, 4))
        guard let scalar = UnicodeScalar(bits) else { throw .array("It holds what is no character.") }
        // Texts are filled up with zeros, and may hold some.
        if bits == 0 {
          blanks += 1
          continue
        }
        for _ in 0..<blanks { scalars.append("\0") }
        blanks = 0
        scalars.append(scalar)
      }
      texts.append(String(scalars))
    }
    return texts
  }
}
