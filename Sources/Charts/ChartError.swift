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
  /// An arrow of a network leads to a node that there is not.
  case noSuchNode(Int, count: Int)
  /// The arrows of a network lead in a circle.
  case cyclic(String)
  /// A surface is seen from above: a tilt from 0 to 90 degrees, and a turn that is a number.
  case badView(turn: Double, tilt: Double)
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
    case .noSuchNode(let index, let count):
      Report(
        code: "E231", title: "no such node",
        message: "An arrow leads to node \(index); there are \(count.counted("node")), counted from 0.")
    case .cyclic(let label):
      Report(
        code: "E231", title: "the arrows lead in a circle",
        message: "\(label) leads to itself; a network is drawn from what comes first to what follows from it.")
    case .badView(let turn, let tilt):
      Report(
        code: "E232", title: "no such view",
        message: "I found turn \(turn.formatted()) and tilt \(tilt.formatted()); turn is a number of degrees and tilt "
          + "one from 0 (level) to 90 (from above).")
    case .badBinCount(let count):
      Report(
        code: "E229", title: "no such number of bins", message: "A histogram has 1 to 100000 bins, not \(count).")
    }
  }
}
