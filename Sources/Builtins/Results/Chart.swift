import Charts
import Evaluation
import LinearAlgebra

/// A chart as a value: its data by name, and its picture as its display.
extension Chart: DomainValue, ArgumentType, ResultType {
  public static let typeName = "chart"
  public static let needed = "a chart"

  /// The title, then the data: `series` (a list of `{name, x, y}`), `edges` and `counts` of a histogram, `values` of
  /// a heatmap or a sparkline, `x`, `y`, `z` of contours, and their `path`.
  public var fields: Record {
    var fields = [Record.Field("title", .text(options.title))]
    let series = layers.compactMap { layer -> Value? in
      switch layer {
      case .line(let series), .points(let series), .rule(let series): .record(series.record)
      default: nil
      }
    }
    if !series.isEmpty { fields.append(.init("series", .list(List(series)))) }
    for layer in layers { fields += layer.fields }
    return Record(fields)
  }
}

extension Series {
  fileprivate var record: Record {
    Record([
      .init("name", .text(name)), .init("x", .vector(Vector(x.values))), .init("y", .vector(Vector(y.values))),
    ])
  }
}

extension Layer {
  fileprivate var fields: [Record.Field] {
    switch self {
    case .line, .points, .rule: []
    case .panels(let charts): [.init("panels", .list(List(charts.map { .object($0) })))]
    case .histogram(let bins):
      [
        .init("edges", .vector(Vector((0...bins.counts.count).map { bins.start + Double($0) * bins.width }))),
        .init("counts", .vector(Vector(bins.counts.map(Double.init)))),
      ]
    case .bars(let bars): [.init("values", .vector(Vector(bars.values.values)))]
    case .cells(let cells):
      [
        .init(
          "values", .matrix(Matrix(rows: cells.rows, columns: cells.columns, elements: cells.values.values)))
      ]
    case .contour(let field):
      [
        .init("x", .vector(Vector(field.x.values))), .init("y", .vector(Vector(field.y.values))),
        .init(
          "z",
          .matrix(
            Matrix(rows: field.y.values.count, columns: field.x.values.count, elements: field.z.values))),
      ]
    case .path(let series):
      [
        .init(
          "path",
          .matrix(Matrix(rows: series.x.values.count, columns: 2, elements: series.x.values + series.y.values)))
      ]
    case .sparkline(let samples): [.init("values", .vector(Vector(samples.values)))]
    }
  }
}
