import Builtins
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Testing

/// What a derivation states is true: every equation in its lines that the language can read holds when it is evaluated.
@Suite struct WorkTruthTests {
  /// Calls, and how many equations with two readable sides each must state at least.
  static let calls: [(call: String, least: Int)] = [
    // Strang, Introduction to Linear Algebra 5e, §4.4 example 5 and the columns of its first problem.
    ("gram_schmidt([1 2 3; -1 0 -3; 0 -2 3])", 5), ("gram_schmidt([1 1 1; 1 0 1; 1 1 0])", 5),
    ("gram_schmidt([1.25 0.3; -0.7 2.1; 0.11 0.9])", 3),
    // The matrix of the QR decomposition's article in Wikipedia, whose R has 14, 175, 35 on its diagonal.
    ("qr([12 -51 4; 6 167 -68; -4 24 -41])", 2), ("qr([1 2; 3 4; 5 6])", 2), ("qr([-3 1 2; 4 0 5])", 1),
    // Strang §6.1 and §6.2; surds, a pair, a defective matrix, a plane of eigenvectors.
    ("eig([4 2; 1 3])", 4), ("eig([1 2; 3 4])", 2), ("eig([0 -1; 1 0])", 3), ("eig([2 1; 0 2])", 2),
    ("eig([5 -2; 1 3])", 3), ("eig([2 -1 0; -1 2 -1; 0 -1 2])", 7), ("eig([4 1 -1; 2 5 -2; 1 1 2])", 5),
    ("eig([0 1 0; 0 0 1; 1 0 0])", 5), ("eig([2 1 0; 1 3 1; 0 1 5])", 4), ("eig([2.5 1.1; 0.3 1.234567])", 2),
    ("eig([1/2 1/3; 1/4 1/5])", 2), ("eigvals([7 2; 2 4])", 2),
    // Strang §7.2, the worked example.
    ("svd([3 0; 4 5])", 7), ("svd([1 2 3; 4 5 6])", 4), ("svd([1 1; 1 1])", 4), ("svd([0.3 1.7; 2.2 0.9])", 2),
    // Strang §4.2, the line through (1, 2, 2) and the plane of (1, 1, 1) and (0, 1, 2).
    ("project([1, 1, 1], [1, 2, 2])", 3), ("project([6, 0, 0], [1 0; 1 1; 1 2])", 1),
    ("project([0.1, 2.7, 3.3], [1.5 0.2; -1.1 4; 2.3 2])", 1), ("project([1/2, -3], [-2/3, 5])", 3),
    ("dot([1, 2, 3], [4, -5, 6])", 2), ("norm([3, -4, 1/2])", 1), ("norm([3, -4], 1)", 1),
    ("norm([3, -4, 1/2], 3)", 2), ("norm([3, -4, 2], inf)", 1), ("norm([1e200, -2e200], 3)", 1),
    ("norm([1e-200, 1e-200], 3)", 1), ("det([1.1 2; 2 5.3])", 1), ("det([2 1 0; 1 3 1; 0 1 5])", 1),
    ("cross([1, 2, 3], [-4, 5, 6])", 5), ("trace([1 2; 3 -4])", 1), ("outer([1, -2], [3, 4, 5])", 1),
    ("step(descend(w -> (w[1] - 3)^2 + 10*(w[2] + 1)^2, [0, 0], rate = 0.04))", 2),
    ("step(descend((x, y) -> x^2 + 3y^2 + x*y, [5, -1], method = \"momentum\", rate = 0.05), 3)", 3),
    ("step(descend((x, y) -> x^2 + 3y^2 + x*y, [5, -1], method = \"nesterov\", rate = 0.05), 3)", 3),
    ("step(descend((x, y) -> x^2 + 3y^2 + x*y, [5, -1], method = \"adam\", rate = 0.05), 3)", 2),
    ("step(descend(x -> x^4, -2, rate = 0.01), 2)", 2),
    // Backpropagation: sums, products, forks, arrays, and Mazur's network of two layers.
    ("grad((x, y) -> x*y + sin(x), 2, 3)", 6), ("grad(x -> x*x*exp(-x), 2)", 6), ("grad(x -> (x - 1)^2/(x + 3), 2)", 6),
    ("grad(w -> (w[1] - 3)^2 + 10*(w[2] + 1)^2, [0.5, -2])", 10), ("grad(x -> sum(tanh([1 2; 3 4]*x)), [0.1, 0.2])", 0),
    ("grad((a, b) -> log(a^2*b^2 + 1) + sin(a*b)*exp(a), 1.3, -0.7)", 12),
    ("grad(x -> if x > 1 then x^3 else -x, 2)", 1), ("grad(x -> fold((s, t) -> s*t + 1, x, 1:4), 0.5)", 8),
    (
      "grad(w -> (h = [sigmoid(w[1]*0.05 + w[2]*0.1 + 0.35), sigmoid(w[3]*0.05 + w[4]*0.1 + 0.35)]; "
        + "o = [sigmoid(w[5]*h[1] + w[6]*h[2] + 0.6), sigmoid(w[7]*h[1] + w[8]*h[2] + 0.6)]; "
        + "0.5*(0.01 - o[1])^2 + 0.5*(0.99 - o[2])^2), [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55])", 50
    ),
  ]

