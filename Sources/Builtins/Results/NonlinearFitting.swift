import Document
import Evaluation
import Graph
import LinearAlgebra
import Statistics
import Syntax
import Tables

/// Parameters to start from, without names.
struct StartVector: ArgumentType {
  let values: [Double]

  static let needed = "a vector of numbers, or a record such as {a = 1}"

  static func decode(_ value: Value) -> StartVector? {
    switch value {
    case .number(let x): StartVector(values: [x])
    case .vector(let v) where v.count > 0: StartVector(values: v.elements)
    default: nil
    }
  }
}

extension NonlinearCurve {
  /// The values at parameters, traced or not.
  /// - Parameter x: what a function of the language is given beside them.
  func body(over table: Table, x: Value) -> TracedModel.Body {
    switch self {
    case .function(let f):
      return { (context: inout Context, b: Value) throws(EvaluationError) in try context.call(f, Arguments([b, x])) }
    case .formula(let formula, let parameters):
      let leaf = ModelFormula.Leaf(formula.terms)
      return { (context: inout Context, b: Value) throws(EvaluationError) in
        var locals = formula.captures.filter { capture in !parameters.contains { Name($0) == capture.name } }
        for (j, name) in parameters.enumerated() {
          let value: Value
          if case .vector(let v) = b {
            value = .number(v.elements[j])
          } else {
            value = try context.traced(Gather([j], .scalar), [b])
          }
          locals.append((Name(name), value))
        }
        return try context.evaluate(leaf.expression, in: formula.source, over: table, locals: locals)
      }
    }
  }
}

extension Context {
  /// A model as a function of its parameters, and how many values it gives.
  ///
  /// A function is given the whole x. Where it refuses that, or gives something else than a number for each of its
  /// elements, it may have been written for one number, as on paper: then it is called once for each.
  /// - Parameter responses: how many values there must be; `nil` where x says so.
  /// - Throws: what the model throws of the whole x, unless it can be called for each element.
  mutating func body(
    of curve: NonlinearCurve, over table: Table, x: Value, at b: [Double], responses: Int? = nil
  ) throws(EvaluationError) -> (TracedModel.Body, count: Int) {
    let whole = curve.body(over: table, x: x)
    let parameters = Value.vector(Vector(b))
    let places = x.separateRows
    let refusal: EvaluationError
    // One number for many x may be that of the first of them.
    var isConstant = false
    do throws(EvaluationError) {
      let value = try whole(&self, parameters)
      switch value {
      case .number(let y):
        guard case .function = curve, let places, places.count > 1, places.count == responses ?? places.count else {
          return (whole, responses ?? places?.count ?? (table.rows > 0 ? table.rows : 1))
        }
        isConstant = true
        refusal = FitError.modelResult(call: curve.call, got: y.formatted(), needed: places.count).asEvaluation
      case .vector(let v) where v.count == responses ?? places?.count ?? v.count: return (whole, v.count)
      case .matrix(let a) where a.columns == 1 && a.rows == responses ?? places?.count ?? a.rows: return (whole, a.rows)
      default:
        refusal =
          FitError.modelResult(call: curve.call, got: value.phrase, needed: responses ?? places?.count ?? 1)
          .asEvaluation
      }
    } catch { refusal = error }
    if case .interrupted = refusal.kind { throw refusal }
    guard !refusal.isGap, case .function(let f) = curve, let places, places.count == responses ?? places.count else {
      throw refusal
    }
    let each: TracedModel.Body = { (context: inout Context, b: Value) throws(EvaluationError) in
      var values: [Value] = []
      for place in places { values.append(try context.call(f, Arguments([b, place]))) }
      let numbers = values.compactMap { value in if case .number(let y) = value { y } else { nil } }
      // Values that are being differentiated stay apart until the trace joins them.
      return numbers.count == values.count ? .vector(Vector(numbers)) : .list(List(values))
    }
    do throws(EvaluationError) {
      guard case .vector(let v) = try each(&self, parameters) else { throw refusal }
      if isConstant, v.elements.allSatisfy({ $0 == v.elements[0] }) { return (whole, places.count) }
    } catch {
      if case .interrupted = error.kind { throw error }
      if isConstant { return (whole, places.count) }
      throw error.isGap ? error : refusal
    }
    return (each, places.count)
  }
}

extension Value {
  /// The elements of a vector, or the rows of a matrix.
  fileprivate var separateRows: [Value]? {
    switch self {
    case .vector(let v): v.elements.map { .number($0) }
    case .matrix(let a): (0..<a.rows).map { .vector(Vector(a.row($0).elements)) }
    default: nil
    }
  }
}

