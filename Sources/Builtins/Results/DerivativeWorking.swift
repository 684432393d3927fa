import Calculus
import Document
import Evaluation
import LinearAlgebra
import Syntax

extension Context {
  /// A derivative worked out by its rules, ending in the function itself, or in its value at a point.
  /// - Throws: E315 where there is no formula, E113 for what is no derivative.
  mutating func workedDerivative(
    _ function: Function, at point: [Value] = []
  ) throws(EvaluationError) -> Worked<Value> {
    switch function.body {
    case .derivative(let f): return try workedSlope(f, function, at: point)
    case .gradient(let f): return try workedPartials(f, function, second: false, at: point)
    case .hessian(let f): return try workedPartials(f, function, second: true, at: point)
    case .jacobian, .defined, .builtin:
      throw WorkError.noDerivation(function.handle, known: catalog.worked).asEvaluation
    }
  }

  private mutating func workedSlope(
    _ f: Function, _ function: Function, at point: [Value]
  ) throws(EvaluationError) -> Worked<Value> {
    var (inner, order) = (f, 1)
    while case .derivative(let g) = inner.body { (inner, order) = (g, order + 1) }
    let read = try formula(of: inner)
    guard let x = read.parameters.first, read.parameters.count == 1 else {
      throw DerivativeError.severalArguments(inner.handle, read.parameters.map(\.name.spelling), []).asEvaluation
    }
    let letter = x.name.spelling
    var slope = read.formula
    let times = order > 1 ? order.raised : ""
    var derivation = Derivation(goal: .line(Text("d\(times)/d\(letter)\(times)  \(try text(slope, inner))")))
    for count in 1...order {
      if order > 1 {
        derivation.step(
          Text("derivative \(count)"), .line(Text("of \(try text(slope, inner))")))
      }
      let (steps, next) = try work(slope, by: x, in: inner)
      derivation.steps += steps
      slope = next
    }
    if case .formula(_, let except?) = closedForm(of: function) {
      derivation.note(Text("where \(except): elsewhere there is no derivative"))
    }
    guard let at = point.first else {
      try check(&derivation, f, function, slope, x)
      return Worked(writtenOut(.function(function)), derivation)
    }
    let value = try call(function, Arguments([at]))
    derivation.step(
      Text("at \(letter) = \(Self.told(at.written(digits: 6)))"),
      .line(Text("\(try text(slope, inner)) = \(Self.told(value.written(digits: 12)))")))
    if case .number(let number) = at { try check(&derivation, f, function, slope, x, at: number) }
    return Worked(value, derivation)
  }

  /// With the minus of print.
  private static func told(_ number: String) -> String { number.replacing("-", with: "−") }

  private mutating func workedPartials(
    _ f: Function, _ function: Function, second: Bool, at point: [Value]
  ) throws(EvaluationError) -> Worked<Value> {
    let read = try formula(of: f)
    var letters = read.parameters
    let elements = read.formula.symbols.filter { !$0.indices.isEmpty && letters.map(\.name).contains($0.name) }
    if !elements.isEmpty {
      guard letters.count == 1, elements.allSatisfy({ $0.indices.count == 1 }),
        let last = elements.map({ $0.indices[0] }).max(), last <= 12
      else { throw WorkError.noDerivation(function.handle, known: catalog.worked).asEvaluation }
      letters = (1...last).map { Symbol(letters[0].name, [$0]) }
    }
    let start = read.formula
    let told = try text(start, f)
    var derivation = Derivation(goal: .line(Text("\(second ? "all second" : "all") partial derivatives of  \(told)")))
    var parts: [PartialCheck.Part] = []
    for (place, letter) in letters.enumerated() {
      let name = try text(.symbol(letter), f)
      let (steps, slope) = try work(start, by: letter, in: f)
      derivation.step(Text("by \(name)"), .line(Text("∂/∂\(name)  \(told)")))
      derivation.steps += steps
      guard second else {
        parts.append(.init("∂/∂\(name)", slope, place, 0))
        continue
      }
      // The matrix is symmetric: each pair of letters once.
      for (column, other) in letters.enumerated().dropFirst(place) {
        let both = try text(.symbol(other), f)
        let (inner, twice) = try work(slope, by: other, in: f)
        parts.append(.init("∂²/∂\(name)∂\(both)", twice, place, column))
        derivation.step(Text("by \(name), then \(both)"), .line(Text("∂/∂\(both)  \(try text(slope, f))")))
        derivation.steps += inner
      }
    }
    if second, letters.count > 1 {
      derivation.step("symmetric", .line("the order of two derivatives does not matter: the other half is the same"))
    }
    let written = writtenOut(.function(function))
    if case .function(let shown) = written, case .formula(let definition, _)? = shown.closedForm {
      derivation.conclude(definition.matrixBlock(after: "") ?? .line(Text(definition.pretty)))
    }
    let isVector = letters != read.parameters
    let check = PartialCheck(f: f, letters: letters, isVector: isVector, parts: parts, isSecond: second)
    let value = point.isEmpty ? written : try call(function, Arguments(point))
    if let table = try check.table(at: point, in: &self) { derivation.check(table) }
    return Worked(value, derivation)
  }

