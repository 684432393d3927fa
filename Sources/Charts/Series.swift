/// Points of a plane under one name; the lengths agree by construction.
public struct Series: Codable, Equatable, Sendable {
  public let name: String
  public let x: Samples
  public let y: Samples
  /// Sampled from a function: a point that is not finite is a gap in its domain, not a value lost, and is not counted.
  public let isFunction: Bool

  /// - Throws: `.lengthsDiffer` unless there are as many `x` as `y`.
  public init(name: String = "", x: [Double], y: [Double], isFunction: Bool = false) throws(ChartError) {
    guard x.count == y.count else { throw .lengthsDiffer(x: x.count, y: y.count) }
    self.name = name
    self.isFunction = isFunction
    self.x = Samples(x)
    self.y = Samples(y)
  }
}

/// Numbers that compare by their bits and survive JSON, NaN and infinities included.
public struct Samples: Codable, Equatable, Sendable {
  public let values: [Double]

  public init(_ values: [Double]) { self.values = values }

  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    var values: [Double] = []
    while !container.isAtEnd {
      if let value = try? container.decode(Double.self) {
        values.append(value)
      } else {
        let name = try container.decode(String.self)
        guard let value = Double(name) else {
          throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(name) is not a number")
        }
        values.append(value)
      }
    }
    self.values = values
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for value in values {
      // JSON has no word for what is not finite, and its writers drop the sign of zero.
      if value.isFinite, value != 0 || value.sign == .plus {
        try container.encode(value)
      } else {
        try container.encode(value.description)
      }
    }
  }

  public static func == (a: Samples, b: Samples) -> Bool {
    a.values.elementsEqual(b.values) { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }
}
