import Charts
import Evaluation
import LinearAlgebra
import Tables

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
      case .line(let series), .points(let series), .rule(let series), .stem(let series), .area(let series),
        .shade(let series):
        .record(series.record)
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
    case .line, .points, .rule, .stem, .area, .shade, .grid: []
    case .band(let band):
      zip(["x", "upper", "lower"], [band.x, band.high, band.low]).map { .init($0, .vector(Vector($1.values))) }
    case .marks(let marks): [.init("marks", .list(List(marks.map { .record($0.record) })))]
    case .pointers(let pointers):
      [
        .init(
          "pointers",
          .matrix(
            Matrix(
              rows: pointers.count, columns: 4,
              elements: (0..<4).flatMap { end in
                pointers.map { $0.ends.values.indices.contains(end) ? $0.ends.values[end] : .nan }
              })))
      ]
    case .feasible(let feasible):
      Layer.contour(feasible.objective).fields
        + [.init("marks", .list(List(feasible.points.map { .record($0.record) })))]
    case .surface(let surface):
      Layer.contour(surface.heights).fields
        + [.init("turn", .number(surface.turn)), .init("tilt", .number(surface.tilt))]
    case .network(let network): network.fields
    case .panels(let charts): [.init("panels", .list(List(charts.map { .object($0) })))]
    case .histogram(let bins):
      [
        .init("edges", .vector(Vector(bins.edges))),
        .init("counts", .vector(Vector(bins.counts.map(Double.init)))),
      ]
    case .bars(let bars): bars.fields
    case .density(let density):
      [
        .init("x", .vector(Vector(density.x.values))), .init("y", .vector(Vector(density.y.values))),
        .init("bandwidth", .number(density.bandwidth)),
      ]
    case .boxes(let boxes): [.init("boxes", .list(List(boxes.map { .record($0.record) })))]
    case .arrows(let arrows):
      [
        .init(
          "heads",
          .matrix(
            Matrix(
              rows: 2, columns: arrows.count,
              elements: arrows.flatMap { [$0.head.values.first ?? .nan, $0.head.values.last ?? .nan] })))
      ]
    case .flow(let flow):
      zip(["x", "y", "u", "v"], [flow.x, flow.y, flow.u, flow.v]).map { .init($0, .vector(Vector($1.values))) }
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

extension Mark {
  fileprivate var record: Record {
    Record([.init("name", .text(name)), .init("place", .vector(Vector(place.values)))])
  }
}

extension Network {
  /// The labels, the notes, and a row of two numbers for each arrow, counted from 1.
  fileprivate var fields: [Record.Field] {
    let arrows = edges.map { Double($0.from + 1) } + edges.map { Double($0.to + 1) }
    return [
      .init("labels", .column(Column(nodes.map(\.label)))), .init("notes", .column(Column(nodes.map(\.note)))),
      .init("arrows", .matrix(Matrix(rows: edges.count, columns: 2, elements: arrows))),
    ]
  }
}

extension Bars {
  fileprivate var fields: [Record.Field] {
    let labels = Record.Field("labels", .column(Column(names)))
    guard values.count != 1 else { return [labels, .init("values", .vector(Vector(values[0].values)))] }
    return [
      labels,
      .init(
        "values",
        .matrix(Matrix(rows: names.count, columns: values.count, elements: values.flatMap(\.values)))),
    ]
  }
}

extension BoxSummary {
  fileprivate var record: Record {
    var fields = [Record.Field("name", .text(name)), .init("count", .number(Double(count)))]
    for (name, value) in zip(["low", "q1", "median", "q3", "high"], quartiles.values) {
      fields.append(.init(name, .number(value)))
    }
    return Record(fields + [.init("outliers", .vector(Vector(outliers.values)))])
  }
}
