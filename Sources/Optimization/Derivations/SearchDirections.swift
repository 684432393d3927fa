import Document
import LinearAlgebra

extension BFGS {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let (before, after) = (names.state("H"), names.state("H", after: true))
    var body: [Block] = []
    if let known = work.matrices["H"], known.isSmall { body.append(known.equation(before)) }
    body.append(.line(Text("d = −\(before) \(names.slope) = ") + names.write(work.state("d"))))
    let learned: [Block] = [
      .line("s is the step, y the change of the gradient along it, ρ = 1/y·s"),
      .line("\(after) = (I − ρ s yᵀ) \(before) (I − ρ y sᵀ) + ρ s sᵀ, so that \(after) y = s"),
    ]
    let shown = work.matrices["H′"].flatMap { $0.isSmall ? [$0.equation(after)] : nil } ?? []
    return [Derivation.Step("direction", Document(body))] + names.search(work, from: point, flat: search.flatness())
      + [Derivation.Step("learn the curvature", Document(learned + shown))]
      + [names.taken(work)]
  }
}

extension LBFGS {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let count = Int(work.state("pairs").elements.first ?? 0)
    let known =
      count == 0
      ? "nothing is known of the curvature yet: d = −\(names.slope)"
      : "the two loops over the last \(count) step\(count == 1 ? "" : "s") give d = −H \(names.slope) without H"
    return [
      Derivation.Step(
        "direction", Document([.line(Text(known)), .line(Text("d = ") + names.write(work.state("d")))]))
    ] + names.search(work, from: point, flat: search.flatness()) + [names.taken(work)]
  }
}

extension ConjugateGradient {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let beta = work.state("β").elements.first ?? 0
    var body: [Block] = []
    if direction.elements.isEmpty {
      body.append(.line("the first direction is straight downhill: d = −\(names.slope)"))
    } else if beta == 0 {
      body.append(.line("a new beginning, straight downhill: d = −\(names.slope)"))
    } else {
      let earlier = names.gradient(max(names.iteration - 1, 0))
      body.append(
        .line(Text("β = \(names.slope)·(\(names.slope) − \(earlier)) / ‖\(earlier)‖² = ") + beta.term))
      body.append(
        .line(
          Text("d = −\(names.slope) + β d = ") + names.write(point.gradient * -1) + Text(" + ")
            + names.scaled(beta, work.state("before"))))
    }
    body.append(.line(Text("d = ") + names.write(work.state("d"))))
    return [Derivation.Step("direction", Document(body))]
      + names.search(work, from: point, flat: search.flatness(ConjugateGradient.flatness)) + [names.taken(work)]
  }
}

extension Newton {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let name = "∇²\(names.function)"
    var body: [Block] = []
    if let hessian = work.matrices["∇²f"], hessian.isSmall { body.append(hessian.equation(name)) }
    if work.state("modified").elements.isEmpty {
      body.append(
        .line(Text("it is positive definite, so \(name) d = −\(names.slope) gives the lowest point of the quadratic")))
    } else {
      body.append(
        .line("it is not safely positive definite: its eigenvalues are taken by their size, so that d leads down"))
    }
    body.append(.line(Text("d = ") + names.write(work.state("d"))))
    let isCurving = !work.state("curving").elements.isEmpty
    return [Derivation.Step("direction", Document(body))]
      + names.search(work, from: isCurving ? nil : point, flat: search.flatness()) + [names.taken(work)]
  }
}

extension NelderMead {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    let ordered = simplex.sorted { $0.value < $1.value }
    let rows = ordered.prefix(8).map { vertex in [names.write(vertex.x), Text("  ") + vertex.value.term] }
    let corners = TextTable(
      header: [Text("corner", .dim), Text(names.function, .dim)], rows: rows, alignments: [.left, .decimal])
    var tried: [Block] = [
      .line(Text("c, the middle of all corners but the highest w, is ") + names.write(work.state("c"))),
      .line(Text("points c + t (c − w) with w = ") + names.write(work.state("w"))),
    ]
    tried += names.table(work, "t")
    return [
      Derivation.Step("simplex", Document([.table(corners)])),
      Derivation.Step("move the highest corner", Document(tried)),
      Derivation.Step(
        "step",
        Document([
          .line(
            Text("the lowest corner is now ") + names.write(work.state("best")) + Text(", a step of ")
              + names.write(work.move))
        ])),
    ]
  }
}

