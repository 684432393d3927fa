import Charts
import Document
import Evaluation
import Glibc
import Statistics

/// Something that happens or not: a region of one variable, or several of these joined.
public struct Event: DomainValue, ArgumentType, ResultType {
  public static let typeName = "event"
  public static let needed = "an event such as X < 2, where X is a distribution"

  indirect enum Condition: Sendable {
    case single(RandomVariable, Region)
    case both(Condition, Condition)
    case either(Condition, Condition)
  }

  /// More comparisons than this make cells without number, and a text that nobody reads.
  static let limit = 64

  let condition: Condition
  /// The variables it is about, each with the regions asked of it.
  private let variables: [(variable: RandomVariable, regions: [Region])]

  private init(_ variable: RandomVariable, _ region: Region) {
    (condition, variables) = (.single(variable, region), [(variable, [region])])
  }

  private init(_ condition: Condition, _ variables: [(variable: RandomVariable, regions: [Region])]) {
    (self.condition, self.variables) = (condition, variables)
  }

  /// X in a region of X's own values.
  init(_ variable: RandomVariable, in region: (below: (Double, Bool)?, above: (Double, Bool)?)) {
    var result = Region.all
    for (end, isBelow) in [(region.below, true), (region.above, false)] {
      guard let (x, isIn) = end else { continue }
      let t = variable.origin(x)
      result = result.intersection(
        isBelow == (variable.scale > 0) ? .below(t, including: isIn) : .above(t, including: isIn))
    }
    self.init(variable, result)
  }

  init(_ variable: RandomVariable, among values: [Double]) {
    self.init(variable, .points(values.map { variable.origin($0) }))
  }

  // MARK: joining

  func and(_ other: Event) throws(RandomError) -> Event { try joined(other, isBoth: true) }
  func or(_ other: Event) throws(RandomError) -> Event { try joined(other, isBoth: false) }
  var negated: Event {
    Event(Self.negated(condition), variables.map { ($0.variable, $0.regions.map(\.complement)) })
  }

  private func joined(_ other: Event, isBoth: Bool) throws(RandomError) -> Event {
    if case .single(let x, let r) = condition, case .single(let y, let s) = other.condition, x.identity === y.identity {
      return Event(x, isBoth ? r.intersection(s) : r.union(s))
    }
    var all = variables
    for (variable, regions) in other.variables {
      if let place = all.firstIndex(where: { $0.variable.identity === variable.identity }) {
        all[place].regions += regions
      } else {
        all.append((variable, regions))
      }
    }
    guard all.reduce(0, { $0 + $1.regions.count }) <= Self.limit else { throw .tooManyParts(limit: Self.limit) }
    return Event(isBoth ? .both(condition, other.condition) : .either(condition, other.condition), all)
  }

  private static func negated(_ c: Condition) -> Condition {
    switch c {
    case .single(let x, let region): .single(x, region.complement)
    case .both(let a, let b): .either(negated(a), negated(b))
    case .either(let a, let b): .both(negated(a), negated(b))
    }
  }

  // MARK: probability

  var isJoint: Bool { variables.count > 1 }

  /// The logarithm of its probability, of several variables as if they were independent.
  func logProbability() throws(RandomError) -> Double {
    if variables.count == 1 {
      let region = Self.region(condition, RegionCell(variables[0].variable, .all))
      return region.logProbability(of: variables[0].variable.base)
    }
    // Each variable's line is cut where any region of it begins or ends; the event is a set of products of these cells.
    var axes: [[(cell: Region, log: Double)]] = []
    var count = 1
    for (variable, regions) in variables {
      var cells = [Region.all]
      for region in regions {
        cells = cells.flatMap { [$0.intersection(region), $0.intersection(region.complement)] }.filter { !$0.isEmpty }
      }
      count *= cells.count
      guard count <= 200_000 else { throw .tooManyCells }
      axes.append(cells.map { ($0, $0.logProbability(of: variable.base)) })
    }
    var logs: [Double] = []
    for index in 0..<count {
      var (rest, log, chosen) = (index, 0.0, [RegionCell]())
      for (axis, entry) in zip(axes, variables) {
        let cell = axis[rest % axis.count]
        rest /= axis.count
        log += cell.log
        chosen.append(RegionCell(entry.variable, cell.cell))
      }
      if Self.holds(condition, chosen) { logs.append(log) }
    }
    guard let most = logs.max(), most > -.infinity else { return -.infinity }
    return most + Glibc.log(logs.reduce(0) { $0 + exp($1 - most) })
  }

  /// Its probability.
  func probability() throws(RandomError) -> Double {
    guard variables.count == 1 else { return exp(try logProbability()) }
    let region = Self.region(condition, RegionCell(variables[0].variable, .all))
    return region.probability(of: variables[0].variable.base)
  }

  private struct RegionCell {
    let variable: RandomVariable
    let region: Region
    init(_ variable: RandomVariable, _ region: Region) { (self.variable, self.region) = (variable, region) }
  }

