import Calculus
import Document
import Evaluation
import Graph
import LinearAlgebra
import Numerics

extension Context {
  /// A value for a search: NaN where there is none.
  private mutating func height(_ f: Function, _ x: Double) throws(EvaluationError) -> Double {
    try checkInterrupt()
    return try heights(f, at: [x])[0]
  }

  // MARK: a bracket

  mutating func bracketed(_ f: Function, _ a: Double, _ b: Double) throws(EvaluationError) -> RootSearch {
    guard a.isFinite, b.isFinite, a != b, (b - a).isFinite else { throw RootError.ends(a, b).asEvaluation }
    let (ya, yb) = (try height(f, a), try height(f, b))
    let call = IntegralSubject(f, [(.missing, .missing)]).integrand
    for (x, y) in [(a, ya), (b, yb)] where y.isNaN {
      _ = try sample(f, at: .number(x), explainingGaps: true)
      throw RootError.notFinite(call: call, at: x.formatted(), value: "NaN").asEvaluation
    }
    if ya == 0 || yb == 0 {
      let x = ya == 0 ? a : b
      return RootSearch(between: x, 0, and: x, 0) { _ in 0 }
    }
    guard (ya < 0) != (yb < 0) else {
      let part = try narrower(f, min(a, b), max(a, b))
      let suggestion = part.map {
        "find_root(\(f.argument), \(Value.number($0.0).written()), \(Value.number($0.1).written()))"
      }
      throw RootError.sameSign(call: call, a: a, ya: ya, b: b, yb: yb, suggestion: suggestion).asEvaluation
    }
    let found = try RootSearch(between: a, ya, and: b, yb) { (x: Double) throws(EvaluationError) in try height(f, x) }
    guard found.end != .pole else { throw RootError.pole(call: call, at: found.x).asEvaluation }
    return found
  }

  /// Two places between a and b with opposite signs and a root between them.
  private mutating func narrower(_ f: Function, _ a: Double, _ b: Double) throws(EvaluationError) -> (Double, Double)? {
    for count in [16, 200] {
      let xs = (0...count).map { a + (b - a) * Double($0) / Double(count) }
      let ys = try heights(f, at: xs)
      for i in 1...count where (ys[i] < 0) != (ys[i - 1] < 0) && ys[i].isFinite && ys[i - 1].isFinite {
        let found = try RootSearch(between: xs[i - 1], ys[i - 1], and: xs[i], ys[i]) {
          (x: Double) throws(EvaluationError) in try height(f, x)
        }
        if found.end == .converged { return (xs[i - 1], xs[i]) }
      }
    }
    return nil
  }

  // MARK: a start

  /// Newton's method, and where it stands still a bracket looked for around the start.
  mutating func rooted(_ f: Function, from start: Double) throws(EvaluationError) -> (RootSearch, [String]) {
    let call = IntegralSubject(f, [(.missing, .missing)]).integrand
    let first = try height(f, start)
    guard first.isFinite else {
      if first.isNaN { _ = try sample(f, at: .number(start), explainingGaps: true) }
      throw RootError.notFinite(call: call, at: start.formatted(), value: first.formatted()).asEvaluation
    }
    var remarks: [String] = []
    do throws(EvaluationError) {
      let found = try newton(f, from: start)
      if found.end == .converged {
        let damped = found.steps.count { $0.share < 1 }
        if let many = found.steps.last(where: { $0.share > 1 })?.share {
          remarks.append("a root that counts \(many.formatted()) times, where plain steps come nearer slowly")
        }
        if damped > 0 { remarks.append("\(damped.counted("step")) cut short, as the whole of it led uphill") }
        return (found, remarks)
      }
      remarks.append("Newton's method stood still at \(found.x.formatted()); a change of sign was looked for instead")
    } catch {
      guard case .notDifferentiable = error.kind else { throw error }
      remarks.append("no derivative is known; a change of sign was looked for instead")
    }
    guard let (a, ya, b, yb) = try around(start, first, f) else {
      throw RootError.none(call: call, near: start.formatted(), value: first.formatted()).asEvaluation
    }
    let found = try RootSearch(between: a, ya, and: b, yb) { (x: Double) throws(EvaluationError) in try height(f, x) }
    guard found.end != .pole else { throw RootError.pole(call: call, at: found.x).asEvaluation }
    return (found, remarks)
  }

  mutating func newton(_ f: Function, from start: Double) throws(EvaluationError) -> RootSearch {
    var traced = TracedFunction(f, of: .scalar)
    return try RootSearch(from: start) { (x: Double) throws(EvaluationError) -> (value: Double, slope: Double) in
      do throws(EvaluationError) {
        let found = try traced.gradient(at: Vector([x]), &self)
        return (found.value, found.gradient[0])
      } catch {
        guard error.isGap else { throw error }
        return (.nan, .nan)
      }
    } height: { (x: Double) throws(EvaluationError) -> Double in
      try height(f, x)
    }
  }

