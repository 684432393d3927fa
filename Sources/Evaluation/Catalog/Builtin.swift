import Document
import Graph
import LinearAlgebra
import Tables

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
  public let facts: Facts
  public let examples: [Example]
  public let related: [String]
  public let forms: [Form]
  /// The elementary function that this name stands for, when it is one.
  public let primitive: Primitive?
  /// Seconds the call takes for each m·n·min(m, n) of its first argument, when that is an m×n matrix: for calls that
  /// nothing can interrupt.
  public let cost: Double?
  /// How the call enters the graph when an argument is being differentiated.
  public let trace: TraceRule?

  /// The same where a function among the arguments closed over a value being differentiated.
  public let traceClosure: TraceRule?

  /// Adds the call to the graph being traced.
  public typealias TraceRule = @Sendable (Arguments, inout Context) throws(EvaluationError) -> Value?

  public init(
    _ name: String, summary: String, doc: String = "", facts: Facts = .none, examples: [Example],
    related: [String] = [], cost: Double? = nil, trace: TraceRule? = nil, traceClosure: TraceRule? = nil,
    _ forms: Form...
  ) {
    self.init(
      name, summary: summary, doc: doc, facts: facts, examples: examples, related: related, primitive: nil,
      cost: cost, trace: trace, traceClosure: traceClosure, forms: forms)
  }

  init(
    _ name: String, summary: String, doc: String, facts: Facts, examples: [Example], related: [String],
    primitive: Primitive?, cost: Double? = nil, trace: TraceRule?, traceClosure: TraceRule? = nil, forms: [Form]
  ) {
    self.name = name
    self.summary = summary
    self.doc = doc
    self.facts = facts
    self.examples = examples
    self.related = related
    self.forms = forms
    self.primitive = primitive
    self.cost = cost
    self.trace = trace
    self.traceClosure = traceClosure
  }

  /// Every way to call it. Forms that differ only in the kinds they take are written once, and a form that leaves out
  /// what another may be given is that other one.
  public var signatures: [String] { Self.signatures(of: forms, name) }

  private static func signatures(of forms: [Form], _ name: String) -> [String] {
    var written: [String] = []
    for form in forms where !forms.contains(where: { $0.extends(form) }) {
      let signature = form.signature(name)
      if !written.contains(signature) { written.append(signature) }
    }
    return written
  }

  /// Chooses the form whose parameters take the arguments, and runs it.
  public func call(_ arguments: Arguments, in context: inout Context) throws(EvaluationError) -> Value {
    if arguments.hasTraced, let trace, let traced = try trace(arguments, &context) { return traced }
    if context.trace != nil, arguments.closesOverTraced { return try callClosing(arguments, in: &context) }
    guard arguments.hasTraced else { return try run(arguments, in: &context) }
    do throws(EvaluationError) { return try run(arguments, in: &context) } catch { throw refusal(error) }
  }

  /// Where what is being differentiated was taken for something of the wrong kind, the rule is what is missing.
  private func refusal(_ error: EvaluationError) -> EvaluationError {
    if case .notDifferentiable(Context.outsider, _) = error.kind { return EvaluationError(.notDifferentiable(name)) }
    if case .notDifferentiable = error.kind { return error }
    guard error.report.message.contains(Value.tracedPhrase) else { return error }
    return EvaluationError(.notDifferentiable(name))
  }

  /// A call with a function that closed over a value being differentiated: what only calls it, as map does, hands on what
  /// it gives; whatever works on numbers needs a rule.
  private func callClosing(_ arguments: Arguments, in context: inout Context) throws(EvaluationError) -> Value {
    if let traceClosure, let traced = try traceClosure(arguments, &context) { return traced }
    let result: Value
    do throws(EvaluationError) { result = try run(arguments, in: &context) } catch { throw refusal(error) }
    if case .object(let object) = result, !object.isTraced { throw EvaluationError(.notDifferentiable(name)) }
    return result
  }

  private func run(_ arguments: Arguments, in context: inout Context) throws(EvaluationError) -> Value {
    let run = try bound(arguments) { (form: Form) throws(EvaluationError) in try form.bind(arguments, name) }
    if let cost, let shape = arguments.positional.first?.shape, case .matrix(let m, let n) = shape {
      let size = Double(m) * Double(n) * Double(min(m, n))
      let call = context.announce(name, "of \(m)×\(n)", seconds: cost * size)
      defer { context.conclude(call) }
      return try run(&context)
    }
    return try run(&context)
  }

  /// Whether some way to call it can be worked out by hand.
  public var showsWork: Bool { forms.contains(where: \.showsWork) }

  /// The call worked out by hand.
  /// - Throws: `WorkError.noDerivation` when the form that takes the arguments has none.
  public func work(_ arguments: Arguments, in context: inout Context) throws(EvaluationError) -> Worked<Value> {
    let work = try bound(arguments) { (form: Form) throws(EvaluationError) -> Form.Work? in
      if let bind = form.bindWork { return try bind(arguments, name) }
      _ = try form.bind(arguments, name)
      return nil
    }
    guard let work else {
      throw WorkError.noDerivation("\(name) of these arguments", known: context.catalog.worked).asEvaluation
    }
    return try work(&context)
  }

  /// What the first form that takes the arguments binds.
  private func bound<Bound>(
    _ arguments: Arguments, _ bind: (Form) throws(EvaluationError) -> Bound
  ) throws(EvaluationError) -> Bound {
    var failures: [(form: Form, error: EvaluationError)] = []
    for form in forms {
      do throws(EvaluationError) { return try bind(form) } catch { failures.append((form, error)) }
    }
    if arguments.hasTraced { throw EvaluationError(.notDifferentiable(name)) }
    // A form of tables is no reading of a call whose first argument is none.
    let readings = failures.filter { !Self.wantsTable($0.form, $0.error) }
    if !readings.isEmpty { failures = readings }
    let best = failures.reduce(nil) { best, next in
      Self.closer(best, (next.error, rank(next.error, next.form, arguments)))
    }
    let meant = failures.map(\.form)
    if let unknown = unknownLabel(arguments, among: meant) { throw unknown }
    let signatures = Self.signatures(of: meant, name)
    guard let best, meant.contains(where: { $0.admits(arguments) }) || best.rank > 1000 else {
      throw EvaluationError(.arity(function: name, signatures: signatures, got: arguments.count))
    }
    throw best.error.adding(signatures)
  }

  private static func wantsTable(_ form: Form, _ error: EvaluationError) -> Bool {
    guard case .argument(_, let parameter, Table.needed, _) = error.kind else { return false }
    return parameter == form.parameters.first?.name
  }

  /// A name that no form knows.
  private func unknownLabel(_ arguments: Arguments, among forms: [Form]) -> EvaluationError? {
    guard !forms.contains(where: { $0.parameters.contains { $0.style == .labelled } }) else { return nil }
    var known: [String] = []
    for parameter in forms.flatMap(\.parameters) where parameter.style != .rest && !known.contains(parameter.name) {
      known.append(parameter.name)
    }
    guard let extra = arguments.named.first(where: { !known.contains($0.name) }) else { return nil }
    return EvaluationError(.unknownOption(function: name, option: extra.name, known: known))
  }

  /// How near a form came to a call: by the number of arguments first, then by how many it took.
  private func rank(_ error: EvaluationError, _ form: Form, _ arguments: Arguments) -> Int {
    let base = form.admits(arguments) ? 100 : 0
    switch error.kind {
    case .choice, .repeatedArgument: return base + 1001
    case .unknownOption: return base + 90
    case .argument(_, let parameter, _, _):
      return base + 1 + (form.parameters.firstIndex { $0.name == parameter } ?? 0)
    default: return base
    }
  }

  /// Of two refusals, the one that came closer to a call; of one argument by two forms, what either would take.
  private static func closer(
    _ a: (error: EvaluationError, rank: Int)?, _ b: (error: EvaluationError, rank: Int)
  ) -> (error: EvaluationError, rank: Int) {
    guard let a else { return b }
    if a.rank == b.rank, case .argument(let function, let parameter, let needed, let got) = a.error.kind,
      case .argument(_, _, let alternative, got) = b.error.kind
    {
      var either = needed.pieces(" or ")
      for word in alternative.pieces(" or ") where !either.contains(word) { either.append(word) }
      return (
        EvaluationError(
          .argument(function: function, parameter: parameter, needed: either.joined(separator: " or "), got: got)),
        a.rank
      )
    }
    return b.rank > a.rank ? b : a
  }
}

