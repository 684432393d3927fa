import Document
import Numerics

extension SVD where M == Matrix {
  /// Singular values by hand: the eigenvalues of AᵀA are their squares, its eigenvectors V, and U = A V/σ. Of a wide
  /// matrix AAᵀ is the smaller, and gives U first.
  ///
  /// Exact up to a side of 3 where the entries are short fractions.
  /// - Throws: what `init(_:)` throws.
  public static func worked(_ a: Matrix) throws(MathError) -> Worked<SVD> {
    try a.requireShowable()
    let own = try SVD(a)
    let scaling = Scaling(of: a.elements)
    let scaled = scaling.reduced(a)
    let known = SVD(left: own.left, values: scaling.reduced(own.values), right: own.right)
    guard let work = try SingularWork(scaled, known) else {
      return Worked(own, Derivation(goal: .line("the singular values of an empty matrix: there are none")))
    }
    let worked = work.worked
    guard scaling.isNeeded, let found = worked.value else { return worked }
    let svd = SVD(left: found.left, values: scaling.restored(found.values), right: found.right)
    var derivation = worked.derivation
    derivation.begin(
      goal: Document(SingularWork.goal(a)), scaling: "A by \(scaling.power)",
      to: [.equation(.text("A ="), .matrix(scaled))])
    derivation.step("scale back", .line(Text("multiply every σ by \(scaling.power)")))
    derivation.result = Document(SingularWork.result(svd))
    return Worked(svd, derivation)
  }

  init(left: M, values: Vector, right: M) {
    (self.left, self.values, self.right) = (left, values, right)
  }
}

private struct SingularWork {
  private let a: Matrix
  private let own: SVD<Matrix>
  /// AᵀA, or AAᵀ of a wide matrix.
  private let gram: Matrix
  private let isWide: Bool
  /// Nil where AᵀA, rounded, no longer tells its eigenvectors apart.
  private let eigen: EigenWork?
  private let isExact: Bool

  init?(_ a: Matrix, _ own: SVD<Matrix>) throws(MathError) {
    guard !a.elements.isEmpty else { return nil }
    (self.a, self.own, isWide) = (a, own, a.rows < a.columns)
    let tall = isWide ? a.transposed() : a
    // Products of tenths are short fractions again, which their rounding is not.
    let product = StepMatrix(exactly: tall).flatMap { (exact: StepMatrix<Fraction>) -> Matrix? in
      let product = exact.transposed() * exact
      return product.isValid ? product.rounded(as: Matrix.self) : nil
    }
    if let product { gram = product } else { gram = try tall.transposed() * tall }
    // Squares of the singular values themselves, as the eigenvalues of AᵀA have lost half of the digits.
    let known = Eigen.real(
      values: Vector(own.values.elements.map { $0 * $0 }), vectors: isWide ? own.left : own.right)
    // The rounded product has other eigenvalues, which may be exact and yet not the squares.
    let exact = product == nil ? nil : EigenWork(exactly: gram, known)
    let (top, bottom) = (own.values.elements.first ?? 0, own.values.elements.last ?? 0)
    let rounded = bottom > 1e-3 * top ? EigenWork(gram, known) : nil
    eigen = exact ?? rounded.flatMap { $0.isAccurate ? $0 : nil }
    isExact = exact != nil
  }

  private var squares: (names: [Text], values: [Double]) {
    guard let eigen else {
      let values = own.values.elements.map { $0 * $0 }
      return (values.map { .exactTerm($0) }, values)
    }
    let all = eigen.spaces.flatMap { Array(repeating: ($0.name, max($0.value.real, 0)), count: $0.multiplicity) }
    return (all.map(\.0), all.map(\.1))
  }

  var worked: Worked<SVD<Matrix>> {
    let (product, first, second) = isWide ? ("AAᵀ", "U", "V") : ("AᵀA", "V", "U")
    var derivation = Derivation(goal: Document(Self.goal(a)))
    derivation.step(Text(product), .equation(.text("\(product) ="), .matrix(gram)), .line(reason(product, first)))
    let (names, values) = squares
    if let eigen {
      derivation.steps += [eigen.polynomial, eigen.roots]
    } else {
      derivation.step(
        "eigenvalues", .line(Text(gram.rows == 1 ? "" : "numerically:  ") + Writing.vector(Vector(values))))
    }
    let sigma = Vector(
      values.indices.map { values[$0] == 0 && eigen == nil ? own.values[$0] : values[$0].squareRoot() })
    derivation.step("square roots", sigma.elements.indices.map { .line(root($0, names[$0], sigma[$0])) })
    let from = orthonormal(values)
    if let eigen {
      for place in eigen.spaces.indices {
        derivation.steps.append(eigen.step(place, of: product, vectors: isWide ? "u" : "v"))
      }
    } else {
      derivation.step(
        Text("eigenvectors of \(product)"), .equation(.text("\(first) ="), .matrix(from)))
    }
    var (to, lines) = images(from, sigma)
    if isWide, let eigen {
      let raw = Matrix(rows: gram.rows, columns: gram.rows, elements: eigen.unitVectors.flatMap { $0.map(\.real) })
      let names = turned(raw).map { Writing.indexed("u", $0 + 1) }
      if !names.isEmpty {
        lines.insert(
          .line("with −\(names.joined(separator: ", −")), so that the largest component of each v is positive"), at: 0)
      }
    }
    derivation.step(Text(isWide ? "V = AᵀU/σ" : "U = A V/σ"), lines)
    let svd = SVD(left: isWide ? from : to, values: sigma, right: isWide ? to : from)
    derivation.result = Document(Self.result(svd))
    addChecks(svd, second, to: &derivation)
    return Worked(svd, derivation)
  }

