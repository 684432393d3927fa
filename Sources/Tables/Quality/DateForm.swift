/// A text that is laid out as a date.
public struct DateForm: Hashable, Sendable {
  private enum Order: Hashable { case yearFirst, yearLast, named }

  private let order: Order
  /// The three numbers in the order in which they stand; a month's name as its number.
  private let parts: [Int]
  /// `2026-03-01` becomes yyyy-mm-dd; which of two small numbers is the month is not told by one text.
  public let layout: String

  /// `nil` for what does not look like a date.
  public init?(_ text: String) {
    let pieces = text.split { $0 == "-" || $0 == "/" || $0 == "." || $0 == " " || $0 == "," }
    guard pieces.count == 3, text.utf8.count <= 20 else { return nil }
    let separator = text.first { "-/. ,".contains($0) } ?? "-"
    let numbers = pieces.map { $0.utf8.count <= 4 ? Int($0) : nil }
    if let place = pieces.firstIndex(where: { Self.month($0) != nil }), place < 2,
      let month = Self.month(pieces[place]), let day = numbers[1 - place], let year = numbers[2], pieces[2].count == 4
    {
      (order, parts) = (.named, [day, month, year])
      layout = place == 0 ? "month d yyyy" : "d month yyyy"
      return
    }
    guard let a = numbers[0], let b = numbers[1], let c = numbers[2], a >= 0, b >= 0, c >= 0 else { return nil }
    let widths = pieces.map(\.count)
    if widths[0] == 4, widths[1] <= 2, widths[2] <= 2 {
      (order, parts, layout) = (.yearFirst, [a, b, c], "yyyy\(separator)mm\(separator)dd")
    } else if widths[2] == 4, widths[0] <= 2, widths[1] <= 2, separator != " " {
      (order, parts, layout) = (.yearLast, [a, b, c], "dd\(separator)mm\(separator)yyyy")
    } else {
      return nil
    }
  }

  /// Whether only the reading month, day, year makes it a date.
  var isMonthFirst: Bool { order == .yearLast && parts[1] > 12 && parts[0] <= 12 }
  /// Whether only the reading day, month, year makes it a date.
  var isDayFirst: Bool { order == .yearLast && parts[0] > 12 && parts[1] <= 12 }

  /// - Parameter monthFirst: how to read two numbers before a year, where both readings are possible or not.
  /// - Returns: `nil` when there is no such day.
  public func day(monthFirst: Bool) -> Day? {
    switch order {
    case .yearFirst: Day(year: parts[0], month: parts[1], day: parts[2])
    case .named: Day(year: parts[2], month: parts[1], day: parts[0])
    case .yearLast:
      monthFirst
        ? Day(year: parts[2], month: parts[0], day: parts[1]) : Day(year: parts[2], month: parts[1], day: parts[0])
    }
  }

  private static func month(_ word: Substring) -> Int? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    guard word.count >= 3, word.allSatisfy(\.isLetter) else { return nil }
    return names.firstIndex(of: String(word.lowercased().prefix(3))).map { $0 + 1 }
  }
}
