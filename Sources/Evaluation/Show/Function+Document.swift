import Document
import Syntax

extension Function {
  /// `f: x ↦ x² e⁻ˣ`; a derivative by its formula where it has one.
  public func document(named name: Name?) -> Document {
    let title = name?.spelling ?? ownName
    let prefix = title.map { "\($0): " } ?? ""
    if case .formula(let definition, let except)? = closedForm {
      if let block = definition.matrixBlock(after: prefix) {
        return Document([block] + (except.map { [.line(Text($0, .dim))] } ?? []))
      }
      let line = Text(prefix + definition.pretty)
      return Document([.line(except.map { line + Text("   \($0)", .dim) } ?? line)])
    }
    switch body {
    case .defined(let definition, _):
      let line = Text(prefix + definition.pretty)
      return Document([.line(definition.isAntiderivative ? line + Text(" + C", .dim) : line)])
    case .builtin(let builtin):
      return Document([.line(Text("\(builtin.signatures.joined(separator: "  "))") + Text("  built-in", .dim))])
    case .derivative(let f): return traced("\(prefix)the derivative of \(f.handle)")
    case .gradient(let f): return traced("\(prefix)the gradient of \(f.handle)")
    case .hessian(let f): return traced("\(prefix)the Hessian of \(f.handle)")
    case .jacobian(let f): return traced("\(prefix)the Jacobian of \(f.handle)")
    }
  }

  private func traced(_ what: String) -> Document {
    var line = Text(what) + Text("  exact, by reverse mode", .dim)
    if case .none(let reason)? = closedForm { line = line + Text("; no formula: \(reason)", .dim) }
    return Document([.line(line)])
  }

  private var ownName: String? {
    switch body {
    case .defined(let definition, _): definition.name?.spelling ?? (definition.isAntiderivative ? "F" : nil)
    case .derivative(let f): f.shortName.map { "\($0)′" }
    case .gradient(let f): f.shortName.map { "∇\($0)" }
    case .hessian(let f): f.shortName.map { "∇²\($0)" }
    case .jacobian(let f): f.shortName.map { "J\($0)" }
    case .builtin: nil
    }
  }

  /// What it is called in the name of its derivative; `nil` for functions without a name.
  private var shortName: String? {
    if case .builtin(let builtin) = body { return builtin.name }
    return ownName
  }
}

extension Definition {
  /// `(x, y)` as it stands before the arrow.
  private var left: String {
    let names = parameters.map(\.name.spelling)
    return names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
  }

  /// A matrix of formulas in two dimensions, its elements in columns; `nil` for anything but a matrix.
  public func matrixBlock(after prefix: String) -> Block? {
    guard case .matrix(let rows, let separator) = expression.kind, separator != .comma, let first = rows.first,
      !first.isEmpty, rows.allSatisfy({ $0.count == first.count })
    else { return nil }
    let texts = rows.map { $0.map { Text($0.pretty) } }
    let grid = Grid(rows: rows.count, columns: first.count, alignment: .left) { texts[$0][$1] }
    return .equation(Equation(.text(Text("\(prefix)\(left) ↦")), .matrix(grid)))
  }

  /// `x ↦ x² e⁻ˣ`.
  public var pretty: String {
    // C belongs to both branches.
    let isOpen = if case .conditional = expression.kind { isAntiderivative } else { false }
    return isOpen ? "\(left) ↦ (\(expression.pretty))" : "\(left) ↦ \(expression.pretty)"
  }
}
