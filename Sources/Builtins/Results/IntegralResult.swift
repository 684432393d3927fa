import Calculus
import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Syntax

/// What is integrated over what.
struct IntegralSubject: Sendable {
  let function: Function
  let limits: [(Value, Value)]

  init(_ function: Function, _ limits: [(Value, Value)]) { (self.function, self.limits) = (function, limits) }

  var variables: [String] {
    let usual = limits.count <= 3 ? ["x", "y", "z"] : (1...max(limits.count, 1)).map { "x\($0.lowered)" }
    guard case .defined(let definition, _) = function.body, definition.parameters.count >= limits.count else {
      return Array(usual.prefix(limits.count))
    }
    return definition.parameters.prefix(limits.count).map(\.name.spelling)
  }

  /// `x² e⁻ˣ`, `f(x)`
  var integrand: String {
    if case .defined(let definition, _) = function.body, definition.name == nil { return definition.expression.pretty }
    return "\(function.handle)(\(variables.joined(separator: ", ")))"
  }

  /// `∫₀³ x² dx` in words that fit a line: `∫ x² dx from 0 to 3`.
  var title: String {
    let names = variables
    if limits.count > 3 { return "∫ \(integrand) over \(limits.count) dimensions" }
    let ranges = limits.indices.map { i in
      let ends = "from \(Self.written(limits[i].0)) to \(Self.written(limits[i].1))"
      return limits.count == 1 ? ends : "\(names[i]) \(ends)"
    }
    let signs = String(repeating: "∫", count: max(limits.count, 1))
    let steps = names.reversed().map { "d\($0)" }.joined(separator: " ")
    return "\(signs) \(integrand) \(steps) \(limits.count == 1 ? "" : "· ")\(ranges.joined(separator: ", "))"
  }

  static func written(_ limit: Value) -> String {
    switch limit {
    case .number(let x): x == .infinity ? "∞" : x == -.infinity ? "−∞" : x < 0 ? "−\((-x).formatted())" : x.formatted()
    case .function(let f):
      if case .defined(let definition, _) = f.body, definition.name == nil {
        definition.expression.pretty
      } else {
        f.handle
      }
    default: limit.phrase
    }
  }
}

/// A definite integral as a value that acts as its number.
struct IntegralResult: DomainValue, ArgumentType, ResultType {
  static let typeName = "integral"
  static let needed = "an integral"

  let subject: IntegralSubject
  let method: IntegrationMethod
  let value: Double
  let error: Double
  let evaluations: Int
  let converged: Bool
  /// Of random points.
  var standardError: Double?
  /// Panels or points of a fixed rule.
  var n: Int?
  var leftOut: [ClosedRange<Double>] = []
  var isSpent = false
  /// Where most of it lies, for its picture.
  var extent: ClosedRange<Double>?

  init(_ subject: IntegralSubject, _ found: Quadrature, _ method: IntegrationMethod) {
    (self.subject, self.method) = (subject, method)
    (value, error, evaluations, converged) = (found.value, found.error, found.evaluations, found.converged)
    (leftOut, isSpent) = (found.leftOut, found.isSpent)
    extent = found.heart
  }

  init(_ subject: IntegralSubject, _ sum: CompositeSum) {
    self.subject = subject
    method = IntegrationMethod(rawValue: sum.rule.rawValue) ?? .adaptive
    (value, error, evaluations, n) = (sum.value, sum.error, sum.evaluations, sum.n)
    converged = sum.value.isFinite
  }

  init(_ subject: IntegralSubject, _ found: RandomIntegral) {
    (self.subject, method) = (subject, .monteCarlo)
    (value, error, evaluations, n) = (found.value, found.halfWidth, found.count, found.count)
    standardError = found.standardError
    converged = found.value.isFinite
  }

  var number: Double? { value }

  /// `value`, `error`, `evaluations`, `converged`, `method`; of random points `se`, `ci` and `n` too, of fixed rules `n`.
  var fields: Record {
    var fields: [Record.Field] = [
      .init("value", .number(value)), .init("error", .number(error)),
      .init("evaluations", .number(Double(evaluations))), .init("converged", .truth(converged)),
      .init("method", .text(method.rawValue)),
    ]
    if let standardError {
      fields.append(.init("se", .number(standardError)))
      fields.append(.init("ci", .vector(Vector([value - error, value + error]))))
    }
    if let n { fields.append(.init("n", .number(Double(n)))) }
    return Record(fields)
  }

  var document: Document {
    var line = Text.number(value, .strong)
    if let standardError {
      line =
        line + Text("   95 % interval ") + .number(value - error) + Text(" to ") + .number(value + error)
        + Text("   standard error \(standardError.formatted(digits: 3))", .dim)
    } else {
      line = line + Text(" \(method == .adaptive ? "±" : "± about") \(error.formatted(digits: 2))")
    }
    var how = "\(method.title) · \(evaluations.counted("evaluation"))"
    if let n, method == .simpson || method == .trapezoid { how = "\(method.title) · \(n.counted("panel"))" }
    if let n, method == .gauss { how = "\(method.title) · \(n.counted("point"))" }
    if let n, method == .monteCarlo { how = "\(method.title) · \(n.counted("random point"))" }
    var blocks: [Block] = [.line(line), .line(Text(how, .dim))]
    blocks += remarks.map { .line(Text("note  ", .dim) + Text($0)) }
    return Document([.section(Text(subject.title, .dim), Document(blocks))])
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if !converged {
      remarks.append(
        isSpent
          ? "not converged after \(evaluations) evaluations; a larger limit = may help"
          : "not converged: the function is too rough for the tolerance, and the error may be as large as it says")
    }
    for gap in leftOut.prefix(4) {
      remarks.append(
        "left out: from \(IntegralSubject.written(.number(gap.lowerBound))) to "
          + "\(IntegralSubject.written(.number(gap.upperBound))), where there is no real value")
    }
    return remarks
  }

