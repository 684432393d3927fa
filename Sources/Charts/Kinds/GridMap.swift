import Document
import LinearAlgebra
import Numerics

extension Chart {
  /// The unit grid before and after a linear map of the plane, with the vectors that keep their direction and
  /// their images. Where there are none, the images of the axes' unit vectors are shown.
  /// - Parameters:
  ///   - matrix: 2×2.
  ///   - directions: real eigenvectors, each with its eigenvalue.
  /// - Throws: `.notPlaneMap` unless the matrix is 2×2, `.mapNotFinite`.
  public static func gridMap(
    _ matrix: Matrix, directions: [(value: Double, x: Double, y: Double)], _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    guard matrix.rows == 2, matrix.columns == 2 else {
      throw .notPlaneMap(rows: matrix.rows, columns: matrix.columns)
    }
    guard matrix.elements.allSatisfy(\.isFinite) else { throw .mapNotFinite }
    let hasKept = !directions.isEmpty
    let before = hasKept ? directions.map { ($0.x, $0.y) } : [(1, 0), (0, 1)]
    let names = hasKept ? directions.indices.map { "v\($0 + 1)" } : ["e1", "e2"]
    let after = before.map { Self.image(matrix, $0.0, $0.1) }
    let images = hasKept ? zip(directions, names).map { Self.multiple($0.value, $1) } : names.map { "A \($0)" }
    func panel(_ title: String, _ map: (Double, Double) -> (Double, Double), _ heads: [Arrow]) throws(ChartError)
      -> Chart
    {
      let options = Options(
        title: title, x: Axis(options.x.label), y: Axis(options.y.label), height: options.height, hasEqualUnits: true)
      return Chart([.grid(try Self.grid(map)), .arrows(heads)], options)
    }
    var whole = options
    if hasKept, options.notices.isEmpty {
      whole.notices = ["arrows keep their direction: A v = \u{3bb} v"]
    } else if options.notices.isEmpty {
      whole.notices = ["no direction is kept: the eigenvalues are not real"]
    }
    return Chart(
      [
        .panels([
          try panel("before", { ($0, $1) }, zip(names, before).map { Arrow($0, x: $1.0, y: $1.1) }),
          try panel("after", { Self.image(matrix, $0, $1) }, zip(images, after).map { Arrow($0, x: $1.0, y: $1.1) }),
        ])
      ], whole)
  }

  private static func multiple(_ value: Double, _ name: String) -> String {
    let factor = value.label(digits: 3)
    return factor == "1" ? name : factor == "-1" ? "-\(name)" : "\(factor) \(name)"
  }

  private static func image(_ a: Matrix, _ x: Double, _ y: Double) -> (Double, Double) {
    (a[0, 0] * x + a[0, 1] * y, a[1, 0] * x + a[1, 1] * y)
  }

  /// The lines x, y = −2…2, as one series with breaks.
  private static func grid(_ map: (Double, Double) -> (Double, Double)) throws(ChartError) -> Series {
    var (x, y): ([Double], [Double]) = ([], [])
    for index in -2...2 {
      let t = Double(index)
      for (a, b) in [((t, -2.0), (t, 2.0)), ((-2.0, t), (2.0, t))] {
        let (start, end) = (map(a.0, a.1), map(b.0, b.1))
        x += [start.0, end.0, .nan]
        y += [start.1, end.1, .nan]
      }
    }
    return try Series(x: x, y: y, isFunction: true)
  }
}

extension Drafting {
  /// Lines behind the arrows.
  mutating func grid(_ series: Series) {
    let (x, y) = places(series)
    scene.shapes.append(.polyline(.init(x: x, y: y, look: .init(role: .reference))))
  }
}
