extension Chart {
  /// A place of the plane that has a name: where a curve is lowest, where it crosses the axis.
  public static func marks(_ marks: [Mark], _ options: Options = Options()) -> Chart { Chart([.marks(marks)], options) }
}

/// A point with a sign and words beside it.
public struct Mark: Codable, Equatable, Sendable {
  public let name: String
  /// Two of them.
  public let place: Samples
  /// What stands at the point.
  public let sign: Sign

  public enum Sign: String, Codable, Equatable, Sendable {
    /// A place among others: `o`.
    case candidate
    /// The one that was sought: `X`.
    case best
    /// A place on a curve: `*`.
    case point
  }

  /// - Parameter name: the words beside it; without any its coordinates.
  public init(_ name: String? = nil, x: Double, y: Double, sign: Sign = .point) {
    self.name = name ?? "(\(x.label(digits: 4)), \(y.label(digits: 4)))"
    place = Samples([x, y])
    self.sign = sign
  }

  var x: Double { place.values.first ?? .nan }
  var y: Double { place.values.last ?? .nan }
}

extension Mark.Sign {
  var character: Character {
    switch self {
    case .candidate: "o"
    case .best: "X"
    case .point: "*"
    }
  }
}

/// An arrow from a point on, in the units of the axes.
public struct Pointer: Codable, Equatable, Sendable {
  public let name: String
  /// From where to where: x, y, x, y.
  public let ends: Samples

  public init(_ name: String = "", x: Double, y: Double, dx: Double, dy: Double) {
    self.name = name
    ends = Samples([x, y, x + dx, y + dy])
  }
}

extension Drafting {
  /// - Parameter widens: whether the axes reach them too.
  mutating func marks(_ marks: [Mark], widens: Bool = true) {
    let (xScale, yScale) = (options.x.scale, options.y.scale)
    let middle = scene.x.extent.map { $0.low / 2 + $0.high / 2 } ?? 0
    for mark in marks {
      guard mark.x.isFinite, mark.y.isFinite else {
        skip(notFinite: 1)
        continue
      }
      let (x, y) = (xScale.place(mark.x), yScale.place(mark.y))
      guard x.isFinite, y.isFinite else {
        skip(withoutLogarithm: 1)
        continue
      }
      if widens { widen(x: Domain(x, x), y: Domain(y, y)) }
      let look = Scene.Look(series: mark.sign == .candidate ? 2 : 1)
      scene.shapes.append(.markers(.init(x: [x], y: [y], sign: mark.sign.character, look: look)))
      guard !mark.name.isEmpty else { continue }
      scene.shapes.append(
        .texts([.init(text: mark.name, x: x, y: y, look: look, isRight: x <= middle, isAbove: true)]))
    }
  }

  mutating func pointers(_ pointers: [Pointer]) {
    let (xScale, yScale) = (options.x.scale, options.y.scale)
    for pointer in pointers {
      let ends = pointer.ends.values
      guard ends.count == 4, ends.allSatisfy(\.isFinite) else {
        skip(notFinite: 1)
        continue
      }
      let (x0, y0) = (xScale.place(ends[0]), yScale.place(ends[1]))
      let (x1, y1) = (xScale.place(ends[2]), yScale.place(ends[3]))
      guard [x0, y0, x1, y1].allSatisfy(\.isFinite) else {
        skip(withoutLogarithm: 1)
        continue
      }
      widen(x: Domain(min(x0, x1), max(x0, x1)), y: Domain(min(y0, y1), max(y0, y1)))
      let look = Scene.Look(series: 3)
      scene.shapes.append(
        .segments(.init(x0: [x0], y0: [y0], x1: [x1], y1: [y1], hasHeads: true, look: look)))
      guard !pointer.name.isEmpty else { continue }
      scene.shapes.append(
        .texts([.init(text: pointer.name, x: x1, y: y1, look: look, isRight: x1 >= x0, isAbove: y1 >= y0)]))
    }
  }
}