  /// The partial derivative by one of a function's arguments.
  mutating func workedPartial(
    _ f: Function, by name: Name, _ function: Function
  ) throws(EvaluationError) -> Worked<Value> {
    let read = try formula(of: f)
    guard let letter = read.parameters.first(where: { $0.name == name }) else {
      throw SymbolicError.noArgument(name.spelling, known: read.parameters.map(\.name.spelling)).asEvaluation
    }
    var derivation = Derivation(
      goal: .line(Text("∂/∂\(name.spelling)  \(try text(read.formula, f)), the other arguments held fast")))
    let (steps, slope) = try work(read.formula, by: letter, in: f)
    derivation.steps += steps
    derivation.conclude(.line(Text("= \(try text(slope, f))")))
    return Worked(.function(function), derivation)
  }

  private func work(
    _ formula: Symbolic, by x: Symbol, in f: Function
  ) throws(EvaluationError) -> (steps: [Derivation.Step], derivative: Symbolic) {
    do throws(AlgebraError) {
      return try DerivativeWork.worked(formula, by: x, decimals: f.writesDecimals)
    } catch { throw failure(error, in: f) }
  }

  private func text(_ formula: Symbolic, _ f: Function) throws(EvaluationError) -> String {
    do throws(AlgebraError) {
      return try AlgebraWriter(writesDecimals: f.writesDecimals).write(formula).pretty
    } catch { throw failure(error, in: f) }
  }

  /// Points to try, none of them special.
  private static var points: [Double] { [1.3, 0.7, 0.3, 2.6, -0.4] }

  /// The formula, reverse mode and a central difference at one point.
  private mutating func check(
    _ derivation: inout Derivation, _ f: Function, _ function: Function, _ slope: Symbolic, _ x: Symbol,
    at given: Double? = nil
  ) throws(EvaluationError) {
    for point in given.map({ [$0] }) ?? Self.points {
      // Letters of the notebook have their values there.
      var known = [x: point]
      for symbol in slope.symbols where symbol != x {
        if case .number(let value)? = scope[symbol.name] { known[symbol] = value }
      }
      let formula = slope.value(known)
      let h = 1e-5 * max(1, point.magnitude)
      guard formula.isFinite, let reverse = try sample(Function(.gradient(f)), at: point),
        let above = try sample(f, at: point + h), let below = try sample(f, at: point - h)
      else { continue }
      let difference = (above - below) / (2 * h)
      guard reverse.isFinite, difference.isFinite else { continue }
      let place = "at \(x.name.spelling) = \(Self.told(point.formatted())):  "
      derivation.check(
        .line(Text("\(place)\(Self.told(formula.formatted()))   reverse mode \(Self.told(reverse.formatted()))")),
        .line(
          Text(
            String(repeating: " ", count: place.count)
              + "central difference \(Self.told(difference.formatted()))")))
      return
    }
  }
}
