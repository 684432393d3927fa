import Document
import Evaluation
import LinearAlgebra
import Syntax

/// What a descent's function and variables are called when it is shown.
struct DescentNames: Hashable, Sendable {
  /// The function's own name, or `f` when it has none.
  let function: String
  /// The names of its parameters.
  let parameters: [String]
  let shape: Shape

  init(_ f: Function, _ shape: Shape) {
    self.shape = shape
    switch f.body {
    case .defined(let definition, _):
      function = definition.name?.spelling ?? "f"
      parameters = definition.parameters.prefix(max(definition.required, 1)).map(\.name.spelling)
    case .builtin(let builtin): (function, parameters) = (builtin.name, ["x"])
    case .derivative, .gradient, .hessian, .jacobian: (function, parameters) = ("f", ["x"])
    }
  }

  /// Whether the function takes the point's elements one by one.
  private var isSpread: Bool { parameters.count > 1 }

  /// `g(w)`.
  var call: String { "\(function)(\(parameters.joined(separator: ", ")))" }

  /// The gradient's length: `‖∇g‖`, and `|g′|` of one number.
  var slope: String { shape == .scalar ? "|\(function)′|" : "‖∇\(function)‖" }

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
    return shape == .scalar ? "\(function)′(\(arguments))" : "∇\(function)(\(arguments))"
  }
}
