import LinearAlgebra

/// A Swift type that a built-in function may take. Decoding says nothing about what the function does with it.
public protocol ArgumentType: Sendable {
  /// What a message calls it: `a vector`.
  static var needed: String { get }
  /// The value as this type, or `nil` when it is of another kind.
  static func decode(_ value: Value) throws(EvaluationError) -> Self?
  /// The words that parameters it reads may be, by their names; under no name those of the type itself.
  static var choices: [String: [String]] { get }
  /// Reads the current parameter.
  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self
}

extension ArgumentType {
  public static var choices: [String: [String]] { [:] }

  public static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    guard let value = try reader.value() else { throw reader.missing() }
    guard let decoded = try decode(value) else { throw reader.wrong(value, needed: needed) }
    return decoded
  }
}

/// A Swift type that a built-in function may give back.
public protocol ResultType: Sendable {
  /// What a signature calls it.
  static var kind: String { get }
  var value: Value { get }
}

/// An option given as text; its cases are the words.
public protocol Choice: ArgumentType, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
  public static var choices: [String: [String]] { ["": allCases.map(\.rawValue)] }

  public static var needed: String { allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ") }

  public static func decode(_ value: Value) throws(EvaluationError) -> Self? {
    guard case .text(let word) = value else { return nil }
    guard let choice = Self(rawValue: word) else {
      throw EvaluationError(.choice(parameter: "", got: word, choices: allCases.map(\.rawValue)))
    }
    return choice
  }
}

extension Optional: ArgumentType where Wrapped: ArgumentType {
  public static var needed: String { Wrapped.needed }
  public static var choices: [String: [String]] { Wrapped.choices }

  public static func decode(_ value: Value) throws(EvaluationError) -> Wrapped?? {
    guard let decoded = try Wrapped.decode(value) else { return nil }
    return .some(decoded)
  }

  public static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Wrapped? {
    guard let value = try reader.value() else { return nil }
    guard let decoded = try Wrapped.decode(value) else { throw reader.wrong(value, needed: needed) }
    return decoded
  }
}

/// All the arguments that are left.
extension Array: ArgumentType where Element: ArgumentType {
  public static var needed: String { Element.needed }

  public static func decode(_ value: Value) throws(EvaluationError) -> [Element]? { nil }

  public static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> [Element] {
    var result: [Element] = []
    for value in reader.rest() {
      guard let decoded = try Element.decode(value) else { throw reader.wrong(value, needed: needed) }
      result.append(decoded)
    }
    return result
  }
}
