import Builtins
import Document
import Evaluation
import Numerics
import Syntax

@main
struct Nabla {
  static func main() {
    var c = Context(catalog: .standard, random: RandomStream(seed: 1))
    while let line = readLine() {
      let source = Source(line)
      do throws(SyntaxError) {
        for s in try Parser.statements(line) {
          do throws(EvaluationError) {
            let o = try c.run(s, in: source)
            switch o.kind {
            case .value(let v): print(v.document.plain(), terminator: ""); print(v.json)
            case .bound(let names): for (n, v) in names { print(v.document(named: n).plain(), terminator: "") }
            }
          } catch { print(error.report, error.places) }
        }
      } catch { print(error.report) }
      for n in c.notes { print("note", n.message) }
      c.notes = []
    }
  }
}
