import Evaluation
import Syntax

extension Notebook {
  /// The names that reading these names reads: a function reads the names of its body when it is called.
  func dependencies(of names: [Name]) -> Set<Name> {
    var reading = Reading()
    var waiting = names
    while let name = waiting.popLast() {
      guard reading.names.insert(name).inserted else { continue }
      switch self[name] {
      case .function(let function): waiting += reading.names(of: function)
      // What a formula names is read when something is fitted to it.
      case .formula(let formula): waiting += formula.freeNames
      default: continue
      }
    }
    return reading.names
  }
}

/// What was found to be read so far.
private struct Reading {
  var names: Set<Name> = []
  /// Functions looked at. One may be captured by many others, on as many ways as there are paths.
  private var seen: Set<ObjectIdentifier> = []

  /// The names of the notebook that calling a function reads, as far as they have not been asked for.
  mutating func names(of function: Function) -> [Name] {
    var found: [Name] = []
    var waiting = [function]
    while let function = waiting.popLast() {
      guard seen.insert(ObjectIdentifier(function)).inserted else { continue }
      switch function.body {
      case .defined(let definition, let captures):
        let own = Set(definition.parameters.map(\.name) + definition.captured)
        let read = definition.expression.freeNames + definition.parameters.flatMap { $0.fallback?.freeNames ?? [] }
        found += read.filter { !own.contains($0) }
        for case .function(let inner) in captures { waiting.append(inner) }
      case .derivative(let inner), .gradient(let inner), .hessian(let inner), .jacobian(let inner):
        if case .defined(let definition, _) = inner.body, let name = definition.name { found.append(name) }
        waiting.append(inner)
      case .builtin: break
      }
    }
    return found
  }
}

extension Statement {
  /// `f(x) = …` or `f = x -> …`: what it reads is read when the function is called.
  var isDefinition: Bool {
    switch kind {
    case .define: true
    case .assign(_, let value): if case .lambda = value.kind { true } else { false }
    case .expression, .update: false
    }
  }
}

extension [Name] {
  /// Each name once, in order of first appearance.
  var distinct: [Name] {
    var seen: Set<Name> = []
    return filter { seen.insert($0).inserted }
  }
}
