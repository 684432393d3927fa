import Document
import Numerics

extension PowerIteration {
  /// The iteration as it went: the first multiplication with its numbers, then a row for each, how fast it closed in,
  /// and why it stopped. No value where it did not.
  /// - Throws: what `init(_:start:tolerance:limit:)` throws.
  public static func worked(
    _ a: Matrix, start: Vector? = nil, tolerance: Double = 1e-12, limit: Int = 10_000
  ) throws(MathError) -> Worked<PowerIteration> {
    try a.requireShowable()
    var (run, nudged) = (Record(), Record())
    let found = try PowerIteration(a, start: start, tolerance: tolerance, limit: limit) { step in
      if step.isNudged { nudged.add(step) } else { run.add(step) }
    }
    return PowerWork(a: a, tolerance: tolerance, found: found, run: run, nudged: found.restarted ? nudged : nil).worked
  }

  /// The multiplications at the beginning and at the end of a run; those between tell nothing new.
  fileprivate struct Record {
    private(set) var first: [Step] = []
    private(set) var last: [Step] = []
    private(set) var count = 0
    /// The factors by which the residual fell from one to the next, newest last.
    private(set) var ratios: [Double] = []

    var newest: Step? { last.last ?? first.last }

    mutating func add(_ step: Step) {
      if let newest, newest.residual > 0 { ratios = ratios.suffix(7) + [step.residual / newest.residual] }
      count += 1
      if count <= 6 { first.append(step) } else { last = last.suffix(2) + [step] }
    }
  }
}

private struct PowerWork {
  let a: Matrix
  let tolerance: Double
  let found: PowerIteration
  let run: PowerIteration.Record
  /// The run that followed when the first had stood still at a smaller eigenvalue.
  let nudged: PowerIteration.Record?

  private var record: PowerIteration.Record { nudged ?? run }

  var worked: Worked<PowerIteration> {
    var derivation = Derivation(
      goal: .line("the eigenvalue of largest modulus, by multiplying again and again"),
      .equation(.text("A ="), .matrix(a)))
    if let step = run.first.first { derivation.step("first multiplication", opening(step)) }
    derivation.step("again and again", .table(table(run)))
    if let nudged, let last = run.newest {
      derivation.step(
        "nudge",
        .line(
          Text("the vector stood still at λ = ") + last.value.term
            + Text(": the start had no part along the dominant eigenvector. Nudged off it, the iteration goes on:")),
        .table(table(nudged)))
    }
    derivation.step("how fast", speed)
    guard found.converged else {
      derivation.step("stop", .line("no end after \(found.iterations) steps: the direction keeps changing"))
      derivation.conclude(.line("none: two eigenvalues of equal modulus keep the vector turning"))
      return Worked(nil, derivation)
    }
    let size = found.value.magnitude
    let last = record.newest
    derivation.step(
      "stop",
      .line(
        Text("‖A v − λ v‖ = ") + (last?.residual ?? 0).term + Text(" ≤ ") + tolerance.term + Text(" |λ| = ")
          + (tolerance * size).term
          + Text(" after \(found.iterations) multiplication\(found.iterations == 1 ? "" : "s")")))
    derivation.conclude(
      .line(Text("λ = ") + .exactTerm(found.value) + Text(",  v = ") + Writing.vector(found.vector)))
    if let image = try? a * found.vector,
      let rest = try? image.zipped(found.vector, { [found] in $0 - found.value * $1 })
    {
      let error = size > 0 ? rest.norm / size : rest.norm
      derivation.check(.line(Writing.identity("A v = λ v", worst: error)))
    }
    return Worked(found, derivation)
  }

  private func opening(_ step: PowerIteration.Step) -> [Block] {
    return [
      .line(Text("v₀ = ") + Writing.vector(step.vector) + Text(", of length 1")),
      .line(Text("A v₀ = ") + Writing.vector(step.image)),
      .line(
        Text("Rayleigh quotient  λ = v₀·A v₀ = ") + step.value.term),
      .line(
        Text("v₁ = A v₀/‖A v₀‖ = ")
          + (step.image.norm > 0 ? Writing.vector(step.image / step.image.norm) : Text("undefined, as A v₀ = 0"))),
    ]
  }

  private func table(_ record: PowerIteration.Record) -> TextTable {
    let all = record.first + record.last
    let hidden = record.count - all.count
    var rows: [[Text]] = []
    for (place, step) in all.enumerated() {
      if place == record.first.count, hidden > 0 { rows.append([Text("…", .dim)]) }
      let number = place < record.first.count ? place + 1 : record.count - all.count + place + 1
      let previous = place > 0 && !(place == record.first.count && hidden > 0) ? all[place - 1] : nil
      let ratio = previous.flatMap { $0.residual > 0 ? step.residual / $0.residual : nil }
      rows.append([
        Text("\(number)"), .number(step.value), Text(step.residual.formatted(digits: 4)),
        Text(ratio?.formatted(digits: 4) ?? ""), next(step),
      ])
    }
    return TextTable(
      header: ["k", "λ", "‖A v − λ v‖", "ratio", "next v"], rows: rows,
      alignments: [.right, .decimal, .decimal, .decimal, .left])
  }

  /// The next vector as words, which wrap where numbers would have to be left out.
  private func next(_ step: PowerIteration.Step) -> Text {
    let size = step.image.norm
    let unit = size > 0 ? step.image / size : step.image
    let shown = unit.elements.prefix(6).map { $0.formatted(digits: 5) }
    return Text("[\(shown.joined(separator: ", "))\(unit.count > 6 ? ", …" : "")]")
  }

  /// The ratio seen, beside the one the eigenvalues promise.
  private var speed: [Block] {
    let values =
      (try? Eigen.values(a)).map { values -> [Double] in
        switch values {
        case .real(let v): v.elements.map(\.magnitude)
        case .complex(let v): v.elements.map(\.modulus)
        }
      }?.sorted(by: >) ?? []
    let promised = values.count > 1 && values[0] > 0 ? values[1] / values[0] : nil
    let seen = record.ratios.filter { $0 > 0 && $0 < 1 }
    let theory = promised.map { Text("|λ₂/λ₁| = ") + $0.term }
    guard seen.count > 2 else {
      return [
        .line((theory ?? Text("one step was enough")) + Text(theory == nil ? "" : "; it was over too soon to see it"))
      ]
    }
    let middle = seen.sorted()[seen.count / 2]
    return [
      .line(
        Text("each step leaves about ") + middle.term + Text(" of the residual")
          + (theory.map { Text("; ") + $0 } ?? Text([])))
    ]
  }
}
