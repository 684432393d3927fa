import Statistics
import Testing

/// The algebra of terms, as `terms` of R 4.2.2 has it.
@Suite struct TermTests {
  private static let (a, b, c, d) = (
    TermSum.variable(0), TermSum.variable(1), TermSum.variable(2), TermSum.variable(3)
  )

  private static let one = TermSum(intercept: true)
  private static let zero = TermSum(intercept: false)

  static let rows: [(String, TermSum, String, Bool)] = [
    ("a*b*c", a * b * c, "a b c ab ac bc abc", true),
    ("(a + b + c)^2", (a + b + c).power(2), "a b c ab ac bc", true),
    ("(a + b + c)^3 - a:b:c", (a + b + c).power(3) - a.crossed(b).crossed(c), "a b c ab ac bc", true),
    ("a*b - a", a * b - a, "b ab", true),
    ("a/b", a / b, "a ab", true),
    ("(a + b)/c", (a + b) / c, "a b abc", true),
    ("a/(b + c)", a / (b + c), "a ab ac", true),
    ("a:b:c + a", a.crossed(b).crossed(c) + a, "a abc", true),
    ("a + a:b + c + a", a + a.crossed(b) + c + a, "a c ab", true),
    ("(a + b):(c + d)", (a + b).crossed(c + d), "ac ad bc bd", true),
    ("a:a", a.crossed(a), "a", true),
    ("a - 1", a - one, "a", false),
    ("0 + a", zero + a, "a", false),
    ("a - 1 + 1", a - one + one, "a", true),
    ("a - 0", a - zero, "a", true),
  ]

  @Test(arguments: rows.indices) func expandsAsInR(_ row: Int) {
    let (text, sum, names, intercept) = Self.rows[row]
    let terms = Terms(sum)
    let got = terms.products.map { $0.map { String("abcd".dropFirst($0).prefix(1)) }.joined() }
    #expect(got.joined(separator: " ") == names, "\(text)")
    #expect(terms.hasIntercept == intercept, "\(text)")
  }
}