  /// Ever wider about a start, to both sides.
  private mutating func around(
    _ start: Double, _ first: Double, _ f: Function
  ) throws(EvaluationError) -> (Double, Double, Double, Double)? {
    var reach = 0.01 * max(1, start.magnitude)
    var (left, right) = ((start, first), (start, first))
    for _ in 0..<80 {
      for side in [-1.0, 1.0] {
        let x = start + side * reach
        let y = try height(f, x)
        let known = side < 0 ? left : right
        // 0 here and beyond is no root, but e⁻ˣ below the smallest number.
        if y == 0, try height(f, x + side * 0.01 * reach) == 0 { continue }
        if y.isFinite, y == 0 || (y < 0) != (known.1 < 0) { return (known.0, known.1, x, y) }
        if y.isFinite { if side < 0 { left = (x, y) } else { right = (x, y) } }
      }
      reach *= 1.5
    }
    return nil
  }

  // MARK: a system

  mutating func systemRoot(_ f: Function, from start: Vector) throws(EvaluationError) -> SystemRoot {
    func at(_ x: Vector, _ context: inout Context) throws(EvaluationError) -> Vector? {
      try context.checkInterrupt()
      do throws(EvaluationError) {
        switch try context.apply(f, [.vector(x)]).standing {
        case .vector(let v): return v.elements.allSatisfy(\.isFinite) ? v : nil
        case .number(let y) where x.count == 1: return y.isFinite ? Vector([y]) : nil
        case let other: throw RootError.notVector(call: f.handle, got: other.phrase).asEvaluation
        }
      } catch {
        guard error.isGap else { throw error }
        return nil
      }
    }
    let written = Value.vector(start).written()
    guard var y = try at(start, &self) else {
      throw RootError.notFinite(call: f.handle, at: written, value: "not finite").asEvaluation
    }
    guard y.count == start.count else {
      throw RootError.system(equations: y.count, unknowns: start.count).asEvaluation
    }
    var model = TracedModel(giving: y.count) { (context: inout Context, x: Value) throws(EvaluationError) in
      try context.apply(f, [x])
    }
    var (x, evaluations, iterations, isDamped) = (start, 1, 0, false)
    while iterations < 200 {
      if y.norm == 0 { break }
      let jacobian = try model.jacobian(at: x, &self)
      let step: Vector
      do throws(MathError) {
        step = try jacobian.leastSquares(Vector(y.elements.map { -$0 }).column(as: Matrix.self)).value.column(0)
      } catch {
        throw error.asEvaluation
      }
      let size = x.elements.reduce(0) { max($0, $1.magnitude) }
      var (share, next, reached) = (1.0, x, Vector?.none)
      while share > 1e-8 {
        next = Vector(zip(x.elements, step.elements).map { $0 + share * $1 })
        reached = try at(next, &self)
        evaluations += 1
        if let reached, reached.norm < y.norm { break }
        if share == 1, step.norm <= 1e-15 * max(size, 1e-300) { break }
        share /= 2
      }
      guard let reached, reached.norm < y.norm else { break }
      isDamped = isDamped || share < 1
      (x, y) = (next, reached)
      iterations += 1
    }
    // The size the terms themselves have, by which rounding is measured.
    let jacobian = try model.jacobian(at: x, &self)
    let scale =
      (0..<y.count).map { i in
        (0..<x.count).reduce(0.0) { $0 + (jacobian[i, $1] * x[$1]).magnitude }
      }.max() ?? 1
    let isRoot = y.norm <= 1e-12 * max(scale, 1e-3)
    guard isRoot else {
      throw RootError.none(
        call: f.handle, near: Value.vector(x).written(digits: 6), value: "length \(y.norm.formatted())"
      ).asEvaluation
    }
    return SystemRoot(
      x: x, value: y, iterations: iterations, evaluations: evaluations, converged: true, isDamped: isDamped)
  }

  // MARK: all of them

