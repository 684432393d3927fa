import Document

/// Why there is no chart.
public enum ChartError: Error, Equatable, Sendable {
  /// Points need as many x as y.
  case lengthsDiffer(x: Int, y: Int)
  /// Each point needs the name of its group.
  case groupsDiffer(points: Int, groups: Int)
  /// Heights over a grid need a row for each y and a column for each x.
  case gridDiffers(x: Int, y: Int, rows: Int, columns: Int)
  /// Only a 2×2 matrix maps the plane.
  case notPlaneMap(rows: Int, columns: Int)
  /// A map of the plane needs finite entries.
  case mapNotFinite
  /// A histogram needs a number of bins from 1 to 100 000.
  case badBinCount(Int)

  public var report: Report {
    switch self {
    case .lengthsDiffer(let x, let y):
      Report(
        code: "E227", title: "x and y differ in length",
        message: "x has \(x) values and y has \(y); every point needs both.")
    case .groupsDiffer(let points, let groups):
      Report(
        code: "E227", title: "group does not fit the points",
        message: "group has \(groups.counted("name")) for \(points) points; it needs one for each.")
    case .gridDiffers(let x, let y, let rows, let columns):
      Report(
        code: "E228", title: "the heights do not fit the grid",
        message: "\(y) y and \(x) x need a \(y)×\(x) matrix of heights; this one is \(rows)×\(columns).")
    case .mapNotFinite:
      Report(
        code: "E228", title: "not a map of the plane", message: "The matrix has entries that are not finite.")
    case .notPlaneMap(let rows, let columns):
      Report(
        code: "E228", title: "not a map of the plane",
        message: "A 2×2 matrix maps the plane; this one is \(rows)×\(columns).")
    case .badBinCount(let count):
      Report(
        code: "E229", title: "no such number of bins", message: "A histogram has 1 to 100000 bins, not \(count).")
    }
  }
}
