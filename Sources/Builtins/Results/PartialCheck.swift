import Calculus
import Document
import Evaluation
import LinearAlgebra
import Syntax

/// Partial derivatives by their formulas, by reverse mode and by central differences at one point.
struct PartialCheck {
  struct Part {
    let label: String
    let formula: Symbolic
    let row: Int
    let column: Int

    init(_ label: String, _ formula: Symbolic, _ row: Int, _ column: Int) {
      (self.label, self.formula, self.row, self.column) = (label, formula, row, column)
    }
  }

  let f: Function
  let letters: [Symbol]
  /// Whether the letters are the elements of one array.
  let isVector: Bool
  let parts: [Part]
  let isSecond: Bool

  /// The three side by side; `nil` where they have no values to compare.
  /// - Parameter point: the arguments; none for a point of my choice, which is none of the special ones.
  func table(at point: [Value], in context: inout Context) throws(EvaluationError) -> Block? {
    let given = point.flatMap(Self.numbers)
    let place = given.isEmpty ? letters.indices.map { 1.3 - 0.3 * Double($0) } : given
    guard place.count == letters.count else { return nil }
    // Beside the notebook: what there is to remark on was remarked on with the value.
    var trial = context
    var known = Dictionary(zip(letters, place)) { $1 }
    for symbol in parts.reduce(into: Set<Symbol>(), { $0.formUnion($1.formula.symbols) }) where known[symbol] == nil {
      if case .number(let value)? = context.scope[symbol.name] { known[symbol] = value }
    }
    let derivative = Function(isSecond ? .hessian(f) : .gradient(f))
    let exact = Self.numbers(try trial.call(derivative, arguments(place)))
    let below = Function(isSecond ? .gradient(f) : f.body)
    var differences: [[Double]] = []
    for axis in letters.indices {
      let h = 1e-5 * max(1, place[axis].magnitude)
      var (left, right) = (place, place)
      left[axis] -= h
      right[axis] += h
      do throws(EvaluationError) {
        let (a, b) = (try trial.call(below, arguments(left)), try trial.call(below, arguments(right)))
        differences.append(zip(Self.numbers(a), Self.numbers(b)).map { ($1 - $0) / (2 * h) })
      } catch {
        if case .interrupted = error.kind { throw error }
        return nil
      }
    }
    var rows: [[Text]] = []
    for part in parts {
      let at = isSecond ? part.row + part.column * letters.count : part.row
      let line = differences[isSecond ? part.column : part.row]
      let near = isSecond ? part.row : 0
      let value = part.formula.value(known)
      guard at < exact.count, near < line.count, value.isFinite else { return nil }
      rows.append([Text(part.label), .number(value), .number(exact[at]), .number(line[near])])
    }
    let header = [title(place), "formula", "reverse mode", "central difference"].map { Text($0) }
    return .table(TextTable(header: header, rows: rows))
  }

  /// `at x = 1.3, y = 1`.
  private func title(_ place: [Double]) -> String {
    if letters.count > 3 { return "" }
    return "at "
      + zip(letters, place).map { letter, x in
        "\((try? AlgebraWriter().write(.symbol(letter)).pretty) ?? "") = \(Value.number(x).written(digits: 6))"
      }.joined(separator: ", ")
  }

  private func arguments(_ place: [Double]) -> Arguments {
    Arguments(isVector ? [.vector(Vector(place))] : place.map { .number($0) })
  }

  private static func numbers(_ value: Value) -> [Double] {
    switch value {
    case .number(let x): [x]
    case .vector(let v): v.elements
    case .matrix(let m): m.elements
    default: []
    }
  }
}