  static func goal(_ a: Matrix) -> [Block] {
    [.line("A = U diag(σ) Vᵀ with orthonormal columns in U and V"), .equation(.text("A ="), .matrix(a))]
  }

  static func result(_ svd: SVD<Matrix>) -> [Block] {
    [
      .line(Text("σ = ") + Writing.vector(svd.values)),
      .equation(.text("U ="), .matrix(svd.left), .text("V ="), .matrix(svd.right)),
    ]
  }

  private func reason(_ product: String, _ first: String) -> Text {
    Text("its eigenvalues are the σ², its eigenvectors the columns of \(first)")
  }

  private func root(_ place: Int, _ name: Text, _ value: Double) -> Text {
    let head = Text("\(Writing.indexed("σ", place + 1)) = ")
    if eigen == nil, value > 0, value * value == 0 {
      return head + value.term + Text(", whose square is too small to be a number")
    }
    guard let fraction = exactSquare(place) else {
      let isPlain = name.fragments.allSatisfy { $0.number != nil }
      return head + Text("√") + (isPlain ? name : Text("(") + name + Text(")")) + Text(" = ") + value.term
    }
    let isWhole = Surd(rootOf: Surd(fraction)).fraction != nil
    return head + Length(square: fraction).text + (isWhole ? Text([]) : Text(" = ") + value.term)
  }

  /// The square of a singular value where it is a fraction.
  private func exactSquare(_ place: Int) -> Fraction? {
    var rest = place
    for space in eigen?.spaces ?? [] {
      if rest < space.multiplicity { return space.root?.fraction }
      rest -= space.multiplicity
    }
    return nil
  }

  /// The eigenvectors, in columns turned as the algorithm turns V.
  private func orthonormal(_ values: [Double]) -> Matrix {
    guard let eigen, isExact else { return isWide ? own.left : own.right }
    var from = Matrix(
      rows: gram.rows, columns: gram.rows, elements: eigen.unitVectors.flatMap { $0.map(\.real) })
    guard isWide else { return from }
    for j in turned(from) { from.scaleColumn(j, by: -1) }
    return from
  }

  /// Of a wide matrix the columns of U that must turn round, since it is V whose largest components are positive.
  private func turned(_ from: Matrix) -> [Int] {
    (0..<from.columns).filter { Double.dot(from.column($0).elements, own.left.column($0).elements) < 0 }
  }

  /// The vectors of the other side, and how each comes about.
  private func images(_ from: Matrix, _ sigma: Vector) -> (Matrix, [Block]) {
    var columns: [Double] = []
    var lines: [Block] = []
    let map = isWide ? a.transposed() : a
    let (source, target, symbol) = isWide ? ("u", "v", "Aᵀ") : ("v", "u", "A")
    for j in 0..<from.columns {
      let name = Writing.indexed(target, j + 1)
      let top = sigma[0]
      let chosen = (isWide ? own.right : own.left).column(j)
      guard sigma[j] > top * Double.ulpOfOne * Double(max(a.rows, a.columns)),
        let image = try? map * from.column(j)
      else {
        lines.append(
          .line(Text("σ = 0 leaves \(name) free: orthogonal to the others, such as ") + Writing.vector(chosen)))
        columns += chosen.elements
        continue
      }
      let unit = image / sigma[j]
      let (v, s) = (Writing.indexed(source, j + 1), Writing.indexed("σ", j + 1))
      lines.append(
        .line(
          Text("\(name) = \(symbol) \(v)/\(s) = ") + Writing.vector(image) + Text("/") + sigma[j].term))
      lines.append(.line(Text("   = ") + Writing.vector(unit)))
      columns += unit.elements
    }
    return (Matrix(rows: map.rows, columns: from.columns, elements: columns), lines)
  }

  private func addChecks(_ svd: SVD<Matrix>, _ second: String, to derivation: inout Derivation) {
    let free = second == "U" ? svd.left : svd.right
    let product = (try? svd.left * Matrix.diagonal(svd.values.elements) * svd.right.transposed()) ?? a
    derivation.check(
      .line(Writing.identity("\(second)ᵀ\(second) = I", worst: free.orthonormalityError)),
      .line(Writing.identity("U diag(σ) Vᵀ = A", worst: product.error(against: a))))
  }
}
