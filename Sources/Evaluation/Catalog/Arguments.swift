/// The arguments of one call: by place, then by name.
public struct Arguments: Sendable {
  public var positional: [Value]
  public var named: [(name: String, value: Value)]

  public init(_ positional: [Value], named: [(name: String, value: Value)] = []) {
    self.positional = positional
    self.named = named
  }

  var count: Int { positional.count + named.count }

  var hasTraced: Bool { positional.contains(where: \.isTraced) || named.contains { $0.value.isTraced } }

  /// Whether a function or a formula among them closed over a value being differentiated.
  var closesOverTraced: Bool {
    func closes(_ value: Value) -> Bool {
      switch value {
      case .function(let f): f.closesOverTraced
      case .formula(let formula): formula.captures.contains { $0.value.isTraced }
      default: false
      }
    }
    return positional.contains(where: closes) || named.contains { closes($0.value) }
  }
}

/// As a parameter, all the arguments that are left, for another function.
extension Arguments: ArgumentType {
  public static var needed: String { "arguments" }
  public static func decode(_ value: Value) -> Arguments? { nil }
  public static func take(from reader: inout ArgumentReader) -> Arguments { reader.others() }
}

/// Hands the arguments of a call to a form's parameters, one after another.
public struct ArgumentReader {
  let function: String
  let parameters: [Parameter]
  private var positional: ArraySlice<Value>
  private var named: [(name: String, value: Value)]
  private var index = 0

  init(_ arguments: Arguments, function: String, parameters: [Parameter]) {
    self.function = function
    self.parameters = parameters
    positional = arguments.positional[...]
    named = arguments.named
  }

  /// The parameter being read.
  public private(set) var parameter: Parameter = ""

  /// Reads the next parameter. A type that stands for several parameters takes the ones after its first so.
  public mutating func take<T: ArgumentType>(_: T.Type) throws(EvaluationError) -> T {
    parameter = parameters[index]
    index += 1
    return try T.take(from: &self)
  }

  /// The value given for the current parameter, or its default.
  public mutating func value() throws(EvaluationError) -> Value? {
    // By place first: a name given again is then left over, and refused as given twice.
    if !parameter.isNamedOnly, let first = positional.popFirst() { return first }
    if let at = named.firstIndex(where: { $0.name == parameter.name }) {
      return named.remove(at: at).value
    }
    guard let fallback = parameter.fallback else { return nil }
    return Value(literal: fallback)
  }

  /// Every value that is left.
  public mutating func rest() -> [Value] {
    defer { positional = [] }
    return Array(positional)
  }

  /// Every argument that is left, to be handed on to another function.
  mutating func others() -> Arguments {
    defer { (positional, named) = ([], []) }
    return Arguments(Array(positional), named: named)
  }

  public func missing() -> EvaluationError {
    EvaluationError(.missingArgument(function: function, parameter: parameter.name, signatures: []))
  }

  public func wrong(_ value: Value, needed: String) -> EvaluationError {
    // "x is a vector, and it must be a vector" would say nothing: what is in it is at fault.
    let got = value.hasMissingElements ? "\(value.phrase) with missing elements" : value.phrase
    let isReal = got.hasPrefix("a complex") && needed.hasPrefix("a ")
    return EvaluationError(
      .argument(
        function: function, parameter: parameter.name, needed: isReal ? "a real \(needed.dropFirst(2))" : needed,
        got: got))
  }

  func finish(given: Int) throws(EvaluationError) {
    if let extra = named.first {
      if parameters.contains(where: { $0.name == extra.name }) {
        throw EvaluationError(.repeatedArgument(function: function, parameter: extra.name))
      }
      let known = parameters.filter { $0.style != .rest }.map(\.name)
      throw EvaluationError(.unknownOption(function: function, option: extra.name, known: known))
    }
    guard positional.isEmpty else {
      throw EvaluationError(.arity(function: function, signatures: [], got: given))
    }
  }
}

extension Value {
  /// A default as it is written in a parameter: a number, a text, a truth, `inf`.
  init?(literal: String) {
    if literal.hasPrefix("\""), literal.hasSuffix("\"") {
      self = .text(String(literal.dropFirst().dropLast()))
    } else if literal == "true" || literal == "false" {
      self = .truth(literal == "true")
    } else if let number = Double(literal) {
      self = .number(number)
    } else {
      return nil
    }
  }

  public var isTraced: Bool { isTraced(within: 8) }

  // Lists may hold one another: [s, s] twenty times over has a million places, though it takes no memory.
  private func isTraced(within depth: Int) -> Bool {
    switch self {
    case .traced: true
    case .list(let list): depth > 0 && list.elements.contains { $0.isTraced(within: depth - 1) }
    case .record(let record): depth > 0 && record.fields.contains { $0.value.isTraced(within: depth - 1) }
    case .object(let object): object.isTraced
    default: false
    }
  }
}

extension Value {
  /// Whether an element is missing. Vectors and matrices of numbers have none, and are not looked through.
  fileprivate var hasMissingElements: Bool {
    switch self {
    case .vector, .matrix: false
    default: elements?.contains(where: \.isMissing) == true
    }
  }
}
