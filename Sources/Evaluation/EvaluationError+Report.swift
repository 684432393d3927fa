import Document
import LinearAlgebra
import Syntax

extension EvaluationError {
  /// What I saw, what I need, what to try.
  public var report: Report {
    if case .other(let error) = kind {
      var report = error.report
      if let line, let place = places.first, place.source != line { report.suggestion = nil }
      if mend != nil { report.suggestion = inLine(nil) }
      return report
    }
    var report = wording
    report.suggestion = inLine(report.suggestion)
    return report
  }

  private var wording: Report {
    switch kind {
    case .unknownName(let name, let near): unknownName(name, near)
    case .unboundData(let name):
      Report(
        code: "E102", title: "unknown name \(name)",
        message: "Nothing is called \(name) here yet; \(name) = data(\"\(name)\") gives the name to the data set.")
    case .unknownField(let field, let owner, let fields): unknownField(field, owner, fields)
    case .arity(let function, let signatures, let got): arity(function, signatures, got)
    case .missingArgument(let function, let parameter, let signatures):
      Report(
        code: "E105", title: "\(function) needs \(parameter)",
        message: "The argument \(parameter) is missing; it is called as \(Self.ways(signatures)).")
    case .argument(let function, let parameter, let needed, let got):
      Report(
        code: "E202", title: "\(function) needs \(needed)",
        message: "The argument \(parameter) is \(got), and it must be \(needed).")
    case .unknownOption(let function, let option, let known): unknownOption(function, option, known)
    case .choice(let parameter, let got, let choices): choice(parameter, got, choices)
    case .repeatedArgument(let function, let parameter):
      Report(
        code: "E108", title: "\(parameter) twice", message: "\(function) got \(parameter) both by place and by name.")
    case .notCallable(let got, let callee, let arguments): notCallable(got, callee, arguments)
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
    case .indexKind(let got):
      Report(
        code: "E210", title: "not an index",
        message: "I found \(got); an index is a whole number from 1, a range, a vector of them, a mask, or `:`.")
    case .indexCount(let got, let shape): indexCount(got, shape)
    case .maskLength(let got, let count, let dimension):
      Report(
        code: "E219", title: "the mask does not fit",
        message: "The mask has \(got.counted("truth")), and \(named("this")) has "
          + "\(count.counted(ShapeError.dimension(dimension))).")
    case .notIndexable(let got):
      Report(
        code: "E213", title: "nothing to index",
        message: got == "a function"
          ? "\(capitalised("this")) is a function: it is called with parentheses."
          : "\(capitalised("this")) is \(got), which has no elements to pick.")
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
        message: ragged(counts))
    case .assignment(let needed, let got, let what, let parts):
      Report(
        code: "E217", title: "the parts do not match",
        message: "There are \(needed.counted("place")) to fill, and \(what) has \(got.counted("part"))"
          + (parts.isEmpty ? "." : ": \(parts.joined(separator: ", "))."))
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
    case .recursion(let limit):
      Report(
        code: "E401", title: "recursion without end",
        message: "The calls are nested \(limit) deep; does the function have a case that stops?")
    case .interrupted: Report(code: "E400", title: "interrupted", message: "Stopped on request; nothing changed.")
    case .traceTooLong(let limit):
      Report(
        code: "E403", title: "too long to differentiate",
        message: "The gradient would need more than \(limit) operations; use array operations instead of loops.")
    case .notDifferentiable(let name, let instead):
      DerivativeError.noRule(name, instead: instead).report
    case .derivative(let error): error.report
    case .notScalar(let function, let got):
      Report(
        code: "E311", title: "a number is needed",
        message: "\(function) needs a function that gives one number, and this one gave \(got).")
    case .unsupported(let what, let reason):
      Report(
        code: "E209", title: "\(what) means nothing here",
        message: "\(reason.prefix(1).uppercased() + reason.dropFirst()).")
    case .other(let error): error.report
    }
  }
}

extension EvaluationError.Remedy {
  var advice: String {
    switch self {
    case .words(let words): " \(words)"
    case .operatorSymbol(let symbol): " Elementwise it is \(symbol)."
    case .expression: ""
    }
  }

  func suggestion(_ operands: [String], _ symbol: String) -> String? {
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
  var written: String { self < 0 ? "(\(formatted(digits: 17)))" : formatted(digits: 17) }
}
