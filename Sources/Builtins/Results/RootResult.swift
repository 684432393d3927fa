import Calculus
import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics

/// A root as a value that acts as its place.
struct RootResult: DomainValue, ArgumentType, ResultType {
  static let typeName = "root"
  static let needed = "a root"

  let function: Function
  let x: Double
  let value: Double
  let iterations: Int
  let evaluations: Int
  let converged: Bool
  let method: String
  /// Where the search went, for its picture.
  let reach: ClosedRange<Double>
  /// What happened on the way.
  var remarks: [String] = []

  var number: Double? { x }

  var fields: Record {
    Record([
      .init("x", .number(x)), .init("value", .number(value)), .init("iterations", .number(Double(iterations))),
      .init("evaluations", .number(Double(evaluations))), .init("converged", .truth(converged)),
      .init("method", .text(method)),
    ])
  }

  var document: Document {
    let name = function.parameterNames(1)[0]
    var blocks: [Block] = [
      .line(
        Text("\(name) = ") + .number(x, .strong) + Text("   \(call) = ", .dim) + Text(value.formatted(digits: 3), .dim)),
      .line(Text("\(method) · \(iterations.counted("step")) · \(evaluations.counted("evaluation"))", .dim)),
    ]
    if !converged { blocks.append(.line(Text("note  ", .dim) + Text("not converged"))) }
    blocks += remarks.map { .line(Text("note  ", .dim) + Text($0)) }
    return Document(blocks)
  }

  var call: String { IntegralSubject(function, [(.missing, .missing)]).integrand }

  var sentence: String? {
    let name = function.parameterNames(1)[0]
    guard converged else {
      return "No root was reached: the search ended at \(name) = \(x.formatted()), where \(call) is \(value.inProse)."
    }
    return "\(call) is 0 at \(name) = \(x.formatted(digits: 10)), to the last digits of the arithmetic (\(method), "
      + "\(iterations.counted("step")))." + (remarks.isEmpty ? "" : " \(remarks.joined(separator: " "))")
  }
}

extension RootResult: Pictured {
  /// The function where the search went, with the root on the axis.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    let half = max(x - reach.lowerBound, reach.upperBound - x, 0.1 * x.magnitude, 1e-3)
    guard let shown = Interval(x - 1.2 * half, x + 1.2 * half) else { return nil }
    var options = axes.named(x: function.parameterNames(1)[0])
    if options.title.isEmpty { options.title = "\(call) = 0 at \(x.formatted())" }
    let curve = try context.curve(function, shown, isLog: false)
    if curve.hasPole { options.y.cut(to: curve.y) }
    (options.x.low, options.x.high) = (shown.low, shown.high)
    do throws(ChartError) {
      return Chart(
        [
          .rule(try Series(x: [shown.low, shown.high], y: [0, 0])),
          .line(try Series(name: call, x: curve.x, y: curve.y, isFunction: true)),
          .points(try Series(name: "root", x: [x], y: [0])),
        ], options)
    } catch { throw error.asEvaluation }
  }
}

/// A root of a system of equations.
struct SystemRoot: DomainValue, ResultType {
  static let typeName = "root of a system"

  let x: Vector
  let value: Vector
  let iterations: Int
  let evaluations: Int
  let converged: Bool
  let isDamped: Bool

  var fields: Record {
    Record([
      .init("x", .vector(x)), .init("value", .vector(value)), .init("iterations", .number(Double(iterations))),
      .init("evaluations", .number(Double(evaluations))), .init("converged", .truth(converged)),
      .init("method", .text("newton")),
    ])
  }

  var document: Document {
    var blocks: [Block] = [
      .line(Text("x = ") + Text("[\(x.elements.map { $0.formatted() }.joined(separator: ", "))]", .strong)),
      .line(
        Text(
          "Newton's method · \(iterations.counted("step")) · ‖F(x)‖ = \(value.norm.formatted(digits: 3))", .dim)),
    ]
    if isDamped { blocks.append(.line(Text("note  ", .dim) + Text("some steps were cut short, as they led uphill"))) }
    return Document(blocks)
  }

  var sentence: String? {
    "All equations hold at [\(x.elements.map { $0.formatted() }.joined(separator: ", "))], to \(value.norm.inProse)."
  }
}
