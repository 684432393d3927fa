import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// A ridge, a lasso or an elastic net: for one penalty, for several, or for the one that predicts best.
struct PenalizedModel: DomainValue, ArgumentType, ResultType {
  static let typeName = "penalised fit"

  let fit: PenalizedFit
  /// How the penalty was chosen; `nil` where it was given.
  let choice: PenaltyChoice?
  /// How a formula's columns are made anew; `nil` of a matrix.
  let blueprint: Blueprint?
  /// `y ~ a + b`, where there is a formula.
  let formula: String?
  /// What a formula adds as it is, row by row of the fit.
  let offset: [Double]?
  /// Rows left out because something in them is missing.
  let leftOut: Int

  /// The one fit that stands for all: the only one, or the best.
  var place: Int? { choice?.best ?? (fit.lambdas.count == 1 ? 0 : nil) }

  var names: [String] { fit.problem.names }

  var fields: Record {
    guard let place else { return path.setting("names", to: Value(Column(names))) }
    var fields: [Record.Field] = [
      .init("coef", .vector(Vector(fit.coefficients(at: place)))),
      .init("intercept", .number(fit.intercepts[place])),
      .init("lambda", .number(fit.lambdas[place])),
      .init("df", .number(fit.degrees[place])),
      .init("r2", .number(fit.r2[place])),
      .init("fitted", .vector(Vector(fit.fitted(at: place)))),
      .init("residuals", .vector(Vector(fit.residuals(at: place)))),
      .init("converged", .truth(fit.converged[place])),
      .init("names", Value(Column(names))),
    ]
    if let choice {
      fields += [
        .init("lambda_1se", .number(fit.lambdas[choice.simplest])),
        .init("coef_1se", .vector(Vector(fit.coefficients(at: choice.simplest)))),
        .init("intercept_1se", .number(fit.intercepts[choice.simplest])),
        .init("path", .record(path)),
        .init(
          "cv",
          .record(
            Record([
              .init("lambda", .vector(Vector(fit.lambdas))), .init("error", .vector(Vector(choice.errors))),
              .init("se", .vector(Vector(choice.standardErrors))), .init("folds", .number(Double(choice.folds))),
            ]))),
      ]
    }
    return Record(fields)
  }

  /// All fits: a column of `coef` for each penalty.
  private var path: Record {
    Record([
      .init("coef", .matrix(fit.coefficients)), .init("intercept", .vector(Vector(fit.intercepts))),
      .init("lambda", .vector(Vector(fit.lambdas))), .init("df", .vector(Vector(fit.degrees))),
      .init("r2", .vector(Vector(fit.r2))),
    ])
  }

  /// Predictions for rows of predictors: a vector, or a column for each penalty.
  func predictions(_ x: Matrix, offset: [Double]?) -> Value {
    func shifted(_ values: [Double]) -> [Double] { offset.map { zip(values, $0).map { $0 + $1 } } ?? values }
    if let place { return .vector(Vector(shifted(fit.predictions(x, at: place)))) }
    let columns = fit.lambdas.indices.flatMap { shifted(fit.predictions(x, at: $0)) }
    return .matrix(Matrix(rows: x.rows, columns: fit.lambdas.count, elements: columns))
  }
}

extension PenalizedModel {
  private var title: String {
    switch fit.penalty {
    case .ridge: "ridge"
    case .elasticNet(mix: 1): "lasso"
    case .elasticNet(let mix): "elastic net, mix \(mix.formatted())"
    }
  }

  /// What was made as small as possible.
  private var objective: String {
    let start = fit.problem.hasIntercept ? "β₀ − " : ""
    let scale = fit.problem.isStandardised ? ", X standardised" : ""
    switch fit.penalty {
    case .ridge: return "‖y − \(start)Xβ‖² + λ‖β‖²\(scale)"
    case .elasticNet(mix: 1): return "1/(2n) ‖y − \(start)Xβ‖² + λ‖β‖₁\(scale)"
    case .elasticNet(let mix):
      let (a, b) = (mix.formatted(), ((1 - mix) / 2).formatted())
      return "1/(2n) ‖y − \(start)Xβ‖² + λ (\(a) ‖β‖₁ + \(b) ‖β‖²)\(scale)"
    }
  }

  var document: Document {
    let rows = fit.problem.rows.counted("row") + (leftOut > 0 ? ", \(leftOut) left out" : "")
    let heading = Text([formula, title, rows].compactMap { $0 }.joined(separator: " · "), .dim)
    var blocks: [Block] = []
    if let place {
      blocks.append(.table(coefficients(place)))
      blocks.append(.line(summary(place)))
    } else {
      blocks.append(.table(paths))
    }
    blocks.append(.line(Text("least \(objective)", .dim)))
    return Document([.section(heading, Document(blocks))])
  }

