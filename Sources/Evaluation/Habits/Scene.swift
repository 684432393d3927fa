import LinearAlgebra
import Syntax

/// A line that failed, the piece of it at fault and the expressions around that.
struct Scene {
  let source: Source
  let statement: Statement
  /// From the statement's expression down to the piece at fault.
  let path: [Expression]
  let scope: Scope
  let catalog: Catalog
  private let bytes: [UInt8]

  /// `nil` when the place is in no statement of this text.
  init?(_ span: Span, in source: Source, scope: Scope, catalog: Catalog) {
    guard let statements = try? Parser.statements(source.text),
      let statement = statements.first(where: { $0.span.holds(span) })
    else { return nil }
    self.source = source
    self.statement = statement
    self.scope = scope
    self.catalog = catalog
    bytes = Array(source.text.utf8)
    var path: [Expression] = []
    var choices = statement.expressions
    while let next = choices.first(where: { $0.span.holds(span) }) {
      path.append(next)
      choices = next.kind.children
    }
    self.path = path
  }

  /// What was typed there.
  func text(_ span: Span) -> String {
    let start = max(0, min(span.start, bytes.count))
    return String(decoding: bytes[start..<max(start, min(span.end, bytes.count))], as: UTF8.self)
  }

  func text(_ expression: Expression) -> String { text(expression.span) }

  /// As an operand of anything.
  func closed(_ expression: Expression) -> String { text(expression).closed }

  /// The piece at fault.
  var piece: Expression? { path.last }

  /// What the piece is directly a part of.
  var parent: Expression? { path.dropLast().last }

  /// The innermost call of a function by this name.
  func call(of function: String) -> (node: Expression, arguments: [Expression.Argument])? {
    for node in path.reversed() {
      if case .call(let callee, let arguments) = node.kind, text(callee) == function { return (node, arguments) }
    }
    return nil
  }

  /// What a name is called here, when another system has the same function.
  func own(_ name: String) -> String? {
    if catalog[name] != nil { return name }
    return Spelling.foreign[name].flatMap { catalog.value($0) == nil ? nil : $0 }
  }

  /// The value of an expression that is a bound name alone.
  func value(_ expression: Expression) -> Value? {
    if case .name(let name) = expression.kind { scope[name] ?? catalog.value(name.canonical) } else { nil }
  }

  func isFunction(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .lambda: true
    case .prime(let inner): isFunction(inner)
    default: if case .function = value(expression) { true } else { false }
    }
  }

  /// Whether it is a matrix as far as one can see without evaluating it.
  func isMatrix(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .matrix(let rows, let separator): rows.count > 1 || separator == .blank
    case .prime(let inner): isMatrix(inner)
    default: value(expression)?.isMatrix == true
    }
  }
}

extension Span {
  func holds(_ other: Span) -> Bool { start <= other.start && other.end <= end }
}

extension Context {
  /// The same error with the mended line, where the line shows what was meant.
  func guided(_ error: EvaluationError, in source: Source) -> EvaluationError {
    guard error.mend == nil, let place = error.places.first, place.source == source,
      let scene = Scene(place.span, in: source, scope: scope, catalog: catalog)
    else { return error }
    var guided = error
    switch error.kind {
    case .unknownName(let name, _):
      guard let found = scene.meaning(of: name) else { return error }
      guided.mend = found.mend
      guided.kind = .unknownName(name, near: [found.here])
    case .unknownField(let field, _, let fields): guided.mend = scene.field(field, fields)
    case .unknownOption(let function, let option, let known): guided.mend = scene.option(function, option, known)
    case .choice(_, let got, let choices): guided.mend = scene.choice(got, choices)
    case .argument(let function, _, let needed, let got): guided.mend = scene.argument(function, needed, got)
    case .arity(let function, _, _), .missingArgument(let function, _, _): guided.mend = scene.arity(function)
    case .repeatedArgument(let function, let parameter): guided.mend = scene.repeated(function, parameter)
    case .notTruth(let got, _): guided.mend = scene.condition(got)
    case .operands(let symbol, let left, let right, _): guided.mend = scene.operands(symbol, left, right)
    case .operand(_, _, _): guided.mend = scene.exchangedLast()
    case .assignment(let needed, let got, _, let parts): guided.mend = scene.targets(needed, got, parts)
    case .math(let reason):
      switch reason {
      case .notSquare, .singular: guided.mend = scene.power(reason)
      case .shape(.unequal(let a, let b)), .shape(.broadcast(let a, let b)): guided.mend = scene.stretched(a, b)
      case .shape(.index(let index, let count, 0)) where index == count + 1: guided.mend = scene.appended()
      default: break
      }
    case .indexCount(1, _): guided.mend = scene.line()
    case .notIndexable("a function"): guided.mend = scene.called()
    case .notCallable(.identity, _, let arguments): guided.mend = scene.identity(arguments)
    case .other(let other as OutsideDomain) where other.function == "factorial": guided.mend = scene.gamma()
    default: break
    }
    return guided
  }
}
