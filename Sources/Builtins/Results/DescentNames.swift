import Document
import Evaluation
import LinearAlgebra
import Optimization
import Syntax

/// What a descent's function and variables are called when it is shown.
struct DescentNames: Hashable, Sendable {
  /// The function's own name, or `f` when it has none.
  private let own: String
  /// The names of its parameters.
  let parameters: [String]
  let shape: Shape
  /// Whether what is made small is the sum of the squares of what the function gives.
  private let isSum: Bool
  /// What tells how far from a minimum a point is.
  let measure: Measure

  /// - Parameter pieces: how many of the parameters are data.
  init(
    _ f: Function, _ shape: Shape, pieces: Int = 0, isSum: Bool = false, measure: Measure = .gradient
  ) {
    (self.shape, self.isSum, self.measure) = (shape, isSum, measure)
    switch f.body {
    case .defined(let definition, _):
      own = definition.name?.spelling ?? "f"
      parameters = definition.parameters.prefix(max(definition.required - pieces, 1)).map(\.name.spelling)
    case .builtin(let builtin): (own, parameters) = (builtin.name, ["x"])
    case .derivative, .gradient, .hessian, .jacobian: (own, parameters) = ("f", ["x"])
    }
  }

  /// Whether the function takes the point's elements one by one.
  private var isSpread: Bool { parameters.count > 1 }

  /// What is made small: `g`, `Σ r²`.
  var function: String { isSum ? "Σ \(own)²" : own }

  /// `g(w)`, `Σ r(w)²`.
  var call: String {
    let call = "\(own)(\(parameters.joined(separator: ", ")))"
    return isSum ? "Σ \(call)²" : call
  }

  /// What tells how far from a minimum a point is: the gradient's length `‖∇g‖`, and `|g′|` of one number; of a step
  /// within a set `‖P∇g‖`; of a simplex its width.
  var slope: String {
    switch measure {
    case .simplex: "width"
    case .gradient, .projectedGradient:
      if isSum {
        shape == .scalar ? "|Σ′|" : "‖∇Σ‖"
      } else {
        shape == .scalar ? "|\(projector)\(own)′|" : "‖\(projector)∇\(own)‖"
      }
    }
  }

  private var projector: String { measure == .projectedGradient ? "P" : "" }

  var stride: String { shape == .scalar ? "|step|" : "‖step‖" }

  /// The name of one variable, counted from 0: `w₂`, `x`, `W[2, 10]`.
  func variable(_ index: Int) -> String {
    if isSpread, index < parameters.count { return parameters[index] }
    let name = parameters.first ?? "x"
    switch shape {
    case .scalar: return name
    case .vector: return name + (index + 1).lowered
    case .matrix(let rows, let columns):
      let (i, j) = (index % max(rows, 1) + 1, index / max(rows, 1) + 1)
      return rows < 10 && columns < 10 ? name + i.lowered + j.lowered : "\(name)[\(i), \(j)]"
    }
  }

  /// The point of an iteration: `w₀`, `[x₀, y₀]`.
  func point(_ iteration: Int) -> String {
    let all = parameters.map { $0 + iteration.lowered }
    return isSpread ? "[\(all.joined(separator: ", "))]" : all.first ?? "x"
  }

  /// The gradient there: `∇g(w₀)`, `∇h(x₀, y₀)`, and `g′(x₀)` of one number.
  func gradient(_ iteration: Int) -> String {
    let arguments = parameters.map { $0 + iteration.lowered }.joined(separator: ", ")
    let name = isSum ? "Σ" : own
    return shape == .scalar ? "\(name)′(\(arguments))" : "∇\(name)(\(arguments))"
  }
}
