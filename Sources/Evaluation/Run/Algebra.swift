import Calculus
import Graph
import LinearAlgebra
import Syntax

extension Context {
  /// A function of numbers as algebra in its own parameters.
  ///
  /// Functions it calls are written out. Numbers of the notebook keep their names, so that they mean what they mean
  /// when the formula is used; numbers that a closure took with it are put in.
  /// - Throws: `.unreadable` with the part that is not a formula of numbers; `.noRule`; `.tooLong`.
  public func algebra(of f: Function) throws(AlgebraError) -> AlgebraicFunction {
    try FunctionReader(scope, catalog).algebra(of: f)
  }

  /// Reads what stands in a function's text, which sees its parameters, what it closed over, and the notebook.
  public func reader(_ definition: Definition, _ captures: [Value]) -> AlgebraReader {
    FunctionReader(scope, catalog).reader(definition, captures, reserved: [], depth: 0)
  }
}

/// Reads functions of the language as algebra, with the names as they are now.
struct FunctionReader {
  let scope: Scope
  let catalog: Catalog

  init(_ scope: Scope, _ catalog: Catalog) { (self.scope, self.catalog) = (scope, catalog) }

  /// Functions within functions that are written out.
  private static let deepest = 40

  func algebra(of f: Function) throws(AlgebraError) -> AlgebraicFunction {
    try algebra(of: f, reserved: [], depth: 0)
  }

  /// - Parameter reserved: names that already stand for something else where the formula will be put.
  private func algebra(
    of f: Function, reserved: Set<Name>, depth: Int
  ) throws(AlgebraError) -> AlgebraicFunction {
    guard depth < Self.deepest else { throw .tooLong }
    if let (inner, place) = f.partial {
      var function = try algebra(of: inner, reserved: reserved, depth: depth + 1)
      guard place < function.parameters.count else { throw .noRule(inner.handle) }
      function.formula = try function.formula.derivative(by: function.parameters[place])
      return function
    }
    switch f.body {
    case .defined(let definition, let captures):
      let parameters = definition.parameters.map { Symbol($0.name) }
      let reader = reader(definition, captures, reserved: reserved, depth: depth)
      return AlgebraicFunction(parameters, try reader.read(definition.expression))
    case .builtin(let builtin):
      guard let primitive = builtin.primitive else { throw .noRule(builtin.name) }
      let parameters = [Symbol("x"), Symbol("y")].prefix(primitive.arity)
      return AlgebraicFunction(Array(parameters), Symbolic(primitive, parameters.map { .symbol($0) }))
    case .derivative(let inner):
      var function = try algebra(of: inner, reserved: reserved, depth: depth + 1)
      guard function.parameters.count == 1 else { throw .noRule(inner.handle) }
      function.formula = try function.formula.derivative(by: function.parameters[0])
      return function
    case .gradient(let inner): return try slope(of: inner, order: 1, "∇\(inner.handle)", reserved, depth)
    case .hessian(let inner): return try slope(of: inner, order: 2, "hessian(\(inner.handle))", reserved, depth)
    case .jacobian(let inner): throw .noRule("jacobian(\(inner.handle))")
    }
  }

  /// The gradient or the Hessian of a function of one number, which is a number.
  private func slope(
    of inner: Function, order: Int, _ handle: String, _ reserved: Set<Name>, _ depth: Int
  ) throws(AlgebraError) -> AlgebraicFunction {
    var function = try algebra(of: inner, reserved: reserved, depth: depth + 1)
    guard function.parameters.count == 1, function.formula.symbols.allSatisfy(\.indices.isEmpty) else {
      throw .noRule(handle)
    }
    for _ in 0..<order { function.formula = try function.formula.derivative(by: function.parameters[0]) }
    return function
  }

  func reader(
    _ definition: Definition, _ captures: [Value], reserved: Set<Name>, depth: Int
  ) -> AlgebraReader {
    let parameters = Set(definition.parameters.map(\.name))
    let captured = Dictionary(zip(definition.captured, captures)) { $1 }
    return AlgebraReader { name in
      if parameters.contains(name) { return .symbol }
      if let value = captured[name] {
        return meaning(of: value, named: name, isLetter: false, parameters.union(reserved), depth)
      }
      if let value = scope[name] {
        return meaning(of: value, named: name, isLetter: !reserved.contains(name), parameters.union(reserved), depth)
      }
      if let builtin = catalog[name.canonical] {
        return builtin.primitive.map { .primitive($0) } ?? .other("a call of \(builtin.name)")
      }
      switch name.canonical {
      case "pi": return .formula(.pi)
      case "e": return .formula(.constant(.e))
      default: return .unbound
      }
    }
  }

  private func meaning(
    of value: Value, named name: Name, isLetter: Bool, _ reserved: Set<Name>, _ depth: Int
  ) -> AlgebraReader.Meaning {
    switch value {
    case .number(let x): isLetter ? .symbol : .formula(Symbolic(x))
    case .vector(let v): .elements(v.elements.map { Symbolic($0) })
    case .function(let f):
      .function { () throws(AlgebraError) in try algebra(of: f, reserved: reserved, depth: depth + 1) }
    default: .other(value.phrase)
    }
  }
}
