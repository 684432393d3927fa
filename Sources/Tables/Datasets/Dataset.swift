/// A small table that comes with nabla, and where it is from.
public struct Dataset: Sendable {
  /// One column: what it holds, and in which unit.
  public struct Field: Hashable, Sendable {
    public let name: String
    /// `length of the sepal, cm`.
    public let meaning: String

    init(_ name: String, _ meaning: String) { (self.name, self.meaning) = (name, meaning) }
  }

  public let name: String
  /// One line: `Stopping distance and speed of 50 cars`.
  public let title: String
  /// Who measured, and where it was published; for generated data, how.
  public let source: String
  /// Why it may be passed on.
  public let licence: String
  /// What to try with it, an input of the language.
  public let use: String
  public let fields: [Field]
  public let table: Table

  init(
    _ name: String, _ title: String, source: String, licence: String, use: String, fields: [Field],
    columns: [Column]
  ) {
    (self.name, self.title, self.source, self.licence, self.use) = (name, title, source, licence, use)
    self.fields = fields
    table = Table(names: fields.map(\.name), columns: columns, rows: columns.first?.count ?? 0)
  }

  /// The names, in the order in which they are listed.
  public static let names = ["iris", "cars", "sleep", "nile", "ratings", "fraud"]

  /// The set of this name, made anew; `nil` when there is none.
  public static func named(_ name: String) -> Dataset? {
    switch name {
    case "iris": .iris
    case "cars": .cars
    case "sleep": .sleep
    case "nile": .nile
    case "ratings": .ratings
    case "fraud": .fraud
    default: nil
    }
  }

  /// Every set.
  public static var all: [Dataset] { names.compactMap(named) }
}

extension StringProtocol {
  /// The numbers of a text, separated by blanks and line ends.
  var numbers: [Double] { split(whereSeparator: \.isWhitespace).compactMap { Double($0) } }
}
