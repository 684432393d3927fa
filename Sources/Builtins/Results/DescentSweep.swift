import Charts
import Document
import Evaluation
import LinearAlgebra
import Optimization
import Tables

/// One descent for each of several rates, or values of another option, beside one another.
struct DescentSweep: DomainValue, ResultType, Pictured {
  static let typeName = "sweep of descents"

  /// A descent with what makes it different from the others.
  struct Run: Sendable {
    /// The values of the options that vary, by their names.
    let settings: [Double]
    var descent: FunctionDescent
  }

  /// What varies: `rate`, `momentum`.
  let varied: [String]
  let runs: [Run]
  /// How many there were to be; more than there are when it was interrupted.
  let planned: Int
  let steps: Int
  /// The bound on the rate, of a function that curves upward.
  let bound: SafeRate?

  private var first: FunctionDescent { runs[0].descent }

  /// Where the run ended: over all the rows, when it went through them in batches.
  private static func end(_ run: Run) -> Double { run.descent.descent.point.whole ?? run.descent.descent.value }

  /// The run that ended lowest; of those that came as low but for a hundred-millionth of the way, the one with the
  /// fewest steps.
  var best: Run? {
    let arrived = runs.filter { $0.descent.ended && Self.end($0).isFinite }
    guard let least = arrived.map(Self.end).min(), let start = first.descent.path.first else { return nil }
    let enough = least + 1e-8 * max(0, (start.whole ?? start.value) - least)
    return arrived.filter { Self.end($0) <= enough }.min {
      $0.descent.descent.iterations < $1.descent.descent.iterations
    }
  }

  var fields: Record {
    let best = best
    return Record([
      .init("table", .table(table)),
      .init(
        "best", best.map { $0.settings.count == 1 ? .number($0.settings[0]) : .vector(Vector($0.settings)) } ?? .missing
      ),
      .init("value", best.map { .number(Self.end($0)) } ?? .missing),
      .init("x", best.map { $0.descent.value(at: $0.descent.descent.x) } ?? .missing),
      .init("limit", bound.map { .number($0.rate) } ?? .missing),
      .init("runs", .list(List(runs.map { .object($0.descent) }))),
    ])
  }

  private var table: Table {
    let settings = varied.indices.map { i in (name: varied[i], column: Column(runs.map { $0.settings[i] })) }
    return Table(
      uniform: settings + [
        ("value", Column(runs.map(Self.end))),
        ("slope", Column(runs.map { $0.descent.descent.path.last?.gradientNorm ?? .nan })),
        ("steps", Column(runs.map { Double($0.descent.descent.iterations) })),
        ("reason", Column(runs.map { $0.descent.descent.reason.word })),
      ])
  }

  // MARK: display

  var document: Document {
    let names = first.names
    let start = first.descent.path[0]
    let title =
      Text(type(of: first.descent.stepper).title) + Text(" from \(names.call) = ")
      + .number(start.whole ?? start.value) + Text(" · \(steps) steps at most")
    let best = best
    let rows = runs.map { run in
      let isBest = best.map { $0.settings == run.settings } ?? false
      let style: Style = isBest ? .strong : .plain
      return run.settings.map { Text.number($0) } + [
        .number(Self.end(run)), .number(run.descent.descent.path.last?.gradientNorm ?? .nan),
        Text("\(run.descent.descent.iterations)"),
        Text(run.descent.descent.reason.word + (isBest ? " · best" : ""), style),
      ]
    }
    let table = TextTable(
      header: varied.map { Text($0) } + [Text(names.call), Text(names.slope), Text("steps"), Text("ended")], rows: rows,
      alignments: Array(repeating: .decimal, count: varied.count + 2) + [.right, .left])
    return Document([.line(title), .table(table)] + closing.map { .line($0) })
  }

