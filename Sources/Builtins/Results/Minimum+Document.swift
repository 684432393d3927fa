import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionMinimum {
  /// More variables than this leave only the first few.
  private static let mostVariables = 8

  private var noun: String { isGreatest ? "maximum" : "minimum" }

  /// What is made small: `f(x)`, or `Σ r(b)²` of a function that gives a vector.
  private var target: String { isSum ? "Σ \(names.call)²" : names.call }

  var document: Document {
    var blocks: [Block] = [.table(table)]
    blocks += lines.map { .line($0) }
    if starts > 1 { blocks += otherLines }
    let heading = Text("\(noun) of \(target) by \(search.method.title)", .dim)
    return Document([.section(heading, Document(blocks))])
  }

  private var table: TextTable {
    let count = shape.count
    let shown = count > Self.mostVariables ? 5 : count
    var rows = (0..<shown).map { i in
      [Text(names.variable(i)), .number(search.x[i]), Text(isHeld(i) ? "at its bound" : "", .dim)]
    }
    if shown < count { rows.append([Text("…", .dim), Text(""), Text("\(count - shown) more in field x", .dim)]) }
    rows.append([Text(target), .number(value), Text("")])
    if let gradient {
      rows.append([Text(isSum ? "‖∇Σ‖" : names.slope), .number(gradient.norm), Text("")])
    }
    return TextTable(rows: rows, alignments: [.left, .decimal, .left])
  }

  private func isHeld(_ index: Int) -> Bool { index < search.held.count && search.held[index] }

  private var lines: [Text] {
    var lines = [ending + Text(" · \(effort)", .dim)]
    if let obstacle {
      lines.append(Text("Without gradients (\(obstacle.title)), by values alone.", .dim))
    } else if search.descents.contains(where: { type(of: $0.stepper) != search.method }) {
      lines.append(Text("On the way: \(methods).", .dim))
    }
    lines.append(nature)
    return lines
  }

  private var effort: String {
    let steps = search.iterations.counted("step")
    return "\(search.evaluations.counted("evaluation")) in \(steps)"
  }

  /// The methods in the order in which they were used.
  private var methods: String {
    var titles: [String] = []
    for descent in search.descents where titles.last != type(of: descent.stepper).title {
      titles.append(type(of: descent.stepper).title)
    }
    return titles.joined(separator: ", then ")
  }

  private var ending: Text {
    switch search.ending {
    case .converged(let norm):
      if search.method == NelderMead.self { return Text("converged: the simplex shrank to a point") }
      if search.method == IntervalSearch.self {
        return Text(search.held.contains(true) ? "converged: an end of the interval" : "converged: the interval closed")
      }
      if search.held.allSatisfy({ $0 }), !search.held.isEmpty { return Text("converged: a bound holds every variable") }
      if search.held.contains(true) { return Text("converged: where no bound holds, the slope is ") + .number(norm) }
      if norm == 0 { return Text("converged: the slope is 0") }
      return Text("converged: the slope is down to ") + .number(norm)
    case .rounding: return Text("converged: what is left to \(isGreatest ? "rise" : "fall") is below rounding")
    case .kink: return Text("converged at a kink, where the slope jumps: nothing \(better) was found")
    case .unbounded:
      return Text("not converged: the value \(isGreatest ? "rises" : "falls") without end")
    case .endless:
      return Text(
        "not converged: the value goes on \(isGreatest ? "rising" : "falling") however far x goes, ever less")
    case .edge: return Text("converged at the edge: further \(isGreatest ? "uphill" : "downhill") f has no value")
    case .stalled: return Text("not converged: no \(better) point was found, though the slope is not 0")
    case .limit(let limit): return Text("not converged: stopped at the limit of \(limit.counted("step"))")
    case .interrupted: return Text("interrupted: this is the best point so far")
    case nil: return Text("under way")
    }
  }

  private var better: String { isGreatest ? "higher" : "lower" }

  /// What kind of point it is, and what is not known.
  private var nature: Text {
    guard search.isConverged else {
      switch search.ending {
      case .unbounded: return Text("There is no \(noun): values go beyond every limit.")
      case .endless: return Text("There is no \(noun): the value comes ever nearer to a limit that it may not reach.")
      default: return Text("Another start or method may do better.")
      }
    }
    if search.ending == .edge { return Text("Nothing near it is \(better); another start may find a \(better) one.") }
    if isSum, value <= 1e-14 { return Text("The squares sum to 0 but for rounding: nothing is lower.") }
    let elsewhere =
      search.method == IntervalSearch.self
      ? "a valley narrower than the grid it was looked for on may have been missed."
      : "another start may find a \(better) one."
    let isOnBound = search.held.contains(true)
    let held = isOnBound ? " along the variables that no bound holds" : ""
    let curvatures = search.curvatures.elements.map { sign * $0 }
    let (least, greatest) = (curvatures.min() ?? .nan, curvatures.max() ?? .nan)
    let range =
      least == greatest ? Text.number(least) : Text("from ") + .number(least) + Text(" to ") + .number(greatest)
    switch kind {
    case noun where !curvatures.isEmpty:
      let verb = isGreatest ? "downward" : "upward"
      return Text("A local \(noun), curving \(verb)\(curvatures.count > 1 ? " every way" : "")\(held) (") + range
        + Text("); \(elsewhere)")
    case "saddle": return Text("A saddle: it curves upward one way and downward another (") + range + Text(").")
    case "flat":
      return Text("Flat to second order in some direction, so it need not be the only \(noun) near; \(elsewhere)")
    case let other?: return Text("A local \(other).")
    default:
      return Text("A local \(noun)\(isOnBound ? " within the bounds" : ""); \(elsewhere)")
    }
  }

  private var otherLines: [Block] {
    let found = "\(starts) starts led to \(others.count) different \(others.count == 1 ? "point" : "points")"
    guard others.count > 1, shape.count <= Self.mostVariables else { return [.line(Text("\(found)."))] }
    let header = (0..<shape.count).map { Text(names.variable($0), .dim) } + [Text(target, .dim)]
    let rows = others.prefix(12).map { other in
      other.x.elements.map { Text.number($0) } + [.number(sign * other.value)]
    }
    let rest = others.count > 12 ? ", of which these are the best" : ""
    return [.line(Text("\(found)\(rest):")), .table(TextTable(header: header, rows: Array(rows)))]
  }

  var sentence: String? {
    let place = (0..<min(shape.count, 4)).map { "\(names.variable($0)) = \(search.x[$0].formatted(digits: 4))" }
    let rest = shape.count > 4 ? " and \(shape.count - 4) more" : ""
    let word = isGreatest ? "largest" : "smallest"
    let (at, size) = (place.joined(separator: ", ") + rest, value.formatted(digits: 4))
    switch search.ending {
    case .endless:
      return "\(target) has no \(word) value that it reaches: it goes on \(isGreatest ? "rising" : "falling"), "
        + "ever less, however far the variables go."
    case .unbounded: return "\(target) has no \(word) value: it \(isGreatest ? "rises" : "falls") without end."
    case .converged, .rounding, .kink, .edge:
      let sure = kind == noun ? "near there nothing is \(better)" : "nothing \(better) was found near there"
      return "\(target) is \(word), \(size), at \(at); \(sure), but another start may lead to a \(better) place."
    default:
      return "The search has not settled: the best so far is \(size) at \(at). Start from there, or elsewhere."
    }
  }
}
