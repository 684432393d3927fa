import Document
import LinearAlgebra
import Syntax

extension EvaluationError {
  /// What I saw, what I need, what to try.
  public var report: Report {
    if case .other(let error) = kind {
      var report = error.report
      if let line, let place = places.first, place.source != line { report.suggestion = nil }
      return report
    }
    var report = wording
    report.suggestion = inLine(report.suggestion)
    return report
  }

  private var wording: Report {
    switch kind {
    case .unknownName(let name, let near): unknownName(name, near)
    case .unknownField(let field, let owner, let fields): unknownField(field, owner, fields)
    case .arity, .missingArgument, .argument, .unknownOption, .choice, .repeatedArgument, .notCallable: callReport
    case .math(let error):
      mathReport(error)
    case .operands(let symbol, let left, let right, let remedy):
      Report(
        code: "E203", title: "\(symbol) does not join these",
        message: "The left side is \(left) and the right side is \(right); \(symbol) is not defined for them."
          + (remedy?.advice ?? ""), suggestion: remedy?.suggestion(operands, symbol))
    case .operand(let symbol, let got, let remedy):
      Report(
        code: "E203", title: "\(symbol) does not take this",
        message: "I found \(got), and \(symbol) is not defined for it." + (remedy?.advice ?? ""),
        suggestion: remedy?.suggestion(operands, symbol))
    case .domain(let function, let value, let needed, let complex):
      Report(
        code: "E302", title: "outside the domain",
        message: "\(function)(\(value.formatted(digits: 17))) is not a real number: \(function) needs \(needed)."
          + (complex ? " A complex argument gives a complex answer." : ""),
        suggestion: complex && value.isFinite ? "\(function)(\(value.formatted(digits: 17)) + 0i)" : nil)
    case .fractionalPower(let x, let y):
      Report(
        code: "E302", title: "outside the domain",
        message:
          "(\(x.formatted(digits: 17)))^\(y.written) is not a real number: a negative base needs a whole exponent. "
          + "A complex base gives a complex answer.",
        suggestion: fractionalSuggestion(x, y))
    case .notTruth(let got, let context):
      Report(
        code: "E204", title: "a truth is needed",
        message: "I found \(got), and \(context) needs true or false; compare it with something, as in x > 0.")
    case .missingCondition:
      Report(
        code: "E205", title: "missing decides nothing",
        message: "The condition is missing, so neither branch follows; test with is_missing(x) first.")
    case .indexKind, .indexCount, .indexRange, .maskLength, .notIndexable: indexReport
    case .mixedElements, .ambiguousLiteral, .raggedRows, .assignment, .updateTarget, .imaginaryBound: literalReport
    case .unitless(let what):
      Report(code: "E206", title: "nothing to show", message: "\(what) has no value.")
    case .identitySize(let operation, let other):
      Report(
        code: "E207", title: "I has no size here",
        message: other.map { "I is square, and \(operation) would join it to \($0)." }
          ?? "\(operation) needs to know how large the identity is; write eye(n).")
    case .rangeStep:
      Report(
        code: "E208", title: "a range without end",
        message: "A range needs finite ends and a step that is not 0, as in 0:0.1:1.")
    case .recursion, .interrupted, .traceTooLong: limitReport
    case .notDifferentiable(let name):
      Report(
        code: "E310", title: "no derivative rule",
        message: "\(name) has no rule for gradients, so the function cannot be differentiated through it.")
    case .notScalar(let function, let got):
      Report(
        code: "E311", title: "a number is needed",
        message: "\(function) needs a function that gives one number, and this one gave \(got).")
    case .unsupported(let what, let reason):
      Report(code: "E209", title: "\(what) means nothing here", message: "I cannot use \(what) here: \(reason).")
    case .other(let error): error.report
    }
  }

