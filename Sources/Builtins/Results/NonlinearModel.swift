import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics
import Syntax
import Tables

/// A nonlinear fit: parameters of a function of the language, or of a formula's right side.
struct NonlinearModel: DomainValue, ArgumentType, ResultType {
  static let typeName = "nonlinear fit"

  let fit: NonlinearLeastSquares
  let curve: NonlinearCurve
  let names: [String]
  let response: [Double]
  /// What a formula was fitted to, and what a function was given beside the parameters.
  let rows: Table
  let x: Value
  /// Where the model was evaluated, when that is one number for each response, and what it is called.
  let places: (name: String, values: [Double])?
  let level: Double
  /// Whether the derivatives are exact, not differences.
  let isExact: Bool
  let leftOut: Int

  /// Half the interval's length in standard errors; NaN without degrees of freedom.
  func factor(_ level: Double) -> Double {
    guard fit.df > 0, let t = try? StudentT(df: Double(fit.df)) else { return .nan }
    return t.upperQuantile((1 - level) / 2)
  }

  private var ratios: [Double] { zip(fit.coefficients, fit.standardErrors).map { $0 / $1 } }

  private var pValues: [Double] {
    guard fit.df > 0, let t = try? StudentT(df: Double(fit.df)) else { return ratios.map { _ in .nan } }
    return ratios.map { 2 * t.ccdf($0.magnitude) }
  }

  private func interval(_ j: Int) -> (low: Double, high: Double) {
    let half = factor(level) * fit.standardErrors[j]
    return (fit.coefficients[j] - half, fit.coefficients[j] + half)
  }

  var fields: Record {
    let count = names.count
    let bounds = (0..<count).map { interval($0).low } + (0..<count).map { interval($0).high }
    return Record([
      .init("coef", .vector(Vector(fit.coefficients))),
      .init("se", .vector(Vector(fit.standardErrors))),
      .init("t", .vector(Vector(ratios))),
      .init("p", .vector(Vector(pValues))),
      .init("ci", .matrix(Matrix(rows: count, columns: 2, elements: bounds))),
      .init("rss", .number(fit.rss)),
      .init("sigma", .number(fit.sigma)),
      .init("df", .number(Double(fit.df))),
      .init("iterations", .number(Double(fit.iterations))),
      .init("converged", .truth(fit.converged)),
      .init("fitted", .vector(Vector(fit.fitted))),
      .init("residuals", .vector(Vector(fit.residuals))),
      .init("loglik", .number(fit.logLikelihood)),
      .init("aic", .number(fit.aic)),
      .init("bic", .number(fit.bic)),
      .init("path", .vector(Vector(fit.path))),
      .init("derivatives", .text(isExact ? "exact" : "differences")),
      .init("names", Value(Column(names))),
    ])
  }

  var document: Document {
    let rows = response.count.counted("row") + (leftOut > 0 ? ", \(leftOut) left out" : "")
    let heading = Text("\(curve.written) · \(rows), nonlinear least squares", .dim)
    let percent = (100 * level).formatted()
    let header = ["", "estimate", "std. error", "t", "p", "\(percent) % interval"]
    let table = names.indices.map { j in
      let (low, high) = interval(j)
      return [
        Text(names[j]), .number(fit.coefficients[j]), .number(fit.standardErrors[j]),
        Text(ratios[j].formatted(digits: 3)), Text(NumberFormat.pValue(pValues[j])),
        Text("\(low.formatted(digits: 5)) to \(high.formatted(digits: 5))"),
      ]
    }
    let ending: String =
      switch fit.ending {
      case .converged: "converged in \(fit.iterations.counted("iteration"))"
      case .limit: "not converged after \(fit.iterations.counted("iteration"))"
      case .stuck: "stopped after \(fit.iterations.counted("iteration")): no step leads further"
      }
    let derivatives = isExact ? "exact derivatives" : "derivatives by differences"
    return Document([
      .section(
        heading,
        Document([
          .table(
            TextTable(
              header: header.map { Text($0, .dim) }, rows: table,
              alignments: [.left] + Array(repeating: .decimal, count: 4) + [.left])),
          .line(
            Text("residual sd ") + .number(fit.sigma) + Text(" on \(fit.df) df · residual sum of squares ")
              + .number(fit.rss)),
          .line(Text("\(ending) · \(derivatives)", fit.converged ? .dim : .plain)),
        ]))
    ])
  }

  var sentence: String? {
    guard fit.converged else {
      return "The search for the best parameters did not settle: another start may."
    }
    let parts = names.indices.map { j in
      let (low, high) = interval(j)
      return
        "\(names[j]) is about \(fit.coefficients[j].formatted(digits: 3)) (\((100 * level).formatted()) % interval "
        + "\(low.formatted(digits: 3)) to \(high.formatted(digits: 3)))"
    }
    return ModelError.list(parts) + "; a fitted value is typically off by \(fit.sigma.formatted(digits: 3))."
  }

  /// The points and the curve through them; of more than one predictor the residuals over the fitted values.
  var figure: (any Figure)? {
    if let places {
      let order = places.values.indices.sorted { places.values[$0] < places.values[$1] }
      guard let points = try? Series(name: "data", x: places.values, y: response),
        let line = try? Series(name: "fit", x: order.map { places.values[$0] }, y: order.map { fit.fitted[$0] })
      else { return nil }
      return Chart(
        [.points(points), .line(line)], Chart.Options(title: curve.written, x: Axis(places.name), y: Axis("y")))
    }
    guard let points = try? Series(x: fit.fitted, y: fit.residuals) else { return nil }
    return Chart(
      [.points(points)], Chart.Options(title: curve.written, x: Axis("fitted"), y: Axis("residual")))
  }
}

extension NonlinearModel: Pictured {
  /// The points, the curve and its band along the one predictor.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard let places, let low = places.values.min(), let high = places.values.max(), low < high else { return nil }
    let grid = (0...120).map { low + (high - low) * Double($0) / 120 }
    let new: Value
    switch curve {
    case .function: new = .vector(Vector(grid))
    case .formula: new = .table(try NoTable.table([(places.name, Column(grid))]))
    }
    let prediction: Prediction
    do throws(EvaluationError) {
      prediction = try predictions(new, .confidence, level: level, &context)
    } catch {
      // Between the points there may be no value, and other columns of the fit are not along the grid.
      if case .interrupted = error.kind { throw error }
      return nil
    }
    let along = FittedCurve(
      x: grid, prediction: prediction, data: places.values, names: (places.name, "y"), level: level)
    guard let chart = along.chart(response: response) else { return nil }
    var options = axes.options.labelled(like: chart.options)
    if axes.options.title.isEmpty { options.title = curve.written }
    return Chart(chart.layers, options)
  }
}

/// What is fitted: a function of the parameters and of x, or a formula's right side over a table.
enum NonlinearCurve: Sendable {
  case function(Function)
  case formula(Formula, parameters: [String])

  var written: String {
    switch self {
    case .function(let f): f.handle
    case .formula(let formula, _): formula.printed
    }
  }

  /// The call in messages.
  var call: String {
    switch self {
    case .function(let f): "\(f.handle)(b, x)"
    case .formula(let formula, _): formula.terms.printed
    }
  }
}