  var sentence: String? {
    let what = "The integral of \(subject.integrand)"
    let over: String
    if subject.limits.count == 1 {
      let (a, b) = subject.limits[0]
      over = " from \(IntegralSubject.written(a)) to \(IntegralSubject.written(b))"
    } else {
      over = " over \(subject.limits.count) variables"
    }
    if let standardError, let n {
      return
        "\(what)\(over) is about \(value.inProse): \(n) random points put it between \((value - error).inProse) and "
        + "\((value + error).inProse) (95 %, standard error \(standardError.inProse)). Four times the points halve that."
    }
    if !converged {
      return "\(what)\(over) may be \(value.inProse), but the sums did not settle: it may be off by \(error.inProse). "
        + "Look at the function's picture before relying on it."
    }
    let sign = subject.limits.count == 1 && value < 0 ? " More of the area lies below the axis than above." : ""
    let trust = method == .adaptive ? "within" : "within about"
    return "\(what)\(over) is \(value.formatted()), \(trust) \(error.formatted(digits: 1)).\(sign)"
  }
}

extension Quadrature {
  /// The shortest stretch that holds all but a thousandth of ∫ |f|, by panels, where an end is infinite.
  fileprivate var heart: ClosedRange<Double>? {
    guard let first = panels.first, let last = panels.last else { return nil }
    let total = panels.reduce(0) { $0 + $1.value.magnitude }
    var (low, high, left, right) = (0, panels.count - 1, 0.0, 0.0)
    while low < high, left + panels[low].value.magnitude <= 1e-3 * total {
      left += panels[low].value.magnitude
      low += 1
    }
    while high > low, right + panels[high].value.magnitude <= 1e-3 * total {
      right += panels[high].value.magnitude
      high -= 1
    }
    return min(panels[low].low, last.high)...max(panels[high].high, first.low)
  }
}

extension IntegralResult: Pictured {
  /// The function over the stretch, what is counted as positive and as negative shaded apart.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard subject.limits.count == 1, case .number(let from) = subject.limits[0].0,
      case .number(let to) = subject.limits[0].1
    else { throw DrawingError.noPicture("an integral over \(subject.limits.count) variables").asEvaluation }
    let (low, high) = (min(from, to), max(from, to))
    let window = extent ?? (-10...10)
    let left = low.isFinite ? low : max(window.lowerBound, -1e6)
    let right = high.isFinite ? high : min(window.upperBound, 1e6)
    let room = (right - left) * 0.05
    guard let shown = Interval(left - room, right + room) ?? Interval(left - 1, right + 1) else { return nil }
    var options = axes.named(x: subject.variables[0])
    if options.title.isEmpty {
      options.title = "\(subject.title) = \(value.formatted())\(from > to ? " (reversed limits)" : "")"
    }
    let curve = try context.curve(subject.function, shown, isLog: false)
    if curve.hasPole { options.y.cut(to: curve.y) }
    if !low.isFinite || !high.isFinite {
      options.notices.append("the rest, beyond what is shown, is counted too")
    }
    func part(_ name: String, _ keeps: (Double) -> Bool) throws(ChartError) -> Series? {
      var (x, y): ([Double], [Double]) = ([], [])
      for (place, height) in zip(curve.x, curve.y) where place >= left && place <= right {
        x.append(place)
        y.append(height.isFinite && keeps(height) ? height : height.isNaN ? .nan : 0)
      }
      guard y.contains(where: { $0.isFinite && $0 != 0 }) else { return nil }
      return try Series(name: name, x: x, y: y, isFunction: true)
    }
    let rule = try ruled(low, high, in: &context)
    // Between the limits the area has the curve as its edge.
    let outside = zip(curve.x, curve.y).map { $0 > left && $0 < right ? Double.nan : $1 }
    do throws(ChartError) {
      var layers: [Layer] = []
      if let above = try part("above 0: added", { $0 > 0 }) { layers.append(.area(above)) }
      if let below = try part("below 0: taken away", { $0 < 0 }) { layers.append(.area(below)) }
      layers.append(.line(try Series(name: subject.integrand, x: curve.x, y: outside, isFunction: true)))
      if let rule { layers.append(.line(try Series(name: rule.name, x: rule.x, y: rule.y))) }
      (options.x.low, options.x.high) = (shown.low, shown.high)
      return Chart(layers, options)
    } catch { throw error.asEvaluation }
  }

  /// What a fixed rule puts in place of the function: straight lines or parabolas through its points.
  private func ruled(
    _ low: Double, _ high: Double, in context: inout Context
  ) throws(EvaluationError) -> (name: String, x: [Double], y: [Double])? {
    guard let n, n <= 200, low.isFinite, high.isFinite, method == .trapezoid || method == .simpson else { return nil }
    let places = (0...n).map { low + (high - low) * Double($0) / Double(n) }
    let heights = try context.heights(subject.function, at: places)
    if method == .trapezoid { return ("trapezoids, \(n.counted("panel"))", places, heights) }
    var (x, y): ([Double], [Double]) = ([], [])
    for start in stride(from: 0, to: n - 1, by: 2) {
      let (a, b, c) = (heights[start], heights[start + 1], heights[start + 2])
      for step in 0...12 {
        let t = Double(step) / 6 - 1
        x.append(places[start + 1] + t * (high - low) / Double(n))
        y.append(b + t * (c - a) / 2 + t * t * (a - 2 * b + c) / 2)
      }
    }
    return ("parabolas, \(n.counted("panel"))", x, y)
  }
}