  @Test(arguments: calls) func holds(call: String, least: Int) throws {
    var reader = Reader()
    let statements = try reader.statements(of: call)
    var checked = 0
    for statement in statements {
      let values = statement.compactMap { reader.elements($0) }
      for (left, right) in zip(values, values.dropFirst()) {
        checked += 1
        #expect(Reader.agree(left, right), "\(call) says \(statement.joined(separator: " = "))")
      }
    }
    // Whatever is said of the answer along the way is the answer.
    if let name = statements.last?.first, reader.elements(name) == nil {
      let said = statements.filter { $0.first == name }.compactMap { $0.last.flatMap { reader.elements($0) } }
      // `λ = 8 and λ = 3` names two.
      for (one, other) in zip(said, said.dropFirst()) where one.count == other.count {
        checked += 1
        #expect(Reader.agree(one, other, relativeTo: 0), "\(call) says \(name) is \(one) and \(other)")
      }
    }
    #expect(checked >= least, "\(call): \(checked) equations read, of \(statements)")
  }

  /// Matrices of every kind: the derivation's answer is the function's own.
  static let functions = ["gram_schmidt", "qr", "eig", "eigvals", "svd", "rank", "nullspace", "colspace", "trace"]

  @Test(arguments: functions) func endsInTheFunctionsAnswer(function: String) throws {
    var calculate = Calculator()
    for setting in ["round(3*randn(3, 3))", "randn(3, 3)", "round(5*randn(2, 2)) / 4", "randn(2, 2)"] {
      for _ in 0..<6 {
        _ = try calculate("A = \(setting)")
        // What the function refuses, its work refuses too.
        guard let own = try? calculate("\(function)(A)") else {
          #expect(throws: EvaluationError.self) { try calculate("work(\(function), A)") }
          continue
        }
        let worked = try calculate("work(\(function), A).value")
        let matrix = try calculate("A").written(digits: 17)
        #expect(Reader.isNear(worked, own), "\(function) of \(matrix)")
      }
    }
  }
}

/// Reads the statements of a derivation back as inputs of the language.
struct Reader {
  private var calculate = Calculator()

