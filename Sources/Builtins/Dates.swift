import Evaluation
import LinearAlgebra
import Tables

/// Days of the calendar, one or a vector of them.
let dates: [Builtin] = [
  Builtin(
    "date", summary: "A day of the Gregorian calendar.",
    doc: """
      date("2026-03-01") or date(2026, 3, 1), for vectors element by element. A date less a date is the number of days \
      between them, a date and a number is that many days later, and d1:d2 is every day from one to the other.
      """,
    facts: .init(
      "text → date; n → n",
      refuses: ["no such day": "date(2026, 2, 30)", "another spelling": "date(\"1.3.2026\")"],
      by: "days since 1970-01-01"),
    examples: [
      .init("date(\"2026-03-01\") - date(2026, 2, 1)", "28"),
      .init("date([\"2024-02-28\", missing]) + 1", "[date(\"2024-02-29\"), missing]"),
    ], related: ["year", "month", "day", "weekday"],
    Form("text") { (text: String) throws(DateError) in try Day(reading: text) },
    Form("texts") { (x: Column) throws(EvaluationError) -> Column in
      switch x.storage {
      case .dates: return x
      case .texts(let texts):
        var days: [Day] = []
        for row in 0..<x.count {
          do throws(DateError) { days.append(x.isMissing(row) ? Day(number: 0) : try Day(reading: texts[row])) } catch {
            throw error.asEvaluation
          }
        }
        return Column(.dates(days), missing: x.missing)
      case .numbers, .truths, .complex:
        if x.count > 0, x.missingCount == x.count { return .missing(x.count, .date) }
        throw EvaluationError(
          .argument(function: "date", parameter: "texts", needed: "texts such as \"2026-03-01\"", got: Value(x).phrase))
      }
    },
    Form("year", "month", "day") { (year: Double, month: Double, day: Double) throws(DateError) in
      try Day(year, month, day)
    },
    Form("year", "month", "day") { (year: Numbers, month: Numbers, day: Numbers) throws(EvaluationError) -> Column in
      let count = [year.count, month.count, day.count].max() ?? 0
      for other in [year, month, day] where other.count != count && other.count != 1 {
        throw EvaluationError(.math(.shape(.unequal(.vector(count), .vector(other.count)))))
      }
      var days: [Day] = []
      for row in 0..<count {
        do throws(DateError) { days.append(try Day(year[row], month[row], day[row])) } catch {
          throw error.asEvaluation
        }
      }
      return Column(.dates(days))
    }),
  part("year", "The year of a date.", "date(\"2026-03-01\")", "2026", "from 0 to 9999") { Double($0.civil.year) },
  part("month", "The month of a date.", "date(\"2026-03-01\")", "3", "from 1 to 12") { Double($0.civil.month) },
  part("day", "The day of the month of a date.", "date(\"2026-03-01\")", "1", "from 1 to 31") { Double($0.civil.day) },
  part(
    "weekday", "The day of the week of a date.", "date(\"2026-03-01\")", "7",
    "from 1 for Monday to 7 for Sunday (ISO 8601)"
  ) {
    Double($0.weekday)
  },
]

private func part(
  _ name: String, _ summary: String, _ input: String, _ result: String, _ range: String,
  _ part: @escaping @Sendable (Day) -> Double
) -> Builtin {
  Builtin(
    name, summary: summary,
    doc: "A whole number \(range); of a vector of dates, of each. A missing date has a missing one.",
    facts: .init("date → number; n → n", refuses: ["not a date": "\(name)(\"2026\")"], by: "calendar arithmetic"),
    examples: [.init("\(name)(\(input))", result)],
    related: ["date", "year", "month", "day", "weekday"].filter { $0 != name },
    Form("d") { (d: Day) in part(d) },
    Form("d") { (d: Dates) in Column(.numbers(d.days.map(part)), missing: d.missing) })
}

/// A vector of dates, some perhaps missing.
private struct Dates: ArgumentType {
  let days: [Day]
  let missing: [Bool]

  static let needed = "a date, or a vector of dates"

  static func decode(_ value: Value) -> Dates? {
    guard case .column(let column) = value, case .dates(let days) = column.storage else { return nil }
    return Dates(days: days, missing: column.missing)
  }
}

/// Numbers, or one for all.
private struct Numbers: ArgumentType {
  private let elements: [Double]

  static let needed = "a number, or a vector of numbers"

  static func decode(_ value: Value) -> Numbers? {
    switch value {
    case .number(let x): Numbers(elements: [x])
    case .vector(let v): Numbers(elements: v.elements)
    default: nil
    }
  }

  var count: Int { elements.count }

  subscript(row: Int) -> Double { elements.count == 1 ? elements[0] : elements[row] }
}

extension Day {
  fileprivate init(reading text: String) throws(DateError) {
    guard let day = Day(iso: text) else { throw .unread(text) }
    self = day
  }

  fileprivate init(_ year: Double, _ month: Double, _ day: Double) throws(DateError) {
    guard let y = Int(exactly: year), let m = Int(exactly: month), let d = Int(exactly: day),
      let made = Day(year: y, month: m, day: d)
    else { throw .noDay(year: year, month: month, day: day) }
    self = made
  }
}
