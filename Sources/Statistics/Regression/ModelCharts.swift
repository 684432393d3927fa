import Charts
import Document
import LinearAlgebra
import Numerics

/// What the charts of a fitted model are drawn from.
struct Diagnostics: Sendable {
  let fitted: [Double]
  let residuals: [Double]
  let standardized: [Double]
  let leverage: [Double]
  let cooks: [Double]

  /// Three charts beside each other need more room than one.
  static let usualWidth = 108

  var residualChart: Chart {
    chart(fitted, residuals, "residuals", x: "fitted", y: "residual", rule: Self.level(0, fitted))
  }

  /// Standardised residuals against what normal ones would be.
  var normalChart: Chart {
    let sorted = standardized.filter(\.isFinite).sorted()
    let n = Double(sorted.count)
    // Plotting positions as R's ppoints.
    let a = n <= 10 ? 0.375 : 0.5
    let normal = Normal(trusted: 0, sd: 1)
    let places = sorted.indices.map { normal.quantile((Double($0) + 1 - a) / (n + 1 - 2 * a)) }
    let ends = [places.first ?? 0, places.last ?? 0]
    return chart(places, sorted, "normal quantiles", x: "normal", y: "standardised", rule: (ends, ends))
  }

  var leverageChart: Chart {
    var chart = chart(
      leverage, standardized, "leverage", x: "leverage", y: "standardised", rule: Self.level(0, leverage))
    let worst = cooks.enumerated().filter { $0.element.isFinite }.max { $0.element < $1.element }
    if let worst {
      chart.options.notices.append(
        "largest Cook's distance \(worst.element.formatted(digits: 2)) in row \(worst.offset + 1)")
    }
    return chart
  }

  private static func level(_ y: Double, _ x: [Double]) -> (x: [Double], y: [Double]) {
    ([x.min() ?? 0, x.max() ?? 1], [y, y])
  }

  private func chart(
    _ x: [Double], _ y: [Double], _ title: String, x xLabel: String, y yLabel: String, rule: (x: [Double], y: [Double])
  ) -> Chart {
    var layers: [Layer] = []
    if let line = try? Series(x: rule.x, y: rule.y) { layers.append(.rule(line)) }
    if let points = try? Series(x: x, y: y) { layers.append(.points(points)) }
    return Chart(layers, Chart.Options(title: title, x: Axis(xLabel), y: Axis(yLabel)))
  }
}

extension LinearModel {
  var diagnostics: Diagnostics {
    Diagnostics(
      fitted: fitted, residuals: residuals, standardized: standardizedResiduals, leverage: leverage, cooks: cooks)
  }

  /// Residuals against fitted values, their normal quantiles, and leverage.
  public func diagnosticChart(_ options: Chart.Options = Chart.Options()) -> Chart {
    let d = diagnostics
    var options = options
    options.notices += d.leverageChart.options.notices
    options.width = options.width ?? Diagnostics.usualWidth
    return Chart([.panels([d.residualChart, d.normalChart, d.leverageChart.unnoticed])], options)
  }

  /// Of a model with one numeric predictor: the points, the line and the band of its mean. Of others the diagnostics.
  /// - Parameter curve: rows along the predictor, and the fit there; `nil` where there is no one predictor.
  public func chart(along curve: FittedCurve?, _ options: Chart.Options = Chart.Options()) -> Chart {
    guard let curve, let fit = curve.chart(response: response) else { return diagnosticChart(options) }
    return Chart(fit.layers, options.labelled(like: fit.options))
  }
}

extension GeneralizedLinearModel {
  /// Residuals against fitted values, their normal quantiles, and leverage.
  public func diagnosticChart(_ options: Chart.Options = Chart.Options()) -> Chart {
    let (h, scale) = (leverage, dispersion.squareRoot())
    let residuals = residuals
    let d = Diagnostics(
      fitted: eta, residuals: residuals,
      standardized: zip(residuals, h).map { $1 > 1 - 1e-10 ? .nan : $0 / (scale * (1 - $1).squareRoot()) }, leverage: h,
      cooks: cooks)
    var options = options
    options.notices += d.leverageChart.options.notices
    options.width = options.width ?? Diagnostics.usualWidth
    var first = d.residualChart
    first.options.x.label = "linear predictor"
    first.options.y.label = "deviance residual"
    return Chart([.panels([first, d.normalChart, d.leverageChart.unnoticed])], options)
  }

  /// The points and the curve of the mean with its band, then residuals; the diagnostics without one predictor.
  public func chart(along curve: FittedCurve?, _ options: Chart.Options = Chart.Options()) -> Chart {
    guard let curve, let fit = curve.chart(response: response) else { return diagnosticChart(options) }
    return Chart(fit.layers, options.labelled(like: fit.options))
  }
}

/// A fit along its one predictor.
public struct FittedCurve: Sendable {
  let x: [Double]
  let prediction: Prediction
  /// Where the data lie.
  let data: [Double]
  let names: (x: String, y: String)
  let level: Double

  /// - Parameters: `x` ascends, `prediction` is of the rows there; `data` has the predictor of each row of the fit.
  public init(x: [Double], prediction: Prediction, data: [Double], names: (x: String, y: String), level: Double) {
    (self.x, self.prediction, self.data, self.names, self.level) = (x, prediction, data, names, level)
  }

  /// - Returns: `nil` where the places and the responses are not as many.
  public func chart(response: [Double]) -> Chart? {
    guard let points = try? Series(name: "data", x: data, y: response),
      let line = try? Series(name: "fit", x: x, y: prediction.fit, isFunction: true),
      let low = try? Series(
        name: "\((level * 100).formatted(digits: 3)) % band", x: x, y: prediction.lower, isFunction: true),
      let high = try? Series(x: x, y: prediction.upper, isFunction: true)
    else { return nil }
    return Chart(
      [.line(line), .rule(low), .rule(high), .points(points)],
      Chart.Options(title: names.y.isEmpty ? "fit" : "\(names.y) and its fit", x: Axis(names.x), y: Axis(names.y)))
  }
}

extension Chart {
  fileprivate var unnoticed: Chart {
    var copy = self
    copy.options.notices = []
    return copy
  }
}

extension Chart.Options {
  /// With what it lacks of another's title and labels.
  public func labelled(like other: Chart.Options) -> Chart.Options {
    var copy = self
    if copy.title.isEmpty { copy.title = other.title }
    if copy.x.label.isEmpty { copy.x.label = other.x.label }
    if copy.y.label.isEmpty { copy.y.label = other.y.label }
    return copy
  }
}
