import Foundation
import Graph
import Numerics
import Testing

struct PrimitiveRow: Sendable, CustomTestStringConvertible {
  var primitive: Primitive
  var operands: [Double]
  var value: Double
  var partials: [Double]

  init(_ primitive: Primitive, _ operands: [Double], _ value: Double, _ partials: [Double]) {
    self.primitive = primitive
    self.operands = operands
    self.value = value
    self.partials = partials
  }

  var testDescription: String { "\(primitive) at \(operands)" }
}

/// The distance in units of the last place of the expected value.
private func ulps(_ found: Double, _ expected: Double) -> Double {
  found == expected || (found.isNaN && expected.isNaN) ? 0 : abs(found - expected) / expected.ulp
}

@Suite struct PrimitiveTests {
  // 2.5 ulp is what glibc states for its worst function here (erfc 4, tanh 2); inverse error functions and psi are
  // iterated or summed, 1e-13 is what we promise.
  @Test(arguments: primitiveRows) func valueIsMpmaths(_ row: PrimitiveRow) {
    let found = row.primitive.value(row.operands[0], row.operands.last ?? .nan)
    let summed: Set<Primitive> = [
      .gamma, .lgamma, .digamma, .trigamma, .erfinv, .erfcinv, .mod, .power, .gammaP, .gammaQ, .besselJ, .lambertW,
    ]
    if summed.contains(row.primitive) {
      #expect(abs(found - row.value) <= 1e-13 * abs(row.value))
    } else {
      #expect(ulps(found, row.value) <= 4)
    }
  }

  // A partial is a formula of a few operations: 1e-13 leaves a hundred roundings and the conditioning of the point.
  @Test(arguments: primitiveRows) func partialIsMpmaths(_ row: PrimitiveRow) throws {
    guard row.primitive != .trigamma else {
      #expect(row.primitive.partials == nil)
      return
    }
    let partials = try #require(row.primitive.partials)
    #expect(partials.count == row.primitive.arity)
    for (partial, expected) in zip(partials, row.partials) {
      guard !expected.isNaN else {
        #expect(partial.isUnstated)
        continue
      }
      let found = partial.evaluate(row.operands, result: row.value)
      #expect(abs(found - expected) <= 1e-13 * max(abs(expected), 1e-300), "\(partial)")
    }
  }

  @Test func everyPrimitiveHasARow() {
    #expect(Set(primitiveRows.map(\.primitive)) == Set(Primitive.allCases))
  }

  @Test func everyPrimitiveHasItsFile() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let folder = here.appendingPathComponent("../../Sources/Graph/Primitives").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let cases = Primitive.allCases.map { name in "\(name)".prefix(1).uppercased() + "\(name)".dropFirst() + ".swift" }
    #expect(Set(files) == Set(cases))
  }

  // PyTorch 2's documented conventions at the kinks.
  @Test(
    arguments: [
      (Primitive.abs, [0.0], [0.0]), (.relu, [0], [0]), (.sign, [0], [0]), (.max, [2, 2], [0.5, 0.5]),
      (.min, [2, 2], [0.5, 0.5]),
    ] as [(Primitive, [Double], [Double])])
  func subgradientIsPyTorchs(_ primitive: Primitive, _ operands: [Double], _ expected: [Double]) throws {
    let partials = try #require(primitive.partials)
    let result = primitive.value(operands[0], operands.last ?? .nan)
    #expect(partials.map { $0.evaluate(operands, result: result) } == expected)
  }

  @Test(arguments: Primitive.allCases) func domainTellsWhereTheValueIsNaN(_ primitive: Primitive) {
    let points: [Double] = [-.infinity, -3.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 1000, .infinity]
    guard let domain = primitive.rule.domain else {
      for x in points where x.isFinite {
        for y in points where y.isFinite { #expect(!primitive.value(x, y).isNaN) }
      }
      return
    }
    for x in points where x.isFinite {
      for y in primitive.arity == 2 ? points.filter(\.isFinite) : [.nan] {
        #expect(domain.contains(x, y) == !primitive.value(x, y).isNaN, "\(primitive) at \(x), \(y)")
      }
    }
  }

  @Test(arguments: primitiveRows) func complexValueAgreesOnTheRealLine(_ row: PrimitiveRow) {
    guard let complex = row.primitive.rule.complex else { return }
    let found = complex(row.operands.map { Complex($0) })
    // Swift Numerics promises a few ulp of the complex norm.
    #expect((found - Complex(row.value)).length <= 1e-14 * max(1, abs(row.value)))
  }

  // Abramowitz & Stegun 4.4.37 and 3.7.26: principal values.
  @Test func complexValueWhereNoRealOneExists() throws {
    let sqrt = try #require(Primitive.sqrt.rule.complex), log = try #require(Primitive.log.rule.complex)
    let power = try #require(Primitive.power.rule.complex)
    #expect(sqrt([Complex(-4)]) == Complex(0, 2))
    #expect((log([Complex(-1)]) - Complex(0, .pi)).length < 1e-15)
    #expect(power([Complex.i, Complex(2)]) == Complex(-1))
  }
}
