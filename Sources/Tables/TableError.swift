/// Why there is no such table.
public enum TableError: Error, Hashable, Sendable {
  /// Two columns and their lengths.
  case lengths(String, Int, String, Int)
  case repeated(String)
  /// A column that is not there.
  case unknown(String, known: [String])
  /// A column that one of two tables has and the other has not.
  case absent([String])
  /// Columns of one name in two tables, of different kinds.
  case kinds(String, Column.Kind, Column.Kind)
  /// A value that stands for missing ones of another kind.
  case filling(Column.Kind, with: Column.Kind)
  /// More rows than fit into memory.
  case tooMany(rows: Double)
}
