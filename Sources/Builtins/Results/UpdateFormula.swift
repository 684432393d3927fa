import Document
import LinearAlgebra
import Optimization

/// The first step's formula, in symbols and with the numbers filled in:
/// `w₁ = w₀ − η ∇g(w₀) = [0, 0] − 0.04·[−6, 20] = [0.24, −0.8]`.
struct UpdateFormula {
  let work: StepWork
  let names: DescentNames
  /// The point after the step.
  let result: Vector

  var text: Text {
    Text("\(names.point(1)) = \(symbolic) = ") + numeric + Text(" = ") + number(.vector(result), isFirst: true)
  }

  private enum Piece {
    case symbol(StepWork.Ingredient)
    case character(Character)
  }

  /// The formula cut at its symbols, the longest first: `x` also stands inside `∇f(x)`.
  private var pieces: [Piece] {
    let symbols = work.ingredients.sorted { $0.symbol.count > $1.symbol.count }
    var rest = work.formula[...]
    var pieces: [Piece] = []
    while let first = rest.first {
      if let ingredient = symbols.first(where: { rest.hasPrefix($0.symbol) }) {
        pieces.append(.symbol(ingredient))
        rest = rest.dropFirst(ingredient.symbol.count)
      } else {
        pieces.append(.character(first))
        rest = rest.dropFirst()
      }
    }
    return pieces
  }

  private var symbolic: String {
    pieces.map { piece in
      switch piece {
      case .character(let c): String(c)
      case .symbol(let ingredient):
        switch ingredient.symbol {
        case "x": names.point(0)
        case "∇f(x)": names.gradient(0)
        case let other: other
        }
      }
    }.joined()
  }

  private var numeric: Text {
    let pieces = pieces
    var text = Text([])
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .symbol(let ingredient): text = text + number(ingredient.value, isFirst: index == 0)
      case .character(" ") where index > 0 && index + 1 < pieces.count:
        // A blank between two factors is a product, which numbers need a sign for.
        text = text + Text(Self.ends(pieces[index - 1]) && Self.begins(pieces[index + 1]) ? "·" : " ")
      case .character(let c): text = text + Text(String(c))
      }
    }
    return text
  }

  private static func ends(_ piece: Piece) -> Bool {
    switch piece {
    case .symbol: true
    case .character(let c): c == ")"
    }
  }

  private static func begins(_ piece: Piece) -> Bool {
    switch piece {
    case .symbol: true
    case .character(let c): c == "(" || c == "√"
    }
  }

  private func number(_ value: StepWork.Ingredient.Value, isFirst: Bool) -> Text {
    switch value {
    case .number(let x): return isFirst || !(x < 0) ? .signed(x) : Text("(") + .signed(x) + Text(")")
    case .vector(let v) where names.shape == .scalar:
      let x = v.elements.first ?? .nan
      return isFirst || !(x < 0) ? .signed(x) : Text("(") + .signed(x) + Text(")")
    case .vector(let v): return Self.array(v.elements, names.shape)
    }
  }

  /// More elements than this are cut.
  private static let mostElements = 6

  /// A point on its own.
  static func point(_ v: Vector, _ shape: Shape) -> Text {
    shape == .scalar ? .signed(v.elements.first ?? .nan) : array(v.elements, shape)
  }

  private static func array(_ elements: [Double], _ shape: Shape) -> Text {
    if case .matrix(let rows, let columns) = shape {
      guard elements.count <= mostElements else { return Text("(\(rows)×\(columns))") }
      let lines = (0..<rows).map { i in joined((0..<columns).map { .signed(elements[i + $0 * rows]) }, " ") }
      return Text("[") + joined(lines, "; ") + Text("]")
    }
    let isCut = elements.count > mostElements
    let shown = (isCut ? Array(elements.prefix(4)) : elements).map { Text.signed($0) }
    let tail = isCut ? [Text("…")] + elements.suffix(1).map { Text.signed($0) } : []
    return Text("[") + joined(shown + tail, ", ") + Text("]")
  }

  private static func joined(_ texts: [Text], _ separator: String) -> Text {
    guard let first = texts.first else { return Text([]) }
    return texts.dropFirst().reduce(first) { $0 + Text(separator) + $1 }
  }
}

extension Text {
  /// A number in running mathematics, with the sign of mathematics: `−6`; 0 has none.
  static func signed(_ x: Double) -> Text {
    x < 0 ? Text("−") + .number(x.magnitude) : .number(x == 0 ? 0 : x)
  }
}
