import Graph
import Testing

private let x = Term.x, y = Term.y
private let formulas: [Term] = [
  x.squared + 3 * Primitive.sin(x), x.squared + 3 * x - x / (x + 7), x * y - y, Primitive.exp(y) * x, x, 2.5,
  Primitive.power(x, 3) + Primitive.power(x, -1), Primitive.power(2, x), Primitive.mod(x, y), Primitive.gamma(y) * x,
  Primitive.log(x * x + y * y) / (1 + Primitive.tanh(x)) - Primitive.max(x, y) * Primitive.sigmoid(x - y),
]

@Suite struct ProgramTests {
  @Test(arguments: formulas) func runsAsTheFormulaEvaluates(_ formula: Term) {
    let program = Program(formula, inputs: 2)
    for point in [[1.3, -0.7], [0.2, 5.5], [40, 3]] { #expect(program.run(point) == formula.evaluate(point)) }
  }

  // The kernels keep within 1 ulp and libm within 2 (tanh), a composition within a few times that.
  @Test(arguments: formulas) func blocksAgreeWithPoints(_ formula: Term) {
    let program = Program(formula, inputs: 2)
    for count in [1, 3, 8, 1023, 1024, 1025, 2500] {
      let xs = (0..<count).map { 0.1 + Double($0 % 317) * 0.01 }
      let ys = (0..<count).map { 0.5 + Double($0 % 211) * 0.02 }
      for inputs in [[BlockInput.array(xs), .array(ys)], [.array(xs), .number(1.5)], [.number(0.7), .array(ys)]] {
        let found = program.run(inputs, count: count)
        #expect(found.count == count)
        for i in [0, count / 2, count - 1] {
          let point = inputs.map { input in
            switch input {
            case .number(let v): v
            case .array(let a): a[i]
            }
          }
          let expected = program.run(point)
          #expect(abs(found[i] - expected) <= 16 * max(expected.ulp, 1e-16), "\(i) of \(count)")
        }
      }
    }
  }

  @Test func anElementDoesNotDependOnItsPlace() {
    let program = Program(Primitive.exp(Primitive.sin(x)) - Primitive.log1p(x), inputs: 1)
    let xs = (0..<40).map { Double($0) * 0.37 }
    let whole = program.run([.array(xs)], count: 40)
    for start in 0..<17 {
      let part = Array(xs[start..<start + 9])
      #expect(program.run([.array(part)], count: 9) == Array(whole[start..<start + 9]))
    }
  }

  @Test func smallPowersMultiply() {
    let program = Program(x.squared, inputs: 1)
    #expect(program.code == [.init(.multiply, 0, 0)] || program.code.map(\.primitive) == [.multiply])
    #expect(program.run([3e-170]) == 0)
    #expect(program.run([.array([-3, 1e200])], count: 2) == [9, .infinity])
  }

  @Test func equalPartsAreComputedOnce() {
    let part = Primitive.sin(x * y)
    let program = Program(part + part * part, inputs: 2)
    #expect(program.code.map(\.primitive) == [.multiply, .sin, .multiply, .add])
  }

  @Test func nothingIsComputedInVain() {
    var builder = ProgramBuilder(inputs: 1)
    let input = builder.input(0)
    let wanted = builder.apply(.exp, [input])
    _ = builder.apply(.sin, [wanted])
    #expect(builder.program(result: wanted).code.map(\.primitive) == [.exp])
  }

  @Test func anEmptyArrayGivesAnEmptyArray() {
    #expect(Program(x + 1, inputs: 1).run([.array([])], count: 0) == [])
  }
}

@Suite struct TermTests {
  // By SymPy 1.14: diff(x**2*exp(x*y) + log(x)/y, x) and by y at (1.3, -0.7), to 17 digits.
  @Test func derivativeIsSymPys() throws {
    let f = x.squared * Primitive.exp(x * y) + Primitive.log(x) / y
    #expect(abs(try f.derivative(0).evaluate([1.3, -0.7]) - (-0.5285242734454367)) < 1e-15 * 4)
    #expect(abs(try f.derivative(1).evaluate([1.3, -0.7]) - (0.3489084457784471)) < 1e-15 * 4)
    #expect(abs(try f.derivative(0).derivative(1).evaluate([1.3, -0.7]) - (-0.14810290100664994)) < 1e-15 * 8)
  }

  @Test func aPowerOfANegativeNumberNeedsNoLogarithm() throws {
    #expect(try x.squared.derivative(0) == 2 * x)
    #expect(try x.squared.derivative(0).evaluate([-3]) == -6)
  }

  @Test func trigammaHasNoDerivative() {
    #expect(throws: NotDifferentiable(primitive: .trigamma)) { try Primitive.trigamma(x).derivative(0) }
  }

  @Test func substitutionPutsOperandsForVariables() {
    #expect((x + Term.result).substituting([y], result: 3) == y + 3)
  }
}
