import Calculus
import Document
import Evaluation
import LinearAlgebra
import Numerics

extension Context {
  /// A function at points of so many numbers each, which lie one after another; NaN where it has no real value.
  mutating func heights(
    _ f: Function, at points: [Double], width: Int = 1
  ) throws(EvaluationError) -> [Double] {
    if let fast = try scalarRows(f, points, width: width) { return fast }
    var results: [Double] = []
    results.reserveCapacity(points.count / max(width, 1))
    for start in stride(from: 0, to: points.count, by: width) {
      try checkInterrupt()
      results.append(try height(f, at: Array(points[start..<start + width])) ?? .nan)
    }
    return results
  }

  private mutating func height(_ f: Function, at point: [Double]) throws(EvaluationError) -> Double? {
    let takesAll = point.count == 1 || (f.arity?.contains(point.count) ?? true)
    let arguments: [Value] = takesAll ? point.map { .number($0) } : [.vector(Vector(point))]
    do throws(EvaluationError) {
      let value = try call(f, Arguments(arguments))
      guard case .number(let y) = value.standing else {
        if case .missing = value { return nil }
        let place = point.map { $0.formatted() }.joined(separator: ", ")
        throw IntegralError.notReal(call: "\(f.handle)(\(place))", got: value.phrase).asEvaluation
      }
      return y
    } catch {
      guard error.isGap else { throw error }
      return nil
    }
  }

  // MARK: one variable

  mutating func integral(
    _ f: Function, _ a: Double, _ b: Double, _ options: IntegrationOptions
  ) throws(EvaluationError) -> IntegralResult {
    let subject = IntegralSubject(f, [(.number(a), .number(b))])
    do throws(IntegralError) {
      for (name, end) in [("a", a), ("b", b)] where end.isNaN { throw .limit(name: name, got: "NaN") }
    } catch { throw error.asEvaluation }
    if let rule = options.method.rule {
      return IntegralResult(subject, try composite(rule, f, a, b, options))
    }
    if options.method == .monteCarlo { return try randomIntegral(subject, [(a, b)], options) }
    let plan: Quadrature.Plan
    do throws(IntegralError) { plan = try options.plan(1e-12, panels: 10) } catch { throw error.asEvaluation }
    return IntegralResult(subject, try quadrature(subject, f, a, b, plan), .adaptive)
  }

  mutating func composite(
    _ rule: CompositeRule, _ f: Function, _ a: Double, _ b: Double, _ options: IntegrationOptions
  ) throws(EvaluationError) -> CompositeSum {
    guard a.isFinite, b.isFinite else {
      throw IntegralError.unbounded(
        method: rule.rawValue,
        suggestion: "integrate(x -> exp(-x^2), 0, inf)"
      ).asEvaluation
    }
    let count: Int
    do throws(IntegralError) { count = try options.count(rule) } catch { throw error.asEvaluation }
    return try CompositeSum(rule, count, from: a, to: b) { (x: [Double]) throws(EvaluationError) in
      let y = try heights(f, at: x)
      // A fixed rule has no way around a point without a value.
      for (place, height) in zip(x, y) where height.isNaN {
        _ = try sample(f, at: .number(place), explainingGaps: true)
      }
      if let bad = y.firstIndex(where: \.isInfinite) {
        throw IntegralError.infinite(rule: rule.rawValue, function: f.chartName, place: x[bad]).asEvaluation
      }
      return y
    }
  }

  mutating func quadrature(
    _ subject: IntegralSubject, _ f: Function, _ a: Double, _ b: Double, _ plan: Quadrature.Plan
  ) throws(EvaluationError) -> Quadrature {
    let counter = count(.item, of: nil)
    defer { stop(counter) }
    var done = 0
    let found = try Quadrature.adaptive(from: a, to: b, plan) { (x: [Double]) throws(EvaluationError) in
      try checkInterrupt()
      done += x.count
      counter(done)
      return try heights(f, at: x)
    }
    guard let found else {
      // The error at one place says why there is no value.
      let low = min(a, b).isFinite ? min(a, b) : -1
      let high = max(a, b).isFinite ? max(a, b) : 1
      _ = try sample(f, at: .number(low + (high - low) * 0.4873), explainingGaps: true)
      throw IntegralError.nowhere(function: f.chartName).asEvaluation
    }
    if let place = found.divergence {
      if found.isOverflow {
        throw IntegralError.overflow(integral: subject.title, place: place).asEvaluation
      }
      throw IntegralError.divergent(
        integral: subject.title, place: place, isEnd: place == a || place == b,
        suggestion: try shorter(f, a, b, than: place, plan)
      ).asEvaluation
    }
    return found
  }

