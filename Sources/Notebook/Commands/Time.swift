import Document
import Evaluation
import Syntax

extension Command {
  static let time: Command = Command(
    name: "time", usage: ":time expression", summary: "Measures how long an expression takes.",
    details: "It is evaluated once to warm up what is compiled and loaded, and when that was quick again and again for "
      + "half a second. The shortest time says what the work takes and the median what one waits; what lies between "
      + "them is the rest of the machine. Memory is that of the result. Nothing is bound.",
    example: ":time sum([k^2 for k in 1:1000])",
    action: .ask { (notebook, line) throws(NotebookError) in
      guard !line.argument.isEmpty else { throw .usage(.time, got: "no expression", line.nameSpan) }
      let source = Source(line.text)
      let expression: Expression
      do throws(SyntaxError) { expression = try Parser.expression(line.padded) } catch {
        throw .syntax(error, source)
      }
      let clock = ContinuousClock()
      var start = clock.now
      var result = try notebook.value(of: expression, in: source)
      var times = [clock.now - start]
      if times[0] < .milliseconds(500) {
        let first = times.removeFirst()
        start = clock.now
        repeat {
          let before = clock.now
          result = try notebook.value(of: expression, in: source)
          times.append(clock.now - before)
        } while clock.now - start + first < .milliseconds(500) && times.count < 10_000
        times.sort()
      }
      let median = times[times.count / 2]
      var said = Text(median.measured)
      said = said + Text(times.count == 1 ? "  one run" : "  median of \(times.count) runs", .dim)
      if times.count > 1 { said = said + Text(", shortest \(times[0].measured)", .dim) }
      let memory = HeldMemory(of: result).spoken
      if !memory.isEmpty { said = said + Text("   result \(memory)", .dim) }
      return Answer(.aside, Document([.line(said)]))
    })
}
