import Document
import Evaluation
import LinearAlgebra
import Syntax

/// The innermost part of a function's text that gives NaN or an infinity at a point, though all it is made of is finite.
struct NonFinitePart: Sendable {
  /// The function's text.
  let text: String
  /// The part of it, in characters from the start.
  let range: Range<Int>
  /// What the part gives: `Inf`, `a vector with NaN`.
  let gives: String

  /// Runs every part of the text at the point, from the inside out.
  /// - Returns: `nil` when every part is finite, and for functions without a text.
  init?(of function: Function, at arguments: [Value], in context: inout Context) {
    guard let found = Self.search(function, arguments, &context, depth: 0) else { return nil }
    self = found
  }

  private init(text: String, range: Range<Int>, gives: String) {
    (self.text, self.range, self.gives) = (text, range, gives)
  }

  /// `x / y is NaN`.
  var sentence: String { "\(part) is \(gives)" }

  private var part: String { String(text.dropFirst(range.lowerBound).prefix(range.count)) }

  /// The text with the part underlined.
  var lines: [Text] {
    [
      Text("  " + text),
      Text("  " + String(repeating: " ", count: String(text.prefix(range.lowerBound)).displayWidth), .plain)
        + Text(String(repeating: "‾", count: max(1, part.displayWidth)), .accent),
    ]
  }

  // MARK: the search

  private static func search(
    _ function: Function, _ arguments: [Value], _ context: inout Context, depth: Int
  ) -> NonFinitePart? {
    guard case .defined(let definition, let captures) = function.body, depth < 20 else { return nil }
    var run = PartRun(definition: definition, captures: captures, arguments: spread(arguments, definition))
    guard let part = run.culprit(definition.expression, &context) else { return nil }
    // What is said of a call of another written function is said better inside that.
    if case .call(let callee, let given) = part.kind, given.allSatisfy({ $0.label == nil }),
      case .function(let inner)? = run.value(callee, &context)
    {
      let values = given.compactMap { run.value($0.value, &context) }
      if values.count == given.count, let found = search(inner, values, &context, depth: depth + 1) { return found }
    }
    return NonFinitePart(part, in: definition, gives: run.value(part, &context)?.nonFinite ?? "not finite")
  }

  /// A function of several numbers gets the elements of one vector.
  private static func spread(_ arguments: [Value], _ definition: Definition) -> [Value] {
    guard arguments.count == 1, definition.required > 1, case .vector(let v) = arguments[0],
      v.count == definition.required
    else { return arguments }
    return v.elements.map { .number($0) }
  }

  private init(_ part: Expression, in definition: Definition, gives: String) {
    let (source, body) = (Array(definition.source.text.utf8), definition.expression.span)
    guard body.start >= 0, body.end <= source.count, part.span.start >= body.start, part.span.end <= body.end else {
      self.init(text: part.printed, range: 0..<part.printed.count, gives: gives)
      return
    }
    let before = String(decoding: source[body.start..<part.span.start], as: UTF8.self).count
    let inside = String(decoding: source[part.span.start..<part.span.end], as: UTF8.self).count
    let whole = String(decoding: source[body.start..<body.end], as: UTF8.self)
    guard whole.contains("\n") else {
      self.init(text: whole, range: before..<before + inside, gives: gives)
      return
    }
    self.init(text: part.printed, range: 0..<part.printed.count, gives: gives)
  }
}

/// Runs parts of one function's text with its arguments.
private struct PartRun {
  let definition: Definition
  let captures: [Value]
  let arguments: [Value]

  mutating func culprit(_ expression: Expression, _ context: inout Context) -> Expression? {
    for inner in parts(of: expression, &context) {
      if let found = culprit(inner, &context) { return found }
    }
    // A name or a number is what it was given as.
    switch expression.kind {
    case .name, .number: return nil
    default: return value(expression, &context)?.nonFinite == nil ? nil : expression
    }
  }

  /// The parts that have a value of their own with these arguments; of a conditional only those that were run.
  private func parts(of expression: Expression, _ context: inout Context) -> [Expression] {
    switch expression.kind {
    case .conditional(let test, let yes, let no):
      guard case .truth(let isTrue)? = value(test, &context) else { return [] }
      return [test, isTrue ? yes : no]
    case .lambda, .comprehension: return []
    default: return expression.kind.children
    }
  }

  func value(_ expression: Expression, _ context: inout Context) -> Value? {
    let part = Definition(
      name: definition.name, parameters: definition.parameters, expression: expression, source: definition.source,
      captured: definition.captured, isLocal: definition.isLocal)
    return try? context.apply(Function(.defined(part, captures: captures)), arguments)
  }
}

extension Value {
  /// What is not finite about a number or an array; `nil` for everything else.
  fileprivate var nonFinite: String? {
    switch self {
    case .number(let x): x.isFinite ? nil : x.formatted()
    case .vector(let v): Self.nonFinite(in: v.elements, "a vector")
    case .matrix(let a): Self.nonFinite(in: a.elements, "a matrix")
    default: nil
    }
  }

  private static func nonFinite(in elements: [Double], _ whole: String) -> String? {
    guard let first = elements.first(where: { !$0.isFinite }) else { return nil }
    return "\(whole) with \(first.formatted())"
  }
}
