import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// The value of an expression whose names are a table's columns first, then the locals given, and names of the
  /// notebook where neither has them.
  /// - Throws: what the expression itself throws.
  public mutating func evaluate(
    _ expression: Expression, in source: Source, over table: Table, locals: [(name: Name, value: Value)] = []
  ) throws(EvaluationError) -> Value {
    let names = table.names.map { Name($0) }
    var values: [Name: Value] = Dictionary(locals.map { ($0.name, $0.value) }) { first, _ in first }
    let used = expression.freeNames.filter { name in
      if let place = names.firstIndex(of: name) { values[name] = Value(table.columns[place]) }
      return values[name] != nil
    }
    // Columns are the parameters of a function, so that no function the expression calls can see them.
    let function = Function(
      .defined(
        Definition(
          name: nil, parameters: used.map { Expression.Parameter($0, expression.span) }, expression: expression,
          source: source), captures: []))
    return try call(function, Arguments(used.compactMap { values[$0] }))
  }
}
