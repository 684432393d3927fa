import Syntax

/// The form of a cell as text that blanks, comments, spelling (`λ`, `lambda`) and options do not change.
enum Fingerprint {
  static func of(_ statements: [Statement]) -> String {
    var text = statements.count == 1 ? "" : "\(statements.count) "
    // A tree may be 10 000 deep, so it is walked without recursion.
    var pending: [Expression] = []
    for statement in statements {
      text += "; "
      pending.append(contentsOf: statement.expressions.reversed())
      while let expression = pending.popLast() {
        let children = required(expression.kind)
        text += "\(tag(expression.kind))/\(children.count) "
        pending.append(contentsOf: children.reversed())
      }
    }
    return text
  }

  /// The children without labelled arguments.
  private static func required(_ kind: Expression.Kind) -> [Expression] {
    switch kind {
    case .call(let f, let arguments), .mapped(let f, let arguments):
      [f] + arguments.filter { $0.label == nil }.map(\.value)
    default: kind.children
    }
  }

  private static func tag(_ kind: Expression.Kind) -> String {
    switch kind {
    case .number(let value): "\(value)"
    case .imaginary(let value): "\(value)i"
    case .text(let text): "\"\(text.utf8.count) \(text)"
    case .truth(let value): "\(value)"
    case .missing: "missing"
    case .name(let name): name.canonical
    case .end: "end"
    case .prefix(let sign, _): "prefix\(sign.rawValue)"
    case .infix(let sign, _, _): sign.rawValue
    case .scaled: Expression.Infix.multiply.rawValue
    case .comparison(let signs, _): signs.map(\.rawValue).joined(separator: ",")
    case .range: "range"
    case .conditional: "if"
    case .lambda(let parameters, _): "lambda(\(parameters.map(\.name.canonical).joined(separator: ",")))"
    case .call: "call"
    case .mapped: "mapped"
    case .index(_, let indices): "index\(indices.map { $0 == .all ? ":" : "." }.joined())"
    case .member(_, let name): ".\(name.canonical)"
    case .prime: "'"
    case .factorial: "!"
    case .nabla: "nabla"
    case .norm: "norm"
    case .sequence(let statements):
      "(\(statements.map { $0.assignedNames.map(\.canonical).joined(separator: ",") }.joined(separator: ";")))"
    case .record(let fields): "{\(fields.map(\.name.canonical).joined(separator: ","))}"
    case .matrix(let rows, let separator): "[\(rows.map { "\($0.count)" }.joined(separator: ";"))\(separator)]"
    case .comprehension(_, let clauses, let filter):
      "for(\(clauses.map(\.name.canonical).joined(separator: ",")))\(filter == nil ? "" : "if")"
    case .given: "|"
    case .formula: "~"
    }
  }
}
