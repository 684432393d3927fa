import Calculus
import Graph
import Syntax

extension Context {
  /// A derivative with its formula, where it has one; any other value as it is.
  public func writtenOut(_ value: Value) -> Value {
    guard case .function(let function) = value, function.closedForm == nil, function.isDerivative else { return value }
    return .function(Function(function.body, closedForm: closedForm(of: function)))
  }

  /// A derivative as a formula, as a textbook would leave it.
  public func closedForm(of function: Function) -> ClosedForm {
    let reader = FunctionReader(scope, catalog)
    do throws(AlgebraError) { return try reader.closedForm(of: function) } catch {
      return .none(error.reason)
    }
  }
}

extension Function {
  /// `f'`, `∇f`, a Hessian or a Jacobian.
  public var isDerivative: Bool {
    switch body {
    case .derivative, .gradient, .hessian, .jacobian: true
    case .defined: partial != nil
    case .builtin: false
    }
  }
}

extension AlgebraError {
  /// Why there is no formula, in a few words.
  public var reason: String {
    switch self {
    case .unreadable(let part, let what):
      part.printed.count <= 30 ? "\(part.printed) is \(what)" : "a part of it is \(what)"
    case .unbound(_, let name): "\(name.spelling) is not known"
    case .noRule(let name): "\(name) has no formula for it"
    case .tooLong: "the formula is too long to be of use"
    }
  }
}

extension FunctionReader {
  /// Longer formulas tell a reader nothing.
  private static let longest = 400

  func closedForm(of function: Function) throws(AlgebraError) -> ClosedForm {
    if let names = function.parameterNames, names.isEmpty { return .none("it has no parameter") }
    switch function.body {
    case .derivative(let f):
      if let names = f.parameterNames, names.count > 1 {
        return .none(
          "\(f.handle) takes \(names.map(\.spelling).joined(separator: ", ")), and ∇ has the derivative by each")
      }
      let slope = try algebra(of: function)
      guard !slope.parameters.isEmpty else { throw .noRule("a function without arguments") }
      var (inner, original) = (f, [try algebra(of: f).formula])
      while case .derivative(let g) = inner.body {
        inner = g
        original.append(try algebra(of: g).formula)
      }
      return try form(function, slope.parameters, [[slope.formula]], original: original, isArray: false)
    case .gradient(let f):
      let read = try algebra(of: f)
      let letters = try variables(of: read)
      let partials = try derivatives(of: read.formula, letters)
      // Of one number the gradient is a number.
      let isArray = letters != read.parameters || letters.count > 1
      return try form(function, read.parameters, [partials], original: [read.formula], isArray: isArray)
    case .hessian(let f):
      let read = try algebra(of: f)
      let letters = try variables(of: read)
      var rows: [[Symbolic]] = []
      for partial in try derivatives(of: read.formula, letters) { rows.append(try derivatives(of: partial, letters)) }
      let isArray = letters != read.parameters || letters.count > 1
      return try form(function, read.parameters, rows, original: [read.formula], isArray: isArray, isMatrix: isArray)
    case .jacobian(let f):
      let (read, parts) = try elements(of: f)
      let letters = try variables(of: AlgebraicFunction(read, .sum(of: parts)))
      var rows: [[Symbolic]] = []
      for part in parts { rows.append(try derivatives(of: part, letters)) }
      return try form(function, read, rows, original: parts, isArray: true, isMatrix: true)
    case .defined, .builtin:
      guard let partial = function.partial else { throw .noRule(function.handle) }
      let slope = try algebra(of: function)
      return try form(
        function, slope.parameters, [[slope.formula]], original: [try algebra(of: partial.of).formula], isArray: false)
    }
  }

  private func derivatives(of formula: Symbolic, _ letters: [Symbol]) throws(AlgebraError) -> [Symbolic] {
    var partials: [Symbolic] = []
    for letter in letters { partials.append(try formula.derivative(by: letter)) }
    return partials
  }

  /// What is differentiated by: the parameters, or the elements of the only one.
  private func variables(of function: AlgebraicFunction) throws(AlgebraError) -> [Symbol] {
    let used = function.formula.symbols
    guard used.contains(where: { symbol in !symbol.indices.isEmpty && isOwn(symbol, function) }) else {
      return function.parameters
    }
    guard function.parameters.count == 1, let name = function.parameters.first?.name else {
      throw .noRule("a function of several arrays")
    }
    let own = used.filter { $0.name == name }
    guard own.allSatisfy({ $0.indices.count == 1 }), let last = own.map({ $0.indices[0] }).max(), last <= 12 else {
      throw .noRule("a function of a matrix")
    }
    return (1...last).map { Symbol(name, [$0]) }
  }

