import Graph
import Syntax

/// A function of numbers with its formula.
public struct AlgebraicFunction: Hashable, Sendable {
  public var parameters: [Symbol]
  public var formula: Symbolic

  public init(_ parameters: [Symbol], _ formula: Symbolic) {
    self.parameters = parameters
    self.formula = formula
  }
}

/// Reads expressions of the language as algebra.
///
/// Functions of the notebook are written out, blocks with their names put in, sums and products over elements that are
/// listed are carried out.
public struct AlgebraReader {
  /// What a name stands for.
  public enum Meaning {
    /// A letter: a variable, or a number whose letter is to stay.
    case symbol
    /// A letter that stands for nothing yet.
    case unbound
    case formula(Symbolic)
    /// An array with known elements.
    case elements([Symbolic])
    case primitive(Primitive)
    /// A function that can be written out.
    case function(() throws(AlgebraError) -> AlgebraicFunction)
    /// A function that is only known by its name.
    case unknown
    /// Something else: `a table`.
    case other(String)
  }

  private let meaning: (Name) -> Meaning
  private var locals: [Name: Symbolic] = [:]

  /// Elements that a comprehension may have.
  private static let longest = 200

  public init(meaning: @escaping (Name) -> Meaning) { self.meaning = meaning }

  public func read(_ expression: Expression) throws(AlgebraError) -> Symbolic {
    switch expression.kind {
    case .number(let x): return Symbolic(x)
    case .name(let name): return try read(name, expression)
    case .prefix(let sign, let operand):
      switch sign {
      case .minus: return -(try read(operand))
      case .plus: return try read(operand)
      case .root: return try read(operand).squareRoot
      case .not: throw .unreadable(expression, "a truth")
      }
    case .infix(let op, let left, let right): return try read(op, left, right, expression)
    case .scaled(let number, let factor): return try read(number) * read(factor)
    case .conditional(let condition, let yes, let no):
      return .choosing(try read(condition: condition), try read(yes), try read(no))
    case .call(let function, let arguments): return try call(function, arguments, expression)
    case .index(let base, let indices):
      guard case .name(let name) = base.kind else { throw .unreadable(expression, "an element of an expression") }
      return try element(name, indices, expression)
    case .factorial(let operand): return Symbolic(.gamma, [try read(operand) + 1])
    case .sequence(let statements): return try read(statements, expression)
    default: throw .unreadable(expression, "not a formula of numbers")
    }
  }

  private func read(_ name: Name, _ expression: Expression) throws(AlgebraError) -> Symbolic {
    if let local = locals[name] { return local }
    switch meaning(name) {
    case .symbol, .unbound: return Symbolic(name)
    case .formula(let formula): return formula
    case .elements: throw .unreadable(expression, "a whole array")
    case .primitive, .function, .unknown: throw .unreadable(expression, "a function")
    case .other(let what): throw .unreadable(expression, what)
    }
  }

