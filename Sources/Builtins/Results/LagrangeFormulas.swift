import Calculus
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Optimization
import Syntax

/// A function and its constraints as formulas of their variables, where they are formulas.
struct LagrangeFormulas {
  let variables: [Symbol]
  let f: Symbolic
  let constraints: [Symbolic]

  init?(_ f: Function, _ constraints: [Function], _ shape: Shape, in context: Context) {
    var all: [Symbolic] = []
    var variables: [Symbol] = []
    for (place, function) in ([f] + constraints).enumerated() {
      guard let found = try? context.algebra(of: function), let first = found.parameters.first else { return nil }
      // Of a function of one vector, its elements.
      let own: [Symbol]
      if found.parameters.count == shape.count {
        own = found.parameters
      } else if found.parameters.count == 1 {
        own = (1...max(shape.count, 1)).map { Symbol(first.name, [$0]) }
      } else {
        return nil
      }
      if place == 0 { variables = own }
      let renamed = Dictionary(zip(own, variables.map { Symbolic.symbol($0) })) { first, _ in first }
      all.append(Self.numbered(found.formula.substituting(renamed), variables, context))
    }
    self.variables = variables
    self.f = all[0]
    self.constraints = Array(all.dropFirst())
  }

  /// Numbers of the notebook in place of their letters.
  private static func numbered(_ formula: Symbolic, _ variables: [Symbol], _ context: Context) -> Symbolic {
    var values: [Symbol: Symbolic] = [:]
    for symbol in formula.symbols where !variables.contains(symbol) && symbol.indices.isEmpty {
      if case .number(let x)? = context.scope[symbol.name] { values[symbol] = Symbolic(x) }
    }
    return formula.substituting(values)
  }

  /// What polynomials tell of the candidates; nil unless all are polynomials with exact coefficients.
  var algebra: LagrangeAlgebra? {
    guard let f = polynomial(f) else { return nil }
    let parts = constraints.compactMap(polynomial)
    guard parts.count == constraints.count else { return nil }
    return LagrangeAlgebra(f, parts)
  }

  private static let highest = 8

  private func polynomial(_ formula: Symbolic) -> MultivariatePolynomial? {
    let n = variables.count
    switch formula {
    case .number(let number): return number.fraction.map { MultivariatePolynomial($0, variables: n) }
    case .symbol(let symbol):
      return variables.firstIndex(of: symbol).map { MultivariatePolynomial(variable: $0, of: n) }
    case .sum(let terms):
      var sum = MultivariatePolynomial(Fraction(0), variables: n)
      for term in terms {
        guard let part = polynomial(term) else { return nil }
        sum = sum + part
      }
      return sum.isExact ? sum : nil
    case .product(let factors):
      var product = MultivariatePolynomial(Fraction(1), variables: n)
      for factor in factors {
        guard let part = polynomial(factor), product.degree + part.degree <= Self.highest else { return nil }
        product = product * part
      }
      return product.isExact ? product : nil
    case .power(let base, let exponent):
      guard let power = exponent.whole, (0...Self.highest).contains(power), let part = polynomial(base),
        part.degree * power <= Self.highest
      else { return nil }
      return (0..<power).reduce(MultivariatePolynomial(Fraction(1), variables: n)) { product, _ in product * part }
    case .constant, .function, .unknown, .choice: return nil
    }
  }

  // MARK: as text

  /// `λ`, and `λ₁`, `λ₂` … of several.
  var letters: [String] {
    constraints.indices.map { "λ" + (constraints.count == 1 ? "" : ($0 + 1).lowered) }
  }

  func text(_ formula: Symbolic) -> String { (try? AlgebraWriter().write(formula))?.pretty ?? "…" }

  /// `x y − λ (2x + 2y − 20)`
  var lagrangian: String {
    zip(letters, constraints).reduce(text(f)) { $0 + " − \($1.0) (\(text($1.1)))" }
  }

  /// ∂ℒ/∂x of each variable; nil where some derivative has no formula.
  var slopes: [Symbolic]? {
    var slopes: [Symbolic] = []
    for variable in variables {
      guard var slope = try? f.derivative(by: variable) else { return nil }
      for (letter, g) in zip(letters, constraints) {
        guard let part = try? g.derivative(by: variable) else { return nil }
        slope = slope - Symbolic(Name(letter)) * part
      }
      slopes.append(slope)
    }
    return slopes
  }

  /// The equation without λ, of two variables and one constraint: the products of slopes across.
  var withoutMultiplier: (left: Symbolic, right: Symbolic)? {
    guard variables.count == 2, constraints.count == 1, let fx = try? f.derivative(by: variables[0]),
      let fy = try? f.derivative(by: variables[1]), let gx = try? constraints[0].derivative(by: variables[0]),
      let gy = try? constraints[0].derivative(by: variables[1])
    else { return nil }
    return (fx * gy, fy * gx)
  }
}