  private func isOwn(_ symbol: Symbol, _ function: AlgebraicFunction) -> Bool {
    function.parameters.contains { $0.name == symbol.name }
  }

  /// The formulas of a function that gives an array with known elements, or one number.
  private func elements(of f: Function) throws(AlgebraError) -> ([Symbol], [Symbolic]) {
    if case .defined(let definition, let captures) = f.body {
      let reader = reader(definition, captures, reserved: [], depth: 0)
      if let parts = try reader.elements(definition.expression) {
        return (definition.parameters.map { Symbol($0.name) }, parts)
      }
    }
    let read = try algebra(of: f)
    return (read.parameters, [read.formula])
  }

  private func form(
    _ function: Function, _ parameters: [Symbol], _ rows: [[Symbolic]], original: [Symbolic], isArray: Bool,
    isMatrix: Bool = false
  ) throws(AlgebraError) -> ClosedForm {
    guard let first = rows.first, !first.isEmpty else { throw .noRule("a function without arguments") }
    let tidy = rows.map { $0.map { $0.tidied() } }
    guard tidy.joined().reduce(0, { $0 + $1.size }) <= Self.longest else { throw .tooLong }
    guard tidy.joined().allSatisfy({ isFaithful($0, parameters) }) else {
      throw .noRule("a function whose formula needs a name that is taken")
    }
    let writer = AlgebraWriter(writesDecimals: function.writesDecimals)
    var written: [[Expression]] = []
    for row in tidy {
      var line: [Expression] = []
      for formula in row { line.append(try writer.write(formula)) }
      written.append(line)
    }
    let separator: Expression.Separator = isMatrix ? (first.count > 1 ? .blank : .none) : .comma
    let body = isArray ? try node(.matrix(written, separator: separator)) : written[0][0]
    let definition = Definition(
      name: nil, parameters: parameters.map { Expression.Parameter($0.name, Span(0, 0)) }, expression: body,
      source: Source(body.printed))
    return .formula(
      definition, except: try exceptions(tidy.joined().reduce(0) { $0 + $1.squared }, original, parameters))
  }

  /// The points that a derivative leaves out, as far as they are seen in its formula.
  private func exceptions(
    _ slopes: Symbolic, _ original: [Symbolic], _ parameters: [Symbol]
  ) throws(AlgebraError) -> String? {
    var found: [String] = []
    func add(_ text: String) { if !found.contains(text) { found.append(text) } }
    let writer = AlgebraWriter()
    func unequal(_ a: Symbolic, _ b: Symbolic) throws(AlgebraError) {
      add("\(try writer.write(a).pretty) ≠ \(try writer.write(b).pretty)")
    }
    func depends(_ formula: Symbolic) -> Bool {
      formula.symbols.contains { symbol in parameters.contains { $0.name == symbol.name } }
    }
    func visit(_ formula: Symbolic, isOriginal: Bool) throws(AlgebraError) {
      guard depends(formula) else { return }
      switch formula {
      case .function(.sign, let u): try unequal(u[0], 0)
      case .function(let jump, let u) where [.floor, .ceil, .round].contains(jump) && isOriginal:
        add(
          jump == .round
            ? "\(try writer.write(u[0]).pretty) not between two whole numbers"
            : "\(try writer.write(u[0]).pretty) not whole")
      case .choice(let condition, let yes, let no) where !isOriginal:
        for case .comparison(_, let operands) in condition.edges where operands.contains(where: depends) {
          if !Self.meet(yes, no, operands) { try unequal(operands[0], operands[1]) }
        }
      default: break
      }
      for child in formula.children { try visit(child, isOriginal: isOriginal) }
    }
    try visit(slopes, isOriginal: false)
    for formula in original { try visit(formula, isOriginal: true) }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// Whether two branches agree where a letter meets a number.
  private static func meet(_ yes: Symbolic, _ no: Symbolic, _ edge: [Symbolic]) -> Bool {
    guard case .symbol(let letter) = edge[0], case .number = edge[1] else { return false }
    return yes.substituting([letter: edge[1]]) == no.substituting([letter: edge[1]])
  }
}

extension Function {
  /// Whether its text has decimals, so that its derivative is written with them.
  public var writesDecimals: Bool {
    switch body {
    case .defined(let definition, _): partial?.of.writesDecimals ?? definition.expression.hasDecimals
    case .builtin: false
    case .derivative(let f), .gradient(let f), .hessian(let f), .jacobian(let f): f.writesDecimals
    }
  }
}

extension Expression {
  public var hasDecimals: Bool {
    if case .number(let x) = kind { return x != x.rounded() }
    return kind.children.contains(where: \.hasDecimals)
  }
}