  private var closing: [Text] {
    var lines: [Text] = []
    if isInterrupted {
      lines.append(Text("interrupted: \(runs.count) of \(planned) descents had begun and are kept."))
    }
    if let best {
      let count = best.descent.descent.iterations
      let way = Text(" after \(count) step\(count == 1 ? "" : "s").")
      lines.append(
        Text("best: ") + described(best) + Text(", \(first.names.function) = ") + .number(Self.end(best)) + way
          + Text("   plot draws all of them", .dim))
    } else {
      lines.append(Text("Every one of them diverged or left the function's domain: try smaller rates."))
    }
    guard let bound else { return lines }
    let curvature = Text(", its largest curvature being λ = ") + .number(bound.curvature)
    if bound.isQuadratic {
      lines.append(
        Text("\(first.names.function) is quadratic: rates below ") + .number(bound.rate) + Text(" come to rest")
          + curvature + Text("."))
    } else {
      lines.append(
        Text("Near the start a rate below about ") + .number(bound.rate) + Text(" is needed") + curvature
          + Text(" there; elsewhere it may be less."))
    }
    return lines
  }

  private var isInterrupted: Bool {
    if case .interrupted = runs[runs.count - 1].descent.descent.reason { true } else { false }
  }

  private func described(_ run: Run) -> Text {
    zip(varied, run.settings).enumerated().reduce(Text([])) { text, item in
      text + Text(item.offset == 0 ? "" : ", ") + Text("\(item.element.0) ") + .number(item.element.1)
    }
  }

  var sentence: String? {
    let failed = runs.filter { !$0.descent.ended }
    let names = failed.map { described($0).plain }.joined(separator: "; ")
    let lost = failed.isEmpty ? "" : " \(names): \(failed.count == 1 ? "this one" : "these") went astray."
    guard let best else { return "None of the \(runs.count) descents came to rest; smaller rates may.\(lost)" }
    let steps = best.descent.descent.iterations
    return "Of \(runs.count) descents the one with \(described(best).plain) did best: "
      + "\(first.names.function) = \(Self.end(best).formatted()) after \(steps) step\(steps == 1 ? "" : "s").\(lost)"
  }

  // MARK: picture

  func picture(_ axes: ChartAxes, in context: inout Context) throws(EvaluationError) -> Chart? {
    do throws(ChartError) { return try loss(axes.options) } catch { throw error.asEvaluation }
  }

  /// The function along each descent; those that run away are cut where they leave the picture.
  private func loss(_ given: Chart.Options) throws(ChartError) -> Chart {
    var options = given
    if options.title.isEmpty { options.title = "\(first.names.call) by \(varied.joined(separator: " and "))" }
    let paths = runs.map { run in
      let rows = run.descent.descent.path
      // Batches jump; the value over all the rows is known at the ends of epochs.
      return run.descent.plan.batch == nil ? rows.map(\.value) : rows.compactMap(\.whole)
    }
    let start = paths.compactMap(\.first).first ?? 1
    let least = paths.flatMap { $0 }.filter(\.isFinite).min() ?? 0
    let isLifted = least <= 0
    if isLifted, options.y.label.isEmpty { options.y.label = "\(first.names.call) − least" }
    if options.y.label.isEmpty { options.y.label = first.names.call }
    if first.plan.batch != nil, options.x.label.isEmpty { options.x.label = "epoch" }
    let shift = isLifted ? least : 0
    let ceiling = (start - shift) * 1000
    let curves = zip(runs, paths).map { run, values in
      let shown = values.map { isLifted && $0 == least ? .nan : $0 - shift }.prefix {
        !(ceiling > 0) || !($0 > ceiling)
      }
      return (name: described(run).plain, values: Array(shown))
    }
    return try Chart.loss(curves, options)
  }
}

extension FunctionDescent {
  /// Whether it came to some end other than going astray.
  var ended: Bool {
    switch descent.reason {
    case .diverged, .notFinite: false
    default: true
    }
  }
}
