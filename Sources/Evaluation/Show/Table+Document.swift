import Document
import LinearAlgebra
import Tables

extension Table {
  /// The first and last rows under the columns' names.
  var document: Document { Document([.line(Text("\(rows)×\(columns.count) table", .dim))]) }
}
