import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics

/// A value whose picture needs more of its functions or columns than their values.
protocol Pictured {
  /// - Returns: `nil` where its plain figure is all there is.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart?
}

extension Context {
  /// Functions as lines over one range.
  mutating func lines(
    _ curves: [(function: Function, name: String)], _ interval: Interval, _ axes: ChartAxes
  ) throws(EvaluationError) -> Chart {
    if axes.isLogX, interval.low <= 0 {
      throw DrawingError.logRange(axis: "x", low: interval.low).asEvaluation
    }
    var series: [Series] = []
    var hasPole = false
    for (function, name) in curves {
      let curve = try curve(function, interval, isLog: axes.isLogX)
      hasPole = hasPole || curve.hasPole
      do throws(ChartError) { series.append(try Series(name: name, x: curve.x, y: curve.y, isFunction: true)) } catch {
        throw error.asEvaluation
      }
    }
    var options = axes.named(x: curves.first?.function.parameterNames(1)[0] ?? "x")
    (options.x.low, options.x.high) = (interval.low, interval.high)
    if hasPole, !axes.isLogY { options.y.cut(to: series.flatMap(\.y.values)) }
    return Chart.line(series, options)
  }

  /// A function of two numbers as contours, the axes named as its parameters.
  mutating func surface(
    _ f: Function, _ names: [String], _ across: Interval, _ up: Interval, path: ContourPath? = nil, _ axes: ChartAxes
  ) throws(EvaluationError) -> Chart {
    if axes.isLogX, across.low <= 0 { throw DrawingError.logRange(axis: "x", low: across.low).asEvaluation }
    if axes.isLogY, up.low <= 0 { throw DrawingError.logRange(axis: "y", low: up.low).asEvaluation }
    return try contours(f, across, up, path: path, axes.named(x: names[0], y: names[1]))
  }

  /// The picture of a value that has one without being told more.
  mutating func picture(of value: Value, _ axes: ChartAxes) throws(EvaluationError) -> Chart {
    if case .object(let object) = value {
      if let pictured = object as? any Pictured, let chart = try pictured.picture(axes, in: &self) { return chart }
      if let chart = object as? Chart ?? object.figure as? Chart { return try chart.changed(axes.options) }
    }
    // The form for matrices takes every one of them, unless log is not what it can be.
    if case .matrix = value {
      let axis = axes.isLogX ? (axes.isLogY ? "xy" : "x") : "y"
      throw EvaluationError(.choice(parameter: "log", got: axis, choices: ["true", "false"]))
    }
    do throws(ChartError) {
      if let values = SpectrumValues.decode(value), case .record = value {
        return try Chart.spectrum(real: values.real, imaginary: values.imaginary, axes.options)
      }
      if case .record = value, let values = SingularValues.decode(value) {
        return try Chart.scree(values.values, axes.options)
      }
      if let numbers = NamedNumbers.decode(value) { return try Chart.bar(numbers.names, numbers.values, axes.options) }
      if let texts = Categories.decode(value) { return try texts.chart(axes.options) }
    } catch { throw error.asEvaluation }
    if case .complexVector(let v) = value {
      let (x, y) = (v.elements.map(\.real), v.elements.map(\.imaginary))
      do throws(ChartError) {
        return Chart.scatter([try Series(x: x, y: y)], axes.named(x: "real", y: "imaginary"))
      } catch { throw error.asEvaluation }
    }
    guard let lines = SeriesSet.decode(value) else { throw DrawingError.noPicture(value.phrase).asEvaluation }
    do throws(ChartError) {
      var series: [Series] = []
      for column in lines.columns { series.append(try Series(x: column.indices.map { Double($0 + 1) }, y: column)) }
      return Chart.line(series, axes.counted)
    } catch { throw error.asEvaluation }
  }
}

extension Chart {
  /// The chart with the options given instead of its own.
  fileprivate func changed(_ given: Chart.Options) throws(EvaluationError) -> Chart {
    if given.x.scale != options.x.scale, given.x.scale != .linear, let name = computedAlongX {
      throw DrawingError.madeOtherwise(chart: name).asEvaluation
    }
    var chart = self
    if !given.title.isEmpty { chart.options.title = given.title }
    if !given.x.label.isEmpty { chart.options.x.label = given.x.label }
    if !given.y.label.isEmpty { chart.options.y.label = given.y.label }
    if given.x.scale != .linear { chart.options.x.scale = given.x.scale }
    if given.y.scale != .linear { chart.options.y.scale = given.y.scale }
    chart.options.width = given.width ?? chart.options.width
    chart.options.height = given.height ?? chart.options.height
    return chart
  }

  /// What it is if its data were computed along the scale of x.
  private var computedAlongX: String? {
    for layer in layers {
      switch layer {
      case .histogram: return "histogram"
      case .density: return "density"
      case .boxes: return "box"
      default: continue
      }
    }
    return nil
  }
}
