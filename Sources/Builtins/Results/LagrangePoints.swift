import Document
import Evaluation
import LinearAlgebra
import Optimization
import Tables

/// The extreme points of a function under equations, as a value.
struct LagrangePoints: DomainValue, ResultType {
  static let typeName = "extreme points"

  let function: Function
  let constraints: [Requirement]
  let variables: [String]
  let search: LagrangeSearch

  var points: [LagrangePoint] { search.points }

  var fields: Record {
    Record([
      .init("points", .table(table)),
      .init("complete", .truth(search.isComplete)),
      .init("starts", .number(Double(search.starts))),
      .init("constraints", .column(Column(constraints.map(\.text)))),
      .init("notes", .list(List(notes.map { .text($0) }))),
    ])
  }

  /// `λ`, and `λ₁`, `λ₂` … of several constraints.
  private func multiplierName(_ i: Int) -> String { constraints.count == 1 ? "lambda" : "lambda\(i + 1)" }

  private var table: Table {
    var columns: [(name: String, column: Column)] = variables.enumerated().map { j, name in
      (name, Column(points.map { $0.x[j] }))
    }
    columns.append(("value", Column(points.map(\.value))))
    for i in constraints.indices {
      let values = points.map { point -> Value in point.multipliers.map { .number($0[i]) } ?? .missing }
      columns.append((multiplierName(i), Column(values) ?? Column(points.map { $0.multipliers?[i] ?? .nan })))
    }
    columns.append(("kind", Column(points.map(\.kind.rawValue))))
    return Table(uniform: columns)
  }

  var document: Document {
    var blocks: [Block] = [
      .line(
        Text("\(function.conditionText)", .strong) + Text(" where ", .dim)
          + Text(constraints.map(\.text).joined(separator: ", ")))
    ]
    if points.isEmpty {
      blocks.append(.line(Text("no candidate found from \(search.starts.counted("start"))")))
    } else {
      blocks.append(.table(layout))
      if !search.isContinuum, let price { blocks.append(.line(Text(price))) }
    }
    return Document(blocks + notes.map { .line(Text($0, .dim)) })
  }

  private static let mostRows = 40

  private var layout: TextTable {
    let letters = constraints.indices.map { "λ" + (constraints.count == 1 ? "" : ($0 + 1).lowered) }
    let header = variables.map { Text($0) } + [Text("value")] + letters.map { Text($0) } + [Text("kind")]
    let rows = points.prefix(search.isContinuum ? 3 : Self.mostRows).map { point in
      point.x.elements.map { Text.number($0) } + [.number(point.value)]
        + constraints.indices.map { i in point.multipliers.map { .number($0[i]) } ?? Text("–", .dim) }
        + [Text(point.kind.rawValue)]
    }
    let count = variables.count + 1 + constraints.count
    return TextTable(
      header: header, rows: rows, alignments: [TextTable.Alignment](repeating: .decimal, count: count) + [.left])
  }

  /// What λ means at the best candidate.
  var price: String? {
    guard let best, let multipliers = best.multipliers else { return nil }
    let sides = constraints.map(\.sides)
    let isExtreme = best.kind == .minimum || best.kind == .maximum
    let place = isExtreme ? "the \(best.kind.rawValue)" : "this point"
    let parts = constraints.indices.prefix(3).map { i in
      "one more unit of \(sides[i].left) (\(sides[i].right) → \(Self.raised(sides[i].right))) is worth \(multipliers[i].formatted())"
    }
    return "λ is the shadow price: at \(place), " + parts.joined(separator: ", and ") + "."
  }

  private static func raised(_ text: String) -> String {
    Double(text.replacing("−", with: "-")).map { ($0 + 1).formatted() } ?? "\(text) + 1"
  }

  /// The extreme that was likely sought: a maximum or a minimum that is alone of its kind, else the first.
  var best: LagrangePoint? {
    let maxima = points.filter { $0.kind == .maximum }
    let minima = points.filter { $0.kind == .minimum }
    if let last = maxima.last, minima.isEmpty || maxima.count == 1 && minima.count > 1 { return last }
    return minima.first ?? maxima.last ?? points.first { $0.multipliers != nil }
  }

  var notes: [String] {
    var notes: [String] = []
    if search.isContinuum {
      notes.append("f is the same along a whole curve of candidates; these are some of them.")
    } else if points.isEmpty, search.isComplete {
      notes.append(
        "∇L = 0 with the constraints has no real solution, as algebra shows: no point obeys them, or f has no extreme "
          + "value there.")
    } else if points.isEmpty {
      notes.append("Either no point obeys the constraints, or f has no extreme value there, or it was not found.")
    } else if search.isComplete {
      notes.append(
        "There are no other candidates: the equations are polynomials, and these are all their real solutions.")
    } else {
      notes.append("Found from \(search.starts.counted("start")); there may be more.")
    }
    if points.contains(where: { $0.kind == .degenerate }) {
      let what = constraints.count == 1 ? "∇g vanishes" : "the constraints' gradients are dependent"
      notes.append("Where \(what) there is no multiplier: such a point is a candidate all the same (degenerate).")
    }
    if constraints.count == variables.count, !points.isEmpty {
      notes.append("As many equations as variables leave no way to move: the value at such a point is all there is.")
    } else if points.contains(where: { $0.kind == .inconclusive }), !search.isContinuum {
      notes.append("Inconclusive: the second derivatives along the constraint do not decide.")
    }
    return notes
  }

  var sentence: String? {
    guard let best else {
      return "No point was found where \(function.conditionText) can be extreme under the constraint."
    }
    let place = zip(variables, best.x.elements).map { "\($0) = \($1.formatted())" }.joined(separator: ", ")
    let kind = best.kind == .maximum ? "largest" : best.kind == .minimum ? "smallest" : "stationary"
    var words =
      "Under the constraint, \(function.conditionText) is \(kind) at \(place), where it is "
      + "\(best.value.formatted())."
    if let multipliers = best.multipliers {
      let prices = constraints.indices.prefix(3).map { i in
        "one more unit of \(constraints[i].sides.left) is worth \(multipliers[i].formatted())"
      }
      words += " " + prices.joined(separator: "; ").capitalisedFirst + "."
    }
    return words
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Requirement {
  /// The two sides of an equation as text: `2x + 2y` and `20`.
  var sides: (left: String, right: String) {
    let parts = text.split(separator: " = ", maxSplits: 1)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : (text, "0")
  }
}
