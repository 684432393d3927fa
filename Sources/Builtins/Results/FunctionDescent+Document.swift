import Document
import Evaluation
import LinearAlgebra
import Optimization

extension FunctionDescent {
  /// Before the first step what is descended and how; then the newest steps as a table.
  public var document: Document {
    guard !newest.isEmpty || descent.reason != nil else { return Document([.line(heading)]) }
    var blocks: [Block] = []
    if newest.contains(1), descent.path.count > 1, let work = descent.firstStep {
      blocks.append(.line(UpdateFormula(work: work, names: names, result: descent.path[1].x).text))
      if let remark { blocks.append(.line(Text(remark, .dim))) }
    }
    if !newest.isEmpty { blocks.append(.table(table)) }
    return Document(blocks + closing)
  }

  /// `plain gradient descent · rate 0.04 · g(w) = 19`.
  private var heading: Text {
    var title = Text(type(of: descent.stepper).title)
    // What is off by default is worth no word until it is on.
    for option in method.options where options.given[option.name] != nil || option.usual != 0 {
      if option.name == "rate", plan.search != nil { continue }
      let name = ["rate", "momentum"].contains(option.name) ? option.name : option.symbol
      if option.name == "rate", case .function(let f) = plan.pace {
        title = title + Text(" · rate \(f.printed)")
      } else {
        title = title + Text(" · \(name) ") + .number(options[option.name])
      }
    }
    if let search = plan.search {
      title = title + Text(" · \(search.title)")
      if method.takes("rate") { title = title + Text(", first rate ") + .number(options.given["rate"] ?? 1) }
    }
    if let set = plan.set { title = title + Text(" · \(set.formula)") + moved }
    if case .schedule(let schedule, let decay, let over) = plan.pace {
      title = title + Text(" · schedule \(schedule.formula)")
      if schedule.usualDecay != nil { title = title + Text(", decay ") + .number(decay) }
      if schedule.usualLength != nil { title = title + Text(", over ") + .number(over) }
    }
    return title + batches + Text(" · \(names.call) = ") + .number(descent.point.whole ?? descent.value)
      + (plan.batch == nil ? Text([]) : Text(" on all rows")) + flatness
  }

  private var options: StepperOptions { plan.options }

  /// A start outside the set is not where the descent begins.
  private var moved: Text {
    guard let start = descent.path.first?.x, start != asked, shape.count <= 6 else { return Text([]) }
    return Text(" · begins at ") + UpdateFormula.point(start, shape) + Text(", the nearest point to x0")
  }

  private var batches: Text {
    guard let data = plan.data else { return Text([]) }
    guard let batch = plan.batch else { return Text(" · \(data.rowCount) rows") }
    return Text(" · batches of \(batch) of \(data.rowCount) rows")
  }

  /// Where the gradient vanishes no step leads anywhere.
  var flatness: Text {
    let isFlat = !descent.gradient.elements.isEmpty && descent.gradient.elements.allSatisfy { $0 == 0 }
    guard isFlat, plan.batch == nil else { return Text([]) }
    return Text(" · \(names.slope) = 0 here, so a plain step stays")
  }

  /// What the formula's letters are, where they are not numbers given.
  private var remark: String? {
    if let search = plan.search, method.takes("rate") {
      return
        "d is what \(type(of: descent.stepper).title) adds at rate 1; \(search.title) finds η, and tries counts the "
        + "rates it looked at."
    }
    return switch descent.stepper {
    case is Momentum:
      "The velocity v starts at 0 and becomes μ v + \(names.gradient(0)); each step goes along the new one."
    case is Nesterov:
      "The velocity v starts at 0 and becomes μ v + \(names.gradient(0)); the step looks one velocity ahead."
    case let rule as Adam:
      "m̂ and ŝ are the running means of the gradient (β₁ \(rule.beta1.formatted())) and of its square "
        + "(β₂ \(rule.beta2.formatted())), each divided by 1 − βᵏ because they start at 0."
    case let rule as AdamW:
      "m̂ and ŝ are the running means of the gradient (β₁ \(rule.adam.beta1.formatted())) and of its square "
        + "(β₂ \(rule.adam.beta2.formatted())), each divided by 1 − βᵏ; beside the step, every variable shrinks by η λ."
    case is AdaGrad: "G is the sum of the squared slopes so far, for each variable its own."
    case let rule as RMSProp:
      "s is the running mean of the squared slopes (α \(rule.alpha.formatted())), for each variable its own."
        + (rule.momentum > 0 ? " The velocity v starts at 0." : "")
    case is Coordinate:
      "e is the direction of one variable, in turn; t leads to the lowest place along it."
    case is MiniBatches<SGD>: "The gradient is that of the batch whose turn it is, the rows in a random order."
    case is Projected:
      "P leads to the nearest point of the set; \(names.slope) is how far a step of the gradient's own length moves in it."
    case is NelderMead:
      "width is that of the simplex, or the spread of \(names.function) over its corners where that is larger."
    default: nil
    }
  }

  // MARK: the table

  /// More variables than this leave only the first few.
  private static let mostVariables = 6
  /// More steps than this are cut before they are laid out.
  static let mostRows = 1000

  private var table: TextTable {
    let count = shape.count
    let shown = count > Self.mostVariables ? 3 : count
    let isCut = count > shown
    let rows = shownRows
    // A rate that stays the same is said once, above; the value over all the rows is known at the end of an epoch.
    let showsRate = Set(rows.map(\.rate)).count > 1 || !isSteady
    let showsWhole = plan.batch != nil
    let variables = (0..<shown).map { Text(names.variable($0)) } + (isCut ? [Text("…")] : [])
    let values = showsWhole ? [Text("batch"), Text("all rows")] : [Text(names.call)]
    let slope = Text(showsWhole ? "\(names.slope), all" : names.slope)
    let tries = plan.search != nil
    let header =
      [Text("k")] + (showsRate ? [Text("η")] : []) + (tries ? [Text("tries")] : []) + variables + values + [
        slope, Text(names.stride),
      ]
    let lines = rows.map { row in
      [Text("\(row.iteration)")] + (showsRate ? [row.rate.map { .number($0) } ?? Text("")] : [])
        + (tries ? [Text("\(row.trials)")] : []) + row.x.elements.prefix(shown).map { .number($0) }
        + (isCut ? [Text("…", .dim)] : [])
        + [.number(row.value)] + (showsWhole ? [row.whole.map { .number($0) } ?? Text("")] : [])
        + [!showsWhole || row.whole != nil ? .number(row.gradientNorm) : Text(""), .number(row.stepNorm)]
    }
    let numbers = Array(repeating: TextTable.Alignment.decimal, count: showsWhole ? 4 : 3)
    let alignments: [TextTable.Alignment] =
      [.right] + (showsRate ? [.decimal] : []) + (tries ? [.right] : []) + Array(repeating: .decimal, count: shown)
      + (isCut ? [.left] : [])
      + numbers
    return TextTable(header: header, rows: lines, alignments: alignments)
  }

  private var isSteady: Bool { if case .constant = plan.pace { plan.search == nil } else { false } }

  private var shownRows: [Descent.Row] {
    let rows = descent.path[newest]
    return rows.count <= Self.mostRows ? Array(rows) : Array(rows.prefix(6)) + Array(rows.suffix(6))
  }
}
