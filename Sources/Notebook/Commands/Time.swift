import Document
import Evaluation
import Syntax

extension Command {
  static let time: Command = Command(
    name: "time", usage: ":time expression", summary: "Measures how long an expression takes.",
    details: "It is evaluated once, and when that was quick again and again for a fifth of a second; the median is "
      + "shown. Nothing is bound.",
    example: ":time sum([k^2 for k in 1:1000])",
    action: .act { (notebook, line) throws(NotebookError) in
      guard !line.argument.isEmpty else { throw .usage(.time, got: "no expression", line.nameSpan) }
      let source = Source(line.text)
      let expression: Expression
      do throws(SyntaxError) { expression = try Parser.expression(line.padded) } catch {
        throw .syntax(error, source)
      }
      let clock = ContinuousClock()
      let start = clock.now
      var times: [Duration] = []
      repeat {
        let before = clock.now
        _ = try notebook.value(of: expression, in: source)
        times.append(clock.now - before)
      } while clock.now - start < .milliseconds(200) && times.count < 10_000
      let median = times.sorted()[times.count / 2]
      let runs = times.count == 1 ? "one run" : "median of \(times.count) runs"
      return Answer(.aside, Document([.line(Text(median.spoken) + Text("  \(runs)", .dim))]))
    })
}

extension Duration {
  /// In the unit that suits it: `1.5 ms`.
  fileprivate var spoken: String {
    let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
    let (factor, unit) =
      seconds < 1e-6 ? (1e9, "ns") : seconds < 1e-3 ? (1e6, "µs") : seconds < 1 ? (1e3, "ms") : (1, "s")
    return "\((seconds * factor).formatted(digits: 3)) \(unit)"
  }
}
