import Numerics
import Testing

@Suite struct RandomStreamTests {
  // Random123 1.14, tests/kat_vectors, `philox4x64 10`: counter, key, result.
  @Test(
    arguments: [
      (
        [0, 0, 0, 0, 0, 0],
        [0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b]
      ),
      (
        [.max, .max, .max, .max, .max, .max],
        [0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0]
      ),
      (
        [
          0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89,
          0x4528_21e6_38d0_1377,
          0xbe54_66cf_34e9_0c6c,
        ],
        [0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6]
      ),
    ] as [([UInt64], [UInt64])])
  func philoxKnownAnswers(_ input: [UInt64], _ expected: [UInt64]) {
    let counter = SIMD4(input[0], input[1], input[2], input[3])
    #expect(Philox.block(counter: counter, key: SIMD2(input[4], input[5])) == SIMD4(expected))
  }

  @Test func namesDecideTheBytes() {
    func draw(_ seed: UInt64, _ key: String) -> [UInt64] {
      var stream = RandomStream(seed: seed, key: key)
      return (0..<8).map { _ in stream.bits() }
    }
    #expect(draw(1, "a") == draw(1, "a"))
    let names = [draw(1, "a"), draw(2, "a"), draw(1, "b"), draw(1, ""), draw(0, "")]
    #expect(Set(names.flatMap { $0 }).count == 40)
  }

  @Test func normalsInvertTheUniforms() {
    var (bits, normals) = (RandomStream(seed: 3), RandomStream(seed: 3))
    for _ in 0..<2000 {
      let u = (Double(bits.bits() >> 12) + 0.5) * 0x1p-52
      // The lower half alone, where 2u loses nothing. Boost's inverse is the second system.
      let expected =
        u < 0.5 ? -2.0.squareRoot() * Special.erfcinv(2 * u) : 2.0.squareRoot() * Special.erfcinv(2 * (1 - u))
      let got = normals.normal()
      #expect((got - expected).magnitude <= 4e-15 * max(expected.magnitude, 1e-3))
    }
  }

  @Test func momentsOfTheNormal() {
    var stream = RandomStream(seed: 11, key: "moments")
    let n = 20_000.0
    let x = stream.normals(20_000)
    // Five standard errors each.
    #expect(Sums.mean(x).magnitude < 5 / n.squareRoot())
    #expect((Sums.variance(x) - 1).magnitude < 5 * (2 / n).squareRoot())
    #expect(Sums.mean(x.map { $0 * $0 * $0 }).magnitude < 5 * (15 / n).squareRoot())
  }

  @Test func uniformsFillTheUnitInterval() {
    var stream = RandomStream(seed: 5)
    let u = stream.uniforms(10_000)
    #expect(u.allSatisfy { $0 >= 0 && $0 < 1 })
    var counts = [Double](repeating: 0, count: 20)
    for x in u { counts[Int(x * 20)] += 1 }
    // χ² with 19 degrees of freedom exceeds 43.8 once in a thousand seeds.
    #expect(counts.reduce(0) { $0 + ($1 - 500) * ($1 - 500) / 500 } < 43.8)
  }

  @Test func integersAreUnbiased() {
    var stream = RandomStream(seed: 9)
    var counts = [Double](repeating: 0, count: 7)
    for _ in 0..<7000 { counts[stream.integer(below: 7)] += 1 }
    // χ² with 6 degrees of freedom at one in a thousand.
    #expect(counts.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 } < 22.5)
    #expect(stream.integer(below: 1) == 0)
    #expect(stream.integer(below: 0) == 0)
    #expect((0..<100).allSatisfy { _ in (0..<Int.max).contains(stream.integer(below: .max)) })
  }

  @Test func childrenDifferFromParentAndSiblings() {
    var parent = RandomStream(seed: 1)
    var first = parent.split()
    var second = parent.split()
    var grandchild = first.split()
    let draws = (0..<4).flatMap { _ in [parent.bits(), first.bits(), second.bits(), grandchild.bits()] }
    #expect(Set(draws).count == 16)
  }

  @Test func permutationsHoldEveryPlace() {
    var stream = RandomStream(seed: 2)
    #expect(stream.permutation(50).sorted() == Array(0..<50))
    #expect(stream.permutation(0).isEmpty)
  }
}
