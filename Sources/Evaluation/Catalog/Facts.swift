extension Builtin {
  /// What a person checks before trusting a function: shapes, refusals, method.
  public struct Facts: Sendable {
    /// What is taken and given, as shapes: `A n×n → values n, vectors n×n`.
    public let shapes: String
    /// What it refuses, each with an input that is refused so.
    public let refusals: [Refusal]
    /// The algorithm, its accuracy where that says something, and where it is from.
    public let method: String
    /// The fields of the record or object it gives, in the order in which it is taken apart.
    public let fields: [String]

    public struct Refusal: Hashable, Sendable {
      /// `not square`.
      public let what: String
      public let input: String
    }

    public init(
      _ shapes: String, refuses: KeyValuePairs<String, String>, by method: String, fields: [String] = []
    ) {
      self.shapes = shapes
      refusals = refuses.map { Refusal(what: $0.key, input: $0.value) }
      self.method = method
      self.fields = fields
    }

    /// Of a function that works element by element.
    public static func each(refuses: KeyValuePairs<String, String>, by method: String) -> Facts {
      Facts("number, vector or matrix → the same shape", refuses: refuses, by: method)
    }

    /// Not told yet.
    public static let none = Facts("", refuses: [:], by: "")
  }
}
