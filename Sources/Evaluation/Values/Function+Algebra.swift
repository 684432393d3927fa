import Calculus
import Numerics
import Syntax

extension Function {
  /// A function from its formula, as if it had been typed: it prints, is saved and read again, and its errors point into
  /// its own text.
  /// - Throws: `.tooLong` for a formula that nests too deep.
  public convenience init(
    _ algebra: AlgebraicFunction, writer: AlgebraWriter = AlgebraWriter()
  ) throws(AlgebraError) {
    try self.init(algebra.parameters, writer.write(algebra.formula))
  }

  /// A function from its expression, which is read again from its own text.
  public convenience init(_ parameters: [Symbol], _ expression: Expression) throws(AlgebraError) {
    let text = expression.printed
    let read: Expression
    do throws(SyntaxError) { read = try Parser.expression(text) } catch { throw .tooLong }
    self.init(
      .defined(
        Definition(
          name: nil, parameters: parameters.map { Expression.Parameter($0.name, Span(0, 0)) }, expression: read,
          source: Source(text)), captures: []))
  }
}

extension Symbolic {
  /// A number that was typed: multiples of π by twelfths and of e are known again, short decimals are fractions.
  public init(typed x: Double) {
    let twelfths = x / .pi * 12
    if x != 0, twelfths == twelfths.rounded(), twelfths.magnitude <= 1200, x == twelfths * .pi / 12 {
      self = .number(.fraction(Fraction(Int(twelfths), 12))) * .pi
    } else if x == Constant.e.value {
      self = .constant(.e)
    } else {
      self.init(x)
    }
  }
}
