import Document
import Evaluation
import LinearAlgebra
import Tables

/// Tables made, cut down and looked at.
let tables: [Builtin] = [
  Builtin(
    "table", summary: "A table of named columns.",
    doc: """
      Columns are vectors of numbers, texts, dates or truths, any of whose elements may be missing; a single value is \
      repeated. A matrix, and vectors given by place, take their names from names =; tables, records and lists of \
      records bring their own, so table(t, u) puts two tables side by side. Columns are read by t.amount or \
      t["Customer ID"], rows by t[t.amount > 100, :], where rows whose condition is missing are left out and counted; \
      t.ratio = t.a ./ t.b adds or replaces a column.
      """,
    facts: .init(
      "columns of n → n rows",
      refuses: [
        "columns of different lengths": "table(a = [1, 2], b = [1, 2, 3])", "no column": "table(a = sin)",
        "names for other columns": "table([1 2; 3 4], names = [\"a\"])",
      ], by: "columns are shared, not copied"),
    examples: [
      .init(
        "table(name = [\"Ann\", \"Bo\"], age = [31, missing])", "table(name = [\"Ann\", \"Bo\"], age = [31, missing])"),
      .init("table([1 2; 3 4], names = [\"a\", \"b\"])", "table(a = [1, 3], b = [2, 4])"),
    ], related: ["select", "where", "group", "join", "names", "describe"],
    Form("columns...", "name=...") { (arguments: Arguments) throws(EvaluationError) in try Table(arguments) }),
  Builtin(
    "names", summary: "The names of a table's columns, or of a record's fields.",
    doc: "A vector of texts, in the order of the columns.",
    facts: .init("table → names", refuses: ["no table": "names([1, 2])"], by: "looked up"),
    examples: [.init("names(table(a = [1, 2], b = 3))", "[\"a\", \"b\"]")],
    related: ["table", "rename", "select", "cols"],
    Form("t") { (t: Table) in Column(t.names) },
    Form("r") { (r: Record) in Column(r.fields.map(\.name)) }),
  Builtin(
    "head", summary: "The first rows of a table, or the first elements of a vector.",
    doc: "n of them, or all where there are fewer.",
    facts: .init(
      "table, n → at most n rows", refuses: ["no number of rows": "head(table(a = [1, 2]), -1)"], by: "copied"),
    examples: [
      .init("head(table(a = 1:9), 2)", "table(a = [1, 2])"), .init("head([\"x\", \"y\", \"z\"], 1)", "[\"x\"]"),
    ], related: ["tail", "sort", "where"],
    Form("t", "n = 6") { (t: Table, n: Extent) in t.taking(rows: Array(0..<min(n.count, t.rows))) },
    Form("x", "n = 6") { (x: Column, n: Extent) in x.taking(Array(0..<min(n.count, x.count))) },
    Form("x", "n = 6") { (x: List, n: Extent) in List(Array(x.elements.prefix(n.count))) }),
  Builtin(
    "tail", summary: "The last rows of a table, or the last elements of a vector.",
    doc: "n of them, or all where there are fewer, in their order.",
    facts: .init(
      "table, n → at most n rows", refuses: ["no number of rows": "tail(table(a = [1, 2]), 0.5)"], by: "copied"),
    examples: [.init("tail(table(a = 1:9), 2)", "table(a = [8, 9])")], related: ["head", "sort"],
    Form("t", "n = 6") { (t: Table, n: Extent) in t.taking(rows: Array(max(0, t.rows - min(n.count, t.rows))..<t.rows))
    },
    Form("x", "n = 6") { (x: Column, n: Extent) in x.taking(Array(x.count - min(n.count, x.count)..<x.count)) },
    Form("x", "n = 6") { (x: List, n: Extent) in List(Array(x.elements.suffix(n.count))) }),
  Builtin(
    "select", summary: "Some columns of a table, in the order given.",
    doc: "By their names; t[:, 2:4] selects by place.",
    facts: .init(
      "table, names → table", refuses: ["no such column": "select(table(a = 1), \"b\")"], by: "columns are shared"),
    examples: [.init("select(table(a = 1, b = 2, c = 3), \"c\", \"a\")", "table(c = [3], a = [1])")],
    related: ["drop", "rename", "where", "names"],
    Form("t", "column", "columns...") { (t: Table, first: ColumnNames, others: [ColumnNames]) throws(TableError) in
      try t.selecting(ColumnNames.joined([first] + others))
    }),
  Builtin(
    "drop", summary: "A table without some of its columns.",
    doc: "By their names.",
    facts: .init(
      "table, names → table", refuses: ["no such column": "drop(table(a = 1), \"b\")"], by: "columns are shared"),
    examples: [.init("drop(table(a = 1, b = 2, c = 3), \"b\")", "table(a = [1], c = [3])")],
    related: ["select", "drop_missing", "rename"],
    Form("t", "column", "columns...") { (t: Table, first: ColumnNames, others: [ColumnNames]) throws(TableError) in
      try t.dropping(ColumnNames.joined([first] + others))
    }),
  Builtin(
    "rename", summary: "A table whose columns have other names.",
    doc: "rename(t, new = \"old\"), or rename(t, \"old\", \"new\") for names that cannot be typed.",
    facts: .init(
      "table, new = \"old\" → table",
      refuses: [
        "no such column": "rename(table(a = 1), b = \"c\")", "a name twice": "rename(table(a = 1, b = 2), a = \"b\")",
      ],
      by: "columns are shared"),
    examples: [.init("rename(table(x1 = [1, 2]), amount = \"x1\")", "table(amount = [1, 2])")],
    related: ["names", "select"],
    Form("t", "old", "new") { (t: Table, old: String, new: String) throws(TableError) in
      try t.renaming([(old, new)])
    },
    Form("t", "new=...") { (t: Table, changes: Arguments) throws(EvaluationError) in
      if let stray = changes.positional.first {
        throw TableVerbError.rename("The argument", got: stray.phrase).asEvaluation
      }
      var pairs: [(old: String, new: String)] = []
      for (new, value) in changes.named {
        guard case .text(let old) = value else { throw TableVerbError.rename(new, got: value.phrase).asEvaluation }
        pairs.append((old, new))
      }
      do throws(TableError) { return try t.renaming(pairs) } catch { throw error.asEvaluation }
    }),
  Builtin(
    "where", summary: "The rows of a table for which a condition holds.",
    doc: """
      A function of a row, as in row -> row.amount > 100, or truths, one a row. Rows whose condition is missing are left \
      out, as in SQL and dplyr, and counted in a remark. A condition that joins fields element by element is worked out \
      for all rows at once, any other row by row.
      """,
    facts: .init(
      "table, condition → table",
      refuses: [
        "no truths": "where(table(a = [1, 2]), row -> row.a + 1)",
        "truths of another length": "where(table(a = [1, 2]), [true])",
        "no such column": "where(table(a = [1, 2]), r -> r.b)",
      ], by: "all rows at once where that says the same"),
    examples: [
      .init(
        "where(table(id = 1:3, amount = [5, 200, 150]), row -> row.amount > 100)",
        "table(id = [2, 3], amount = [200, 150])"
      )
    ], related: ["select", "filter", "group", "drop_missing"],
    Form("t", "condition") { (context: inout Context, t: Table, f: Function) throws(EvaluationError) -> Table in
      try context.rows(of: t, where: try context.rowMask(f, over: t))
    },
    Form("t", "condition") { (context: inout Context, t: Table, mask: Column) throws(EvaluationError) -> Table in
      try context.rows(of: t, where: mask)
    }),
  Builtin(
    "append", summary: "The rows of one table below those of another.",
    doc: """
      Columns are brought together by name and keep the order of the first table. A column that only one of them has is \
      refused, or missing in the other's rows with fill = true.
      """,
    facts: .init(
      "m rows, n rows → m + n rows",
      refuses: [
        "other columns": "append(table(a = 1), table(b = 2))", "another kind": "append(table(a = 1), table(a = \"x\"))",
      ], by: "columns copied one below the other"),
    examples: [
      .init("append(table(a = [1, 2]), table(a = 3))", "table(a = [1, 2, 3])"),
      .init("append(table(a = 1), table(b = \"x\"), fill = true)", "table(a = [1, missing], b = [missing, \"x\"])"),
    ], related: ["join", "table"],
    Form("t", "u", "fill: false") { (t: Table, u: Table, fill: Bool) throws(TableError) in
      try t.appending(u, filling: fill)
    }),
  Builtin(
    "drop_missing", summary: "The rows in which nothing is missing.",
    doc: """
      In any column, or in those that are named; of a vector, the elements that are there. A remark says how many were \
      left out.
      """,
    facts: .init(
      "table → at most as many rows", refuses: ["no such column": "drop_missing(table(a = 1), \"b\")"],
      by: "row by row"),
    examples: [
      .init(
        "drop_missing(table(a = [1, missing, 3], b = [missing, 5, 6]), \"a\")", "table(a = [1, 3], b = [missing, 6])"),
      .init("drop_missing([1, missing, 3])", "[1, 3]"),
    ], related: ["fill_missing", "is_missing", "where"],
    Form("t", "columns...") {
      (context: inout Context, t: Table, columns: [ColumnNames]) throws(EvaluationError) -> Table in
      let names = columns.isEmpty ? t.names : ColumnNames.joined(columns)
      do throws(TableError) {
        let whole = try t.dropping(missingIn: names)
        context.note(leftOut: t.rows - whole.rows, of: t.rows, "row")
        return whole
      } catch { throw error.asEvaluation }
    },
    Form("x") { (context: inout Context, x: Column) -> Column in
      context.note(leftOut: x.missingCount, of: x.count, "element")
      return x.present
    }),
  Builtin(
    "fill_missing", summary: "A value in place of what is missing.",
    doc:
      "Of a vector, fill_missing(x, 0); of a table, column by column: fill_missing(t, amount = 0, region = \"none\").",
    facts: .init(
      "n → n",
      refuses: [
        "another kind": "fill_missing([1, missing], \"none\")", "no such column": "fill_missing(table(a = 1), b = 0)",
      ], by: "looked up"),
    examples: [
      .init("fill_missing([1, missing, 3], 0)", "[1, 0, 3]"),
      .init("fill_missing(table(a = [1, missing]), a = 9)", "table(a = [1, 9])"),
    ], related: ["drop_missing", "is_missing"],
    Form("x", "value") { (x: Column, value: Value) throws(EvaluationError) in try x.filled(with: value) },
    Form("x", "value") { (x: SingleCell, value: Value) throws(EvaluationError) -> Value in
      Value(try x.column.filled(with: value)[0])
    },
    Form("t", "column=...") { (t: Table, fillings: Arguments) throws(EvaluationError) -> Table in
      if let stray = fillings.positional.first {
        throw EvaluationError(
          .argument(
            function: "fill_missing", parameter: "column", needed: "column = value, such as amount = 0",
            got: stray.phrase))
      }
      var result = t
      for (name, value) in fillings.named {
        guard value.isScalar, let one = Column([value]) else {
          throw EvaluationError(
            .argument(function: "fill_missing", parameter: name, needed: "a single value", got: value.phrase))
        }
        do throws(TableError) {
          let column = try result.column(named: name)
          result = try result.setting(name, to: try result.column(named: name).filledOrRefused(one))
        } catch { throw error.asEvaluation }
      }
      return result
    }),
]

