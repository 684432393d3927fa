import Syntax

extension TaylorPolynomial {
  /// The polynomial as it is written: rising powers of (x − a), not multiplied out.
  /// - Throws: `.tooLong`.
  public func expression(_ writer: AlgebraWriter = AlgebraWriter()) throws(AlgebraError) -> Expression {
    // A letter in place of x − a keeps the powers apart from each other.
    let step = Symbol("û")
    let inStep = Symbolic.sum(of: coefficients.enumerated().map { $1 * Symbolic.symbol(step).power(Symbolic($0)) })
    var rising = writer
    rising.rises = true
    let written = try rising.write(inStep)
    let shift = try writer.write(.symbol(variable) - center)
    return try written.replacing(step.name, with: shift)
  }
}

extension MultivariateTaylor {
  /// The polynomial as it is written: products of powers of (x − a), rising in degree.
  /// - Throws: `.tooLong`.
  public func expression(_ writer: AlgebraWriter = AlgebraWriter()) throws(AlgebraError) -> Expression {
    let steps = variables.indices.map { Symbol(Name("û\($0)")) }
    let inSteps = Symbolic.sum(
      of: monomials.map { monomial in
        .product(
          of: [monomial.coefficient]
            + zip(steps, monomial.exponents).map { Symbolic.symbol($0).power(Symbolic($1)) })
      })
    var rising = writer
    rising.rises = true
    var written = try rising.write(inSteps)
    for ((variable, center), step) in zip(zip(variables, centers), steps) {
      written = try written.replacing(step.name, with: writer.write(.symbol(variable) - center))
    }
    return written
  }
}

extension Expression {
  /// An expression put for a name.
  fileprivate func replacing(_ name: Name, with other: Expression) throws(AlgebraError) -> Expression {
    do throws(SyntaxError) {
      switch kind {
      case .name(let own): return own == name ? other : self
      case .prefix(let sign, let operand):
        return try Expression(.prefix(sign, replaced(operand, name, other)), span)
      case .infix(let op, let left, let right):
        return try Expression(.infix(op, replaced(left, name, other), replaced(right, name, other)), span)
      case .scaled(let number, let factor):
        let next = try replaced(factor, name, other)
        // 2x stays so when x becomes a name or a bracket; before an index it does too.
        return try Expression(.scaled(number, next), span)
      case .call(let function, let arguments):
        var parts: [Argument] = []
        for argument in arguments { parts.append(.init(try replaced(argument.value, name, other))) }
        return try Expression(.call(function, parts), span)
      default: return self
      }
    } catch { throw .tooLong }
  }

  private func replaced(_ part: Expression, _ name: Name, _ other: Expression) throws(SyntaxError) -> Expression {
    do throws(AlgebraError) { return try part.replacing(name, with: other) } catch {
      throw SyntaxError(.tooDeep, span)
    }
  }
}
