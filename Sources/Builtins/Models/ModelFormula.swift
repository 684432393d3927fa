import Evaluation
import Statistics
import Syntax

/// A formula read for the columns of one table: what is explained, the variables and their terms.
struct ModelFormula: Sendable {
  /// A variable: an expression of columns.
  struct Leaf: Sendable {
    /// As it was written: `log(dose)`.
    let label: String
    /// The same with `^ * /` element by element, as arithmetic in formulas is.
    let expression: Expression
    /// `factor(x)`: its values are names of kinds, whatever they are.
    let isFactor: Bool
  }

  let formula: Formula
  let response: Leaf?
  let leaves: [Leaf]
  let offsets: [Leaf]
  let terms: Terms
  /// Powers of one variable, which R would take for the variable itself: `x^2`.
  let powers: [String]

  /// - Parameter columns: the table's names, which `.` stands for as far as the response does not use them.
  init(_ formula: Formula, columns: [String]) throws(ModelError) {
    let used = Set(formula.response?.freeNames ?? [])
    var reader = FormulaReader(others: columns.filter { !used.contains(Name($0)) })
    let sum = try reader.read(formula.terms)
    if sum.isTooLong { throw .frame(.tooManyTerms(most: TermSum.most)) }
    let terms = Terms(sum)
    // What was taken out again is not evaluated.
    let kept = terms.used
    let places = Dictionary(kept.enumerated().map { ($1, $0) }) { first, _ in first }
    self.formula = formula
    self.terms = Terms(products: terms.products.map { $0.compactMap { places[$0] } }, hasIntercept: terms.hasIntercept)
    leaves = kept.map { reader.leaves[$0] }
    response = formula.response.map { Leaf($0) }
    offsets = reader.offsets
    powers = reader.powers
  }

  /// The names that are columns, or the notebook's.
  var names: [Name] {
    let all = ([response].compactMap { $0 } + leaves + offsets).flatMap(\.expression.freeNames)
    return all.enumerated().filter { all.firstIndex(of: $1) == $0 }.map(\.element)
  }
}

extension ModelFormula.Leaf {
  init(_ expression: Expression) {
    label = expression.printed
    if case .call(let callee, let arguments) = expression.kind, case .name("factor") = callee.kind,
      arguments.count == 1, arguments[0].label == nil
    {
      self.expression = arguments[0].value.elementwise
      isFactor = true
    } else {
      self.expression = expression.elementwise
      isFactor = false
    }
  }
}

/// Reads the right side of a formula.
private struct FormulaReader {
  /// What `.` stands for.
  let others: [String]
  private(set) var leaves: [ModelFormula.Leaf] = []
  private(set) var offsets: [ModelFormula.Leaf] = []
  private(set) var powers: [String] = []

  init(others: [String]) { self.others = others }

  mutating func read(_ expression: Expression) throws(ModelError) -> TermSum {
    switch expression.kind {
    case .number(0): return TermSum(intercept: false)
    case .number(1): return TermSum(intercept: true)
    case .number, .text, .truth: throw .noTerm(expression.printed)
    case .name("."):
      guard !others.isEmpty else { throw .noOtherColumns }
      var sum = TermSum()
      for name in others { sum = sum + (try leaf(ModelFormula.Leaf(column: name, expression))) }
      return sum
    case .prefix(.minus, let a): return TermSum() - (try read(a))
    case .prefix(.plus, let a): return try read(a)
    case .infix(.add, let a, let b): return try read(a) + read(b)
    case .infix(.subtract, let a, let b): return try read(a) - read(b)
    case .infix(.multiply, let a, let b):
      let (left, right) = (try read(a), try read(b))
      // On paper x*x is a square, and for R it is x.
      if left == right, left.products.count == 1 { throw .noTerm(expression.printed) }
      return left * right
    case .infix(.divide, let a, let b):
      // On paper 1/x is a reciprocal, and for R it is x.
      if case .number = a.kind { throw .noTerm(expression.printed) }
      return try read(a) / read(b)
    case .range(let a, step: nil, let b): return try read(a).crossed(read(b))
    case .infix(.power, let a, let b): return try power(a, b, expression)
    case .call(let callee, let arguments):
      if case .name("offset") = callee.kind, arguments.count == 1 {
        offsets.append(ModelFormula.Leaf(arguments[0].value))
        return TermSum()
      }
      return try leaf(ModelFormula.Leaf(expression))
    default: return try leaf(ModelFormula.Leaf(expression))
    }
  }

  /// A power of a sum means products of its terms; a power of one variable is that of its numbers.
  private mutating func power(
    _ base: Expression, _ exponent: Expression, _ whole: Expression
  ) throws(ModelError) -> TermSum {
    let sum = try read(base)
    let isVariable = sum.products.count == 1 && sum.products[0].count == 1
    if case .number(let k) = exponent.kind, k >= 1, k == k.rounded(), !isVariable {
      return sum.power(Int(min(k, 64)))
    }
    guard isVariable else { throw .noTerm(whole.printed) }
    let power = ModelFormula.Leaf(whole)
    powers.append(power.label)
    return try leaf(power)
  }

  private mutating func leaf(_ leaf: ModelFormula.Leaf) throws(ModelError) -> TermSum {
    if let known = leaves.firstIndex(where: { $0.label == leaf.label }) { return .variable(known) }
    leaves.append(leaf)
    return .variable(leaves.count - 1)
  }
}

extension ModelFormula.Leaf {
  fileprivate init(column: String, _ point: Expression) {
    label = column
    expression = (try? Expression(.name(Name(column)), point.span)) ?? point
    isFactor = false
  }
}

extension Expression {
  /// The same with products, quotients and powers element by element, and without the `I(…)` that R needs around them.
  fileprivate var elementwise: Expression {
    let kind: Kind
    switch self.kind {
    case .infix(let op, let a, let b):
      let dotted: Infix? =
        switch op {
        case .multiply: .dotMultiply
        case .divide: .dotDivide
        case .power: .dotPower
        default: nil
        }
      kind = .infix(dotted ?? op, a.elementwise, b.elementwise)
    case .prefix(let op, let a): kind = .prefix(op, a.elementwise)
    case .scaled(let a, let b): kind = .infix(.dotMultiply, a.elementwise, b.elementwise)
    case .call(let callee, let arguments):
      if case .name("I") = callee.kind, arguments.count == 1 { return arguments[0].value.elementwise }
      kind = .call(callee, arguments.map { Argument(label: $0.label, $0.value.elementwise) })
    default: return self
    }
    return (try? Expression(kind, span)) ?? self
  }
}
