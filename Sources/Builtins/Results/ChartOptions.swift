import Charts
import Evaluation

/// Title, axis labels and size: what every chart with a frame may be told.
struct ChartLabels: ArgumentType {
  var options: Chart.Options

  static let needed = "options of a chart"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let title = try String?.take(from: &reader)
    let x = try reader.take(String?.self)
    let y = try reader.take(String?.self)
    let width = try reader.take(ChartSide?.self)
    let height = try reader.take(ChartSide?.self)
    return ChartLabels(
      options: Chart.Options(
        title: title ?? "", x: Axis(x ?? ""), y: Axis(y ?? ""), width: width?.cells, height: height?.cells))
  }

  /// The options with the named axes logarithmic.
  mutating func makeLogarithmic(_ axes: LogAxes?) {
    if axes == .x || axes == .xy { options.x.scale = .log10 }
    if axes == .y || axes == .xy { options.y.scale = .log10 }
    if axes == .sym { options.y.scale = .symlog }
  }
}

/// The same for charts with two axes of numbers, which may be logarithmic; `log = true` means the y axis.
struct ChartAxes: ArgumentType {
  var options: Chart.Options
  var isLogX: Bool { options.x.scale == .log10 }
  var isLogY: Bool { options.y.scale == .log10 }

  static let needed = "options of a chart"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    var labels = try ChartLabels.take(from: &reader)
    labels.makeLogarithmic(try LogAxes.take(from: &reader, usual: .y, choices: [.x, .y, .xy, .sym]))
    return ChartAxes(options: labels.options)
  }

  /// The options for points that are counted along x, from 1.
  var counted: Chart.Options {
    var options = named(x: "index")
    options.x.isWhole = true
    return options
  }

  /// The options with names for the axes that the person did not name.
  func named(x: String, y: String = "") -> Chart.Options {
    var options = options
    if options.x.label.isEmpty { options.x.label = x }
    if options.y.label.isEmpty { options.y.label = y }
    return options
  }
}

/// The same where the values lie along x; `log = true` means that axis.
struct ValueAxes: ArgumentType {
  var options: Chart.Options

  static let needed = "options of a chart"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    var labels = try ChartLabels.take(from: &reader)
    labels.makeLogarithmic(try LogAxes.take(from: &reader, usual: .x))
    return ValueAxes(options: labels.options)
  }
}

/// The same where the other axis has names: only the values can be logarithmic.
struct NamedRows: ArgumentType {
  var options: Chart.Options

  static let needed = "options of a chart"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    var labels = try ChartLabels.take(from: &reader)
    labels.makeLogarithmic(try LogAxes.take(from: &reader, usual: .x, choices: [.x]))
    return NamedRows(options: labels.options)
  }
}

/// Whether shades are decades apart.
struct LogShades: ArgumentType {
  let scale: Scale

  static let needed = "true or false"

  /// Refused as a choice for the same reason as a wrong axis.
  static func decode(_ value: Value) throws(EvaluationError) -> Self? {
    guard case .truth(let isLog) = value else {
      let word = if case .text(let word) = value { word } else { value.written() }
      throw EvaluationError(.choice(parameter: "log", got: word, choices: ["true", "false"]))
    }
    return LogShades(scale: isLog ? .log10 : .linear)
  }
}

/// Which axes are logarithmic.
enum LogAxes: String {
  case x, y, xy
  /// The y axis, linear within ±1 and decades beyond, for values of both signs.
  case sym

  /// Reads the next parameter: `true` for the usual axis, `false` for none.
  ///
  /// Anything but a choice is refused as a wrong choice, not as a wrong kind: several forms of a function fail on their
  /// kinds, and only a wrong choice tells which of them was meant.
  static func take(
    from reader: inout ArgumentReader, usual: Self, choices: [Self] = [.x, .y, .xy]
  ) throws(EvaluationError) -> Self? {
    guard let value = try reader.take(AnyValue?.self)?.value else { return nil }
    if case .truth(let isLog) = value { return isLog ? usual : nil }
    let word = if case .text(let word) = value { word } else { value.written() }
    guard case .text = value, let choice = Self(rawValue: word), choices.contains(choice) else {
      throw EvaluationError(.choice(parameter: "log", got: word, choices: choices.map(\.rawValue)))
    }
    return choice
  }

  /// An argument of any kind.
  private struct AnyValue: ArgumentType {
    let value: Value

    static let needed = "a value"
    static func decode(_ value: Value) -> AnyValue? { AnyValue(value: value) }
  }
}
