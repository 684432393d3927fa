import Document
import Glibc

extension Chart {
  /// Singular values in their order, each with the share of the sum of squares that it and those before it make up.
  public static func scree(_ values: [Double], _ options: Options = Options()) throws(ChartError) -> Chart {
    var options = options
    if options.title.isEmpty { options.title = "singular values, and the share of \u{3c3}\u{b2} up to each" }
    // Squares of extremes overflow.
    let greatest = values.finite.map { abs($0) }.max() ?? 0
    let squares = values.map { $0.isFinite && greatest > 0 ? ($0 / greatest) * ($0 / greatest) : 0 }
    let whole = squares.reduce(0, +)
    var sum = 0.0
    let shares = squares.map { square in
      sum += square
      return whole > 0 ? "\((100 * sum / whole).fixed(decimals: 1)) %" : ""
    }
    let names = values.indices.map { "\u{3c3}\($0 + 1)" }
    return Chart([.bars(try Bars(names: names, series: [("", values)], notes: shares))], options)
  }
}
