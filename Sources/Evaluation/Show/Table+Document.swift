import Document
import LinearAlgebra
import Tables

extension Table {
  /// The names and kinds of the columns above the first and last rows.
  var document: Document {
    let columns = columns
    let titles = zip(names, columns).map { name, column in
      Grid.Title(
        Text(name.isEmpty ? "\"\"" : name, .strong), kind: Text(column.storage.kind.word, .dim), column.alignment)
    }
    return .table(rows: rows, titles: titles) { Value(columns[$1][$0]).inline }
  }
}

extension Column {
  fileprivate var alignment: TextTable.Alignment {
    switch storage {
    case .numbers, .complex: .decimal
    case .truths, .texts, .dates: .left
    }
  }
}

extension Column.Kind {
  /// The kind in a word.
  public var word: String { self == .complex ? "complex" : rawValue }
}
