import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// The value of an expression whose names are a table's columns first, and names of the notebook where no column has
  /// them.
  /// - Throws: what the expression itself throws.
  public mutating func evaluate(
    _ expression: Expression, in source: Source, over table: Table
  ) throws(EvaluationError) -> Value {
    var columns: [Name: Column] = [:]
    for (name, column) in zip(table.names, table.columns) { columns[Name(name)] = column }
    let used = expression.freeNames.filter { columns[$0] != nil }
    // Columns are the parameters of a function, so that no function the expression calls can see them.
    let function = Function(
      .defined(
        Definition(
          name: nil, parameters: used.map { Expression.Parameter($0, expression.span) }, expression: expression,
          source: source), captures: []))
    return try call(function, Arguments(used.compactMap { columns[$0] }.map { Value($0) }))
  }
}
