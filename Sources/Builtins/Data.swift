import Document
import Evaluation
import LinearAlgebra
import Statistics
import Syntax
import Tables

/// Tables to learn with, and the inspection of tables before anything is concluded from them.
let dataTools: [Builtin] = [
  Builtin(
    "data", summary: "A small table that comes with nabla, or the list of them all.",
    doc: """
      iris: four measures of 150 flowers of three species (Anderson 1935, Fisher 1936; CC BY 4.0, UCI). cars: speed and \
      stopping distance (Ezekiel 1930; public domain). sleep: ten people, two drugs (Student 1908; public domain). \
      nile: yearly flow at Aswan, 1871 to 1970 (Cobb 1978; public domain). ratings: 20 people, nine dishes, with blanks \
      (generated; CC0). fraud: 10 000 payments, 20 of them fraud, with a model's score (generated; CC0). \
      ?iris, ?cars and so on say what each column means, in which unit, and where it is from. Generated sets come from a \
      fixed seed and are the same on every machine.
      """,
    facts: .init(
      "name → table; nothing → table of names", refuses: ["no such set": "data(\"irises\")"],
      by: "kept in the program; each set's SHA-256 is checked against R's and statsmodels' copies"),
    examples: [
      .init("data(\"cars\").dist[1:5]", "[2, 10, 4, 22, 16]"), .init("data().name[1:2]", "[\"iris\", \"cars\"]"),
    ],
    related: ["quality", "read"],
    Form() { () -> Table in .datasets },
    Form("name") { (name: String) throws(DataError) -> Table in
      guard let set = Dataset.named(name.lowercased()) else { throw .unknown(name) }
      return set.table
    }),
  Builtin(
    "quality", summary: "What in a table would make results wrong: a verdict, findings, and a line that mends each.",
    doc: """
      Looks for missing cells and codes for them (-999, \"n/a\"), duplicate rows and columns, constant columns, types \
      mixed in a column, one name in several spellings, dates in several formats, outliers (beyond median ± 6 MAD and \
      quartiles ± 3 IQR, on a scale that evens out skewness), values a column of that name cannot have, and zeros that \
      stand for missing. With target = \"column\" also for columns that give the target away (AUC ≥ 0.995, R² ≥ 0.999, \
      98 % of errors spared), identifiers, and rare classes. With population = table, or a record \
      such as {region = {north = 0.4, south = 0.6}, age = {mean = 41, sd = 12}}, for differences from it (χ², \
      Kolmogorov–Smirnov, z; p below 0.01 over all columns). Duplicates that coarse measuring explains are \
      only noted. Each finding says how many, where, and what to try; plot(q) draws them, say(q) sums up. hash is the SHA-256 of the \
      canonical bytes. Fields: verdict, findings (a table), rows, columns, hash, notes.
      """,
    facts: .init(
      "table → verdict, findings, rows, columns, hash, notes",
      refuses: [
        "a target that is no column": "quality(data(\"cars\"), target = \"spd\")",
        "a population without the column": "quality(data(\"cars\"), population = {weight = {mean = 1, sd = 1}})",
        "shares that do not come to 1": "quality(data(\"sleep\"), population = {group = {a = 0.5}})",
      ], by: "rules that state themselves in each finding; SHA-256 by FIPS 180-4",
      fields: ["verdict", "findings", "rows", "columns", "hash", "notes"]),
    examples: [
      .init("quality(data(\"cars\")).verdict", "\"ready: nothing found\""),
      .init("quality(data(\"fraud\"), target = \"fraud\").findings.problem", "[\"imbalance\"]"),
    ],
    related: ["data", "say", "plot"],
    Form("t", "target?", "population?") {
      (context: inout Context, table: Table, target: String?, population: KnownPopulation?)
        throws(EvaluationError) -> QualityReport in
      var quality: Quality
      do throws(QualityError) {
        quality = try Quality(table, target: target, isInterrupted: context.isInterrupted)
      } catch { throw error.asEvaluation }
      try context.checkInterrupt()
      if let population {
        do throws(PopulationError) { try quality.compare(table, with: population.population) } catch {
          throw error.asEvaluation
        }
      }
      return QualityReport(quality, of: table, called: context.name(of: table) ?? "t")
    }),
  Builtin(
    "numbers", summary: "Texts as the numbers they are; missing where one is none.",
    doc: """
      Blanks around a number are left out; \"1e3\" and \"-.5\" are numbers, \"inf\", \"1,5\" and \"12 kg\" are not. What is \
      missing stays missing.
      """,
    facts: .init(
      "n texts → n numbers", refuses: ["not texts": "numbers([1, 2])"], by: "correctly rounded"),
    examples: [.init("numbers([\"1\", \" 2.5 \", \"n/a\"])", "[1, 2.5, missing]")],
    related: ["dates", "quality"],
    Form("texts") { (context: inout Context, texts: TextCells) -> Column in
      let numbers = texts.cells.map { $0.flatMap { Double(written: $0) } }
      context.note(unread: texts, as: "numbers", numbers.map { $0 == nil })
      return Column(numbers)
    }),
  Builtin(
    "dates", summary: "Texts as the dates they are; missing where one is none.",
    doc: """
      Reads 2026-03-01, 2026/3/1, 1.3.2026, 01/03/2026, 1 March 2026 and Mar 1, 2026, also mixed. order = \"dmy\" or \"mdy\" \
      says how two numbers before a year are read. What is missing stays missing.
      """,
    facts: .init(
      "n texts → n dates",
      refuses: ["not texts": "dates([1, 2])", "no such order": "dates([\"1.3.2026\"], order = \"ymd\")"],
      by: "Gregorian calendar"),
    examples: [
      .init(
        "dates([\"01.03.2026\", \"2026-03-02\", \"soon\"])", "[date(\"2026-03-01\"), date(\"2026-03-02\"), missing]")
    ],
    related: ["numbers", "quality"],
    Form("texts", "order = \"dmy\"") { (context: inout Context, texts: TextCells, order: DateOrder) -> Column in
      let days = texts.cells.map { $0.flatMap { DateForm($0)?.day(monthFirst: order == .mdy) } }
      context.note(unread: texts, as: "dates", days.map { $0 == nil })
      return Column(.dates(days.map { $0 ?? Day(number: 0) }), missing: days.map { $0 == nil })
    }),
]

