import Builtins
import Evaluation
import Testing

/// Gradients where a formula meets 0·∞.
@Suite struct DescentGradientTests {
  /// From algebra: ∂(aʸ)/∂y = aʸ log a, whose limit at a = 0 is 0 for y > 0; log′(0) = 1/0.
  static let rows: [(line: String, gives: String)] = [
    ("grad(x -> 0^x)(2)", "0"), ("grad(x -> 0^x)(0.5)", "0"), ("grad(x -> x^x)(1)", "1"),
    ("grad(v -> sum([0, 2] .^ v))([2, 3])", "[0, 5.54518]"), ("grad(x -> 2^x)(3)", "5.54518"),
    ("grad(x -> grad(y -> 0^y)(x))(2)", "0"), ("grad((b, y) -> b^y)(0, 2)", "[0, 0]"), ("grad(log)(0)", "Inf"),
  ]

  @Test(arguments: rows) func areLimits(_ line: String, _ gives: String) throws {
    var session = DescentTranscript()
    #expect(try session.written(line) == gives)
  }
}
