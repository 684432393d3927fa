import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// A linear model as a value.
public struct LinearFit: DomainValue, ArgumentType, ResultType {
  public static let typeName = "linear model"
  public static let needed = "a linear model, such as lm gives"

  let model: LinearModel
  let source: ModelSource

  static let names = [
    "coef", "se", "t", "p", "ci", "r2", "adj_r2", "sigma", "df", "f", "f_p", "aic", "bic", "loglik", "rss", "fitted",
    "residuals", "leverage", "cooks", "vif", "names", "covariance", "left_out",
  ]

  public var document: Document { model.document(level: source.level, remarks: source.remarks) }
  public var figure: (any Figure)? { model.diagnosticChart() }
  public var sentence: String? { model.sentence(level: source.level) }
  public var derivation: Derivation? { model.derivation }

  public var fields: Record { Record(Self.names.compactMap { name in field(name).map { .init(name, $0) } }) }

  public func field(_ name: String) -> Value? {
    switch name {
    case "coef": .estimates(model.coefficients)
    case "se": .estimates(model.estimates.standardErrors)
    case "t": .estimates(model.estimates.statistics)
    case "p": .estimates(model.estimates.p)
    case "ci": .intervals(model.estimates.intervals(level: source.level))
    case "r2": .number(model.r2)
    case "adj_r2": .number(model.adjustedR2)
    case "sigma": .number(model.sigma)
    case "df": .number(Double(model.df))
    case "f": .number(model.overall?.f ?? .nan)
    case "f_p": .number(model.overall?.p ?? .nan)
    case "aic": .number(model.aic)
    case "bic": .number(model.bic)
    case "loglik": .number(model.logLikelihood)
    case "rss": .number(model.rss)
    case "fitted": .vector(Vector(model.fitted))
    case "residuals": .vector(Vector(model.residuals))
    case "leverage": .vector(Vector(model.leverage))
    case "cooks": .vector(Vector(model.cooks))
    case "vif": .estimates(model.vif)
    case "names": .column(Column(model.design.names))
    case "covariance": .matrix(model.estimates.covariance)
    case "left_out": .number(Double(model.leftOut))
    default: nil
    }
  }
}

/// A generalized linear model as a value.
public struct GeneralizedFit: DomainValue, ArgumentType, ResultType {
  public static let typeName = "generalized linear model"
  public static let needed = "a model, such as glm gives"

  let model: GeneralizedLinearModel
  let source: ModelSource

  private var names: [String] {
    [
      "coef", "se", model.statisticName, "p", "ci", "deviance", "null_deviance", "df", "aic", "bic", "loglik",
      "iterations", "converged", "dispersion", "null_df", "fitted", "residuals", "leverage", "cooks", "names",
      "covariance", "family", "link", "left_out",
    ]
  }

  public var document: Document { model.document(level: source.level, remarks: source.remarks) }
  public var figure: (any Figure)? { model.diagnosticChart() }
  public var sentence: String? { model.sentence(level: source.level) }

  public var fields: Record { Record(names.compactMap { name in field(name).map { .init(name, $0) } }) }

  public func field(_ name: String) -> Value? {
    switch name {
    case "coef": .estimates(model.coefficients)
    case "se": .estimates(model.estimates.standardErrors)
    case model.statisticName: .estimates(model.estimates.statistics)
    case "p": .estimates(model.estimates.p)
    case "ci": .intervals(model.estimates.intervals(level: source.level))
    case "deviance": .number(model.deviance)
    case "null_deviance": .number(model.nullDeviance)
    case "df": .number(Double(model.df))
    case "aic": .number(model.aic)
    case "bic": .number(model.bic)
    case "loglik": .number(model.logLikelihood)
    case "iterations": .number(Double(model.iterations))
    case "converged": .truth(model.converged && model.growing.isEmpty)
    case "dispersion": .number(model.dispersion)
    case "null_df": .number(Double(model.nullDF))
    case "fitted": .vector(Vector(model.fitted))
    case "residuals": .vector(Vector(model.residuals))
    case "leverage": .vector(Vector(model.leverage))
    case "cooks": .vector(Vector(model.cooks))
    case "names": .column(Column(model.design.names))
    case "covariance": .matrix(model.estimates.covariance)
    case "family": .text(model.family.rawValue)
    case "link": .text(model.link.rawValue)
    case "left_out": .number(Double(model.leftOut))
    default: nil
    }
  }
}

extension LinearFit: Pictured {
  /// The fit along its one predictor with its residuals, or the diagnostics.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    let curve = try source.curve(in: &context) { x, offset in
      model.predict(x, offset: offset, interval: .confidence, level: source.level)
    }
    return model.chart(along: curve, axes.options)
  }
}

extension GeneralizedFit: Pictured {
  /// The curve of the mean along its one predictor, or the diagnostics.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    let curve = try source.curve(in: &context) { x, offset in
      model.predict(x, offset: offset, level: source.level, isLink: false)
    }
    return model.chart(along: curve, axes.options)
  }
}

extension Value {
  /// Numbers for each column, missing where the column was left out.
  static func estimates(_ values: [Double]) -> Value {
    Value(Column(.numbers(values), missing: values.map(\.isNaN)))
  }

  static func intervals(_ intervals: [(lower: Double, upper: Double)]) -> Value {
    .matrix(Matrix(rows: intervals.count, columns: 2, elements: intervals.map(\.lower) + intervals.map(\.upper)))
  }
}

extension Prediction {
  var record: Record {
    Record([
      .init("fit", .vector(Vector(fit))), .init("lower", .vector(Vector(lower))),
      .init("upper", .vector(Vector(upper))),
    ])
  }
}