/// One element, perhaps missing.
private struct SingleCell: ArgumentType {
  let column: Column

  static let needed = "a vector, a table, or a single value"

  static func decode(_ value: Value) -> SingleCell? {
    guard value.isScalar, let column = Column([value]) else { return nil }
    return SingleCell(column: column)
  }
}

extension Column {
  fileprivate func filled(with value: Value) throws(EvaluationError) -> Column {
    guard value.isScalar, let one = Column([value]) else {
      throw EvaluationError(
        .argument(function: "fill_missing", parameter: "value", needed: "a single value", got: value.phrase))
    }
    do throws(TableError) { return try filledOrRefused(one) } catch { throw error.asEvaluation }
  }

  fileprivate func filledOrRefused(_ one: Column) throws(TableError) -> Column {
    guard let filled = filled(with: one[0]) else { throw .filling(storage.kind, with: one.storage.kind) }
    return filled
  }
}

extension Context {
  /// The rows whose truth is there and true.
  fileprivate mutating func rows(of t: Table, where mask: Column) throws(EvaluationError) -> Table {
    guard case .truths(let truths) = mask.storage else {
      throw EvaluationError(
        .argument(
          function: "where", parameter: "condition", needed: "a function of a row, or truths",
          got: Value(mask).phrase))
    }
    guard mask.count == t.rows else {
      throw EvaluationError(.maskLength(got: mask.count, count: t.rows, dimension: 1))
    }
    note(missingInMask: mask.missingCount)
    let gaps = mask.missing
    return t.taking(rows: truths.indices.filter { truths[$0] && (gaps.isEmpty || !gaps[$0]) })
  }

  /// Says how much was left out because something is missing.
  mutating func note(leftOut count: Int, of whole: Int, _ noun: String) {
    guard count > 0 else { return }
    note(
      Report(
        code: "W241", title: "left out",
        message:
          "\(count) of \(whole.counted(noun)) \(count == 1 ? "was" : "were") left out: something is missing there."))
  }
}
