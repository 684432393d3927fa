import Syntax

/// Something that can be called. Identity matters: compiled bodies are kept by it.
public final class Function: Sendable {
  public enum Body: Sendable {
    /// `f(x) = …` or `x -> …`, with the locals it saw when it was made.
    case defined(Definition, captures: [Value])
    case builtin(Builtin)
    /// `f'`: the derivative of a function of one number.
    case derivative(Function)
    /// `∇f`: the gradient in all of f's arguments.
    case gradient(Function)
    /// All second derivatives in all of f's arguments, as a matrix.
    case hessian(Function)
    /// All first derivatives of a function to an array, as a matrix: a row for each element it gives.
    case jacobian(Function)
  }

  public let body: Body
  /// A derivative written out, where that was asked for.
  public let closedForm: ClosedForm?

  public init(_ body: Body, closedForm: ClosedForm? = nil) {
    self.body = body
    self.closedForm = closedForm
  }
}

/// What a derivative is when it is written out.
public enum ClosedForm: Sendable {
  /// The formula, and where it does not hold: `x ≠ 0`.
  case formula(Definition, except: String?)
  /// Why there is none: `rank has no formula`.
  case none(String)
}

/// The text of a function: its parameters, its expression, and the source both were read from.
public final class Definition: Sendable {
  public let name: Name?
  public let parameters: [Expression.Parameter]
  public let expression: Expression
  public let source: Source
  /// Locals of the functions around it that the body uses; their values travel with the function.
  public let captured: [Name]
  /// Made inside another function or a block: it finds itself by its own name, not in the notebook.
  public let isLocal: Bool
  /// One of many that differ by a constant: the display says so.
  public let isAntiderivative: Bool

  public init(
    name: Name?, parameters: [Expression.Parameter], expression: Expression, source: Source, captured: [Name] = [],
    isLocal: Bool = false, isAntiderivative: Bool = false
  ) {
    self.name = name
    self.parameters = parameters
    self.expression = expression
    self.source = source
    self.captured = captured
    self.isLocal = isLocal
    self.isAntiderivative = isAntiderivative
  }

  /// How many arguments a call must give.
  public var required: Int { parameters.count { $0.fallback == nil } }
}

/// A piece of source text that spans refer to.
public final class Source: Sendable, Hashable {
  public let text: String
  /// What the text is called in messages: `[3]`, or empty for the line being typed.
  public let label: String

  public init(_ text: String, label: String = "") {
    self.text = text
    self.label = label
  }

  public static func == (a: Source, b: Source) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Function {
  /// The numbers of arguments a call may give; `nil` when it is open (a built-in function with several forms).
  public var arity: ClosedRange<Int>? {
    switch body {
    case .defined(let definition, _): definition.required...definition.parameters.count
    case .builtin: nil
    case .derivative(let f), .gradient(let f), .hessian(let f), .jacobian(let f): f.arity
    }
  }

  /// The expression that makes this function: `x -> x^2`, `f'`.
  public var printed: String {
    if case .formula(let definition, _)? = closedForm {
      return "\(Self.printed(definition.parameters)) -> \(definition.expression.printed)"
    }
    return called
  }

  /// The gradient that a partial derivative takes an element of; a name nobody can type.
  private static let gradientName = Name(" ∇f")

  /// The partial derivative by one argument of a function of several: that element of its gradient.
  public convenience init(partialOf f: Function, _ names: [Name], by place: Int) throws(SyntaxError) {
    let at = Span(0, 0)
    var arguments: [Expression.Argument] = []
    for name in names { arguments.append(.init(try Expression(.name(name), at))) }
    let gradient = try Expression(.call(Expression(.name(Self.gradientName), at), arguments), at)
    let element = try Expression(.index(gradient, [.at(Expression(.number(Double(place + 1)), at))]), at)
    let definition = Definition(
      name: nil, parameters: names.map { Expression.Parameter($0, at) }, expression: element,
      source: Source("derivative(\(f.handle), \"\(names[place].spelling)\")"), captured: [Self.gradientName])
    self.init(.defined(definition, captures: [.function(Function(.gradient(f)))]))
  }

  /// The function that this is a partial derivative of by name, and the place of the argument.
  var partial: (of: Function, place: Int)? {
    guard case .defined(let definition, let captures) = body, definition.captured == [Self.gradientName],
      case .function(let gradient)? = captures.first, case .gradient(let f) = gradient.body,
      case .index(_, let indices) = definition.expression.kind, case .at(let index)? = indices.first,
      case .number(let place) = index.kind
    else { return nil }
    return (f, Int(place) - 1)
  }

  /// The function by its name or the names it is made of, whether or not it can be written out.
  private var called: String {
    switch body {
    case .defined(let definition, _):
      partial == nil
        ? "\(Self.printed(definition.parameters)) -> \(definition.expression.printed)" : definition.source.text
    case .builtin(let builtin): builtin.name
    case .derivative(let f): "\(f.handle)'"
    case .gradient(let f): "grad(\(f.handle))"
    case .hessian(let f): "hessian(\(f.handle))"
    case .jacobian(let f): "jacobian(\(f.handle))"
    }
  }

  /// The names of its parameters, of a function written in the language.
  var parameterNames: [Name]? {
    switch body {
    case .defined(let definition, _): definition.parameters.map(\.name)
    case .builtin: nil
    case .derivative(let f), .gradient(let f), .hessian(let f), .jacobian(let f): f.parameterNames
    }
  }

  /// The function's name, or its whole text in brackets.
  public var handle: String {
    switch body {
    case .defined(let definition, _): definition.name?.spelling ?? (partial == nil ? "(\(called))" : called)
    case .builtin, .derivative, .gradient, .hessian, .jacobian: called
    }
  }

  private static func printed(_ parameters: [Expression.Parameter]) -> String {
    if parameters.count == 1, let only = parameters.first, only.fallback == nil { return only.name.spelling }
    return "(\(parameters.map(\.printed).joined(separator: ", ")))"
  }
}