  /// A call that stops short of where the integral diverges, if that has a value.
  private mutating func shorter(
    _ f: Function, _ a: Double, _ b: Double, than place: Double, _ plan: Quadrature.Plan
  ) throws(EvaluationError) -> String? {
    var (low, high) = (min(a, b), max(a, b))
    let short: Double
    if place == .infinity {
      if !low.isFinite { low = -10 }
      (high, short) = (max(low + 10, 10), 0)
    } else if place == -.infinity {
      if !high.isFinite { high = 10 }
      (low, short) = (min(high - 10, -10), 0)
    } else {
      if !low.isFinite { low = place - 10 }
      if !high.isFinite { high = place + 10 }
      short = (high - low) / 100
      if place - low > high - place { high = place - short } else { low = place + short }
      // Round ends, as a person would choose them.
      (low, high) = ((low * 1e6).rounded() / 1e6, (high * 1e6).rounded() / 1e6)
    }
    guard low < high else { return nil }
    let trial = try Quadrature.adaptive(from: low, to: high, plan) { (x: [Double]) throws(EvaluationError) in
      try heights(f, at: x)
    }
    guard let trial, trial.converged else { return nil }
    return "integrate(\(f.argument), \(Value.number(low).written()), \(Value.number(high).written()))"
  }

  // MARK: several variables

  /// - Parameter limits: the outermost first.
  mutating func multipleIntegral(
    _ f: Function, _ limits: [(Value, Value)], _ options: IntegrationOptions
  ) throws(EvaluationError) -> IntegralResult {
    let subject = IntegralSubject(f, limits)
    if let arity = f.arity, !arity.contains(limits.count), arity != 1...1 {
      throw IntegralError.dimensions(function: f.handle, takes: arity.lowerBound, given: limits.count).asEvaluation
    }
    let usual = limits.count == 2 ? 1e-9 : 1e-7
    switch options.method {
    case .adaptive:
      let plan: Quadrature.Plan
      do throws(IntegralError) {
        plan = try options.plan(
          usual, panels: limits.count == 2 ? 4 : 2, most: limits.count == 2 ? 5_000_000 : 30_000_000)
      } catch {
        throw error.asEvaluation
      }
      var nest = NestedIntegral(f, limits, plan)
      return IntegralResult(subject, try nest.integrate(in: &self), .adaptive)
    case .monteCarlo:
      let ends = limits.compactMap { pair -> (Double, Double)? in
        if case .number(let a) = pair.0, case .number(let b) = pair.1 { (a, b) } else { nil }
      }
      guard ends.count == limits.count else {
        throw IntegralError.limit(name: "of random points", got: "a function").asEvaluation
      }
      return try randomIntegral(subject, ends, options)
    case .gauss, .simpson, .trapezoid:
      throw EvaluationError(
        .choice(parameter: "method", got: options.method.rawValue, choices: ["adaptive", "monte_carlo"]))
    }
  }

  mutating func randomIntegral(
    _ subject: IntegralSubject, _ ends: [(Double, Double)], _ options: IntegrationOptions
  ) throws(EvaluationError) -> IntegralResult {
    let draws: Int
    do throws(IntegralError) {
      draws = try options.draws()
      for end in ends.flatMap({ [$0.0, $0.1] }) where !end.isFinite {
        throw .limit(name: "of random points", got: end.formatted())
      }
    } catch { throw error.asEvaluation }
    var stream = options.seed?.stream("integrate") ?? random
    let (f, counter) = (subject.function, count(.item, of: draws))
    defer { stop(counter) }
    var done = 0
    let found = try RandomIntegral(over: ends, draws, from: &stream) { (points: [Double]) throws(EvaluationError) in
      try checkInterrupt()
      let y = try heights(f, at: points, width: ends.count)
      if let gap = y.firstIndex(where: \.isNaN) {
        let point = Array(points[gap * ends.count..<(gap + 1) * ends.count])
        _ = try sample(
          f, at: point.count == 1 ? .number(point[0]) : .vector(Vector(point)), explainingGaps: true)
      }
      done += y.count
      counter(done)
      return y
    }
    if options.seed == nil { random = stream }
    return IntegralResult(subject, found)
  }
}

