import Calculus
import Document
import Evaluation
import LinearAlgebra
import Syntax

/// Why a function has no limit or no Taylor polynomial.
enum SeriesFailure: ReportableError, EvaluationFailure {
  case sides(call: String, left: String, right: String, fix: String)
  case swings(call: String, place: String)
  case outside(call: String, place: String)
  case noLimit(call: String, part: String, near: String)
  case noSeries(call: String, place: String)
  case order(String)
  /// A polynomial in so many numbers with so many terms.
  case terms(order: Int, count: Int)
  case center(got: String, needed: String, fix: String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .sides(let call, let left, let right, let fix):
      Report(
        code: "E300", title: "no limit",
        message: "From the left \(call) tends to \(left), from the right to \(right). Ask for one side.",
        suggestion: fix)
    case .swings(let call, let place):
      Report(
        code: "E300", title: "no limit",
        message: "\(call) goes on swinging near \(place) and settles nowhere.")
    case .outside(let call, let place):
      Report(code: "E300", title: "no limit", message: "\(call) has no real values near \(place).")
    case .noLimit(let call, let part, let near):
      Report(
        code: "E300", title: "no limit found",
        message: "No rule of mine leads past \(part). The values of \(call) on the way there: \(near).")
    case .noSeries(let call, let place):
      Report(
        code: "E316", title: "no Taylor polynomial",
        message: "\(call) has no Taylor series about \(place): it has a pole, a kink or a root there.")
    case .order(let got):
      Report(code: "E324", title: "no such order", message: "order is \(got); it must be a whole number from 0 to 100.")
    case .terms(let order, let count):
      Report(
        code: "E324", title: "no such order",
        message: "order is \(order); of \(count) numbers that makes more than \(MultivariateTaylor.mostTerms) terms.")
    case .center(let got, let needed, let fix):
      Report(
        code: "E226", title: "the point does not fit the function", message: "at is \(got); it must be \(needed).",
        suggestion: fix)
    }
  }
}

/// A limit with the question it answers.
struct LimitResult {
  let question: LimitQuestion
  let name: String
  let letters: [Symbol: Double]

  var number: Double {
    switch question.answer {
    case .value(let value): value.value(letters)
    case .infinity(let isNegative): isNegative ? -.infinity : .infinity
    }
  }

  var value: Value { .number(number) }

  func worked(_ context: inout Context) throws(EvaluationError) -> Derivation {
    question.derivation(named: name, values: letters)
  }
}

extension Context {
  /// The numbers that letters of a formula stand for.
  func letters(of formula: Symbolic, besides parameters: [Symbol]) throws(EvaluationError) -> [Symbol: Double] {
    var known: [Symbol: Double] = [:]
    for symbol in formula.symbols where !parameters.contains(symbol) {
      switch scope[symbol.name] {
      case .number(let x)? where symbol.indices.isEmpty: known[symbol] = x
      case .vector(let v)? where symbol.indices.count == 1 && symbol.indices[0] <= v.count:
        known[symbol] = v[symbol.indices[0] - 1]
      case nil: throw EvaluationError(.unknownName(symbol.name, near: []))
      default:
        throw SymbolicError.notFormula(symbol.name.spelling, why: "it is no number").asEvaluation
      }
    }
    return known
  }

  func limit(_ f: Function, _ at: Double, _ side: LimitSide) throws(EvaluationError) -> LimitResult {
    let algebra = try formula(of: f)
    guard !at.isNaN, algebra.parameters.count == 1, let x = algebra.parameters.first else {
      throw SeriesFailure.center(
        got: Value.number(at).phrase, needed: "a number or inf, for a function of one number",
        fix: "limit(sin, 0)"
      ).asEvaluation
    }
    let letters = try letters(of: algebra.formula, besides: algebra.parameters)
    let point: LimitPoint = at.isInfinite ? .infinity(isNegative: at < 0) : .finite(Symbolic(typed: at))
    let name = f.shortName
    do throws(SeriesError) {
      return LimitResult(
        question: try LimitQuestion(algebra.formula, of: x, to: point, from: side), name: name, letters: letters)
    } catch {
      let call = "\(name)(\(x.name.spelling))"
      let place = at.isInfinite ? (at < 0 ? "−∞" : "∞") : at.formatted()
      switch error {
      case .sides(let left, let right):
        throw SeriesFailure.sides(
          call: call, left: left.shown(letters), right: right.shown(letters),
          fix: "limit(\(f.argument), \(Value.number(at).written()), side = \"right\")"
        ).asEvaluation
      case .oscillates: throw SeriesFailure.swings(call: call, place: "\(x.name.spelling) = \(place)").asEvaluation
      case .algebra(.noRule(let function)): throw EvaluationError(.notDifferentiable(function))
      case .outside: throw SeriesFailure.outside(call: call, place: "\(x.name.spelling) = \(place)").asEvaluation
      case .beyond, .singular, .cancels, .algebra:
        // Letters of the calculation mean nothing to a reader.
        var part = "the terms that cancel"
        if case .beyond(let found) = error {
          let isOwn = found.symbols.isSubset(of: algebra.formula.symbols)
          part = isOwn ? found.printed : "what it does there"
        }
        throw SeriesFailure.noLimit(
          call: call, part: part, near: approaching(algebra.formula, x, at, side, letters)
        ).asEvaluation
      }
    }
  }

  private func approaching(
    _ formula: Symbolic, _ x: Symbol, _ at: Double, _ side: LimitSide, _ letters: [Symbol: Double]
  ) -> String {
    [1e-2, 1e-4, 1e-6].map { distance in
      let place = at.isInfinite ? (at < 0 ? -1 : 1) / distance : side == .left ? at - distance : at + distance
      return formula.value(letters.merging([x: place]) { $1 }).formatted()
    }.joined(separator: ", ")
  }
}

extension Function {
  /// Its own name, or `f` when it has none.
  var shortName: String {
    if case .defined(let definition, _) = body, definition.name == nil { "f" } else { handle }
  }
}

extension Approach {
  fileprivate func shown(_ letters: [Symbol: Double]) -> String {
    switch self {
    case .value(let value): value.value(letters).formatted()
    case .infinity(let isNegative): isNegative ? "−∞" : "∞"
    }
  }
}

extension Symbolic {
  /// As source; for messages.
  fileprivate var printed: String { (try? AlgebraWriter().write(self).printed) ?? "a part of it" }
}
