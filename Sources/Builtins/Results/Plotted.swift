import Charts
import Evaluation
import LinearAlgebra
import Syntax

extension Context {
  /// What `:plot` draws, from the pieces that `Parser.plotted` reads: expressions of one free variable over a range as
  /// lines, one expression over two ranges as contours, and without a range what the built-in function of the same
  /// name makes of the arguments.
  /// - Parameter source: the text that the pieces' spans refer to.
  public mutating func chart(
    plotting arguments: [Expression.Argument], for clauses: [Expression.Clause], in source: Source
  ) throws(EvaluationError) -> Chart {
    let expressions = arguments.filter { $0.label == nil }.map(\.value)
    guard !expressions.isEmpty else { throw DrawingError.nothing.asEvaluation }
    var named: [(name: String, value: Value)] = []
    for argument in arguments {
      if let label = argument.label { named.append((label.canonical, try evaluate(argument.value, in: source))) }
    }
    switch clauses.count {
    case 0: return try plainPicture(expressions, named, source)
    case 1:
      let functions = try functions(expressions, clauses, source)
      let range = try interval(clauses[0], source)
      let axes = try axes(named)
      return try lines(Array(zip(functions, expressions.map(\.printed))), range, axes)
    case 2:
      guard expressions.count == 1 else { throw DrawingError.oneSurface(expressions.count).asEvaluation }
      let surface = try functions(expressions, clauses, source)[0]
      let (across, up) = (try interval(clauses[0], source), try interval(clauses[1], source))
      let path = try contourPath(named.first { $0.name == "path" }?.value)
      let axes = try axes(named.filter { $0.name != "path" })
      return try self.surface(surface, clauses.map(\.name.spelling), across, up, path: path, axes)
    default: throw DrawingError.tooManyRanges(clauses.count).asEvaluation
    }
  }

  /// Without a range: values.
  private mutating func plainPicture(
    _ expressions: [Expression], _ named: [(name: String, value: Value)], _ source: Source
  ) throws(EvaluationError) -> Chart {
    if expressions.count == 1, let free = unbound(expressions[0]) {
      throw DrawingError.freeName(expression: expressions[0].printed, name: free).asEvaluation
    }
    var values: [Value] = []
    for expression in expressions { values.append(try evaluate(expression, in: source)) }
    return try plotted(Arguments(values, named: named))
  }

  private mutating func plotted(_ arguments: Arguments) throws(EvaluationError) -> Chart {
    guard let plot = catalog["plot"], case .object(let object) = try plot.call(arguments, in: &self),
      let chart = object as? Chart
    else { throw DrawingError.nothing.asEvaluation }
    return chart
  }

  /// The one name that means nothing, in an expression that would be a curve if it did.
  private func unbound(_ expression: Expression) -> String? {
    if case .name = expression.kind { return nil }
    let free = expression.freeNames.filter { scope[$0] == nil && catalog.value($0.canonical) == nil }
    return free.count == 1 ? free[0].spelling : nil
  }

  /// The expressions as functions of the ranges' variables. A bare name of a function stands for the function.
  private mutating func functions(
    _ expressions: [Expression], _ clauses: [Expression.Clause], _ source: Source
  ) throws(EvaluationError) -> [Function] {
    let parameters = clauses.map { Expression.Parameter($0.name, $0.source.span) }
    var functions: [Function] = []
    for expression in expressions {
      if case .name(let name) = expression.kind, !clauses.contains(where: { $0.name == name }),
        case .function(let f) = scope[name] ?? catalog.value(name.canonical)
      {
        functions.append(f)
        continue
      }
      let definition = Definition(name: nil, parameters: parameters, expression: expression, source: source)
      functions.append(Function(.defined(definition, captures: [])))
    }
    return functions
  }

  /// A range is read as the interval between its ends, whatever its step.
  private mutating func interval(
    _ clause: Expression.Clause, _ source: Source
  ) throws(EvaluationError) -> Interval {
    guard case .range(let first, _, let last) = clause.source.kind else {
      let value = try evaluate(clause.source, in: source)
      guard let interval = Interval.decode(value) else {
        throw DrawingError.emptyRange(clause.source.printed).asEvaluation
      }
      return interval
    }
    guard case .number(let a) = try evaluate(first, in: source), case .number(let b) = try evaluate(last, in: source)
    else { throw DrawingError.emptyRange(clause.source.printed).asEvaluation }
    guard let interval = Interval(a, b) else {
      throw DrawingError.interval(a, b, call: a > b ? "\(last.printed):\(first.printed)" : "-1:1").asEvaluation
    }
    return interval
  }

  private func contourPath(_ value: Value?) throws(EvaluationError) -> ContourPath? {
    guard let value else { return nil }
    guard let path = ContourPath.decode(value) else {
      throw EvaluationError(
        .argument(function: ":plot", parameter: "path", needed: ContourPath.needed, got: value.phrase))
    }
    return path
  }

  /// The options of a chart, read as any built-in function reads them.
  private mutating func axes(_ named: [(name: String, value: Value)]) throws(EvaluationError) -> ChartAxes {
    let options = Builtin(
      ":plot", summary: "", examples: [],
      Form("title?", "x?", "y?", "width?", "height?", "log?") { (axes: ChartAxes) in
        Chart([], axes.options)
      })
    guard case .object(let object) = try options.call(Arguments([], named: named), in: &self),
      let chart = object as? Chart
    else { return ChartAxes(options: Chart.Options()) }
    return ChartAxes(options: chart.options)
  }
}
