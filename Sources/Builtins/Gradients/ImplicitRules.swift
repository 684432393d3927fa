import Calculus
import Document
import Evaluation
import Graph
import LinearAlgebra

/// Integrals and roots of functions that closed over what is being differentiated.
enum ImplicitRules {
  /// Leibniz: the derivative of ∫ₐᵇ f dt by a parameter is the integral of f's derivative, by b it is f(b), by a −f(a).
  static let integral: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard arguments.positional.count == 3, arguments.named.isEmpty, case .function(let f) = arguments.positional[0],
      case (let a?, let b?) = (
        context.atPoint(arguments.positional[1]).number, context.atPoint(arguments.positional[2]).number
      )
    else { return nil }
    var slopes = try ClosureSlopes(f, named: "integrate", in: context)
    let whole = try context.integral(slopes.plain, a, b, IntegrationOptions.standard)
    guard whole.converged else { throw EvaluationError(.notDifferentiable("an integral that did not converge")) }
    let sizes = slopes.captures.map { context.shape(.traced($0))?.count ?? 1 }
    let total = sizes.reduce(0, +)
    var shares: [Double] = []
    for place in 0..<total {
      shares.append(try context.slopeIntegral(&slopes, place, a, b))
    }
    var operands: [(value: Value, slopes: [Double])] = []
    var start = 0
    for (node, size) in zip(slopes.captures, sizes) {
      operands.append((.traced(node), Array(shares[start..<start + size])))
      start += size
    }
    for (limit, sign) in [(1, -1.0), (2, 1.0)] where arguments.positional[limit].isTraced {
      let end = limit == 1 ? a : b
      guard let height = try context.sample(slopes.plain, at: end), height.isFinite else {
        throw EvaluationError(.notDifferentiable("integrate by a limit where the function has no value"))
      }
      operands.append((arguments.positional[limit], [sign * height]))
    }
    let number = try context.tracedKnown("integrate", whole.value, by: operands)
    return .object(TracedNumber(number, as: "value"))
  }

  /// The implicit function theorem: where f(x, c) stays 0, dx/dc = −(∂f/∂c)/(∂f/∂x).
  static let root: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard case .function(let f)? = arguments.positional.first, arguments.named.isEmpty else { return nil }
    let starts = arguments.positional.dropFirst().map { context.atPoint($0) }
    guard starts.allSatisfy({ if case .number = $0 { true } else { false } }), let find = context.catalog["find_root"]
    else { return nil }
    var slopes = try ClosureSlopes(f, named: "find_root", in: context)
    guard case .object(let found) = try find.call(Arguments([.function(slopes.plain)] + starts), in: &context),
      let x = found.number
    else { return nil }
    let there = try slopes(at: x, &context)
    guard there.byArgument != 0, there.byArgument.isFinite else {
      throw EvaluationError(.notDifferentiable("find_root where the slope is 0"))
    }
    var operands: [(value: Value, slopes: [Double])] = []
    var start = 0
    for node in slopes.captures {
      let size = context.shape(.traced(node))?.count ?? 1
      let part = there.byCaptures[start..<start + size]
      operands.append((.traced(node), part.map { -$0 / there.byArgument }))
      start += size
    }
    // Where the search starts does not move the root.
    guard !operands.isEmpty else { return .object(found) }
    return .object(TracedNumber(try context.tracedKnown("find_root", x, by: operands), as: "x"))
  }
}

extension Context {
  /// The integral of one of the derivatives.
  fileprivate mutating func slopeIntegral(
    _ slopes: inout ClosureSlopes, _ place: Int, _ a: Double, _ b: Double
  ) throws(EvaluationError) -> Double {
    let plan: Quadrature.Plan
    do throws(IntegralError) { plan = try IntegrationOptions.standard.plan(1e-12, panels: 10) } catch {
      throw error.asEvaluation
    }
    let found = try Quadrature.adaptive(from: a, to: b, plan) { (points: [Double]) throws(EvaluationError) in
      var heights: [Double] = []
      for x in points { heights.append(try slopes(at: x, &self).byCaptures[place]) }
      return heights
    }
    guard let found, found.divergence == nil, found.converged else {
      throw EvaluationError(.notDifferentiable("an integral whose derivative has no finite integral"))
    }
    return found.value
  }
}

/// What stands for a number being differentiated where the plain call gives a result with fields.
private struct TracedNumber: DomainValue {
  static let typeName = "number being differentiated"

  let differentiated: Value?
  private let name: String

  init(_ value: Value, as name: String) { (differentiated, self.name) = (value, name) }

  var isTraced: Bool { true }
  var fields: Record { Record([.init(name, differentiated ?? .missing)]) }
  var document: Document { Document([.line(Text("a number being differentiated"))]) }
}

extension IntegrationOptions {
  fileprivate static let standard = IntegrationOptions(method: .adaptive, tolerance: nil, limit: nil, n: nil, seed: nil)
}

extension Value {
  fileprivate var number: Double? { if case .number(let x) = self { x } else { nil } }
}
