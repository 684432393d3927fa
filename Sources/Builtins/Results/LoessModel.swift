import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// A local regression.
struct LoessModel: DomainValue, ArgumentType, ResultType {
  static let typeName = "local regression"

  let fit: Loess
  let formula: String?
  let blueprint: Blueprint?
  let leftOut: Int

  var fields: Record {
    Record([
      .init("fitted", .vector(Vector(fit.fitted))),
      .init("residuals", .vector(Vector(fit.residuals))),
      .init("parameters", .number(fit.parameters)),
      .init("sigma", .number(fit.sigma)),
      .init("rss", .number(fit.rss)),
      .init("span", .number(fit.span)),
      .init("degree", .number(Double(fit.degree))),
      .init("robust", .truth(fit.isRobust)),
      .init("weights", .vector(Vector(fit.robustness))),
      .init("names", Value(Column(fit.names))),
    ])
  }

  private var title: String { formula ?? "y ~ \(fit.names.joined(separator: " + "))" }

  var document: Document {
    let rows = fit.response.count.counted("row") + (leftOut > 0 ? ", \(leftOut) left out" : "")
    let degrees = ["constants", "lines", "parabolas"]
    let kind = degrees.indices.contains(fit.degree) ? degrees[fit.degree] : "polynomials"
    let robust = fit.isRobust ? " · robust: \(fit.robustness.count { $0 < 0.5 }) points count less than half" : ""
    var numbers = Text("equivalent parameters ") + .number(fit.parameters)
    if !fit.isRobust { numbers = numbers + Text(" · residual sd ") + .number(fit.sigma) }
    return Document([
      .section(
        Text("\(title) · \(rows), local regression", .dim),
        Document([
          .line(
            Text("local \(kind) through the nearest \((100 * fit.span).formatted(digits: 3)) % of the points\(robust)")),
          .line(numbers),
        ]))
    ])
  }

  var sentence: String? {
    let off = fit.isRobust ? (fit.rss / Double(max(fit.response.count, 1))).squareRoot() : fit.sigma
    return
      "The smooth curve follows the data to within about \(off.formatted(digits: 3)), and bends as much as a model "
      + "of \(fit.parameters.formatted(digits: 2)) parameters."
  }

  /// The points and the curve through them; of several predictors the residuals over the fitted values.
  var figure: (any Figure)? {
    if fit.predictors.columns == 1 {
      let x = fit.predictors.elements
      guard let points = try? Series(name: "data", x: x, y: fit.response), let low = x.min(), let high = x.max() else {
        return nil
      }
      let grid = (0...100).map { low + (high - low) * Double($0) / 100 }
      let places = Matrix(rows: grid.count, columns: 1, elements: grid)
      guard let smooth = fit.predictions(places, checking: {}),
        let line = try? Series(name: "fit", x: grid, y: smooth.values, isFunction: true)
      else { return nil }
      return Chart(
        [.points(points), .line(line)],
        Chart.Options(title: "\(title), span \(fit.span.formatted())", x: Axis(fit.names.first ?? "x"), y: Axis("y")))
    }
    guard let points = try? Series(x: fit.fitted, y: fit.residuals) else { return nil }
    return Chart([.points(points)], Chart.Options(title: title, x: Axis("fitted"), y: Axis("residual")))
  }
}

/// What a local regression may be told besides its data.
struct LoessOptions: ArgumentType {
  let span: Double
  let degree: Double
  let robust: Bool

  static let needed = "options"
  static func decode(_ value: Value) -> LoessOptions? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> LoessOptions {
    LoessOptions(
      span: try Double.take(from: &reader), degree: try reader.take(Double.self), robust: try reader.take(Bool.self))
  }
}

