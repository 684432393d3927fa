import Document
import Glibc

/// Rules for columns of numbers.
extension InspectedColumn {
  typealias Cells = [(row: Int, value: Double)]

  /// -999, 9999 and their kin, where they repeat and stand apart from all other values; and -1 among counts.
  var missingCodes: (found: [Finding], code: Double?) {
    guard isNumeric, codes.distinct > 10 else { return ([], nil) }
    let familiar: Set<Double> = [
      -1, -9, -99, -999, -9999, -99_999, -88, -888, -77, 99, 999, 9999, 99_999, 999_999, 88, 888, 8888,
    ]
    for (code, count) in codes.counts.enumerated() where count >= 2 {
      guard case .number(let value) = column[codes.first[code]], familiar.contains(value) else { continue }
      let others = numbers.lazy.map(\.value).filter { $0 != value }
      guard let low = others.min(), let high = others.max() else { continue }
      let isApart =
        value == -1 || value == -9 ? low >= 0 : value < low - (high - low) || value > high + (high - low)
      guard isApart, value > 0 || low >= 0 || value < 4 * low else { continue }
      let rows = codes.rows(code).map { $0 + 1 }
      return (
        [
          Finding(
            .missingCode, .matters, columns: [name], rows: rows,
            "\(Words.number(value)) stands \(rows.count) times in \(name), whose other values go from "
              + "\(Words.number(low)) to \(Words.number(high)): a code for missing.",
            mend: .blankNumber(name, value))
        ], value
      )
    }
    return ([], nil)
  }

  /// Zeros among measures that are all well above 0, or that cannot be 0 by their name.
  func zerosForMissing(_ cells: Cells) -> (found: [Finding], isBad: Bool) {
    guard isNumeric else { return ([], false) }
    let zeros = cells.filter { $0.value == 0 }.map { $0.row + 1 }
    let others = cells.map(\.value).filter { $0 != 0 }
    guard !zeros.isEmpty, 2 * zeros.count < cells.count, others.count >= 10, Set(others).count >= 10 else {
      return ([], false)
    }
    let spread = Spread(others)
    guard let least = spread.sorted.first, least > 0 else { return ([], false) }
    let neverZero: Set = ["bmi", "pressure", "glucose", "insulin", "cholesterol", "height", "weight", "pulse"]
    let isNamed = !neverZero.isDisjoint(with: name.nameWords)
    let isApart = spread.q1 - 1.5 * spread.iqr > 0 && least > 0.1 * spread.median && zeros.count >= 2
    guard isNamed || isApart else { return ([], false) }
    return (
      [
        Finding(
          .zeros, .matters, columns: [name], rows: zeros,
          "\(zeros.count.counted("cell")) of \(name) \(zeros.count == 1 ? "is" : "are") 0, and the others go from "
            + "\(Words.number(least)) on: 0 may stand for missing.", mend: .blankNumber(name, 0))
      ], true
    )
  }

  /// Values further from the median than 6 robust standard deviations and beyond Tukey's far fences, on the plain scale
  /// and, where no value is negative, on one that evens out skewness too: logarithms, or roots where there are zeros.
  func outliers(_ cells: Cells) -> [Finding] {
    guard cells.count >= 8 else { return [] }
    let values = cells.map(\.value)
    let plain = Fences(values)
    let least = values.min() ?? 0
    let isDate = column.kind == .date
    let even: (Double) -> Double = least > 0 ? { log($0) } : { $0.squareRoot() }
    let evened = least >= 0 && !isDate ? Fences(values.map(even)) : nil
    let far = cells.filter { cell in plain.isBeyond(cell.value) && evened?.isBeyond(even(cell.value)) != false }
    guard !far.isEmpty else { return [] }
    let shown = Words.list(far.sorted { $0.value < $1.value }.map { written($0.row) })
    let range = "\(Words.number(plain.low)) … \(Words.number(plain.high))"
    let scale = isDate ? "" : " (usual range \(range), median ± 6 MAD and quartiles ± 3 IQR)"
    let rows = far.map { $0.row + 1 }
    if far.count > max(2, cells.count / 20) {
      return [
        Finding(
          .outliers, .note, columns: [name], rows: rows,
          "\(Words.share(far.count, of: cells.count)) values of \(name) are far out: its tails are long.")
      ]
    }
    // Far out as it lies, a value may be right: a city among towns.
    return [
      Finding(
        .outliers, .look, columns: [name], rows: rows,
        "\(far.count.counted("value")) of \(name) \(far.count == 1 ? "lies" : "lie") far from the others: "
          + "\(shown)\(scale).", mend: .show(rows))
    ]
  }
}

/// Where a sample's values usually lie.
private struct Fences {
  let spread: Spread
  let deviation: Double
  let low: Double
  let high: Double

  init(_ values: [Double]) {
    spread = Spread(values)
    deviation = spread.deviation
    low = min(spread.median - 6 * deviation, spread.q1 - 3 * spread.iqr)
    high = max(spread.median + 6 * deviation, spread.q3 + 3 * spread.iqr)
  }

  /// Of values half of which are the same, nothing says what is usual.
  func isBeyond(_ x: Double) -> Bool { deviation > 0 && spread.iqr > 0 && (x < low || x > high) }
}
