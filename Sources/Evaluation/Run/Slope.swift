import Calculus
import Graph
import Numerics
import Syntax

extension FunctionReader {
  /// Formulas with more parts are no faster than reverse mode.
  private static let longestSlope = 600

  /// A derivative as a definition that compiles to scalar code: first the function itself, so that a point outside its
  /// domain is refused, then the formula as the rules give it. It refuses, too, what reverse mode has a remark on: kinks,
  /// edges of conditions and what is not finite.
  func slope(of f: Function, order: Int) -> Definition? {
    // A blank leads, so that no name of the notebook is one of these.
    let (name, value) = (Name(" y"), Name(" y′"))
    do throws(AlgebraError) {
      let function = try algebra(of: f)
      guard function.parameters.count == 1 else { return nil }
      var formula = function.formula
      for _ in 0..<order {
        formula = try formula.derivative(by: function.parameters[0])
        guard formula.size <= Self.longestSlope else { return nil }
      }
      let refusal = Symbolic(.log, [-1])
      let slope = Symbolic(value)
      let finite = Condition.comparison([.less], [Symbolic(.abs, [slope]), .number(.decimal(.infinity))])
      var result = Symbolic.choice(finite, slope, refusal)
      for edge in function.formula.edges(in: function.parameters[0]) { result = .choice(edge, refusal, result) }
      guard isFaithful(formula, function.parameters), isFaithful(result, function.parameters) else { return nil }
      let writer = AlgebraWriter()
      let (own, parameters, captured): (Expression, [Expression.Parameter], [Name])
      switch f.body {
      case .defined(let definition, _):
        guard !definition.isLocal else { return nil }
        (own, parameters, captured) = (definition.expression, definition.parameters, definition.captured)
      default: (own, parameters, captured) = (try writer.write(function.formula), [.init("x", Span(0, 0))], [])
      }
      let body = try node(
        .sequence([
          Statement(.assign([name], own), own.span),
          Statement(.assign([value], try writer.write(formula)), own.span),
          Statement(.expression(try writer.write(result)), own.span),
        ]))
      return Definition(
        name: nil, parameters: parameters, expression: body, source: Source(body.printed), captured: captured)
    } catch { return nil }
  }

  func node(_ kind: Expression.Kind) throws(AlgebraError) -> Expression {
    do throws(SyntaxError) { return try Expression(kind, Span(0, 0)) } catch { throw .tooLong }
  }

  /// Whether the names a formula is written with still mean what it means.
  func isFaithful(_ formula: Symbolic, _ parameters: [Symbol]) -> Bool {
    let own = Set(parameters.map(\.name.canonical))
    return formula.vocabulary.allSatisfy { name in scope[Name(name)] == nil && !own.contains(Name(name).canonical) }
  }
}

extension Symbolic {
  /// The names of functions and constants it is written with.
  fileprivate var vocabulary: Set<String> {
    var own: Set<String> =
      switch self {
      case .constant(let constant): [constant == .e ? "e" : "pi"]
      case .function(let primitive, _): [primitive.rule.name]
      case .power(_, let exponent) where exponent.exact?.fraction?.denominator == 2: ["sqrt"]
      default: []
      }
    for child in children { own.formUnion(child.vocabulary) }
    return own
  }

  /// Where there is something to remark on: kinks of functions, and where a condition changes.
  func edges(in x: Symbol) -> [Condition] {
    var found: [Condition] = []
    func add(_ condition: Condition) { if !found.contains(condition) { found.append(condition) } }
    func visit(_ formula: Symbolic) {
      if !formula.depends(on: x) { return }
      if case .function(let primitive, let operands) = formula, primitive.kink != nil {
        switch primitive {
        case .min, .max: add(.comparison([.equal], operands))
        case .floor, .ceil: add(.comparison([.equal], [formula, operands[0]]))
        case .round: add(.comparison([.equal], [Symbolic(.floor, [operands[0] + .half]), operands[0] + .half]))
        case .mod: add(.comparison([.equal], [formula, 0]))
        default: add(.comparison([.equal], [operands[0], 0]))
        }
      }
      if case .choice(let condition, _, _) = formula { condition.edges.forEach(add) }
      formula.children.forEach(visit)
    }
    visit(self)
    return found
  }
}

extension Condition {
  /// Each comparison as an equality.
  var edges: [Condition] {
    switch self {
    case .comparison(_, let operands):
      zip(operands, operands.dropFirst()).map { .comparison([.equal], [$0, $1]) }
    case .and(let a, let b), .or(let a, let b): a.edges + b.edges
    case .not(let a): a.edges
    }
  }
}
