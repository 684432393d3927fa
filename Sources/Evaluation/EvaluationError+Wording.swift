import Document
import LinearAlgebra
import Syntax

/// The wording of errors that say more than one sentence.
extension EvaluationError {
  func mathReport(_ error: MathError) -> Report {
    var report = error.report(arguments: described(error))
    // b * A with b a column: what fits is the row b'.
    if case .shape(.product(.vector(let n), .matrix(let rows, _))) = error, n == rows, operands.count == 2,
      operands.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("the ") })
    {
      report.suggestion = "\(operands[0].closed)' * \(operands[1].closed)"
    }
    return report
  }

  func fractionalSuggestion(_ x: Double, _ y: Double) -> String {
    let written = operands.count == 2 && operands.allSatisfy { !$0.isEmpty && !$0.hasPrefix("the ") } ? operands : []
    let exponent = written.isEmpty ? y.written : written[1].closed
    guard let base = written.first, Double(base) == nil else { return "(\(x.formatted(digits: 17)) + 0i)^\(exponent)" }
    return "(\(base) + 0i) .^ \(exponent)"
  }

  /// Whether square brackets with these arguments would pick something.
  private func picks(_ got: Value, _ arguments: String) -> Bool {
    guard let index = Double(arguments) else { return true }
    guard let extents = got.extents, extents.count == 1 else { return false }
    return index >= 1 && index <= Double(extents[0]) && index == index.rounded()
  }

  /// How the operands were written, and those without a name by what they are.
  private func described(_ error: MathError) -> [String] {
    guard case .shape(let mismatch) = error, let (a, b) = mismatch.shapes else {
      return operands.map { $0.isEmpty ? "the argument" : $0 }
    }
    guard operands.count == 2 else { return [] }
    let words = [a, b].map { shape in
      switch shape {
      case .scalar: "the number"
      case .vector: "the vector"
      case .matrix: "the matrix"
      }
    }
    let alike = words[0] == words[1] && operands.allSatisfy(\.isEmpty)
    return zip(operands, words).enumerated().map { place, pair in
      guard pair.0.isEmpty else { return pair.0 }
      return alike ? ["the left \(pair.1.dropFirst(4))", "the right \(pair.1.dropFirst(4))"][place] : pair.1
    }
  }

  func unknownName(_ name: Name, _ near: [String]) -> Report {
    let advice =
      switch near.count {
      case 0:
        isCalled
          ? "There is no function of that name; `:find \(name.spelling)` searches the built-in ones."
          : "Nothing has that name yet; it gets a value by \(name.spelling) = …"
      case 1: "Did you mean \(near[0])?"
      default: "Did you mean \(near.dropLast().joined(separator: ", ")) or \(near[near.count - 1])?"
      }
    return Report(
      code: "E102", title: "unknown name \(name.spelling)", message: advice, suggestion: near.first)
  }

  /// Whether the place is followed by the parenthesis of a call.
  private var isCalled: Bool {
    guard let place = places.first, let source = place.source else { return false }
    return source.text.utf8.dropFirst(place.span.end).first == UInt8(ascii: "(")
  }

  func unknownField(_ field: String, _ owner: String, _ fields: [String]) -> Report {
    guard !fields.isEmpty else {
      return Report(code: "E104", title: "no field \(field)", message: "There are no fields in \(owner).")
    }
    let hint = Scene.nearestField(field, fields).map { " Did you mean \($0)?" } ?? ""
    return Report(
      code: "E104", title: "no field \(field)",
      message: "This \(owner) has the fields \(fields.joined(separator: ", ")).\(hint)")
  }

  func arity(_ function: String, _ signatures: [String], _ got: Int) -> Report {
    Report(
      code: "E105", title: "\(function) takes other arguments",
      message: "I got \(got.counted("argument")); it is called as \(Self.ways(signatures)).")
  }

  func unknownOption(_ function: String, _ option: String, _ known: [String]) -> Report {
    let near = Spelling.nearest(to: option, among: known)
    let hint = near.first.map { " Did you mean \($0)?" } ?? ""
    return Report(
      code: "E106", title: "\(function) has no argument \(option)",
      message: (known.isEmpty ? "It takes none by name." : "Its arguments are \(known.joined(separator: ", ")).") + hint
    )
  }

  func choice(_ parameter: String, _ got: String, _ choices: [String]) -> Report {
    let near = Spelling.nearest(to: got, among: choices)
    let hint = near.first.map { " Did you mean \"\($0)\"?" } ?? ""
    return Report(
      code: "E107", title: "no such choice",
      message: "I found \"\(got)\"; \(parameter.isEmpty ? "it" : parameter) must be one of "
        + "\(choices.map { "\"\($0)\"" }.joined(separator: ", ")).\(hint)")
  }

  func notCallable(_ got: Value, _ callee: String, _ arguments: String) -> Report {
    switch got.shape {
    case .scalar:
      Report(
        code: "E109", title: "\(callee) is not a function",
        message:
          "\(callee) is \(got.phrase), so \(callee)(\(arguments)) does not call anything; a product needs its sign.",
        suggestion: "\(callee.closed)*(\(arguments))")
    case .some:
      Report(
        code: "E109", title: "\(callee) is not a function",
        message: "\(callee) is \(got.phrase); elements are picked with square brackets.",
        suggestion: picks(got, arguments) ? "\(callee.closed)[\(arguments)]" : nil)
    case nil:
      Report(code: "E109", title: "\(callee) is not a function", message: "\(callee) is \(got.phrase).")
    }
  }

  func indexCount(_ got: Int, _ shape: Shape) -> Report {
    let whole = shape.clause(of: named("the value"))
    let advice =
      switch shape {
      case .matrix: got == 1 ? "a row of it is written [2, :], a column [:, 2], all of it [:]" : "it takes two"
      default: "it takes one"
      }
    return Report(
      code: "E211", title: "wrong number of indices",
      message: "I got \(got.counted("index", plural: "indices")), and \(whole): \(advice).")
  }

  /// The first row that is not as long as the first of all.
  func ragged(_ counts: [Int]) -> String {
    let rule = "The rows of a matrix are as long as one another"
    guard let first = counts.first, let odd = counts.firstIndex(where: { $0 != first }) else { return "\(rule)." }
    return "\(rule): row 1 has \(first.counted("element")), row \(odd + 1) has \(counts[odd])."
  }

  /// How the value that was indexed was written, where it is short.
  func named(_ otherwise: String) -> String {
    guard let first = operands.first, !first.isEmpty, first.count <= 24 else { return otherwise }
    return first
  }

  func capitalised(_ otherwise: String) -> String {
    let name = named("")
    return name.isEmpty ? otherwise.prefix(1).uppercased() + otherwise.dropFirst() : name
  }

  static func ways(_ signatures: [String]) -> String {
    signatures.enumerated().filter { !signatures[..<$0].contains($1) }.map(\.element).joined(separator: " or ")
  }
}

extension ShapeError {
  /// The two shapes that do not fit.
  fileprivate var shapes: (Shape, Shape)? {
    switch self {
    case .unequal(let a, let b), .product(let a, let b), .broadcast(let a, let b), .solve(let a, let b),
      .quotient(let a, let b), .dot(let a, let b), .cross(let a, let b), .beside(let a, let b), .stacked(let a, let b):
      (a, b)
    case .index: nil
    }
  }
}