extension Context {
  /// `{fit, lower, upper}`: an interval of the curve itself, with the degrees of freedom that tr (I − L)(I − L)ᵀ leaves.
  mutating func predictions(_ m: LoessModel, _ x: Matrix, level: Double) throws(EvaluationError) -> Record {
    let counter = count(.item, of: x.rows)
    defer { stop(counter) }
    let watch = self
    var done = 0
    let found = try m.fit.predictions(x) { () throws(EvaluationError) in
      try watch.checkInterrupt()
      done += 1
      counter(done)
    }
    guard let (values, errors) = found else { throw FitError.narrow(span: m.fit.span).asEvaluation }
    let fields = [Record.Field("fit", .vector(Vector(values)))]
    // The residuals of a robust fit do not measure its spread.
    guard !m.fit.isRobust, m.fit.freedom > 0, let t = try? StudentT(df: m.fit.freedom) else { return Record(fields) }
    let factor = t.upperQuantile((1 - level) / 2)
    return Record(
      fields + [
        .init("lower", .vector(Vector(zip(values, errors).map { $0 - factor * $1 }))),
        .init("upper", .vector(Vector(zip(values, errors).map { $0 + factor * $1 }))),
      ])
  }

  mutating func loess(
    _ x: Matrix, _ y: [Double], _ names: [String], _ options: LoessOptions, formula: String? = nil,
    blueprint: Blueprint? = nil, leftOut: Int = 0
  ) throws(EvaluationError) -> LoessModel {
    guard options.span > 0, options.span < .infinity else { throw FitError.span(options.span).asEvaluation }
    guard let degree = Int(exactly: options.degree), (0...2).contains(degree) else {
      throw FitError.degree(options.degree, needed: "0, 1 or 2").asEvaluation
    }
    guard x.rows == y.count else {
      throw ModelError.regression(.lengths(rows: x.rows, response: y.count)).asEvaluation
    }
    guard !y.isEmpty, x.columns > 0 else {
      throw ModelError.regression(.empty(rows: y.count, columns: x.columns)).asEvaluation
    }
    guard x.columns <= 4 else {
      throw FitError.formula("A local regression has at most 4 predictors, and there are \(x.columns).").asEvaluation
    }
    if let place = x.elements.firstIndex(where: { !$0.isFinite }) {
      throw ModelError.regression(.notFinite(column: names[place / x.rows], row: place % x.rows + 1)).asEvaluation
    }
    if let row = y.firstIndex(where: { !$0.isFinite }) {
      throw ModelError.regression(.notFinite(column: nil, row: row + 1)).asEvaluation
    }
    let total = y.count * (options.robust ? 4 : 1)
    let counter = count(.item, of: total)
    defer { stop(counter) }
    let watch = self
    var done = 0
    let fit = try Loess(
      x, y, names: names, span: options.span, degree: degree, robust: options.robust
    ) { () throws(EvaluationError) in
      try watch.checkInterrupt()
      done += 1
      counter(done)
    }
    guard let fit else { throw FitError.narrow(span: options.span).asEvaluation }
    return LoessModel(fit: fit, formula: formula, blueprint: blueprint, leftOut: leftOut)
  }

  /// The predictors of a formula are columns of numbers, one after another: a local fit has their products anyway.
  mutating func loess(
    _ formula: Formula, _ table: Table, _ options: LoessOptions, _ missing: MissingValues
  ) throws(EvaluationError) -> LoessModel {
    let (frame, blueprint, _) = try frame(formula, over: table, missing: missing)
    guard frame.offset == nil else {
      throw FitError.formula("A local regression has no offset: take it from the response, as in y - o ~ x.")
        .asEvaluation
    }
    let y: [Double]
    do throws(FrameError) { y = try frame.target() } catch { throw ModelError.frame(error).asEvaluation }
    let (x, names) = try frame.places()
    return try loess(
      x, y, names, options, formula: formula.printed, blueprint: blueprint, leftOut: frame.leftOut)
  }
}

extension Statistics.Frame {
  /// The variables as columns of numbers.
  func places() throws(EvaluationError) -> (Matrix, [String]) {
    var elements: [Double] = []
    for variable in variables {
      guard case .numbers(let x) = variable.values else {
        throw FitError.formula("\(variable.label) is no column of numbers, and nearness needs numbers.").asEvaluation
      }
      elements += x
    }
    return (Matrix(rows: rows, columns: variables.count, elements: elements), variables.map(\.label))
  }
}
