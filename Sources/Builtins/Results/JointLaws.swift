import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics

/// A multivariate normal as a value.
struct JointNormal: DomainValue, ArgumentType, ResultType {
  static let typeName = "distribution of several numbers"
  static let needed = "a multivariate normal such as MvNormal([0, 0], [1 0; 0 1])"

  let law: MvNormal

  /// Places from 1 as indices.
  func places(_ places: Vector, of function: String) throws(EvaluationError) -> [Int] {
    let chosen = places.elements.compactMap { Int(exactly: $0) }.map { $0 - 1 }
    let isGood = chosen.count == places.count && chosen.allSatisfy { $0 >= 0 && $0 < law.dimension }
    guard isGood, !chosen.isEmpty, Set(chosen).count == chosen.count else {
      throw EvaluationError(
        .argument(
          function: function, parameter: "places", needed: "different whole numbers from 1 to \(law.dimension)",
          got: Value.vector(places).written(digits: 6, atMost: 8)))
    }
    return chosen
  }

  var document: Document {
    let rows = (0..<law.dimension).map { i in
      [Text.number(law.mean[i])] + (0..<law.dimension).map { Text.number(law.covariance[i, $0]) }
    }
    let header =
      [Text("mean", .dim), Text("covariance", .dim)] + Array(repeating: Text(""), count: max(law.dimension - 1, 0))
    return Document([
      .section(Text("MvNormal of \(law.dimension) numbers"), Document([.table(TextTable(header: header, rows: rows))]))
    ])
  }

  /// Contours of the density of two numbers over three standard deviations.
  var figure: (any Figure)? {
    guard law.dimension == 2 else { return nil }
    func axis(_ i: Int) -> [Double] {
      let sd = law.covariance[i, i].squareRoot()
      return (0...60).map { law.mean[i] + sd * 3 * (Double($0) / 30 - 1) }
    }
    let (x, y) = (axis(0), axis(1))
    let heights = x.flatMap { a in y.map { law.pdf([a, $0]) } }
    return try? Chart.contour(
      x: x, y: y, z: Matrix(rows: y.count, columns: x.count, elements: heights),
      Chart.Options(title: "density", x: Axis("x₁"), y: Axis("x₂")))
  }

  var fields: Record {
    Record([
      .init("mean", .vector(Vector(law.mean))), .init("cov", .matrix(law.covariance)),
      .init("sd", .vector(Vector((0..<law.dimension).map { law.covariance[$0, $0].squareRoot() }))),
    ])
  }
}

/// A multinomial as a value.
struct JointCounts: DomainValue, ArgumentType, ResultType {
  static let typeName = "distribution of several counts"
  static let needed = "a multinomial such as Multinomial(6, [0.5, 0.5])"

  let law: Multinomial

  var document: Document {
    let p = law.probabilities.prefix(8).map { $0.formatted() }.joined(separator: ", ")
    return Document([
      .line(Text("Multinomial(\(law.n.formatted()), [\(p)\(law.probabilities.count > 8 ? ", …" : "")])"))
    ])
  }

  var fields: Record {
    Record([
      .init("n", .number(law.n)), .init("p", .vector(Vector(law.probabilities))),
      .init("mean", .vector(Vector(law.mean))), .init("cov", .matrix(law.covariance)),
    ])
  }
}

/// A fitted law as a value.
struct FittedLaw: DomainValue, ResultType {
  static let typeName = "fit"

  let distribution: RandomVariable
  private let fit: Fit
  /// Missing elements left out.
  private let dropped: Int

  init(fit: Fit, dropped: Int) {
    (self.fit, self.dropped) = (fit, dropped)
    distribution = RandomVariable(fit.distribution)
  }

  var document: Document {
    let rows = zip(fit.distribution.parameters, fit.standardErrors).map { parameter, se in
      [Text(parameter.name), .number(parameter.value), se.isNaN ? Text("–", .dim) : .number(se)]
    }
    let header = [Text(""), Text("estimate", .dim), Text("std. error", .dim)]
    var notes = Text("log-likelihood ") + .number(fit.logLikelihood) + Text(" · AIC ") + .number(fit.aic)
    notes = notes + Text(" · n \(fit.count)")
    if dropped > 0 { notes = notes + Text(" · \(dropped.counted("missing value")) left out") }
    return Document([
      .line(Text(fit.distribution.written()) + Text("   by maximum likelihood", .dim)),
      .table(TextTable(header: header, rows: rows, alignments: [.left])), .line(notes),
    ])
  }

  var figure: (any Figure)? { distribution.figure }

  var fields: Record {
    Record([
      .init("distribution", .object(distribution)),
      .init("estimate", .vector(Vector(fit.distribution.parameters.map(\.value)))),
      .init("se", .vector(Vector(fit.standardErrors))), .init("loglik", .number(fit.logLikelihood)),
      .init("aic", .number(fit.aic)), .init("bic", .number(fit.bic)), .init("n", .number(Double(fit.count))),
      .init("dropped", .number(Double(dropped))),
    ])
  }
}
