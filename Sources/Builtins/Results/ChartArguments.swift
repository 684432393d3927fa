import Charts
import Evaluation
import Glibc
import LinearAlgebra
import Optimization

/// Columns or rows of a chart.
struct ChartSide: ArgumentType {
  let cells: Int

  static let needed = "a whole number from 1 to 1000"

  static func decode(_ value: Value) -> ChartSide? {
    guard case .number(let x) = value, let cells = Int(exactly: x), (1...1000).contains(cells) else { return nil }
    return ChartSide(cells: cells)
  }
}

/// One function or a list of them.
struct Curves: ArgumentType {
  let functions: [Function]

  static let needed = "a function or a list of functions"

  static func decode(_ value: Value) -> Curves? {
    switch value {
    case .function(let f): return Curves(functions: [f])
    case .list(let list):
      let functions = list.elements.compactMap { if case .function(let f) = $0 { f } else { nil } }
      return functions.isEmpty || functions.count < list.count ? nil : Curves(functions: functions)
    default: return nil
    }
  }
}

/// Numbers in order, with NaN where one is missing.
struct Samplings: ArgumentType {
  let values: [Double]

  static let needed = "a vector of numbers"

  static func decode(_ value: Value) -> Samplings? {
    switch value {
    case .vector(let v): return Samplings(values: v.elements)
    case .column(let column):
      var values: [Double] = []
      for element in column.elements {
        switch element {
        case .number(let x): values.append(x)
        case .missing: values.append(.nan)
        default: return nil
        }
      }
      return Samplings(values: values)
    default: return nil
    }
  }
}

/// One series, or several as the columns of a matrix or the items of a list.
struct SeriesSet: ArgumentType {
  let columns: [[Double]]

  static let needed = "a vector, a matrix with a column for each line, or a list of vectors"

  static func decode(_ value: Value) -> SeriesSet? {
    if let one = Samplings.decode(value) { return SeriesSet(columns: [one.values]) }
    switch value {
    case .matrix(let a):
      return SeriesSet(
        columns: (0..<a.columns).map { j in Array(a.elements[j * a.rows..<(j + 1) * a.rows]) })
    case .list(let list):
      let columns = list.elements.compactMap { Samplings.decode($0)?.values }
      return columns.isEmpty || columns.count < list.count ? nil : SeriesSet(columns: columns)
    default: return nil
    }
  }
}

/// The ends of an axis: `[0, 1]`.
struct Interval: ArgumentType {
  let low: Double
  let high: Double

  static let needed = "two finite numbers, the lower first: [0, 1]"

  static let unit = Interval(low: 0, high: 1)

  private init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

  /// `nil` unless `a` is below `b` and both are finite.
  init?(_ a: Double, _ b: Double) {
    guard a.isFinite, b.isFinite, a < b else { return nil }
    (low, high) = (a, b)
  }

  static func decode(_ value: Value) -> Interval? {
    guard case .vector(let v) = value, v.count == 2 else { return nil }
    return Interval(v[0], v[1])
  }

  /// Numbers from end to end, both included, equally far apart or, on a log axis, by equal ratios.
  func grid(_ count: Int, isLog: Bool = false) -> [Double] {
    (0..<count).map { index in
      let t = Double(index) / Double(max(count - 1, 1))
      if index == count - 1 { return high }
      return isLog && index > 0 ? exp((1 - t) * log(low) + t * log(high)) : low * (1 - t) + high * t
    }
  }
}

/// Two numbers that are to be the ends of an axis, in order or not.
struct Ends: ArgumentType {
  private let a: Double
  private let b: Double

  static let needed = Interval.needed

  static func decode(_ value: Value) -> Ends? {
    guard case .vector(let v) = value, v.count == 2 else { return nil }
    return Ends(a: v[0], b: v[1])
  }

  /// - Parameter call: the call with other ends.
  func interval(_ call: (String) -> String) throws(EvaluationError) -> Interval {
    if let interval = Interval(a, b) { return interval }
    let ends = a > b && a.isFinite && b.isFinite ? [b, a] : [-1, 1]
    let written = "[\(Value.number(ends[0]).written()), \(Value.number(ends[1]).written())]"
    throw DrawingError.interval(a, b, call: call(written)).asEvaluation
  }
}

/// The names of groups, one for each point: texts, or numbers as they print.
struct GroupNames: ArgumentType {
  let names: [String]

  static let needed = "a vector of texts or numbers, one for each point"

  static func decode(_ value: Value) -> GroupNames? {
    switch value {
    case .vector, .column, .truths: break
    default: return nil
    }
    guard let elements = value.elements else { return nil }
    return GroupNames(
      names: elements.map { element in
        switch element {
        case .text(let name): name
        default: element.written(digits: 6)
        }
      })
  }
}

/// A path over contours: an optimizer of two variables, or a matrix with a row for each point.
struct ContourPath: ArgumentType {
  let points: [(x: Double, y: Double)]

  static let needed = "an optimizer of two variables or a matrix with a row for each point and two columns"

  static func decode(_ value: Value) -> ContourPath? {
    if let gd = FunctionDescent.decodeOptimizer(value), gd.shape == .vector(2) {
      return ContourPath(points: gd.descent.path.map { ($0.x[0], $0.x[1]) })
    }
    guard case .matrix(let a) = value, a.columns == 2, a.rows > 0 else { return nil }
    return ContourPath(points: (0..<a.rows).map { (a[$0, 0], a[$0, 1]) })
  }
}

extension FunctionDescent {
  static func decodeOptimizer(_ value: Value) -> FunctionDescent? {
    if case .object(let object) = value { object as? FunctionDescent } else { nil }
  }
}