/// Whether the day or the month stands first.
private enum DateOrder: String, Choice {
  case dmy, mdy
}

/// Texts, some of them missing.
private struct TextCells: ArgumentType {
  let cells: [String?]

  static let needed = "a text or a vector of texts"

  static func decode(_ value: Value) -> TextCells? {
    if case .text(let text) = value { return TextCells(cells: [text]) }
    guard case .column(let column) = value, case .texts(let texts) = column.storage else { return nil }
    return TextCells(cells: (0..<column.count).map { column.isMissing($0) ? nil : texts[$0] })
  }
}

extension Table {
  /// The sets that come along.
  fileprivate static var datasets: Table {
    let sets = Dataset.all
    let columns: [(name: String, column: Column)] = [
      ("name", Column(sets.map(\.name))), ("rows", Column(sets.map { Double($0.table.rows) })),
      ("columns", Column(sets.map { Double($0.table.columns.count) })), ("about", Column(sets.map(\.title))),
      ("licence", Column(sets.map(\.licence))),
    ]
    return Table(uniform: columns)
  }
}

extension Context {
  /// Says what became missing because it could not be read.
  fileprivate mutating func note(unread texts: TextCells, as what: String, _ gaps: [Bool]) {
    let lost = zip(texts.cells, gaps).compactMap { $1 ? $0 : nil }
    guard let first = lost.first else { return }
    let given = texts.cells.count - texts.cells.count { $0 == nil }
    note(
      Report(
        code: "W335", title: "not read",
        message: "\(lost.count) of \(given.counted("text")) \(lost.count == 1 ? "is" : "are") missing now, since "
          + "\(lost.count == 1 ? "it is" : "they are") no \(what); the first is "
          + "\(Value.text(first.truncated(to: 40)).written())."))
  }

  /// The name that a table is bound to in the notebook; not that of the last result, which is another one by the time
  /// that a line is typed.
  fileprivate func name(of table: Table) -> String? {
    func first(_ isIt: (Table) -> Bool) -> String? {
      scope.names.first { name in
        if name.spelling != "ans", case .table(let bound)? = scope[name] { isIt(bound) } else { false }
      }?.spelling
    }
    // A table with NaN does not equal itself.
    return first { $0 == table }
      ?? first {
        $0.names == table.names && $0.rows == table.rows && $0.columns.map(\.kind) == table.columns.map(\.kind)
      }
  }
}
