import Document

/// One way to call a built-in function. The closure's types give arity, kinds and decoding; the labels give names,
/// defaults and options.
public struct Form: Sendable {
  /// What a decoded call still has to do.
  typealias Run = (inout Context) throws(EvaluationError) -> Value
  /// What is left of working a decoded call out by hand.
  typealias Work = (inout Context) throws(EvaluationError) -> Worked<Value>

  public let parameters: [Parameter]
  /// What the form gives back, for its signature.
  public let result: String
  /// Decoding and running are two phases: a form is chosen by decoding alone, so an error from the body, or from a
  /// function it calls, never selects another form.
  let bind: @Sendable (Arguments, String) throws(EvaluationError) -> Run
  /// The same for the derivation, where the form has one.
  let bindWork: (@Sendable (Arguments, String) throws(EvaluationError) -> Work)?
  /// The words that a parameter may be, by its name.
  public let choices: [String: [String]]

  init(
    parameters: [Parameter], result: String, choices: [String: [String]] = [:],
    bind: @escaping @Sendable (Arguments, String) throws(EvaluationError) -> Run,
    work: (@Sendable (Arguments, String) throws(EvaluationError) -> Work)? = nil
  ) {
    self.parameters = parameters
    self.result = result
    self.bind = bind
    bindWork = work
    self.choices = choices
  }

  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (inout Context, repeat each A) throws(F) -> R
  ) {
    self.init(
      parameters: parameters, result: R.kind, choices: Self.choices(parameters, repeat (each A).self),
      bind: Self.running(parameters, body))
  }

  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (repeat each A) throws(F) -> R
  ) {
    self.init(
      parameters: parameters, result: R.kind, choices: Self.choices(parameters, repeat (each A).self),
      bind: Self.running(parameters, body))
  }

  /// A form that can also show its work: `work` takes what `body` takes and ends in what `body` gives.
  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure, W: ResultType, G: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (repeat each A) throws(F) -> R,
    work: @escaping @Sendable (repeat each A) throws(G) -> Worked<W>
  ) {
    self.init(
      parameters: parameters, result: R.kind, choices: Self.choices(parameters, repeat (each A).self),
      bind: Self.running(parameters, body),
      work: Self.working(parameters, work))
  }

  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure, W: ResultType, G: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (inout Context, repeat each A) throws(F) -> R,
    work: @escaping @Sendable (repeat each A) throws(G) -> Worked<W>
  ) {
    self.init(
      parameters: parameters, result: R.kind, choices: Self.choices(parameters, repeat (each A).self),
      bind: Self.running(parameters, body),
      work: Self.working(parameters, work))
  }

  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure, W: ResultType, G: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (inout Context, repeat each A) throws(F) -> R,
    work: @escaping @Sendable (inout Context, repeat each A) throws(G) -> Worked<W>
  ) {
    self.init(
      parameters: parameters, result: R.kind, choices: Self.choices(parameters, repeat (each A).self),
      bind: Self.running(parameters, body),
      work: Self.working(parameters, work))
  }

  /// Whether it can be worked out by hand.
  public var showsWork: Bool { bindWork != nil }

  /// `norm(x, [p = 2])`.
  public func signature(_ name: String) -> String {
    "\(name)(\(parameters.map(\.written).joined(separator: ", ")))"
  }
}

extension Form {
  /// The words of all parameters that have them, as long as each type reads one parameter or names those it reads.
  private static func choices<each A: ArgumentType>(
    _ parameters: [Parameter], _ types: repeat (each A).Type
  ) -> [String: [String]] {
    var found: [String: [String]] = [:]
    var place = 0
    for words in repeat (each types).choices {
      for (name, words) in words {
        let own = parameters.indices.contains(place) ? parameters[place].name : name
        found[name.isEmpty ? own : name] = words
      }
      place += 1
    }
    return found
  }

  private static func running<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: [Parameter], _ body: @escaping @Sendable (inout Context, repeat each A) throws(F) -> R
  ) -> @Sendable (Arguments, String) throws(EvaluationError) -> Run {
    { (arguments: Arguments, function: String) throws(EvaluationError) -> Run in
      var reader = ArgumentReader(arguments, function: function, parameters: parameters)
      let decoded = (repeat try reader.take((each A).self))
      try reader.finish(given: arguments.count)
      return { (context: inout Context) throws(EvaluationError) in
        do throws(F) { return try body(&context, repeat each decoded).value } catch { throw error.asEvaluation }
      }
    }
  }

  private static func running<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: [Parameter], _ body: @escaping @Sendable (repeat each A) throws(F) -> R
  ) -> @Sendable (Arguments, String) throws(EvaluationError) -> Run {
    { (arguments: Arguments, function: String) throws(EvaluationError) -> Run in
      var reader = ArgumentReader(arguments, function: function, parameters: parameters)
      let decoded = (repeat try reader.take((each A).self))
      try reader.finish(given: arguments.count)
      return { (_: inout Context) throws(EvaluationError) in
        do throws(F) { return try body(repeat each decoded).value } catch { throw error.asEvaluation }
      }
    }
  }

  private static func working<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: [Parameter], _ body: @escaping @Sendable (inout Context, repeat each A) throws(F) -> Worked<R>
  ) -> @Sendable (Arguments, String) throws(EvaluationError) -> Work {
    { (arguments: Arguments, function: String) throws(EvaluationError) -> Work in
      var reader = ArgumentReader(arguments, function: function, parameters: parameters)
      let decoded = (repeat try reader.take((each A).self))
      try reader.finish(given: arguments.count)
      return { (context: inout Context) throws(EvaluationError) in
        // A key path would crash here: the runtime cannot name its type inside a parameter pack (Swift 6.3).
        do throws(F) { return try body(&context, repeat each decoded).map { $0.value } } catch {
          throw error.asEvaluation
        }
      }
    }
  }

  private static func working<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: [Parameter], _ body: @escaping @Sendable (repeat each A) throws(F) -> Worked<R>
  ) -> @Sendable (Arguments, String) throws(EvaluationError) -> Work {
    working(parameters) { (_: inout Context, arguments: repeat each A) throws(F) in
      try body(repeat each arguments)
    }
  }
}
