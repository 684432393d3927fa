import Evaluation
import Syntax

extension Command {
  static let plot: Command = Command(
    name: "plot", usage: ":plot expression, … for x in a:b", summary: "Draws expressions, or any value with a picture.",
    details: "Expressions of one variable are drawn as lines over the interval; with a second range, as in "
      + ":plot x*y for x in 0:1, y in 0:2, as contours. Without a range, the picture of a value. "
      + "It is short for plot(x -> …, a, b).",
    example: ":plot sin(x), cos(x) for x in -pi:pi",
    action: .statements { (_, line) throws(NotebookError) in
      do throws(SyntaxError) {
        let (expressions, clauses) = try Parser.plotted(line.padded)
        guard !expressions.isEmpty else { throw SyntaxError(.missingOperand(after: ":plot"), line.nameSpan) }
        return [try drawing(expressions, clauses, line.argumentSpan)]
      } catch {
        throw .syntax(error, Source(line.text))
      }
    })

  /// The call that `:plot` is short for.
  private static func drawing(
    _ arguments: [Expression.Argument], _ clauses: [Expression.Clause], _ span: Span
  ) throws(SyntaxError) -> Statement {
    let options = arguments.filter { $0.label != nil }
    let drawn = arguments.filter { $0.label == nil }.map(\.value)
    guard !clauses.isEmpty else { return try call("plot", arguments, span) }
    let parameters = clauses.map { Expression.Parameter($0.name, $0.source.span) }
    var functions: [Expression] = []
    for body in drawn { functions.append(try Expression(.lambda(parameters, body), body.span)) }
    if clauses.count == 1 {
      let what =
        functions.count == 1
        ? functions[0] : try Expression(.matrix([functions], separator: .comma), span)
      let (low, high) = try ends(clauses[0])
      return try call(
        "plot", [what, low, high].map { Expression.Argument($0) } + options, span)
    }
    guard clauses.count == 2, functions.count == 1 else {
      throw SyntaxError(.unexpected("a third range, or a second expression of two variables"), span)
    }
    var positional = [functions[0]]
    for clause in clauses {
      let (low, high) = try ends(clause)
      positional.append(try Expression(.matrix([[low, high]], separator: .comma), clause.source.span))
    }
    return try call("contour", positional.map { Expression.Argument($0) } + options, span)
  }

  /// The interval of a range; a step has no meaning for a curve.
  private static func ends(_ clause: Expression.Clause) throws(SyntaxError) -> (Expression, Expression) {
    guard case .range(let low, nil, let high) = clause.source.kind else {
      throw SyntaxError(.expected("an interval such as 0:1", found: clause.source.printed), clause.source.span)
    }
    return (low, high)
  }

  static func call(
    _ name: Name, _ arguments: [Expression.Argument], _ span: Span
  ) throws(SyntaxError) -> Statement {
    let function = try Expression(.name(name), span)
    return Statement(.expression(try Expression(.call(function, arguments), span)), span)
  }
}