extension Context {
  /// A nonlinear fit.
  mutating func nonlinear(
    _ curve: NonlinearCurve, from start: [Double], names: [String], response y: [Double], over table: Table, x: Value,
    iterations: Double, level: Double, leftOut: Int = 0
  ) throws(EvaluationError) -> NonlinearModel {
    guard iterations >= 1, let limit = Int(exactly: iterations) else {
      throw EvaluationError(
        .argument(
          function: "nls", parameter: "iterations", needed: "a whole number from 1 on",
          got: Value.number(iterations).phrase))
    }
    guard level > 0, level < 1 else {
      throw EvaluationError(
        .argument(
          function: "nls", parameter: "level", needed: Level.needed, got: Value.number(level).phrase))
    }
    guard start.allSatisfy(\.isFinite) else {
      throw FitError.start("A parameter to start from is not a finite number.").asEvaluation
    }
    guard y.count >= start.count else {
      throw FitError.fewRows(rows: y.count, parameters: start.count).asEvaluation
    }
    if let row = y.firstIndex(where: { !$0.isFinite }) {
      throw ModelError.regression(.notFinite(column: nil, row: row + 1)).asEvaluation
    }
    let (body, _) = try body(of: curve, over: table, x: x, at: start, responses: y.count)
    var search = NonlinearSearch(curve, count: y.count, body: body)
    let first = try search.values(start, &self, required: true)
    if let row = first.firstIndex(where: { !$0.isFinite }) {
      throw FitError.start(
        "At the start \(curve.call) is \(first[row].formatted()) in row \(row + 1); choose a start where it is finite."
      ).asEvaluation
    }
    var context = self
    let fit = try NonlinearLeastSquares(
      from: start, response: y, limit: limit,
      values: { (b) throws(EvaluationError) in try search.values(b, &context, required: false) },
      jacobian: { (b) throws(EvaluationError) in try search.jacobian(b, &context) })
    self = context
    let unknown = names.indices.filter { fit.undetermined[$0] }.map { names[$0] }
    if !unknown.isEmpty { note(FitNote.undetermined(unknown)) }
    if !fit.converged {
      note(
        FitNote.unsettled(
          fit.ending == .limit
            ? "\(fit.iterations.counted("iteration")) did not suffice. Another start, or a larger iterations =, may."
            : "The model has no finite value in the direction that leads down. Another start may help."))
    }
    return NonlinearModel(
      fit: fit, curve: curve, names: names, response: y, rows: table, x: x, places: places(curve, table, x, y.count),
      level: level,
      isExact: search.isExact, leftOut: leftOut)
  }

  /// The one column of numbers that the model depends on.
  private func places(
    _ curve: NonlinearCurve, _ table: Table, _ x: Value, _ count: Int
  ) -> (name: String, values: [Double])? {
    switch curve {
    case .function:
      if case .vector(let v) = x, v.count == count { return ("x", v.elements) }
      return nil
    case .formula(let formula, let parameters):
      let free = formula.terms.freeNames.filter { name in !parameters.contains { Name($0) == name } }
      let columns = free.compactMap { name -> (String, [Double])? in
        let own = table.names.firstIndex { Name($0) == name }.map { Value(table.columns[$0]) }
        guard case .vector(let v)? = own ?? scope[name], v.count == count else { return nil }
        return (name.spelling, v.elements)
      }
      return columns.count == 1 ? columns[0] : nil
    }
  }
}

/// Values and derivatives of a model as the search asks for them.
struct NonlinearSearch {
  let curve: NonlinearCurve
  let count: Int
  let body: TracedModel.Body
  /// `nil` once it is known that there is no exact derivative.
  private var traced: TracedModel?

  var isExact: Bool { traced != nil }

  init(_ curve: NonlinearCurve, count: Int, body: @escaping TracedModel.Body) {
    (self.curve, self.count, self.body) = (curve, count, body)
    traced = TracedModel(giving: count, body)
  }

  /// - Parameter required: whether a failure is the caller's; else a place outside the domain is NaN.
  func values(_ b: [Double], _ context: inout Context, required: Bool) throws(EvaluationError) -> [Double] {
    try context.checkInterrupt()
    let value: Value
    do throws(EvaluationError) { value = try body(&context, .vector(Vector(b))) } catch {
      if required || !error.isGap { throw error }
      return Array(repeating: .nan, count: count)
    }
    switch value {
    case .vector(let v) where v.count == count: return v.elements
    case .matrix(let a) where a.columns == 1 && a.rows == count: return a.elements
    case .number(let x): return Array(repeating: x, count: count)
    default:
      throw FitError.modelResult(call: curve.call, got: value.phrase, needed: count).asEvaluation
    }
  }

