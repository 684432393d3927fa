import Document
import Evaluation
import LinearAlgebra
import Optimization

/// The answer to a quadratic program as a value.
struct QuadraticOptimum: DomainValue, ResultType {
  static let typeName = "quadratic program"

  let program: QuadraticProgram
  let solution: QuadraticSolution

  var constraints: LinearConstraints { program.constraints }

  /// The linear view of it, which words what both have in common.
  private var linear: LinearOptimum? {
    guard let program = try? LinearProgram(program.costs, constraints) else { return nil }
    return LinearOptimum(program: program, solution: solution.linear)
  }

  var document: Document {
    guard let linear else { return Document([]) }
    var document = linear.document
    guard solution.isOptimal, case .line(let head)? = document.blocks.first else { return document }
    document.blocks[0] = .line(
      Text(head.fragments.filter { $0.style == .strong || $0.string.hasPrefix("minimum") })
        + Text("   \(solution.iterations.counted("step"))", .dim))
    if !solution.isUnique {
      document.blocks.append(
        .line(Text("Q is flat along some direction within the active constraints: there may be other optima.", .dim)))
    }
    return document
  }

  var fields: Record {
    let rows = constraints.matrix.rows
    let own = linear?.fields
    let shared = ["x", "value", "duals", "reduced_costs", "slack", "status", "iterations", "equal_duals"]
    let active = (0..<rows).filter { solution.isOptimal && solution.slack[$0] == 0 }.map { Double($0 + 1) }
    return Record(
      shared.map { .init($0, own?[$0] ?? .missing) } + [
        .init("active", .vector(Vector(active))), .init("unique", .truth(solution.isUnique)),
        .init("certificate", own?["certificate"] ?? .missing), .init("ray", own?["ray"] ?? .missing),
      ])
  }

  var sentence: String? { linear?.sentence }
}