  private func read(
    _ op: Expression.Infix, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(AlgebraError) -> Symbolic {
    switch op {
    case .add, .dotAdd: return try read(left) + read(right)
    case .subtract, .dotSubtract: return try read(left) - read(right)
    case .multiply, .dotMultiply: return try read(left) * read(right)
    case .dot:
      if let a = try elements(left), let b = try elements(right), a.count == b.count {
        return .sum(of: zip(a, b).map { $0 * $1 })
      }
      return try read(left) * read(right)
    case .divide, .dotDivide: return try read(left) / read(right)
    case .power, .dotPower: return try read(left).power(read(right))
    case .pipe:
      guard case .name = right.kind else { throw .unreadable(whole, "a pipe") }
      return try call(right, [.init(left)], whole)
    case .leftDivide, .cross, .and, .or: throw .unreadable(whole, "not a formula of numbers")
    }
  }

  private func read(_ statements: [Statement], _ whole: Expression) throws(AlgebraError) -> Symbolic {
    var inner = self
    var value: Symbolic?
    for statement in statements {
      switch statement.kind {
      case .expression(let expression): value = try inner.read(expression)
      case .assign(let names, let expression):
        guard names.count == 1, let name = names[0] else { throw .unreadable(whole, "several names at once") }
        let formula = try inner.read(expression)
        (inner.locals[name], value) = (formula, formula)
      case .define, .update: throw .unreadable(whole, "a definition inside a formula")
      }
    }
    guard let value else { throw .unreadable(whole, "an empty block") }
    return value
  }

  // MARK: conditions

  private func read(condition: Expression) throws(AlgebraError) -> Condition {
    switch condition.kind {
    case .comparison(let signs, let operands) where !signs.contains(.element):
      var parts: [Symbolic] = []
      for operand in operands { parts.append(try read(operand)) }
      return .comparison(signs, parts)
    case .infix(.and, let a, let b): return .and(try read(condition: a), try read(condition: b))
    case .infix(.or, let a, let b): return .or(try read(condition: a), try read(condition: b))
    case .prefix(.not, let a): return .not(try read(condition: a))
    case .sequence(let statements):
      guard statements.count == 1, case .expression(let inner) = statements[0].kind else { break }
      return try read(condition: inner)
    default: break
    }
    throw .unreadable(condition, "not a comparison of numbers")
  }

  // MARK: calls

  private func call(
    _ function: Expression, _ arguments: [Expression.Argument], _ whole: Expression
  ) throws(AlgebraError) -> Symbolic {
    var (head, order) = (function, 0)
    while case .prime(let inner) = head.kind { (head, order) = (inner, order + 1) }
    guard case .name(let name) = head.kind, arguments.allSatisfy({ $0.label == nil }), locals[name] == nil else {
      throw .unreadable(whole, "a call that is not of a named function")
    }
    if order == 0, arguments.count <= 2, let reduced = try reduction(name, arguments.map(\.value)) { return reduced }
    var operands: [Symbolic] = []
    for argument in arguments { operands.append(try read(argument.value)) }
    guard order > 0 else { return try apply(name, operands, whole) }
    guard operands.count == 1 else { throw .unreadable(whole, "a derivative at more than one number") }
    let letter = Symbol(" t")
    var formula = try apply(name, [.symbol(letter)], whole)
    for _ in 0..<order { formula = try formula.derivative(by: letter) }
    return formula.substituting([letter: operands[0]])
  }

  private func apply(_ name: Name, _ operands: [Symbolic], _ whole: Expression) throws(AlgebraError) -> Symbolic {
    switch meaning(name) {
    case .primitive(let primitive):
      if primitive == .log, operands.count == 2 { return Symbolic(.log, [operands[0]]) / Symbolic(.log, [operands[1]]) }
      guard operands.count == primitive.arity else { throw .unreadable(whole, "a call with other arguments") }
      return Symbolic(primitive, operands)
    case .function(let read):
      let function = try read()
      guard function.parameters.count == operands.count else {
        throw .unreadable(whole, "a call with other arguments")
      }
      return function.formula.substituting(Dictionary(zip(function.parameters, operands)) { $1 })
    case .unknown: return .unknown(name, orders: operands.map { _ in 0 }, operands)
    case .unbound: throw .unbound(whole, name)
    // `x(x + 1)` with a number x is a mistake that evaluation explains.
    case .symbol, .formula, .elements: throw .unreadable(whole, "a call of a number")
    case .other(let what): throw .unreadable(whole, what)
    }
  }

  // MARK: arrays

  /// `w[2]`.
  private func element(
    _ name: Name, _ indices: [Expression.Index], _ whole: Expression
  ) throws(AlgebraError) -> Symbolic {
    var places: [Int] = []
    for index in indices {
      guard case .at(let expression) = index, let place = try read(expression).whole, place >= 1 else {
        throw .unreadable(whole, "an element whose place is not a number")
      }
      places.append(place)
    }
    if case .elements(let all) = meaning(name), places.count == 1, places[0] <= all.count { return all[places[0] - 1] }
    return .symbol(Symbol(name, places))
  }

  /// Sums and their like over listed elements.
  private func reduction(_ name: Name, _ arguments: [Expression]) throws(AlgebraError) -> Symbolic? {
    guard case .other = meaning(name), let first = arguments.first, let elements = try elements(first) else {
      return nil
    }
    switch (name.canonical, arguments.count) {
    case ("sum", 1): return .sum(of: elements)
    case ("prod", 1): return .product(of: elements)
    case ("mean", 1): return .sum(of: elements) / Symbolic(elements.count)
    case ("norm", 1): return Symbolic.sum(of: elements.map(\.squared)).squareRoot
    case ("dot", 2):
      guard let other = try self.elements(arguments[1]), other.count == elements.count else { return nil }
      return .sum(of: zip(elements, other).map { $0 * $1 })
    default: return nil
    }
  }

  /// The elements of an array that is written out; `nil` for anything else.
  public func elements(_ expression: Expression) throws(AlgebraError) -> [Symbolic]? {
    switch expression.kind {
    case .name(let name):
      if locals[name] == nil, case .elements(let all) = meaning(name) { return all }
      return nil
    case .matrix(let rows, _):
      guard rows.count == 1 || rows.allSatisfy({ $0.count == 1 }) else { return nil }
      var parts: [Symbolic] = []
      for element in rows.joined() { parts.append(try read(element)) }
      return parts
    case .comprehension(let body, let clauses, nil):
      guard clauses.count == 1, case .range(let low, nil, let high) = clauses[0].source.kind,
        let first = try read(low).whole, let last = try read(high).whole, last - first < Self.longest
      else { return nil }
      var parts: [Symbolic] = []
      for k in stride(from: first, through: last, by: 1) {
        var inner = self
        inner.locals[clauses[0].name] = Symbolic(k)
        parts.append(try inner.read(body))
      }
      return parts
    case .infix(let op, let left, let right):
      let (a, b) = (try elements(left), try elements(right))
      guard a != nil || b != nil else { return nil }
      func pair(_ combine: (Symbolic, Symbolic) -> Symbolic, mixes: Bool) throws(AlgebraError) -> [Symbolic]? {
        if let a, let b { return a.count == b.count ? zip(a, b).map(combine) : nil }
        guard mixes else { return nil }
        if let a {
          let y = try read(right)
          return a.map { combine($0, y) }
        }
        let x = try read(left)
        return b?.map { combine(x, $0) }
      }
      switch op {
      case .add, .dotAdd: return try pair(+, mixes: true)
      case .subtract, .dotSubtract: return try pair(-, mixes: true)
      case .dotMultiply: return try pair(*, mixes: true)
      case .dotDivide: return try pair(/, mixes: true)
      case .dotPower: return try pair({ $0.power($1) }, mixes: true)
      case .multiply: return a == nil || b == nil ? try pair(*, mixes: true) : nil
      case .divide: return b == nil ? try pair(/, mixes: true) : nil
      default: return nil
      }
    case .scaled(let number, let factor):
      guard let parts = try elements(factor) else { return nil }
      let count = try read(number)
      return parts.map { count * $0 }
    case .prefix(.minus, let operand): return try elements(operand)?.map { -$0 }
    default: return nil
    }
  }
}
