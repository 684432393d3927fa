/// Fields by name, in an order that destructuring follows.
public struct Record: Sendable {
  public struct Field: Sendable {
    public let name: String
    public let value: Value

    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  public let fields: [Field]

  public init(_ fields: [Field]) { self.fields = fields }

  public init(_ fields: KeyValuePairs<String, any ResultType>) {
    self.fields = fields.map { Field($0.key, $0.value.value) }
  }

  public subscript(name: String) -> Value? { fields.first { $0.name == name }?.value }

  /// The same record with one field replaced, or added at the end.
  public func setting(_ name: String, to value: Value) -> Record {
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      return Record(fields + [Field(name, value)])
    }
    var changed = fields
    changed[index] = Field(name, value)
    return Record(changed)
  }
}
