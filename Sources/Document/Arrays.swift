/// The entries of a vector. They are asked for when rendered, so a long one costs only what is shown.
public struct Entries: Sendable {
  public var count: Int
  public var entry: @Sendable (Int) -> Text

  public init(count: Int, entry: @escaping @Sendable (Int) -> Text) {
    self.count = count
    self.entry = entry
  }
}

/// The entries of a matrix or a table. They are asked for when rendered, so a large one costs only what is shown.
public struct Grid: Sendable {
  /// What stands above a column of a table, and how its entries are aligned.
  public struct Title: Sendable {
    public var name: Text
    /// Below the name: what the column holds.
    public var kind: Text
    public var alignment: TextTable.Alignment

    public init(_ name: Text, kind: Text, _ alignment: TextTable.Alignment) {
      (self.name, self.kind, self.alignment) = (name, kind, alignment)
    }
  }

  public var rows: Int
  public var columns: Int
  /// One a column; none for a matrix.
  public var titles: [Title]
  /// How every column without a title is aligned.
  public var alignment: TextTable.Alignment
  public var entry: @Sendable (_ row: Int, _ column: Int) -> Text

  public init(
    rows: Int, columns: Int, titles: [Title] = [], alignment: TextTable.Alignment = .decimal,
    entry: @escaping @Sendable (Int, Int) -> Text
  ) {
    self.rows = rows
    self.columns = columns
    self.titles = titles
    self.alignment = alignment
    self.entry = entry
  }
}

extension Document {
  /// A vector under its header: `2-vector` and the entries in rows that fit the width. Indices count from 0.
  public static func vector(
    count: Int, kind: String = "vector", entry: @escaping @Sendable (Int) -> Text
  ) -> Document {
    headed("\(count)-\(kind)", count == 0 ? [] : [.entries(Entries(count: count, entry: entry))])
  }

  /// A vector of numbers under its header.
  public static func vector(_ values: [Double]) -> Document {
    vector(count: values.count) { .number(values[$0]) }
  }

  /// A matrix under its header: `2×2 matrix` and the entries aligned by column. Indices count from 0.
  public static func matrix(
    rows: Int, columns: Int, kind: String = "matrix", entry: @escaping @Sendable (_ row: Int, _ column: Int) -> Text
  ) -> Document {
    let grid = Grid(rows: rows, columns: columns, entry: entry)
    return headed("\(rows)×\(columns) \(kind)", rows == 0 || columns == 0 ? [] : [.grid(grid)])
  }

  /// A table under its header, `6×4 table`: names, kinds and entries. Indices count from 0.
  public static func table(
    rows: Int, titles: [Grid.Title], entry: @escaping @Sendable (_ row: Int, _ column: Int) -> Text
  ) -> Document {
    let grid = Grid(rows: rows, columns: titles.count, titles: titles, entry: entry)
    return headed("\(rows)×\(titles.count) table", titles.isEmpty ? [] : [.grid(grid)])
  }

  private static func headed(_ header: String, _ blocks: [Block]) -> Document {
    Document([.section(Text(header, .dim), Document(blocks))])
  }
}
