import Document
import Numerics

extension MathError {
  /// The wording; `arguments` are the operands as the user spelled them, or descriptions such as `the matrix`.
  public func report(arguments: [String]) -> Report {
    let operands = Operands(arguments)
    let a = operands[0]
    switch self {
    case .shape(let error):
      return error.report(arguments: arguments)
    case .notSquare(let shape):
      return Report(
        code: "E202", title: "not a square matrix",
        message: "\(operands.sentence(0, shape)); this needs as many rows as columns.")
    case .notInvertible(let shape):
      return Report(
        code: "E202", title: "not a square matrix",
        message: "\(operands.sentence(0, shape)), and only square matrices have an inverse; "
          + "the pseudo-inverse exists for every shape.",
        suggestion: operands.expression([0]) { _ in "pinv(\(a))" })
    case .singular(let pivot):
      return Report(
        code: "E301", title: "singular matrix",
        message: "Column \(pivot) of \(a) is a combination of the columns before it, so no inverse exists; "
          + "the pseudo-inverse gives the least-squares answer of smallest norm.",
        suggestion: arguments.count > 1
          ? operands.expression([0, 1]) { "pinv(\(a)) * \($0[1])" }
          : operands.expression([0]) { _ in "pinv(\(a))" })
    case .singularDivisor(let row):
      return Report(
        code: "E301", title: "singular matrix",
        message: "Row \(row) of \(operands[1]) is a combination of the rows before it, so no inverse exists; "
          + "the pseudo-inverse gives the least-squares answer of smallest norm.",
        suggestion: operands.expression([0, 1]) { "\($0[0]) * pinv(\(operands[1]))" })
    case .noFunction(let function):
      return Report(
        code: "E301", title: "singular matrix",
        message: "\(operands.start) is singular in a way that leaves it without a \(function).")
    case .overflow(let what):
      return Report(
        code: "E309", title: "beyond the largest number",
        message: "An entry of \(what) is too large for a number (1.8e308), or was lost on the way to one.")
    case .noDominantEigenvalue:
      return Report(
        code: "E303", title: "not converged",
        message:
          "The power iteration does not settle on \(a): its largest eigenvalues have equal modulus, or nearly so. "
          + "All of them at once come from eigvals.",
        suggestion: operands.expression([0]) { _ in "eigvals(\(a))" })
    case .notFinite(let row, let column):
      return Report(
        code: "E312", title: "not a finite number",
        message: "\(a) has NaN or an infinity in row \(row), column \(column); this needs finite numbers.")
    case .notConverged(let method):
      return Report(
        code: "E303", title: "not converged",
        message: "\(method) did not converge on \(a).")
    case .notPositiveDefinite(let pivot):
      return Report(
        code: "E304", title: "not positive definite",
        message: "The leading \(pivot)×\(pivot) block of \(a) has no positive determinant, so \(a) is no L*L'.",
        suggestion: operands.expression([0]) { _ in "eigvals(\(a))" })
    case .notSymmetric(let row, let column):
      return Report(
        code: "E305", title: "not symmetric",
        message: "Entry [\(row), \(column)] of \(a) differs from entry [\(column), \(row)]; this needs \(a)' = \(a).",
        suggestion: operands.expression([0]) { "(\($0[0]) + \($0[0])') / 2" })
    case .domain(let function, let value):
      return Report(
        code: "E302", title: "outside the domain",
        message: "\(function) has no real value at \(Operands.number(value)).",
        suggestion: value.isFinite && Operands.continued.contains(function)
          ? "\(function)(\(Operands.number(value)) + 0i)" : nil)
    case .dependent(let column):
      return Report(
        code: "E307", title: "dependent columns",
        message: "Column \(column) of \(a) is a combination of the columns before it; "
          + "an orthonormal basis of the column space leaves it out.",
        suggestion: operands.expression([0]) { _ in "colspace(\(a))" })
    case .empty(let function):
      return Report(
        code: "E224", title: "nothing to compute with", message: "\(function) needs at least one element.")
    case .tooLarge(let count):
      return Report(
        code: "E402", title: "too large for memory",
        message: "This would hold \(Operands.size(count)) numbers, more than "
          + (MemoryBudget.limit.map { "the \($0 >> 20) MiB given to nabla have room for." }
            ?? "an eighth of this machine's memory takes."))
    case .tooLongToShow(let shape, let place, let limit):
      let found = place.map { operands.sentence($0, shape) } ?? "T" + shape.clause(of: "the result").dropFirst()
      return Report(
        code: "E406", title: "too long to show",
        message: "\(found); work is shown step by step up to \(limit) rows and columns.")
    case .powerTooLongToShow(let power, let limit):
      return Report(
        code: "E406", title: "too long to show",
        message: "The exponent is \(Operands.number(power)); powers are shown step by step up to \(limit).")
    case .fractionalPower(let power):
      return Report(
        code: "E308", title: "not a whole power",
        message: "A matrix is raised to whole powers; \(Operands.number(power)) is none. "
          + (power == 0.5 ? "Its square root is sqrtm." : "A dotted power works on each element."),
        suggestion: operands.expression([0]) { power == 0.5 ? "sqrtm(\(a))" : "\($0[0]) .^ \(Operands.number(power))" }
      )
    }
  }
}

