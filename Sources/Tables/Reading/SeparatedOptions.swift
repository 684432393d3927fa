/// How a file of separated values is to be read; what is `nil` the file itself decides.
public struct SeparatedOptions: Hashable, Sendable {
  /// One ASCII character, and neither a quote nor the end of a line.
  public var separator: UInt8?
  public var decimal: UInt8?
  /// The words that stand for a missing cell, beside the empty cell.
  public var missing: [String] = Self.usualMissing
  public var hasHeader: Bool?
  public var encoding: TextEncoding?
  /// The kinds of columns, by name; complex numbers are none.
  public var kinds: [String: Column.Kind] = [:]
  /// Lines left out before anything else.
  public var skip = 0
  /// Rows read at most.
  public var rows: Int?

  public init() {}

  public static let usualMissing = ["NA", "null", "NULL"]
}

/// A table and what to know of how it was read.
public struct TableReading: Hashable, Sendable {
  public let table: Table
  public let remarks: [ReadingRemark]
}
