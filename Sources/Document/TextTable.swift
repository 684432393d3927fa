/// Rows of cells that align by column.
public struct TextTable: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable {
    case left, right
    /// Numbers line up on the decimal point.
    case decimal
  }

  /// Column titles; empty when there are none.
  public var header: [Text]
  public var rows: [[Text]]
  /// One per column; a missing one is `.decimal`.
  public var alignments: [Alignment]

  public init(header: [Text] = [], rows: [[Text]], alignments: [Alignment] = []) {
    self.header = header
    self.rows = rows
    self.alignments = alignments
  }
}