  /// The sides of each equation in a derivation's lines; lines that begin with an equals sign go on with the last.
  mutating func statements(of call: String) throws -> [[String]] {
    let open = call.firstIndex(of: "(") ?? call.endIndex
    let rest = call[call.index(after: open)...]
    guard case .object(let object) = try calculate("work(\(call[..<open]), \(rest)"), let derivation = object.derivation
    else { throw Unexpected(call) }
    let options = RenderOptions(width: 4000, digits: 16)
    let bodies = derivation.steps.map(\.body) + derivation.checks + [derivation.result ?? Document()]
    var found: [[String]] = []
    for line in bodies.flatMap({ $0.plain(options).split(separator: "\n") }) {
      let text = line.drop { $0 == " " }
      if text.contains(where: { "⎡⎢⎣".contains($0) }) { continue }
      for clause in String(text).pieces(",  ") {
        let sides = clause.pieces(" = ").map { side in
          // What a comment adds to an equation.
          for mark in [", as ", ", its ", ", trace ", ", det ", ", of ", ", an ", ": "] {
            if let cut = side.pieces(mark).first, cut != side { return cut }
          }
          return side
        }
        if text.hasPrefix("= "), !found.isEmpty {
          found[found.count - 1] += [String(clause.dropFirst(2))]
        } else if text.hasPrefix("+ ") || text.hasPrefix("− ") {
          // A sum over several lines.
          if let last = found.last?.last {
            found[found.count - 1][found[found.count - 1].count - 1] = last + " " + text
          }
        } else {
          found.append(sides)
        }
      }
    }
    return found
  }

  /// The numbers a side stands for; nil when it is words or has letters in it.
  mutating func elements(_ side: String) -> [(Double, Double)]? {
    var text = side.replacing("i√", with: "i*√").replacing("−", with: "-").replacing("·", with: "*")
    for digit in 0...9 {
      text = text.replacing("\(digit) [", with: "\(digit)*[").replacing("\(digit)[", with: "\(digit)*[")
    }
    // A lone imaginary unit has no digit before it.
    var spelled = ""
    for character in text {
      if character == "i", !(spelled.last?.isNumber ?? false) { spelled.append("1") }
      spelled.append(character)
    }
    let words = spelled.replacing("max(", with: "(")
    guard !spelled.isEmpty, !words.contains(where: { $0.isLetter && $0 != "i" && $0 != "e" }) else { return nil }
    // Sizes stand between bars, of which every second one closes.
    spelled = spelled.split(separator: "|", omittingEmptySubsequences: false).enumerated().map { place, piece in
      place.isMultiple(of: 2) ? String(piece) : "abs(\(piece))"
    }.joined()
    return (try? calculate(spelled)).flatMap(Self.numbers)
  }

  static func numbers(_ value: Value) -> [(Double, Double)]? {
    switch value {
    case .number(let x): [(x, 0)]
    case .complex(let z): [(z.real, z.imaginary)]
    case .vector(let v): v.elements.map { ($0, 0) }
    case .matrix(let a): a.elements.map { ($0, 0) }
    case .complexVector(let v): v.elements.map { ($0.real, $0.imaginary) }
    case .complexMatrix(let a): a.elements.map { ($0.real, $0.imaginary) }
    case .record(let record):
      record.fields.map { numbers($0.value) }.reduce([]) { sum, more in
        sum.flatMap { known in more.map { known + $0 } }
      }
    default: nil
    }
  }

  /// To the sixteen digits that are printed, of numbers as large as the largest.
  static func agree(
    _ a: [(Double, Double)], _ b: [(Double, Double)], within tolerance: Double = 1e-12, relativeTo least: Double = 1
  ) -> Bool {
    guard a.count == b.count else { return false }
    let scale = (a + b).reduce(least) { max($0, $1.0.magnitude, $1.1.magnitude) }
    return zip(a, b).allSatisfy { x, y in
      (x.0 - y.0).magnitude <= tolerance * scale && (x.1 - y.1).magnitude <= tolerance * scale
    }
  }

  /// Eigenvectors of a double root differ by the square root of the precision; nothing else by more than its condition.
  static func isNear(_ a: Value, _ b: Value) -> Bool {
    guard let x = numbers(a), let y = numbers(b) else { return false }
    return agree(x, y, within: 1e-7)
  }
}

extension String {
  fileprivate func pieces(_ separator: String) -> [String] {
    var (parts, rest) = ([""], self[...])
    while let first = rest.first {
      if rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
      } else {
        parts[parts.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return parts
  }
}