extension ShapeError {
  public func report(arguments: [String]) -> Report {
    let operands = Operands(arguments)
    func unfit(_ a: Shape, _ b: Shape, _ why: String, _ suggestion: String? = nil) -> Report {
      Report(
        code: "E201", title: "shapes do not fit",
        message: "\(operands.sentence(0, a)) and \(operands.clause(1, b)): \(why).", suggestion: suggestion)
    }
    switch self {
    case .product(let a, let b):
      return unfit(
        a, b, "\(a.extent.columns.counted("column")) cannot meet \(b.extent.rows.counted("row"))",
        productSuggestion(a, b, operands))
    case .unequal(let a, let b):
      return unfit(a, b, "this needs equal shapes or a single number" + stretching(a, b))
    case .broadcast(let a, let b):
      return unfit(a, b, "only dimensions of size 1 stretch")
    case .solve(let a, let b):
      return unfit(
        a, b, "\(a.extent.rows.counted("equation")) cannot meet \(b.extent.rows.counted("right-hand side"))")
    case .quotient(let a, let b):
      let elementwise = operands.expression([0, 1]) { "\($0[0]) ./ \($0[1])" }
      if case .matrix(_, let n) = b, case .matrix(_, let k) = a {
        return unfit(a, b, "A / B needs equally many columns, and \(k) are not \(n)")
      }
      let stretches = (try? a.broadcast(b)) != nil
      let isMatrix = if case .matrix = b { true } else { false }
      let why = isMatrix ? "only a matrix is divided by a matrix" : "nothing is divided by a vector"
      return unfit(a, b, why + (stretches ? "; ./ divides element by element" : ""), stretches ? elementwise : nil)
    case .dot(let a, let b):
      return unfit(a, b, "a dot product needs equally many elements")
    case .cross(let a, let b):
      return unfit(a, b, "a cross product needs two vectors of 3 elements")
    case .beside(let a, let b):
      return unfit(a, b, "what stands side by side needs equally many rows")
    case .stacked(let a, let b):
      return unfit(a, b, "what is stacked needs equally many columns", rowBelow(a, b, operands))
    case .index(let index, let count, let dimension):
      let what = ShapeError.dimension(dimension)
      let has = "\(operands.first("this")) has \(count == 0 ? "no \(what)s" : count.counted(what))"
      let why =
        index == -1
        ? ": the last is written end"
        : index < 0
          ? ": counting from the end is written end - \(-(index + 1))" : index == 0 ? ": counting starts at 1" : ""
      return Report(
        code: "E212", title: "no such \(what)",
        message: (["this ", "the "].contains(where: has.hasPrefix) ? "T" + has.dropFirst() : has)
          + ", and there is no \(what) \(index)\(why).")
    }
  }

  /// What a dimension holds: 0 elements of a vector, 1 rows, 2 columns.
  public static func dimension(_ number: Int) -> String { ["element", "row", "column"][min(max(number, 0), 2)] }

