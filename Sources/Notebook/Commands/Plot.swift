import Builtins
import Evaluation
import Syntax

extension Command {
  static let plot: Command = Command(
    name: "plot", usage: ":plot expression, … for x in a:b", summary: "Draws expressions, or any value with a picture.",
    details: "Expressions of one variable are drawn as lines over the interval; with a second range, as in "
      + ":plot x*y for x in 0:1, y in 0:2, as contours. Without a range, the picture of a value. "
      + "The options of plot, such as title = \"waves\", may follow.",
    example: ":plot sin(x), cos(x) for x in -pi:pi",
    action: .value { (context, line, source) throws(EvaluationError) in
      let expressions: [Expression.Argument]
      let clauses: [Expression.Clause]
      do throws(SyntaxError) { (expressions, clauses) = try Parser.plotted(line.padded) } catch {
        throw EvaluationError(
          .other(MalformedArgument(error: error)), places: [.init(span: error.span, source: source)])
      }
      return .object(try context.chart(plotting: expressions, for: clauses, in: source))
    })
}