  /// Every root between a and b that a search of this fineness sees, ascending: changes of sign, and places where the
  /// function touches 0.
  mutating func allRoots(_ f: Function, _ a: Double, _ b: Double) throws(EvaluationError) -> [Double] {
    guard a.isFinite, b.isFinite, a != b, (b - a).isFinite else { throw RootError.ends(a, b).asEvaluation }
    let (low, high) = (min(a, b), max(a, b))
    let count = 1000
    // Not quite even, so that no root of a round number is met by chance from both sides.
    let xs = (0...count).map { i -> Double in
      i == 0
        ? low
        : i == count
          ? high : low + (high - low) * ((Double(i) + 0.137 * (i.isMultiple(of: 2) ? 1 : -1)) / Double(count))
    }
    let ys = try heights(f, at: xs)
    try noteZeros(f, xs, ys)
    var roots: [Double] = []
    for i in xs.indices {
      if ys[i] == 0 {
        roots.append(xs[i])
      } else if i > 0, ys[i].isFinite, ys[i - 1].isFinite, ys[i - 1] != 0, (ys[i] < 0) != (ys[i - 1] < 0) {
        let found = try RootSearch(between: xs[i - 1], ys[i - 1], and: xs[i], ys[i]) {
          (x: Double) throws(EvaluationError) in try height(f, x)
        }
        if found.end == .converged { roots.append(found.x) }
      }
      if i > 0, i < count, [ys[i - 1], ys[i], ys[i + 1]].allSatisfy(\.isFinite),
        ys[i].magnitude <= ys[i - 1].magnitude, ys[i].magnitude <= ys[i + 1].magnitude,
        (ys[i - 1] < 0) == (ys[i] < 0), (ys[i + 1] < 0) == (ys[i] < 0), ys[i] != 0
      {
        roots += try dip(f, (xs[i - 1], xs[i], xs[i + 1]), max(ys[i - 1].magnitude, ys[i + 1].magnitude))
      }
    }
    var different: [Double] = []
    for x in roots.sorted() {
      if let last = different.last, x - last <= 1e-7 * max(high - low, x.magnitude) * 1e-2 { continue }
      different.append(x)
    }
    return different
  }

  /// Says where a function is 0 not at single places but throughout.
  private mutating func noteZeros(_ f: Function, _ xs: [Double], _ ys: [Double]) throws(EvaluationError) {
    guard let first = ys.indices.dropLast(2).first(where: { ys[$0...$0 + 2].allSatisfy { $0 == 0 } }) else { return }
    let last = ys[first...].firstIndex { $0 != 0 } ?? ys.count
    let name = IntegralSubject(f, [(.missing, .missing)]).integrand
    note(
      Report(
        code: "W306", title: "zero throughout",
        message: "\(name) is 0 throughout, from about \(xs[first].formatted()) to \(xs[last - 1].formatted()); the "
          + "places given there are those that were looked at."))
  }

  /// The roots about a place where the function comes nearest to 0 without changing its sign at the samples: one that it
  /// touches, or two close together.
  private mutating func dip(
    _ f: Function, _ places: (Double, Double, Double), _ rim: Double
  ) throws(EvaluationError) -> [Double] {
    let golden = 0.381_966_011_250_105
    var (low, x, high) = places
    var y = try height(f, x)
    let side = y < 0 ? -1.0 : 1.0
    while high - low > 4e-9 * max(x.magnitude, high - low) && high - low > 1e-300 {
      let next = x - low > high - x ? x - golden * (x - low) : x + golden * (high - x)
      guard next > low, next < high, next != x else { break }
      let z = try height(f, next)
      if z.isNaN { return [] }
      if z == 0 || (z < 0) != (side < 0) {
        guard z != 0 else { return [try turningPoint(f, low, high) ?? next] }
        var pair: [Double] = []
        for end in [places.0, places.2] {
          let found = try RootSearch(between: end, try height(f, end), and: next, z) {
            (x: Double) throws(EvaluationError) in try height(f, x)
          }
          if found.end == .converged { pair.append(found.x) }
        }
        return pair
      }
      if z.magnitude <= y.magnitude {
        if next < x { high = x } else { low = x }
        (x, y) = (next, z)
      } else if next < x {
        low = next
      } else {
        high = next
      }
    }
    if let turn = try turningPoint(f, places.0, places.2) {
      let z = try height(f, turn)
      if z.magnitude <= y.magnitude { (x, y) = (turn, z) }
    }
    return y.magnitude <= 1e-11 * rim ? [x] : []
  }

  /// Where the slope changes its sign, to the last bits; `nil` without a slope.
  private mutating func turningPoint(_ f: Function, _ a: Double, _ b: Double) throws(EvaluationError) -> Double? {
    let slope = Function(.derivative(f))
    do throws(EvaluationError) {
      guard let ya = try sample(slope, at: a), let yb = try sample(slope, at: b), (ya < 0) != (yb < 0) else {
        return nil
      }
      let found = try RootSearch(between: a, ya, and: b, yb) { (x: Double) throws(EvaluationError) in
        try sample(slope, at: x) ?? .nan
      }
      return found.end == .converged ? found.x : nil
    } catch {
      if case .interrupted = error.kind { throw error }
      return nil
    }
  }
}
