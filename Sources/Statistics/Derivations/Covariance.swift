import Document
import LinearAlgebra
import Numerics

extension Matrix {
  /// The covariance matrix of the columns, worked out: means, centred columns, BᵀB/(n − 1). Exact fractions while short.
  ///
  /// This is the first step of principal components; their axes are its eigenvectors.
  /// - Throws: `.empty` with fewer than two rows or no column, `.notFinite`, `.tooLongToShow`.
  public func workedCovariance() throws(MathError) -> Worked<Matrix> {
    guard rows > 1, columns > 0 else { throw .empty(function: "cov") }
    guard max(rows, columns) <= CovarianceWork<Double>.longest else {
      throw .tooLongToShow(shape, operand: 0, limit: CovarianceWork<Double>.longest)
    }
    if let place = elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: place % rows + 1, column: place / rows + 1)
    }
    let own = covariance
    let exact = elements.compactMap { Fraction($0) }
    if exact.count == elements.count {
      let work = CovarianceWork(columns: parted(exact))
      if work.isValid, work.isClose(to: own) { return work.worked(beside: own) }
    }
    return CovarianceWork(columns: parted(elements)).worked(beside: own)
  }

  private func parted<N>(_ entries: [N]) -> [[N]] {
    (0..<columns).map { Array(entries[$0 * rows..<($0 + 1) * rows]) }
  }

  /// Σ (a − ā)(b − b̄)/(n − 1), each sum compensated.
  private var covariance: Matrix {
    let centred = (0..<columns).map { j in
      let column = self.column(j).elements
      let mean = Sums.mean(column)
      return column.map { $0 - mean }
    }
    return Matrix(rows: columns, columns: columns) { i, j in
      Sums.sum(zip(centred[min(i, j)], centred[max(i, j)]).map { $0 * $1 }) / Double(rows - 1)
    }
  }
}

/// The steps in numbers of one kind.
private struct CovarianceWork<N: StepNumber> {
  /// Sides beyond this are too long to be worked out by hand.
  static var longest: Int { 12 }
  /// More entries than this are not all worked out.
  private static var mostEntries: Int { 6 }

  private let data: [[N]]
  private let means: [N]
  private let centred: [[N]]
  private let products: [[N]]
  private let entries: [[N]]
  private var rows: Int { data[0].count }

  init(columns: [[N]]) {
    let n = N(columns[0].count)
    let means = columns.map { $0.reduce(N(0), +) / n }
    let centred = zip(columns, means).map { column, mean in column.map { $0 - mean } }
    products = centred.map { a in centred.map { b in zip(a, b).reduce(N(0)) { $0 + $1.0 * $1.1 } } }
    let freedom = n - N(1)
    entries = products.map { $0.map { $0 / freedom } }
    (data, self.means, self.centred) = (columns, means, centred)
  }

  var isValid: Bool { (means + entries.joined()).allSatisfy(\.isValid) }

  private var matrix: Matrix {
    Matrix(rows: data.count, columns: data.count) { entries[$0][$1].rounded(to: Double.self) ?? .nan }
  }

  func isClose(to own: Matrix) -> Bool {
    let scale = own.elements.reduce(0) { max($0, $1.magnitude) }
    return zip(matrix.elements, own.elements).allSatisfy { ($0 - $1).magnitude <= 1e-12 * scale }
  }

  func worked(beside own: Matrix) -> Worked<Matrix> {
    var derivation = Derivation(
      goal: .line("the covariance matrix S of the columns of A, \(rows) rows"), grid("A =", data))
    derivation.step(
      "column means",
      .line(
        .joined(
          data.indices.map { j in
            Text("ā\((j + 1).subscripted) = ") + quotient(.sum(data[j].map(\.term)), rows) + Text(" = ") + means[j].term
          }, ",  ")))
    derivation.step("centre the columns", grid("B = A − ā =", centred))
    derivation.step(
      "products of columns",
      .line(
        rows == 2
          ? "S = BᵀB, as n − 1 = 1" : "S = BᵀB/(n − 1), so sᵢⱼ = (column i · column j)/\(rows - 1)"))
    let all = data.indices.flatMap { i in data.indices.dropFirst(i).map { (i, $0) } }
    for (i, j) in all.prefix(Self.mostEntries) {
      let terms = zip(centred[i], centred[j]).map { $0.leadingFactor + Text("·") + $1.factor }
      derivation.step(
        Text("s\((i + 1).subscripted)\((j + 1).subscripted)"),
        .line(quotient(.sum(terms), rows - 1) + Text(" = ") + entries[i][j].term))
    }
    if all.count > Self.mostEntries { derivation.step("likewise", .line("every other entry from its two columns")) }
    if data.count > 1 { derivation.step("symmetry", .line("sⱼᵢ = sᵢⱼ: the same products")) }
    derivation.conclude(grid("S =", entries))
    let total = entries.indices.reduce(N(0)) { $0 + entries[$1][$1] }
    let squares = centred.joined().reduce(N(0)) { $0 + $1 * $1 } / N(rows - 1)
    derivation.check(
      .line(
        Text("trace of S ") + total.term + Text("  the squares of all entries of B, over \(rows - 1): ") + squares.term)
    )
    let difference = zip(matrix.elements, own.elements).map { ($0 - $1).magnitude }.max() ?? 0
    derivation.check(.line("entries by compensated sums differ by \(difference.formatted(digits: 1)) at most"))
    derivation.note("The principal axes of the data are the eigenvectors of S: :work eig(cov(A)).")
    return Worked(own, derivation)
  }

  private func quotient(_ sum: Text, _ divisor: Int) -> Text {
    divisor == 1 ? sum : Text("(") + sum + Text(")/\(divisor)")
  }

  private func grid(_ name: Text, _ columns: [[N]]) -> Block {
    let grid = Grid(rows: columns[0].count, columns: columns.count) { i, j in columns[j][i].cell }
    return .equation(Equation(.text(name), .matrix(grid)))
  }
}

extension Int {
  /// `12` as `₁₂`.
  fileprivate var subscripted: String {
    String(String(self).unicodeScalars.map { Character(Unicode.Scalar(0x2050 + $0.value) ?? $0) })
  }
}