extension String {
  /// The parts between a separator.
  fileprivate func pieces(_ separator: String) -> [String] {
    var parts: [String] = [""]
    var rest = self[...]
    while let first = rest.first {
      if rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
      } else {
        parts[parts.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return parts
  }
}

extension Form {
  /// Whether it takes these arguments, by place.
  public func takes(_ values: [Value]) -> Bool { (try? bind(Arguments(values), "")) != nil }

  /// Whether it is the other form with more parameters, all of which may be left out.
  public func extends(_ other: Form) -> Bool {
    let count = other.parameters.count
    guard parameters.count > count, Array(parameters[..<count]) == other.parameters else { return false }
    return parameters[count...].allSatisfy { $0.style != .required && $0.style != .namedRequired }
  }

  /// Whether it has as many parameters as the call has arguments, whatever their kinds.
  func admits(_ arguments: Arguments) -> Bool {
    if parameters.contains(where: { $0.style == .rest || $0.style == .labelled }) { return true }
    let places = parameters.count { !$0.isNamedOnly }
    let required = parameters.filter { $0.style == .required }
    guard arguments.positional.count <= places, arguments.count <= parameters.count else { return false }
    let missing = required.enumerated().contains { place, parameter in
      place >= arguments.positional.count && !arguments.named.contains { $0.name == parameter.name }
    }
    return !missing
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
  private let operators: [String: Builtin]

  /// - Parameter operators: what operators do, named by their symbols; for showing their work.
  public init(topics: [Topic], constants: [String: Value], operators: [Builtin] = []) {
    self.topics = topics
    self.constants = constants
    self.operators = Dictionary(operators.map { ($0.name, $0) }) { first, _ in first }
    let all = topics.flatMap(\.builtins)
    builtins = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    functions = builtins.mapValues { Function(.builtin($0)) }
  }

  public subscript(name: String) -> Builtin? { builtins[name] }

  /// What the operator with this symbol does.
  public func operation(_ symbol: String) -> Builtin? { operators[symbol] }

  /// The functions and operators that can show their work.
  public var worked: [String] {
    builtins.values.filter(\.showsWork).map(\.name).sorted()
      + operators.values.filter(\.showsWork).map(\.name).sorted()
  }

  /// What the name means when nobody has bound it.
  public func value(_ name: String) -> Value? {
    functions[name].map { .function($0) } ?? constants[name]
  }

  public var names: [String] { builtins.keys.sorted() + constants.keys.sorted() }
}