  /// A vector that fits every column, or lying down every row, of a matrix.
  private func stretching(_ a: Shape, _ b: Shape) -> String {
    let (matrix, vector) = if case .matrix = a { (a, b) } else { (b, a) }
    guard case .matrix(let m, let n) = matrix, case .vector(let k) = vector else { return "" }
    switch (k == m, k == n) {
    case (true, true): return "; dotted, the vector goes with every column, and its transpose with every row"
    case (true, false): return "; dotted, the vector goes with every column"
    case (false, true): return "; dotted, the transpose of the vector goes with every row"
    case (false, false): return ""
    }
  }

  /// A vector as one more row of a matrix.
  private func rowBelow(_ a: Shape, _ b: Shape, _ operands: Operands) -> String? {
    switch (a, b) {
    case (.matrix(_, let n), .vector(let k)) where n == k: operands.expression([0, 1]) { "[\($0[0]); \($0[1])']" }
    case (.vector(let k), .matrix(_, let n)) where n == k: operands.expression([0, 1]) { "[\($0[0])'; \($0[1])]" }
    default: nil
    }
  }

  private func productSuggestion(_ a: Shape, _ b: Shape, _ operands: Operands) -> String? {
    switch (a, b) {
    case (.vector(let m), .vector(let n)):
      return m == n ? operands.expression([0, 1]) { "\($0[0])' * \($0[1])" } : nil
    case (.matrix(let m, _), .vector(let k)) where m == k:
      return operands.expression([0, 1]) { "\($0[0])' * \($0[1])" }
    case (.matrix(_, let n), .vector):
      let numbers = n > 0 && n <= 6 ? "[" + (1...n).map(String.init).joined(separator: ", ") + "]" : "ones(\(n))"
      return operands.expression([0]) { "\($0[0]) * \(numbers)" }
    case (.matrix(let m, let k), .matrix(let l, let n)):
      if m == l { return operands.expression([0, 1]) { "\($0[0])' * \($0[1])" } }
      return k == n ? operands.expression([0, 1]) { "\($0[0]) * \($0[1])'" } : nil
    default:
      return nil
    }
  }
}

/// The operands as they appear in a message.
private struct Operands {
  /// Real functions that have complex values where they have no real one.
  static let continued: Set<String> = ["sqrt", "log", "log2", "log10", "asin", "acos", "acosh", "atanh", "log1p"]

  private let spellings: [String]

  init(_ spellings: [String]) { self.spellings = spellings }

  subscript(place: Int) -> String {
    place < spellings.count ? spellings[place] : ["the left side", "the right side"][min(place, 1)]
  }

  /// The first operand, where it was written.
  func first(_ otherwise: String) -> String {
    guard let first = spellings.first, !first.isEmpty else { return otherwise }
    return first
  }

  /// The first operand at the start of a sentence.
  var start: String { self[0].hasPrefix("the ") ? "T" + self[0].dropFirst() : self[0] }

  /// `A is 2×2`, at the start of a sentence.
  func sentence(_ place: Int, _ shape: Shape) -> String {
    let text = clause(place, shape)
    return text.hasPrefix("the ") ? "T" + text.dropFirst() : text
  }

  /// `b has 3 elements`
  func clause(_ place: Int, _ shape: Shape) -> String {
    shape.clause(of: self[place])
  }

  /// What to try, when every operand in it can be typed; a compound one gets parentheses.
  func expression(_ places: [Int], _ make: ([String]) -> String) -> String? {
    guard places.allSatisfy({ $0 < spellings.count && !spellings[$0].hasPrefix("the ") }) else { return nil }
    return make(
      places.map { place in
        let text = spellings[place]
        let simple = text.unicodeScalars.allSatisfy {
          $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
        return simple || text.hasPrefix("[") && text.hasSuffix("]") ? text : "(\(text))"
      })
  }

  static func number(_ x: Double) -> String {
    guard let whole = Int(exactly: x), whole.magnitude < 1_000_000_000 else { return "\(x)" }
    return "\(whole)"
  }

  /// A count, in three digits and a power of ten where it is large.
  static func size(_ count: Double) -> String {
    guard count >= 1e9, count.isFinite else { return number(count) }
    let exponent = Int(Double.log10(count).rounded(.down))
    let leading = (count / Double.pow(10, exponent) * 100).rounded() / 100
    return "\(number(leading))e\(exponent)"
  }
}
