import Graph
import Testing

@Suite struct KernelAgreementTests {
  // SLEEF keeps within 1 ulp, our sine and cosine within 1.7 and glibc within 4 (erfc), 2 elsewhere; measured apart,
  // so they may differ by 5.
  @Test(arguments: Primitive.allCases) func arraysAgreeWithNumbers(_ primitive: Primitive) {
    let points: [Double] =
      [0, 0.5, 1, 1e-300, 1e-9, 0.1, 0.9, 2, 3.7, 20, 300, 1e17, 1e300, .leastNonzeroMagnitude].flatMap { [$0, -$0] }
      + [.infinity]
    for y in primitive.arity == 2 ? points : [1] {
      let term = Term(primitive, primitive.arity == 2 ? [.x, .y] : [.x])
      let program = Program(term, inputs: 2)
      for second in [BlockInput.number(y), .array(Array(repeating: y, count: points.count))] {
        let found = program.run([.array(points), second], count: points.count)
        for (x, value) in zip(points, found) {
          let expected = program.run([x, y])
          let same = value == expected || (value.isNaN && expected.isNaN)
          #expect(
            same || abs(value - expected) <= 5 * expected.ulp, "\(primitive) at \(x), \(y): \(value), \(expected)")
        }
      }
    }
  }

  @Test func aRunThatRefusesNaNStopsAtOne() {
    let program = Program(Primitive.log(.x), inputs: 1)
    var xs = [Double](repeating: 2, count: 5000)
    #expect(program.runRefusingNaN([.array(xs)], count: xs.count) == program.run([.array(xs)], count: xs.count))
    xs[4999] = -1
    #expect(program.runRefusingNaN([.array(xs)], count: xs.count) == nil)
  }
}