  mutating func jacobian(_ b: [Double], _ context: inout Context) throws(EvaluationError) -> Matrix {
    if var exact = traced {
      do throws(EvaluationError) {
        let jacobian = try exact.jacobian(at: Vector(b), &context)
        traced = exact
        if jacobian.elements.allSatisfy(\.isFinite) { return jacobian }
      } catch {
        if case .interrupted = error.kind { throw error }
        traced = nil
      }
    }
    return try differences(b, &context)
  }

  /// Central differences; to one side where the other is outside the domain.
  private func differences(_ b: [Double], _ context: inout Context) throws(EvaluationError) -> Matrix {
    var elements: [Double] = []
    let here = try values(b, &context, required: false)
    for j in b.indices {
      // The cube root of the precision balances rounding against the third derivative.
      let step = 6e-6 * max(b[j].magnitude, 1e-3)
      var (up, down) = (b, b)
      up[j] += step
      down[j] -= step
      let (above, below) = (
        try values(up, &context, required: false), try values(down, &context, required: false)
      )
      for i in 0..<count {
        let central = (above[i] - below[i]) / (up[j] - down[j])
        let forward = (above[i] - here[i]) / (up[j] - b[j])
        let backward = (here[i] - below[i]) / (b[j] - down[j])
        elements.append([central, forward, backward].first(where: \.isFinite) ?? 0)
      }
    }
    return Matrix(rows: count, columns: b.count, elements: elements)
  }
}

extension Context {
  /// `y ~ a*exp(-b*x)`: the names of the start are parameters, others columns or the notebook's.
  mutating func nonlinear(
    _ formula: Formula, _ start: Record, over table: Table?, missing: MissingValues, iterations: Double, level: Double
  ) throws(EvaluationError) -> NonlinearModel {
    guard let response = formula.response else {
      throw FitError.formula("The formula has nothing left of ~: a model explains something, as in y ~ a*x.")
        .asEvaluation
    }
    var values: [Double] = []
    for field in start.fields {
      guard case .number(let x) = field.value else {
        throw FitError.start("\(field.name) is \(field.value.phrase); a parameter starts at a number.").asEvaluation
      }
      values.append(x)
    }
    let parameters = start.fields.map(\.name)
    guard !parameters.isEmpty else {
      throw FitError.start("The start names the parameters and says where each begins: {a = 1, b = 0.1}.").asEvaluation
    }
    let names = formula.terms.freeNames
    if let unused = parameters.first(where: { name in !names.contains { $0 == Name(name) } }) {
      throw FitError.formula("\(unused) has a start and does not occur in \(formula.terms.printed).").asEvaluation
    }
    let columns = table?.names.map { Name($0) } ?? []
    if let both = parameters.first(where: { columns.contains(Name($0)) }) {
      throw FitError.formula("\(both) is a column of the table and a parameter: rename one of them.").asEvaluation
    }
    let given: Table
    if let table { given = table } else { given = try tableOfNames(formula, but: parameters.map { Name($0) }) }
    // A name of the function around is a column all the same where the table has one.
    let (rows, leftOut) = try complete(given, response.freeNames + names, missing)
    let leaf = ModelFormula.Leaf(response)
    let y = try evaluate(leaf.expression, in: formula.source, over: rows, locals: formula.captures)
    guard case .vector(let v) = y, v.count > 0 else {
      throw FitError.formula("\(response.printed) is \(y.phrase); what is explained is a vector of numbers.")
        .asEvaluation
    }
    return try nonlinear(
      .formula(formula, parameters: parameters), from: values, names: parameters, response: v.elements, over: rows,
      x: .missing, iterations: iterations, level: level, leftOut: leftOut)
  }

  /// The columns that are used, in the rows without something missing in them.
  private func complete(
    _ table: Table, _ used: [Name], _ rule: MissingValues
  ) throws(EvaluationError) -> (Table, leftOut: Int) {
    let places = table.names.indices.filter { i in used.contains { $0 == Name(table.names[i]) } }
    let part = try NoTable.table(places.map { (table.names[$0], table.columns[$0]) })
    let holed = part.names.indices.filter { part.columns[$0].missingCount > 0 }
    guard !holed.isEmpty else { return (part, 0) }
    let kept = (0..<part.rows).filter { row in !holed.contains { part.columns[$0].isMissing(row) } }
    guard rule == .drop else {
      throw ModelError.missing(rows: part.rows - kept.count, of: part.rows, columns: holed.map { part.names[$0] })
        .asEvaluation
    }
    return (part.taking(rows: kept), part.rows - kept.count)
  }
}
