import Document
import Evaluation
import LinearAlgebra
import Tables

/// Tables grouped, joined and described.
let tableVerbs: [Builtin] = [
  Builtin(
    "group", summary: "One row for each group of rows, with what is made of it.",
    doc: """
      by names the columns whose values make the groups; groups come in ascending order of these, missing last as a group \
      of its own. Every further argument is a column of the result: a function of the group, which is a table, that \
      gives one value. rows counts; without any, n does. by = [] takes all rows as one group.
      """,
    facts: .init(
      "table of m groups → m rows",
      refuses: [
        "no such column": "group(table(a = 1), by = \"b\")",
        "not one value": "group(table(a = [1, 1]), by = \"a\", x = g -> g.a)",
      ], by: "hashed; sum, mean, min, max of a column and rows in one pass, sums compensated"),
    examples: [
      .init(
        "group(table(region = [\"n\", \"s\", \"n\"], amount = [1, 2, 3]), by = \"region\", total = g -> sum(g.amount), n = rows)",
        "table(region = [\"n\", \"s\"], total = [4, 2], n = [2, 1])")
    ], related: ["count", "sort", "join", "where"],
    Form("t", "by", "summary=...") {
      (context: inout Context, t: Table, by: ColumnNames, summaries: Arguments) throws(EvaluationError) in
      try context.group(t, by: by.names, summaries)
    }),
  Builtin(
    "join", summary: "The rows of two tables that agree in some columns, side by side.",
    doc: """
      how = "inner" keeps pairs, "left", "right" and "outer" also the rows of one or both that have no partner, with \
      missing in place of it; "semi" and "anti" keep the rows of t with or without partner. Rows come in the order of t \
      (of u for "right"), those of u without partner last. on = {id = "customer"} joins columns of different names. \
      Another column of u whose name is taken gets _right behind it. A missing key has no partner; how many there are is \
      remarked.
      """,
    facts: .init(
      "m rows, n rows → the pairs",
      refuses: [
        "no such column": "join(table(a = 1), table(b = 1), on = \"a\")",
        "keys of different kinds": "join(table(a = 1), table(a = \"1\"), on = \"a\")",
        "another way": "join(table(a = 1), table(a = 1), on = \"a\", how = \"both\")",
      ], by: "hashed"),
    examples: [
      .init(
        "join(table(id = [1, 2], x = [\"a\", \"b\"]), table(id = [2, 2, 3], y = [7, 8, 9]), on = \"id\")",
        "table(id = [2, 2], x = [\"b\", \"b\"], y = [7, 8])"),
      .init(
        "join(table(id = [1, 2]), table(id = [2], y = [7]), on = \"id\", how = \"left\")",
        "table(id = [1, 2], y = [missing, 7])"),
    ], related: ["append", "group"],
    Form("t", "u", "on", "how: \"inner\"") {
      (context: inout Context, t: Table, u: Table, on: JoinKeys, how: JoinKind) throws(EvaluationError) -> Table in
      let joined: Joined
      do throws(TableError) { joined = try t.joining(u, on: on.keys, how) } catch { throw error.asEvaluation }
      if joined.missingKeys > 0 {
        context.note(
          Report(
            code: "W242", title: "missing keys",
            message:
              "\(joined.missingKeys.counted("row")) of the two tables \(joined.missingKeys == 1 ? "has" : "have") "
              + "a missing key and so no partner."))
      }
      return joined.table
    }),
  Builtin(
    "describe", summary: "The figures of every column of a table, or of a vector.",
    doc: """
      How many elements are there and missing; of numbers mean, standard deviation (n − 1), quartiles (type 7), smallest \
      and largest; of dates the first and last; of texts, truths and dates how many are different, the most frequent and \
      how often it is there. Missing elements are counted and left out of the rest. Of a table, .table has all figures in \
      one table, and each is a field of its own, a vector with one element a column.
      """,
    facts: .init(
      "table of k columns → k rows; vector → record", refuses: ["no table": "describe(sin)"],
      by: "two-pass deviations, quantiles of type 7 (Hyndman & Fan 1996)"),
    examples: [
      .init(
        "describe([1, 2, missing, 4, 5])",
        "{kind = \"number\", count = 4, missing = 1, mean = 3, sd = 1.82574, min = 1, q1 = 1.75, median = 3, q3 = 4.25, max = 5}"
      ),
      .init(
        "describe(table(who = [\"a\", \"b\", \"a\"], x = [1, missing, 4])).mean", "[missing, 2.5]"),
    ], related: ["count", "head", "group", "mean"],
    Form("t") { (t: Table) in DescribedTable(t) },
    Form("x") { (x: Column) in Record(Description(x).fields) }),
]

/// The forms of `sort`, `unique` and `count` that take tables.
enum TableForms {
  static let sort = Form("t", "by", "descending: false") {
    (t: Table, by: ColumnNames, descending: Directions) throws(EvaluationError) -> Table in
    let directions = try descending.each(of: by.names.count)
    do throws(TableError) {
      return t.taking(rows: t.order(by: try t.columns(named: by.names), descending: directions))
    } catch { throw error.asEvaluation }
  }

  static let unique = Form("t", "columns...") { (t: Table, columns: [ColumnNames]) throws(TableError) -> Table in
    try t.distinct(by: columns.isEmpty ? t.names : ColumnNames.joined(columns))
  }

  static let count = Form("t", "column", "columns...") {
    (t: Table, first: ColumnNames, others: [ColumnNames]) throws(TableError) -> Table in
    let names = ColumnNames.joined([first] + others)
    let keys = try t.columns(named: names)
    let grouping = Grouping(by: keys) ?? Grouping(rows: t.rows)
    let sizes = Column(grouping.sizes.map(Double.init))
    let order = sizes.order(descending: true)
    let share = grouping.sizes.map { t.rows == 0 ? 0 : Double($0) / Double(t.rows) }
    let counted = zip(names, keys).map { (name: $0, column: $1.taking(grouping.firsts)) }
    return try Table(counted + [("n", sizes), ("share", Column(share))]).taking(rows: order)
  }
}
