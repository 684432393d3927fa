extension Statement {
  /// The names this statement binds.
  public var definedNames: [Name] {
    switch kind {
    case .expression: []
    case .assign(let names, _): names.compactMap { $0 }
    case .define(let name, _, _): [name]
    case .update(let target, _): target.root.map { [$0] } ?? []
    }
  }
}

extension [Statement] {
  /// The names these statements bind, in order of first binding.
  public var definedNames: [Name] {
    var seen: Set<Name> = []
    return flatMap(\.definedNames).filter { seen.insert($0).inserted }
  }

  /// The names these statements take from outside, in order of first use: not what they bound themselves before.
  public var usedNames: [Name] {
    var reader = NameReader()
    reader.read(self)
    return reader.free
  }
}

extension Expression {
  /// The names this expression takes from outside, in order of first use.
  public var freeNames: [Name] {
    var reader = NameReader()
    reader.read(self)
    return reader.free
  }

  /// The name whose value an update changes.
  public var root: Name? {
    switch kind {
    case .name(let name): name
    case .index(let base, _), .member(let base, _): base.root
    default: nil
    }
  }
}

/// Walks expressions with the names bound around them.
private struct NameReader {
  var free: [Name] = []
  private var seen: Set<Name> = []
  private var bound: [Name: Int] = [:]

  private mutating func use(_ name: Name) {
    if bound[name] == nil, seen.insert(name).inserted { free.append(name) }
  }

  private mutating func bind(_ names: [Name]) {
    for name in names { bound[name, default: 0] += 1 }
  }

  private mutating func unbind(_ names: [Name]) {
    for name in names {
      let depth = bound[name, default: 1] - 1
      bound[name] = depth > 0 ? depth : nil
    }
  }

  /// Reads statements in order; returns what they bound, which stays bound.
  @discardableResult
  mutating func read(_ statements: [Statement]) -> [Name] {
    var names: [Name] = []
    for statement in statements {
      switch statement.kind {
      case .expression(let value): read(value)
      case .assign(_, let value): read(value)
      case .define(let name, let parameters, let body):
        bind([name])
        read(parameters, body)
        unbind([name])
      case .update(let target, let value):
        read(target)
        read(value)
      }
      bind(statement.definedNames)
      names += statement.definedNames
    }
    return names
  }

  private mutating func read(_ parameters: [Expression.Parameter], _ body: Expression) {
    for parameter in parameters { parameter.fallback.map { read($0) } }
    bind(parameters.map(\.name))
    read(body)
    unbind(parameters.map(\.name))
  }

  mutating func read(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): use(name)
    case .lambda(let parameters, let body): read(parameters, body)
    case .sequence(let statements): unbind(read(statements))
    case .comprehension(let body, let clauses, let filter):
      for clause in clauses {
        read(clause.source)
        bind([clause.name])
      }
      filter.map { read($0) }
      read(body)
      unbind(clauses.map(\.name))
    // Which names are columns only a table can tell; `.` always is.
    case .formula(let left, let right):
      bind(["."])
      left.map { read($0) }
      read(right)
      unbind(["."])
    default: for child in expression.kind.children { read(child) }
    }
  }
}
