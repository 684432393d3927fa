import Document

/// A date that there is not.
public enum DateError: ReportableError, EvaluationFailure {
  /// So many days from a date.
  case shift(Double)
  /// A text that is no date.
  case unread(String)
  case noDay(year: Double, month: Double, day: Double)

  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .shift(let days):
      Report(
        code: "E248", title: "no such date",
        message: days == days.rounded()
          ? "\(days.formatted()) days from there lies outside the years 0 to 9999."
          : "Dates are whole days, and \(days.formatted()) is not a whole number.")
    case .unread(let text):
      Report(
        code: "E248", title: "no such date",
        message: "I found \"\(text.visible)\"; a date is written year-month-day, as in 2026-03-01.",
        suggestion: "date(2026, 3, 1)")
    case .noDay(let year, let month, let day):
      Report(
        code: "E248", title: "no such date",
        message:
          "There is no day \(day.formatted()) in month \(month.formatted()) of \(year.formatted()); dates go from "
          + "year 0 to 9999.")
    }
  }
}
