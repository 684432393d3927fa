import Graph

extension Builtin {
  /// An elementary function: on numbers, on arrays element by element, on complex numbers where mathematics has
  /// them, and under gradients. Its calls bypass decoding. `more` are ways to call it with other arguments.
  public init(
    _ name: String, primitive: Primitive, parameters: Parameter..., summary: String, doc: String = "",
    facts: Facts = .none, examples: [Example], related: [String] = [], trace: TraceRule? = nil, _ more: Form...
  ) {
    let labels: [Parameter] = parameters.isEmpty ? (primitive.arity == 1 ? ["x"] : ["x", "y"]) : parameters
    let form = Form(elementwise: labels, name: name, primitive: primitive)
    self.init(
      name, summary: summary, doc: doc, facts: facts, examples: examples, related: related, primitive: primitive,
      trace: trace,
      forms: [form] + more)
  }
}

extension Form {
  /// The form of an elementary function, whose arguments may be numbers or arrays of any kind.
  fileprivate init(elementwise parameters: [Parameter], name: String, primitive: Primitive) {
    self.parameters = parameters
    result = "number or array"
    bind = { (arguments: Arguments, function: String) throws(EvaluationError) -> Run in
      var reader = ArgumentReader(arguments, function: function, parameters: parameters)
      var values: [Value] = []
      for _ in parameters { values.append(try reader.take(Value.self)) }
      try reader.finish(given: arguments.count)
      let operands = values
      return { (context: inout Context) throws(EvaluationError) in
        guard let builtin = context.catalog[name] else { return .missing }
        return try context.elementwise(primitive, builtin, operands)
      }
    }
  }
}
