import Document
import Evaluation
import LinearAlgebra
import Optimization
import Syntax

extension FunctionDescent {
  /// The function of the point alone: over all the rows, where it takes data too.
  var whole: Function {
    guard let data = plan.data, let body = try? Self.call(data.pieces.count) else { return function }
    let definition = Definition(
      name: nil, parameters: [Expression.Parameter(Self.name("w"), body.span)], expression: body,
      source: Source(body.printed), captured: [Self.name("f")] + data.pieces.indices.map { Self.name("d\($0)") })
    return Function(.defined(definition, captures: [.function(function)] + data.pieces))
  }

  private static func name(_ letter: String) -> Name { Name(letter) }

  /// `f(w, d0, d1)`
  private static func call(_ pieces: Int) throws(SyntaxError) -> Expression {
    let span = Span(0, 0)
    var arguments = [Expression.Argument(try Expression(.name(name("w")), span))]
    for i in 0..<pieces { arguments.append(.init(try Expression(.name(name("d\(i)")), span))) }
    return try Expression(.call(try Expression(.name(name("f")), span), arguments), span)
  }

  /// What became of it, in a sentence.
  public var sentence: String? {
    let (f, rows, count) = (names.function, descent.path, descent.iterations)
    let title = type(of: descent.stepper).title
    guard count > 0, let first = rows.first else { return "\(title) has taken no step yet; step(gd) takes one." }
    let (before, after) = (first.whole ?? first.value, descent.best.whole ?? descent.value)
    let verb = after < before ? "brought \(f) down" : "took \(f)"
    let start =
      "\(count) step\(count == 1 ? "" : "s") of \(title) \(verb) from \(before.formatted()) to \(after.formatted())"
    let place = shape.count <= 6 ? " at \(value(at: descent.x).written(digits: 6))" : ""
    return start + (plan.batch == nil ? place : " over all rows") + ending
  }

  private var ending: String {
    switch descent.reason {
    case nil, .iterationLimit: "; it may go on with more steps."
    case .converged: ", where it is level: a minimum, or at least a place with no way down at first sight."
    case .target: ", low enough."
    case .smallStep, .smallChange, .stalled: ", and hardly moves any more."
    case .interrupted: "; it was interrupted there, and step goes on."
    case .diverged: "; it is running away, and needs a smaller rate."
    case .notFinite: "; the next step would leave where \(names.function) has a value."
    }
  }
}
