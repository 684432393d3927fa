import Evaluation
import Syntax

extension Notebook {
  /// The names that reading these names reads: a function reads the names of its body when it is called.
  func dependencies(of names: [Name]) -> Set<Name> {
    var found: Set<Name> = []
    var waiting = names
    while let name = waiting.popLast() {
      guard found.insert(name).inserted, case .function(let function)? = self[name] else { continue }
      waiting += function.readNames
    }
    return found
  }
}

extension Function {
  /// The names of the notebook that calling it reads.
  fileprivate var readNames: [Name] {
    switch body {
    case .defined(let definition, let captures):
      let own = Set(definition.parameters.map(\.name) + definition.captured)
      let names = definition.expression.freeNames + definition.parameters.flatMap { $0.fallback?.freeNames ?? [] }
      let inner = captures.flatMap { value -> [Name] in
        if case .function(let function) = value { function.readNames } else { [] }
      }
      return names.filter { !own.contains($0) } + inner
    case .derivative(let function), .gradient(let function):
      guard case .defined(let definition, _) = function.body, let name = definition.name else {
        return function.readNames
      }
      return [name] + function.readNames
    case .builtin: return []
    }
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
