import Calculus
import Charts
import Document
import Evaluation
import Glibc
import LinearAlgebra
import Syntax
import Tables

/// A Taylor polynomial with the function it stands in for.
struct TaylorResult: DomainValue, ResultType, Pictured {
  static let typeName = "Taylor polynomial"

  enum Series: Sendable {
    case one(TaylorPolynomial)
    case several(MultivariateTaylor)

    var polynomial: Symbolic {
      switch self {
      case .one(let taylor): taylor.polynomial
      case .several(let taylor): taylor.polynomial
      }
    }
  }

  let series: Series
  let original: Function
  let algebra: AlgebraicFunction
  let polynomial: Function
  let order: Int
  let at: Value
  let letters: [Symbol: Double]

  var document: Document {
    let about =
      switch series {
      case .one(let taylor): "\(taylor.variable.name.spelling) = \(text(taylor.center))"
      case .several(let taylor):
        zip(taylor.variables, taylor.centers).map { "\($0.name.spelling) = \(text($1))" }.joined(separator: ", ")
      }
    var blocks = polynomial.document(named: Name("T")).blocks
    blocks.append(.line(Text("order \(order) about \(about)", .dim)))
    return Document(blocks)
  }

  private func text(_ formula: Symbolic) -> String { (try? AlgebraWriter().write(formula).pretty) ?? "" }

  var fields: Record {
    Record([
      .init("coef", coefficients), .init("function", .function(polynomial)), .init("at", at),
      .init("order", .number(Double(order))),
    ])
  }

  private var coefficients: Value {
    switch series {
    case .one(let taylor): return .vector(Vector(taylor.coefficients.map { $0.value(letters) }))
    case .several(let taylor):
      var columns = taylor.variables.enumerated().map { place, variable in
        (name: variable.name.spelling, column: Column(taylor.monomials.map { Double($0.exponents[place]) }))
      }
      columns.append((name: "coef", column: Column(taylor.monomials.map { $0.coefficient.value(letters) })))
      return .table(Table(uniform: columns))
    }
  }

  func worked(_ context: inout Context) throws(EvaluationError) -> Derivation {
    switch series {
    case .one(let taylor):
      return taylor.derivation(of: algebra.formula, named: original.shortName, values: letters)
    case .several(let taylor):
      return taylor.derivation(of: algebra.formula, named: original.shortName, values: letters)
    }
  }

  /// The function and the polynomial around the point.
  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    guard case .one(let taylor) = series else { return nil }
    let middle = taylor.center.value(letters)
    // As far as the last term is about as large as the first one that is not constant, where they part.
    let sizes = taylor.coefficients.enumerated().dropFirst().filter { $0.element.value(letters) != 0 }
    var reach = 2.0
    if let first = sizes.first, let last = sizes.last, last.offset > first.offset {
      let ratio = (first.element.value(letters) / last.element.value(letters)).magnitude
      reach = min(max(1.2 * pow(ratio, 1 / Double(last.offset - first.offset)), 0.1), 20)
    }
    guard let interval = Interval(middle - reach, middle + reach) else { return nil }
    var options = axes
    if options.options.title.isEmpty {
      options.options.title = "\(original.shortName) and its Taylor polynomial of order \(order)"
    }
    return try context.lines([(original, original.shortName), (polynomial, "T")], interval, options)
  }
}

extension Context {
  func taylor(_ f: Function, _ at: Value, _ order: Double) throws(EvaluationError) -> TaylorResult {
    guard order >= 0, order == order.rounded(), order <= 100 else {
      throw SeriesFailure.order(Value.number(order).phrase).asEvaluation
    }
    let algebra = try formula(of: f)
    guard !algebra.parameters.isEmpty else { throw SymbolicError.noArguments(f.handle).asEvaluation }
    guard MultivariateTaylor.isShort(variables: algebra.parameters.count, order: Int(order)) else {
      throw SeriesFailure.terms(order: Int(order), count: algebra.parameters.count).asEvaluation
    }
    let letters = try letters(of: algebra.formula, besides: algebra.parameters)
    let centers: [Double]
    switch at {
    case .number(let x): centers = [x]
    case .vector(let v): centers = v.elements
    default: centers = []
    }
    let count = algebra.parameters.count
    let origin = count == 1 ? "0" : "[\(Array(repeating: "0", count: count).joined(separator: ", "))]"
    guard centers.count == count, centers.allSatisfy(\.isFinite) else {
      throw SeriesFailure.center(
        got: at.phrase, needed: count == 1 ? "a finite number" : "a vector of \(count) finite numbers",
        fix: "taylor(\(f.argument), \(origin), \(Int(order)))"
      ).asEvaluation
    }
    let exact = centers.map { Symbolic(typed: $0) }
    let series: TaylorResult.Series
    do throws(SeriesError) {
      series =
        count == 1
        ? .one(try TaylorPolynomial(algebra.formula, in: algebra.parameters[0], about: exact[0], order: Int(order)))
        : .several(
          try MultivariateTaylor(algebra.formula, in: algebra.parameters, about: exact, order: Int(order)))
    } catch {
      if case .algebra(.noRule(let function)) = error { throw EvaluationError(.notDifferentiable(function)) }
      throw SeriesFailure.noSeries(call: f.shortName, place: at.written()).asEvaluation
    }
    // A notebook that gives pi another meaning makes the written polynomial another function: that is refused.
    _ = try function(series.polynomial, of: f, algebra.parameters)
    do throws(AlgebraError) {
      let expression =
        switch series {
        case .one(let taylor): try taylor.expression()
        case .several(let taylor): try taylor.expression()
        }
      return TaylorResult(
        series: series, original: f, algebra: algebra, polynomial: try Function(algebra.parameters, expression),
        order: Int(order), at: at, letters: letters)
    } catch {
      throw failure(error, in: f)
    }
  }
}
