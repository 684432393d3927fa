import Document
import Numerics

/// What stands for the work of eigenvalues that no formula gives: the QR iteration A ← R Q, whose diagonal they become.
struct QRIteration {
  let a: Matrix
  let own: Eigen

  init(_ a: Matrix, _ own: Eigen) { (self.a, self.own) = (a, own) }

  /// After how many steps a row is shown.
  private static let shown = [0, 1, 2, 5, 10, 20, 50]

  var worked: Worked<Eigen> {
    get throws(MathError) {
      var derivation = Derivation(
        goal: .line("numbers λ and vectors v other than 0 with A v = λ v"), .equation(.text("A ="), .matrix(a)))
      let n = a.rows
      guard n > 1 else {
        let entry =
          a.elements.first.map { Text("A v = ") + .exactTerm($0) + Text(" v for every v") } ?? Text("no numbers")
        derivation.step(n == 1 ? "one number" : "empty", .line(entry))
        return Worked(own, derivation)
      }
      derivation.step(
        "why not by hand",
        .line(
          n < 4
            ? "the entries are too far apart in size: by hand, rounding would take the digits of the smaller roots."
            : "the characteristic polynomial has degree \(n): beyond 4 no formula gives its roots, and at 4 none worth it."
        ),
        .line("What is done instead turns A, by A ← R Q = Qᵀ A Q, into a triangle with the same eigenvalues."))
      derivation.step("A = Q R, A ← R Q", .table(try table()))
      if case .complex = own {
        derivation.step(
          "complex pairs", .line("A pair never settles: it stays on the diagonal as a 2×2 block that keeps turning."))
      }
      derivation.step(
        "in practice",
        .line(
          "The algorithm first makes A " + (a.isHermitian ? "tridiagonal" : "zero below the first subdiagonal")
            + " and shifts each step, so that two or three do for each eigenvalue"))
      derivation.conclude(
        .line(Text("values ") + values), .equation(.text("V ="), .matrix(vectors)))
      derivation.check(.line(Text("sum ") + sum + Text(", trace A = ") + .exactTerm(try a.trace())))
      return Worked(own, derivation)
    }
  }

  private func table() throws(MathError) -> TextTable {
    let n = a.rows
    let count = min(n, 4)
    var (current, rows): (Matrix, [[Text]]) = (a, [])
    for k in 0...(Self.shown.last ?? 0) {
      if k > 0 {
        let qr = try QR(current)
        current = try qr.upper * qr.orthonormal()
      }
      guard Self.shown.contains(k) else { continue }
      var below = 0.0
      for j in 0..<n { for i in (j + 1)..<max(n, j + 1) { below = max(below, current[i, j].magnitude) } }
      rows.append(
        [Text("\(k)")] + (0..<count).map { .number(current[$0, $0]) } + [.number(below)])
    }
    let names = (1...count).map { Text(Writing.indexed("a", $0, $0)) }
    return TextTable(
      header: ["step"] + names + ["largest below"], rows: rows,
      alignments: [.right] + Array(repeating: .decimal, count: count + 1))
  }

  private var values: Text {
    switch own {
    case .real(let values, _): Writing.vector(values)
    case .complex(let values, _): Writing.vector(values.elements)
    }
  }

  private var vectors: Grid {
    switch own {
    case .real(_, let v): StepMatrix(v).grid()
    case .complex(_, let v): StepMatrix(v).grid()
    }
  }

  private var sum: Text { .exactTerm(own.complex.values.reduce(0) { $0 + $1.real }) }
}
