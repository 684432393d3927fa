import Document
import Syntax

extension Symbolic {
  /// As a textbook writes it.
  func textbook(_ writer: AlgebraWriter = AlgebraWriter()) -> String {
    (try? writer.write(self).pretty) ?? "…"
  }
}

extension TaylorPolynomial {
  /// The derivatives, their values at the point, the coefficients, the polynomial and what it leaves out.
  /// - Parameters:
  ///   - formula: what the polynomial was made of.
  ///   - f: its name.
  ///   - values: numbers for letters of the formula, for the check.
  public func derivation(of formula: Symbolic, named f: String, values: [Symbol: Double] = [:]) -> Derivation {
    let (x, a) = (variable.name.spelling, center.textbook())
    let order = coefficients.count - 1
    let step = center == 0 ? x : "(\(x) − \(a))"
    var derivation = Derivation(
      goal: .line(
        Text("Taylor polynomial of \(Self.titled("\(f)(\(x))", formula)) about \(x) = \(a), of order \(order)")))
    var rows: [[Text]] = []
    var slope: Symbolic? = formula
    for (k, coefficient) in coefficients.enumerated() {
      let value = coefficient * Symbolic(factorialOf: k)
      let shown = slope.map { $0.textbook() } ?? ""
      rows.append([
        Text("\(k)"), Text(shown.isEmpty || shown.count > 44 ? "…" : shown), Text(value.textbook()),
        Text(coefficient.textbook()),
      ])
      // Longer ones are of no use to a reader; the values come from the series itself.
      if let known = slope, known.size < 60 { slope = try? known.derivative(by: variable) } else { slope = nil }
    }
    derivation.step(
      "derivatives at \(a), over k!",
      .table(
        TextTable(
          header: [Text("k"), Text("\(f)⁽ᵏ⁾(\(x))"), Text("at \(a)"), Text("over k!")], rows: rows,
          alignments: [.right, .left, .right, .right])))
    derivation.step(
      "times powers of \(step)",
      .line(Text("T(\(x)) = " + ((try? expression().pretty) ?? "…"))))
    derivation.step(
      "what is left out",
      .line(
        Text(
          "R(\(x)) = \(f)⁽ⁿ⁾(ξ)/n! ⋅ \(step)ⁿ with n = \(order + 1) and ξ between \(a) and \(x) (Lagrange): "
            + "halving the distance divides it by about 2\((order + 1).raised)")))
    check(formula, f, values, &derivation)
    return derivation
  }

  /// `f(x) = x²`; of a built-in function its name says it already.
  private static func titled(_ call: String, _ formula: Symbolic) -> String {
    let text = formula.textbook()
    return text == call ? call : "\(call) = \(text)"
  }

  /// The polynomial beside the function at two distances.
  private func check(
    _ formula: Symbolic, _ f: String, _ values: [Symbol: Double], _ derivation: inout Derivation
  ) {
    let start = center.value(values)
    var rows: [[Text]] = []
    for distance in [0.5, 0.25, 0.125] {
      var point = values
      point[variable] = start + distance
      let (exact, near) = (formula.value(point), polynomial.value(point))
      guard exact.isFinite, near.isFinite else { continue }
      rows.append([.number(start + distance), .number(exact), .number(near), .number(exact - near)])
    }
    guard !rows.isEmpty else { return }
    let x = variable.name.spelling
    derivation.check(
      .table(TextTable(header: [Text(x), Text("\(f)(\(x))"), Text("T(\(x))"), Text("difference")], rows: rows)))
  }
}

extension MultivariateTaylor {
  /// Every monomial with the derivative it comes from, the polynomial, and a check.
  public func derivation(of formula: Symbolic, named f: String, values: [Symbol: Double] = [:]) -> Derivation {
    let names = variables.map(\.name.spelling)
    let place = zip(names, centers).map { "\($0) = \($1.textbook())" }.joined(separator: ", ")
    let arguments = names.joined(separator: ", ")
    var derivation = Derivation(
      goal: .line(Text("Taylor polynomial of \(f)(\(arguments)) = \(formula.textbook()) about \(place)")))
    let rows = monomials.map { monomial -> [Text] in
      let factorial = monomial.exponents.reduce(Symbolic(1)) { $0 * Symbolic(factorialOf: $1) }
      let slope = monomial.coefficient * factorial
      let degree = monomial.exponents.reduce(0, +)
      let by = zip(names, monomial.exponents).filter { $1 > 0 }.map { "∂\($0)\($1 == 1 ? "" : $1.raised)" }.joined()
      return [
        Text(by.isEmpty ? f : "∂\(degree == 1 ? "" : degree.raised)\(f)/\(by)"), Text(slope.textbook()),
        Text(factorial.textbook()),
        Text(monomial.coefficient.textbook()),
      ]
    }
    derivation.step(
      "derivatives at the point",
      .table(
        TextTable(
          header: [Text("derivative"), Text("value"), Text("over"), Text("coefficient")], rows: rows,
          alignments: [.left, .right, .right, .right])))
    derivation.step("times powers", .line(Text("T(\(arguments)) = " + ((try? expression().pretty) ?? "…"))))
    var table: [[Text]] = []
    for distance in [0.5, 0.25, 0.125] {
      var point = values
      for (variable, center) in zip(variables, centers) { point[variable] = center.value(values) + distance }
      let (exact, near) = (formula.value(point), polynomial.value(point))
      guard exact.isFinite, near.isFinite else { continue }
      table.append([.number(distance), .number(exact), .number(near), .number(exact - near)])
    }
    if !table.isEmpty {
      derivation.check(
        .table(TextTable(header: [Text("away by"), Text(f), Text("T"), Text("difference")], rows: table)))
    }
    return derivation
  }
}