extension LevenbergMarquardt {
  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    var body: [Block] = []
    if let jacobian = work.matrices["J"], jacobian.isSmall {
      body.append(
        .equation(
          Equation(
            [.text(Text("J =")), .matrix(jacobian.grid), .text(Text("r =")), .matrix(work.state("r").grid)])))
    }
    body.append(.line("f = Σ r², and near the point r is about r + J p"))
    let used = work.state("λ").elements.last ?? .nan
    let system: [Block] = [
      .line("p solves (JᵀJ + λ D²) p = −Jᵀ r; D holds the greatest lengths of the columns of J so far")
    ]
    return [
      Derivation.Step("linear model", Document(body)),
      Derivation.Step("damping", Document(system + names.table(work, "λ"))),
      Derivation.Step(
        "step", Document([.line(Text("with λ = ") + used.term + Text(", p = ") + names.write(work.move))])),
    ]
  }
}

extension StepNames {
  /// What a line search asked for, and the rates that it tried, with what became of them.
  /// - Parameters:
  ///   - start: where it started; `nil` where something else than the slope there decided.
  ///   - path: in words, when it is not simply d.
  ///   - flat: the part of the slope that may be left, of a search that looks at slopes.
  func search(_ work: StepWork, from start: Iterate?, flat: Double?, along path: String = "along d") -> [Derivation
    .Step]
  {
    var asked: [Block] = [.line("\(point(iteration)) + η d, \(path)")]
    if let start {
      let slope = Double.dot(start.gradient.elements, work.state("d").elements)
      let fall = (Armijo.usualDecrease * slope).magnitude
      asked.append(.line(Text("the slope along d is \(self.slope)·d = ") + slope.term))
      asked.append(
        .line(Text("low enough: \(function) ≤ ") + start.value.term + Text(" − η·") + fall.term))
      if let flat {
        asked.append(
          .line(Text("flat enough: a slope of at most ") + (flat * slope).magnitude.term + Text(" either way")))
      }
    }
    return [Derivation.Step("line search", Document(asked + table(work, "η")))]
  }

  /// More trials than this leave out those in the middle.
  private static let most = 10

  func table(_ work: StepWork, _ rate: String) -> [Block] {
    let trials = work.trials
    let shown = trials.count <= Self.most ? trials : Array(trials.prefix(6)) + Array(trials.suffix(3))
    var rows = shown.map { [$0.rate.term, $0.value.term, Text($0.verdict)] }
    if shown.count < trials.count { rows.insert([Text("…", .dim), Text(""), Text("")], at: 6) }
    return [
      .table(
        TextTable(
          header: [Text(rate, .dim), Text(function, .dim), Text("")], rows: rows,
          alignments: [.decimal, .decimal, .left]))
    ]
  }

  /// The last line of rules with a line search.
  func taken(_ work: StepWork) -> Derivation.Step { step("η d", work.rate ?? .nan, work.state("d"), work.move) }
}

extension Matrix {
  fileprivate var isSmall: Bool { rows <= 6 && columns <= 4 }

  fileprivate var grid: Grid {
    let copy = self
    return Grid(rows: rows, columns: columns) { copy[$0, $1].term }
  }

  fileprivate func equation(_ name: String) -> Block {
    .equation(Equation([.text(Text("\(name) =")), .matrix(grid)]))
  }
}

extension Vector {
  fileprivate var grid: Grid {
    let copy = self
    return Grid(rows: count, columns: 1) { i, _ in copy[i].term }
  }
}
