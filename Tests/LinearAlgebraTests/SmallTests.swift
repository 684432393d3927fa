import LinearAlgebra
import Testing

/// The kernels that take LAPACK's place for small real matrices.
@Suite struct SmallTests {
  // Around the widths of vectors and blocks; from 257 on LAPACK does the work.
  static let sides = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 40, 64, 65, 257]

  // Higham's estimate is a lower bound of ‖A⁻¹‖₁, in practice within a factor of 3 (Higham 2002, §15.3).
  @Test(arguments: sides) func conditionIsEstimatedFromBelow(_ n: Int) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let a = randomMatrix(n, n, seed: seed)
      let definite = try (a.transposed() * a).addingToDiagonal(0.5)
      for matrix in [a, definite] {
        let truth = 1 / (try matrix.norm(.one) * matrix.inverse().norm(.one))
        let found = try matrix.solve(Vector(repeating: 1, count: n)).reciprocalCondition
        #expect(found >= truth * (1 - 1e-6) && found <= 10 * truth, "\(n): \(found) for \(truth)")
      }
    }
  }

  // A backward stable solution leaves ‖b − A x‖ ≤ c n ε ‖A‖ ‖x‖.
  @Test(arguments: sides) func solutionsAreBackwardStable(_ n: Int) throws {
    let a = randomMatrix(n, n, seed: 5)
    for matrix in [a, try (a.transposed() * a).addingToDiagonal(0.5)] {
      let b = Vector((0..<n).map { Double($0 % 7) - 3 })
      let x = try matrix.solve(b).value
      let residual = try (matrix * x - b).norm
      #expect(residual <= 10 * Double(n) * 0x1p-53 * (try matrix.norm()) * x.norm)
    }
  }

  // κ does not change with the scale, and neither end of the range may spoil it.
  @Test(arguments: [1e-300, 1e-150, 1e150, 1e300]) func scaleDoesNotMatter(_ scale: Double) throws {
    let a = randomMatrix(12, 12, seed: 9)
    let b = Vector(repeating: 1, count: 12)
    let plain = try a.solve(b).reciprocalCondition
    #expect((try (a * scale).solve(b * scale).reciprocalCondition / plain - 1).magnitude < 1e-6)
  }

  @Test func productsAreThoseOfTheDefinition() throws {
    for m in 1...18 {
      for k in [1, 2, 7, 16, 17] {
        for n in [1, 2, 3, 4, 5, 9] where m * k * n <= 16 * 16 * 16 {
          // Small whole numbers: every sum is exact in any order.
          let a = Matrix(rows: m, columns: k) { Double(($0 * 5 + $1 * 3) % 11 - 5) }
          let b = Matrix(rows: k, columns: n) { Double(($0 * 7 + $1 * 2) % 13 - 6) }
          let c = Matrix(rows: m, columns: n) { i, j in (0..<k).reduce(0) { $0 + a[i, $1] * b[$1, j] } }
          #expect(try a * b == c, "\(m)×\(k)×\(n)")
        }
      }
    }
  }

  @Test func oneEntryThatDiffersIsFound() {
    for n in [2, 3, 8, 9, 17] {
      let even = Matrix(rows: n, columns: n) { Double($0 * $1 % 7) }
      #expect(even.isHermitian)
      for i in 0..<n {
        for j in 0..<n where i != j {
          var odd = even
          odd[i, j] += 1
          #expect(!odd.isHermitian, "\(i), \(j) of \(n)")
        }
      }
      var undefined = even
      undefined[n - 1, n - 1] = .nan
      #expect(!undefined.isHermitian)
    }
  }

  @Test func anEntryThatIsNotFiniteIsFound() {
    for place in 0..<35 {
      for culprit in [Double.nan, .infinity, -.infinity] {
        var a = Matrix(rows: 5, columns: 7, repeating: .greatestFiniteMagnitude)
        a.elements[place] = culprit
        #expect(throws: MathError.notFinite(row: place % 5 + 1, column: place / 5 + 1)) { try QR(a) }
      }
    }
  }
}
