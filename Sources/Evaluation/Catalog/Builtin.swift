import Graph

/// One built-in function: everything that completion, help, errors and the reference page know of it.
public struct Builtin: Sendable {
  /// An input and what it gives, as a one-line value.
  public struct Example: Hashable, Sendable {
    public let input: String
    public let result: String

    public init(_ input: String, _ result: String) {
      self.input = input
      self.result = result
    }
  }

  public let name: String
  public let summary: String
  /// Shapes, units, errors, method and source, in sentences.
  public let doc: String
  public let examples: [Example]
  public let related: [String]
  public let forms: [Form]
  /// The elementary function that this name stands for, when it is one.
  public let primitive: Primitive?
  /// How the call enters the graph when an argument is being differentiated.
  public let trace: TraceRule?

  /// Adds the call to the graph being traced.
  public typealias TraceRule = @Sendable (Arguments, inout Context) throws(EvaluationError) -> Value?

  public init(
    _ name: String, summary: String, doc: String = "", examples: [Example], related: [String] = [],
    trace: TraceRule? = nil, _ forms: Form...
  ) {
    self.init(
      name, summary: summary, doc: doc, examples: examples, related: related, primitive: nil, trace: trace,
      forms: forms)
  }

  init(
    _ name: String, summary: String, doc: String, examples: [Example], related: [String], primitive: Primitive?,
    trace: TraceRule?, forms: [Form]
  ) {
    self.name = name
    self.summary = summary
    self.doc = doc
    self.examples = examples
    self.related = related
    self.forms = forms
    self.primitive = primitive
    self.trace = trace
  }

  /// Every way to call it. Forms that differ only in the kinds they take are written once.
  public var signatures: [String] {
    var written: [String] = []
    for form in forms where !written.contains(form.signature(name)) { written.append(form.signature(name)) }
    return written
  }

  /// Chooses the form whose parameters take the arguments, and runs it.
  public func call(_ arguments: Arguments, in context: inout Context) throws(EvaluationError) -> Value {
    if arguments.hasTraced, let trace, let traced = try trace(arguments, &context) { return traced }
    var best: EvaluationError?
    for form in forms {
      let run: Form.Run
      do throws(EvaluationError) { run = try form.bind(arguments, name) } catch {
        best = Self.closer(best, error)
        continue
      }
      return try run(&context)
    }
    if arguments.hasTraced { throw EvaluationError(.notDifferentiable(name)) }
    throw (best ?? EvaluationError(.arity(function: name, signatures: [], got: arguments.count))).adding(signatures)
  }

  /// Of two refusals, the one that came closer to a call; of one argument by two forms, what either would take.
  private static func closer(_ a: EvaluationError?, _ b: EvaluationError) -> EvaluationError {
    func rank(_ e: EvaluationError) -> Int {
      switch e.kind {
      case .choice, .unknownOption, .repeatedArgument: 3
      case .argument: 2
      case .missingArgument: 1
      default: 0
      }
    }
    guard let a else { return b }
    if case .argument(let function, let parameter, let needed, let got) = a.kind,
      case .argument(_, _, let alternative, got) = b.kind
    {
      let known = needed.split(separator: " or ").contains { $0 == alternative }
      return EvaluationError(
        .argument(
          function: function, parameter: parameter, needed: known ? needed : "\(needed) or \(alternative)", got: got))
    }
    return rank(b) > rank(a) ? b : a
  }
}

extension EvaluationError {
  /// The same refusal, with every way to call the function.
  fileprivate func adding(_ signatures: [String]) -> EvaluationError {
    var copy = self
    switch kind {
    case .arity(let function, _, let got): copy.kind = .arity(function: function, signatures: signatures, got: got)
    case .missingArgument(let function, let parameter, _):
      copy.kind = .missingArgument(function: function, parameter: parameter, signatures: signatures)
    default: break
    }
    return copy
  }
}

/// The built-in functions and constants, by name.
public struct Catalog: Sendable {
  /// Functions that belong together in help and reference.
  public struct Topic: Sendable {
    public let name: String
    public let builtins: [Builtin]

    public init(_ name: String, _ builtins: [Builtin]) {
      self.name = name
      self.builtins = builtins
    }
  }

  public let topics: [Topic]
  /// `pi`, `e`, `inf`, `nan`, `I`, `i`.
  public let constants: [String: Value]
  private let functions: [String: Function]
  private let builtins: [String: Builtin]

  public init(topics: [Topic], constants: [String: Value]) {
    self.topics = topics
    self.constants = constants
    let all = topics.flatMap(\.builtins)
    builtins = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    functions = builtins.mapValues { Function(.builtin($0)) }
  }

  public subscript(name: String) -> Builtin? { builtins[name] }

  /// What the name means when nobody has bound it.
  public func value(_ name: String) -> Value? {
    functions[name].map { .function($0) } ?? constants[name]
  }

  public var names: [String] { builtins.keys.sorted() + constants.keys.sorted() }
}