  private func coefficients(_ place: Int) -> TextTable {
    var header = [Text(""), Text("coefficient", .dim)]
    if choice != nil { header.append(Text("at λ of 1 se", .dim)) }
    var rows: [[Text]] = []
    func row(_ name: String, _ values: [Double]) -> [Text] { [Text(name)] + values.map { Text.number($0) } }
    let places = [place] + (choice.map { [$0.simplest] } ?? [])
    if fit.problem.hasIntercept { rows.append(row("(intercept)", places.map { fit.intercepts[$0] })) }
    for (j, name) in names.enumerated() { rows.append(row(name, places.map { fit.coefficients[j, $0] })) }
    return TextTable(header: header, rows: rows, alignments: [.left, .decimal, .decimal])
  }

  private func summary(_ place: Int) -> Text {
    let freedom = fit.degrees[place]
    let kept: Text
    if case .ridge = fit.penalty {
      kept = Text("effective coefficients ") + .number(freedom)
    } else {
      kept = Text("\(Int(freedom)) of \(names.count.counted("coefficient")) not 0")
    }
    var line = Text("λ ") + .number(fit.lambdas[place]) + Text(" · ") + kept + Text(" · R² ") + .number(fit.r2[place])
    if let choice {
      line =
        line + Text(" · error on held-out rows ") + .number(choice.errors[place]) + Text(" ± ")
        + .number(choice.standardErrors[place]) + Text(" (\(choice.folds) folds)")
    }
    return line
  }

  /// One row for each penalty.
  private var paths: TextTable {
    let header = ["λ", "df", "R²"] + (fit.problem.hasIntercept ? ["(intercept)"] : []) + names
    let rows = fit.lambdas.indices.map { place in
      [fit.lambdas[place], fit.degrees[place], fit.r2[place]]
        + (fit.problem.hasIntercept ? [fit.intercepts[place]] : []) + fit.coefficients(at: place)
    }
    return TextTable(header: header.map { Text($0, .dim) }, rows: rows.map { $0.map { Text.number($0) } })
  }

  /// One plain sentence.
  var sentence: String? {
    guard let place else {
      return "\(fit.lambdas.count) penalties were tried; leave lambda out to have the one chosen that predicts best."
    }
    let coefficients = fit.coefficients(at: place)
    let share = fit.r2[place].asShare
    let kept = zip(names, coefficients).filter { $0.1 != 0 }.map(\.0)
    var sentence =
      "With the penalty \(fit.lambdas[place].formatted(digits: 3)) the model explains \(share) % of the variation"
    if case .elasticNet = fit.penalty {
      sentence +=
        kept.isEmpty
        ? " and uses no predictor"
        : kept.count == names.count ? " and uses all predictors" : " and uses \(ModelError.list(kept))"
    }
    if let choice {
      let error = choice.errors[place].squareRoot().formatted(digits: 3)
      sentence += "; on rows it has not seen it is off by about \(error)"
    }
    return sentence + "."
  }

  /// The coefficients along the penalties, with the error on held-out rows; of one fit its coefficients.
  var figure: (any Figure)? {
    if fit.lambdas.count == 1 {
      return try? Chart.bar(names, fit.coefficients(at: 0), Chart.Options(title: "\(title): coefficients"))
    }
    var options = Chart.Options(title: "\(title): coefficients", x: Axis("λ", scale: .log10), y: Axis("coefficient"))
    // The most a reader tells apart; the largest of them.
    let reach = names.indices.map { j in fit.lambdas.indices.reduce(0) { max($0, fit.coefficients[j, $1].magnitude) } }
    let shown = names.indices.sorted { (-reach[$0], $0) < (-reach[$1], $1) }.prefix(8).sorted()
    if shown.count < names.count { options.notices = ["the largest \(shown.count) of \(names.count) coefficients"] }
    let order = fit.lambdas.indices.sorted { fit.lambdas[$0] < fit.lambdas[$1] }
    let lambdas = order.map { fit.lambdas[$0] }
    var layers = shown.compactMap { j in
      (try? Series(name: names[j], x: lambdas, y: order.map { fit.coefficients[j, $0] })).map(Layer.line)
    }
    guard let choice else { return Chart(layers, options) }
    let values = fit.coefficients.elements
    layers += marker(values.min() ?? 0, values.max() ?? 0, "best")
    let errors = order.map { choice.errors[$0] }
    let spreads = order.map { choice.standardErrors[$0] }
    let curves: [(String, [Double])] = [
      ("error", errors), ("± 1 se", zip(errors, spreads).map { $0 + $1 }), ("", zip(errors, spreads).map { $0 - $1 }),
    ]
    var below = curves.enumerated().compactMap { index, curve in
      (try? Series(name: curve.0, x: lambdas, y: curve.1)).map { index == 0 ? Layer.line($0) : Layer.rule($0) }
    }
    below += marker(errors.min() ?? 0, errors.max() ?? 0, "")
    let right = Chart(
      below,
      Chart.Options(
        title: "error on held-out rows", x: Axis("λ", scale: .log10), y: Axis("mean squared error")))
    return Chart([.panels([Chart(layers, options), right])])
  }

  /// An upright line at the chosen penalty.
  private func marker(_ low: Double, _ high: Double, _ name: String) -> [Layer] {
    guard let place, let line = try? Series(name: name, x: [fit.lambdas[place], fit.lambdas[place]], y: [low, high])
    else { return [] }
    return [.rule(line)]
  }
}