/// An integral of integrals: the innermost over the last variable, for every point of those outside.
struct NestedIntegral {
  private let function: Function
  private let limits: [(Value, Value)]
  private let plan: Quadrature.Plan
  private var evaluations = 0
  /// What the inner integrals are off by, and what they add up, both without signs.
  private var doubt = 0.0
  private var weight = 0.0
  private var isSettled = true

  init(_ function: Function, _ limits: [(Value, Value)], _ plan: Quadrature.Plan) {
    (self.function, self.limits, self.plan) = (function, limits, plan)
  }

  mutating func integrate(in context: inout Context) throws(EvaluationError) -> Quadrature {
    var found = try level([], &context)
    // Every inner integral is off by a share of itself.
    if weight > 0 { found.error += 2 * doubt / weight * found.size }
    found.evaluations = evaluations
    if !isSettled { (found.isSpent, found.error) = (true, .infinity) }
    found.converged =
      found.converged && isSettled
      && found.error <= 100 * max(plan.tolerance * found.value.magnitude, 1e-13 * found.size)
    return found
  }

  private mutating func level(_ outer: [Double], _ context: inout Context) throws(EvaluationError) -> Quadrature {
    let depth = outer.count
    let (a, b) = (try end(limits[depth].0, outer, &context), try end(limits[depth].1, outer, &context))
    let isInnermost = depth == limits.count - 1
    // Inner errors are noise to the integral outside, which must not see them.
    let sharper = plan.tolerance * (depth == 0 ? 1 : depth == 1 ? 1e-2 : 1e-3)
    let own = Quadrature.Plan(
      tolerance: max(sharper, 1e-14), limit: max(plan.limit - evaluations, 15), panels: plan.panels)
    let found = try Quadrature.adaptive(from: a, to: b, own) { (x: [Double]) throws(EvaluationError) in
      if isInnermost {
        try context.checkInterrupt()
        evaluations += x.count
        return try context.heights(function, at: x.flatMap { outer + [$0] }, width: limits.count)
      }
      var values: [Double] = []
      for place in x {
        guard evaluations < plan.limit else {
          isSettled = false
          values.append(0)
          continue
        }
        let inner = try level(outer + [place], &context)
        values.append(inner.value)
        doubt += inner.error
        weight += inner.size
      }
      return values
    }
    guard let found else {
      guard depth > 0 else { throw IntegralError.nowhere(function: function.chartName).asEvaluation }
      return Quadrature.empty
    }
    if let place = found.divergence {
      if found.isOverflow {
        throw IntegralError.overflow(integral: IntegralSubject(function, limits).title, place: place).asEvaluation
      }
      throw IntegralError.divergent(
        integral: IntegralSubject(function, limits).title, place: place, isEnd: place == a || place == b,
        suggestion: nil
      ).asEvaluation
    }
    return found
  }

  private func end(_ limit: Value, _ outer: [Double], _ context: inout Context) throws(EvaluationError) -> Double {
    switch limit {
    case .number(let x) where !x.isNaN: return x
    case .function(let f):
      let count = min(f.arity?.upperBound ?? outer.count, outer.count)
      let value = try context.call(f, Arguments(outer.prefix(count).map { .number($0) }))
      guard case .number(let x) = value.standing, !x.isNaN else {
        throw IntegralError.limit(name: f.handle, got: value.phrase).asEvaluation
      }
      return x
    default: throw IntegralError.limit(name: "of a variable", got: limit.phrase).asEvaluation
    }
  }
}