  private func mathReport(_ error: MathError) -> Report {
    var report = error.report(arguments: described(error))
    // b * A with b a column: what fits is the row b'.
    if case .shape(.product(.vector(let n), .matrix(let rows, _))) = error, n == rows, operands.count == 2,
      operands.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("the ") })
    {
      report.suggestion = "\(operands[0].closed)' * \(operands[1].closed)"
    }
    return report
  }

  private func fractionalSuggestion(_ x: Double, _ y: Double) -> String {
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

  private func unknownName(_ name: Name, _ near: [String]) -> Report {
    let advice =
      switch near.count {
      case 0: "Nothing of that name is bound here; `:find \(name.spelling)` searches the built-in functions."
      case 1: "Did you mean \(near[0])?"
      default: "Did you mean \(near.dropLast().joined(separator: ", ")) or \(near[near.count - 1])?"
      }
    return Report(
      code: "E102", title: "unknown name \(name.spelling)", message: advice, suggestion: near.first)
  }

  private func unknownField(_ field: String, _ owner: String, _ fields: [String]) -> Report {
    guard !fields.isEmpty else {
      return Report(code: "E104", title: "no field \(field)", message: "There are no fields in \(owner).")
    }
    let near = Spelling.nearest(to: field, among: fields)
    let hint = near.first.map { " Did you mean \($0)?" } ?? ""
    return Report(
      code: "E104", title: "no field \(field)",
      message: "This \(owner) has the fields \(fields.joined(separator: ", ")).\(hint)")
  }

  private var callReport: Report {
    switch kind {
    case .arity(let function, let signatures, let got):
      return Report(
        code: "E105", title: "\(function) takes other arguments",
        message: "I got \(got.counted("argument")); it is called as \(Self.ways(signatures)).")
    case .missingArgument(let function, let parameter, let signatures):
      return Report(
        code: "E105", title: "\(function) needs \(parameter)",
        message: "The argument \(parameter) is missing; it is called as \(Self.ways(signatures)).")
    case .argument(let function, let parameter, let needed, let got):
      return Report(
        code: "E202", title: "\(function) needs \(needed)", message: "\(parameter) is \(got), and it must be \(needed)."
      )
    case .unknownOption(let function, let option, let known):
      let near = Spelling.nearest(to: option, among: known)
      let hint = near.first.map { " Did you mean \($0)?" } ?? ""
      return Report(
        code: "E106", title: "\(function) has no argument \(option)",
        message: (known.isEmpty ? "It takes none by name." : "Its arguments are \(known.joined(separator: ", ")).")
          + hint)
    case .choice(let parameter, let got, let choices):
      let subject = parameter.isEmpty ? "it" : parameter
      let listed = choices.map { "\"\($0)\"" }.joined(separator: ", ")
      let near = Spelling.nearest(to: got, among: choices)
      let hint = near.first.map { " Did you mean \"\($0)\"?" } ?? ""
      return Report(
        code: "E107", title: "no such choice",
        message: "I found \"\(got)\"; \(subject) must be one of \(listed).\(hint)")
    case .repeatedArgument(let function, let parameter):
      return Report(
        code: "E108", title: "\(parameter) twice", message: "\(function) got \(parameter) both by place and by name.")
    case .notCallable(let got, let callee, let arguments): return notCallable(got, callee, arguments)
    default: return Report(code: "E100", title: "call", message: "")
    }
  }

  private func notCallable(_ got: Value, _ callee: String, _ arguments: String) -> Report {
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

  private var indexReport: Report {
    switch kind {
    case .indexKind(let got):
      Report(
        code: "E210", title: "not an index",
        message: "I found \(got); an index is a whole number from 1, a range, a vector of them, a mask, or `:`.")
    case .indexCount(let got, let shape):
      Report(
        code: "E211", title: "wrong number of indices",
        message: "I got \(got.counted("index", plural: "indices")) for a value of shape \(shape)."
          + (got == 1
            ? " A matrix needs a row and a column: A[3, :] is a row, A[:] all elements column by column." : ""))
    case .indexRange(let index, let count, let what):
      Report(
        code: "E212", title: "no such \(what)",
        message: count == 0
          ? "There is no \(what) \(index): there are none."
          : "There is no \(what) \(index): they run from 1 to \(count).")
    case .maskLength(let got, let count, let what):
      Report(
        code: "E219", title: "the mask does not fit",
        message: "The mask has \(got.counted("truth")), and there are \(count.counted(what)).")
    case .notIndexable(let got):
      Report(code: "E213", title: "nothing to index", message: "I found \(got), which has no elements to pick.")
    default: Report(code: "E210", title: "index", message: "")
    }
  }

  private var literalReport: Report {
    switch kind {
    case .mixedElements(let kinds):
      Report(
        code: "E214", title: "elements of different kinds",
        message: kinds.count == 1
          ? "I found \(kinds[0]) in a matrix; a matrix holds numbers or truths, and \(kinds[0]) stands in a vector."
          : "I found \(kinds.joined(separator: " and ")) side by side; the elements of an array are of one kind.")
    case .ambiguousLiteral(let columns, let stacked):
      Report(
        code: "E215", title: "columns or one above the other",
        message: "A comma between arrays could mean either: \(columns) puts them side by side, \(stacked) stacks them.",
        suggestion: columns)
    case .raggedRows(let counts):
      Report(
        code: "E216", title: "rows of different length",
        message:
          "The rows have \(counts.map(String.init).joined(separator: ", ")) elements; they must be as long as the first."
      )
    case .assignment(let needed, let got, let what):
      Report(
        code: "E217", title: "the parts do not match",
        message: "There are \(needed.counted("place")) to fill, and \(what) has \(got.counted("part")).")
    case .updateTarget(let name):
      Report(
        code: "E218", title: "\(name) cannot be changed here",
        message: "Only a name bound in the same block can have its elements replaced; inside a function, copy it first."
      )
    case .imaginaryBound(let y):
      Report(
        code: "E110", title: "i is a name here",
        message: "i is bound, so \(y.formatted())i could mean \(y.formatted())*i or the imaginary number.",
        suggestion: "\(y.formatted())*i")
    default: Report(code: "E214", title: "literal", message: "")
    }
  }

  private var limitReport: Report {
    switch kind {
    case .recursion(let limit):
      Report(
        code: "E401", title: "recursion without end",
        message: "The calls are nested \(limit) deep; does the function have a case that stops?")
    case .interrupted: Report(code: "E400", title: "interrupted", message: "Stopped on request; nothing changed.")
    case .traceTooLong(let limit):
      Report(
        code: "E403", title: "too long to differentiate",
        message: "The gradient would need more than \(limit) operations; use array operations instead of loops.")
    default: Report(code: "E400", title: "limit", message: "")
    }
  }

  private static func ways(_ signatures: [String]) -> String {
    signatures.enumerated().filter { !signatures[..<$0].contains($1) }.map(\.element).joined(separator: " or ")
  }
}

extension EvaluationError.Remedy {
  fileprivate var advice: String {
    switch self {
    case .words(let words): " \(words)"
    case .operatorSymbol(let symbol): " Elementwise it is \(symbol)."
    case .expression: ""
    }
  }

  fileprivate func suggestion(_ operands: [String], _ symbol: String) -> String? {
    switch self {
    case .expression(let text): text
    case .operatorSymbol(let other):
      operands.count == 2 && operands.allSatisfy { !$0.hasPrefix("the ") }
        ? "\(operands[0].closed) \(other) \(operands[1].closed)" : nil
    case .words: nil
    }
  }
}

extension Double {
  /// The number exactly, as an operand: a negative one in parentheses.
  fileprivate var written: String { self < 0 ? "(\(formatted(digits: 17)))" : formatted(digits: 17) }
}

extension Int {
  /// `1 argument`, `2 arguments`.
  func counted(_ noun: String, plural: String? = nil) -> String {
    self == 1 ? "1 \(noun)" : "\(self) \(plural ?? noun + "s")"
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
