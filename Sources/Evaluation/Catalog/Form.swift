/// One way to call a built-in function. The closure's types give arity, kinds and decoding; the labels give names,
/// defaults and options.
public struct Form: Sendable {
  /// What a decoded call still has to do.
  typealias Run = (inout Context) throws(EvaluationError) -> Value

  public let parameters: [Parameter]
  /// What the form gives back, for its signature.
  public let result: String
  /// Decoding and running are two phases: a form is chosen by decoding alone, so an error from the body, or from a
  /// function it calls, never selects another form.
  let bind: @Sendable (Arguments, String) throws(EvaluationError) -> Run

  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (inout Context, repeat each A) throws(F) -> R
  ) {
    self.parameters = parameters
    result = R.kind
    bind = { (arguments: Arguments, function: String) throws(EvaluationError) -> Run in
      var reader = ArgumentReader(arguments, function: function, parameters: parameters)
      let decoded = (repeat try reader.take((each A).self))
      try reader.finish(given: arguments.count)
      return { (context: inout Context) throws(EvaluationError) in
        do throws(F) { return try body(&context, repeat each decoded).value } catch { throw error.asEvaluation }
      }
    }
  }

  public init<each A: ArgumentType, R: ResultType, F: EvaluationFailure>(
    _ parameters: Parameter...,
    body: @escaping @Sendable (repeat each A) throws(F) -> R
  ) {
    self.parameters = parameters
    result = R.kind
    bind = { (arguments: Arguments, function: String) throws(EvaluationError) -> Run in
      var reader = ArgumentReader(arguments, function: function, parameters: parameters)
      let decoded = (repeat try reader.take((each A).self))
      try reader.finish(given: arguments.count)
      return { (_: inout Context) throws(EvaluationError) in
        do throws(F) { return try body(repeat each decoded).value } catch { throw error.asEvaluation }
      }
    }
  }

  /// `norm(x, [p = 2])`.
  public func signature(_ name: String) -> String {
    "\(name)(\(parameters.map(\.written).joined(separator: ", ")))"
  }
}