  private static func region(_ c: Condition, _ cell: RegionCell) -> Region {
    switch c {
    case .single(_, let region): region
    case .both(let a, let b): region(a, cell).intersection(region(b, cell))
    case .either(let a, let b): region(a, cell).union(region(b, cell))
    }
  }

  private static func holds(_ c: Condition, _ cells: [RegionCell]) -> Bool {
    switch c {
    case .single(let x, let region):
      cells.contains { $0.variable.identity === x.identity && !$0.region.intersection(region).isEmpty }
    case .both(let a, let b): holds(a, cells) && holds(b, cells)
    case .either(let a, let b): holds(a, cells) || holds(b, cells)
    }
  }

  // MARK: telling

  /// The region of its one variable.
  var single: (variable: RandomVariable, region: Region)? {
    guard variables.count == 1 else { return nil }
    return (variables[0].variable, Self.region(condition, RegionCell(variables[0].variable, .all)))
  }

  /// `1 < X < 2`, with X, Y, Z for the variables.
  var written: String {
    func text(_ c: Condition, _ inAnd: Bool) -> String {
      switch c {
      case .single(let x, let region):
        let place = variables.firstIndex { $0.variable.identity === x.identity } ?? 0
        let text = region.written(["X", "Y", "Z", "U", "V", "W"][place % 6])
        return inAnd && region.pieces.count > 1 ? "(\(text))" : text
      case .both(let a, let b): return "\(text(a, true)) and \(text(b, true))"
      case .either(let a, let b):
        let whole = "\(text(a, false)) or \(text(b, false))"
        return inAnd ? "(\(whole))" : whole
      }
    }
    return single.map { $0.region.written("X") } ?? text(condition, false)
  }

  public var document: Document {
    guard let (variable, _) = single, let p = try? probability() else {
      return Document([.line(Text("\(written)") + Text("   of \(variables.count) variables", .dim))])
    }
    let law = RandomVariable.written(variable.base)
    return Document([.line(Text(written) + Text(" where X ~ \(law)   P = ", .dim) + .number(p))])
  }

  public var figure: (any Figure)? {
    guard let (variable, region) = single, let p = try? probability() else { return nil }
    guard let plain = try? variable.moved(scale: 1 / variable.scale, shift: -variable.shift / variable.scale) else {
      return nil
    }
    return try? plain.drawn(
      region, title: "P(\(written)) = \(p.formatted()), X ~ \(RandomVariable.written(variable.base))")
  }

  public var fields: Record {
    var fields = [Record.Field("event", .text(written)), .init("variables", .number(Double(variables.count)))]
    if !isJoint, let p = try? probability() { fields.append(.init("p", .number(p))) }
    return Record(fields)
  }
}

/// An event seen under a condition, which only `P` takes.
struct ConditionalEvent: DomainValue, ArgumentType, ResultType {
  static let typeName = "conditional event"
  static let needed = "an event given another, such as X > 2 | X > 1"

  let event: Event
  let given: Event

  private let both: Event

  init(_ event: Event, given: Event) throws(RandomError) {
    (self.event, self.given) = (event, given)
    both = try event.and(given)
  }

  var isJoint: Bool { both.isJoint }

  /// P(A and B) / P(B), in logarithms: both may be too small to hold where their ratio is not.
  func probability() throws(RandomError) -> Double {
    let whole = try given.logProbability()
    guard whole > -.infinity else { throw .impossible(event: given.written) }
    let part = try both.logProbability()
    guard part > -700, whole > -700 else { return exp(part - whole) }
    return try both.probability() / given.probability()
  }

  var document: Document { Document([.line(Text("\(event.written) given \(given.written)"))]) }
  var fields: Record { Record([.init("event", .object(event)), .init("given", .object(given))]) }
}

extension Region {
  /// `X < 2`, `1 < X ≤ 2`, `X in {1, 3}` …
  func written(_ name: String) -> String {
    if isEmpty { return "never" }
    let points = pieces.filter { $0.low == $0.high }
    if points.count == pieces.count {
      if points.count == 1 { return "\(name) == \(points[0].low.formatted())" }
      return
        "\(name) in {\(points.prefix(6).map { $0.low.formatted() }.joined(separator: ", "))\(points.count > 6 ? ", …" : "")}"
    }
    let gaps = complement.pieces
    if gaps.isEmpty { return "always" }
    if gaps.allSatisfy({ $0.low == $0.high }), gaps.count == 1 { return "\(name) ≠ \(gaps[0].low.formatted())" }
    return pieces.map { piece in
      let (low, high) = (piece.low.formatted(), piece.high.formatted())
      if piece.low == piece.high { return "\(name) == \(low)" }
      let less = piece.hasHigh ? "≤" : "<"
      if piece.low == -.infinity { return "\(name) \(less) \(high)" }
      if piece.high == .infinity { return "\(name) \(piece.hasLow ? "≥" : ">") \(low)" }
      return "\(low) \(piece.hasLow ? "≤" : "<") \(name) \(less) \(high)"
    }.joined(separator: " or ")
  }
}
