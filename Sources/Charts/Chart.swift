import Document

/// A chart as pure data: what is shown, with functions already evaluated. It is laid out when it is drawn.
public struct Chart: Codable, Equatable, Sendable {
  /// What a chart may be told besides its data.
  public struct Options: Codable, Equatable, Sendable {
    public var title: String
    public var x: Axis
    public var y: Axis
    /// Columns and rows wanted; the room given when drawing is the limit.
    public var width: Int?
    public var height: Int?
    /// Whether a unit is as long on both axes.
    public var hasEqualUnits: Bool
    /// What must be said besides what is counted when drawing.
    public var notices: [String]

    public init(
      title: String = "", x: Axis = Axis(), y: Axis = Axis(), width: Int? = nil, height: Int? = nil,
      hasEqualUnits: Bool = false, notices: [String] = []
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.width = width
      self.height = height
      self.hasEqualUnits = hasEqualUnits
      self.notices = notices
    }
  }

  public var options: Options
  public var layers: [Layer]

  public init(_ layers: [Layer], _ options: Options = Options()) {
    self.layers = layers
    self.options = options
  }
}

/// The name and the scale of an axis.
public struct Axis: Codable, Equatable, Sendable {
  public var label: String
  public var scale: Scale
  /// What the axis reaches from and to even where there is nothing to draw; both or none.
  public var low: Double?
  public var high: Double?
  /// Whether what lies beyond `low` and `high` is cut off, and said so.
  public var isCut: Bool

  public init(
    _ label: String = "", scale: Scale = .linear, low: Double? = nil, high: Double? = nil, isCut: Bool = false
  ) {
    self.label = label
    self.scale = scale
    self.low = low
    self.high = high
    self.isCut = isCut
  }
}

/// What is drawn on one pair of axes, in this order.
public enum Layer: Codable, Equatable, Sendable {
  case line(Series)
  case points(Series)
  /// A reference line: secondary, not data.
  case rule(Series)
  case stem(Series)
  case area(Series)
  case density(Density)
  case histogram(Bins)
  case bars(Bars)
  case boxes([BoxSummary])
  case arrows([Arrow])
  case flow(Flow)
  /// The lines of a grid, behind arrows.
  case grid(Series)
  case cells(Cells)
  case contour(Field)
  case path(Series)
  case sparkline(Samples)
  /// Charts beside each other, which stand for the whole.
  case panels([Chart])
}

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

/// Why there is no chart.
public enum ChartError: Error, Equatable, Sendable {
  /// Points need as many x as y.
  case lengthsDiffer(x: Int, y: Int)
  /// Each point needs the name of its group.
  case groupsDiffer(points: Int, groups: Int)
  /// Heights over a grid need a row for each y and a column for each x.
  case gridDiffers(x: Int, y: Int, rows: Int, columns: Int)
  /// Only a finite 2×2 matrix maps the plane.
  case notPlaneMap(rows: Int, columns: Int)
  /// A histogram needs a number of bins from 1 to 100 000.
  case badBinCount(Int)

  public var report: Report {
    switch self {
    case .lengthsDiffer(let x, let y):
      Report(
        code: "E227", title: "x and y differ in length",
        message: "x has \(x) values and y has \(y); every point needs both.")
    case .groupsDiffer(let points, let groups):
      Report(
        code: "E227", title: "group does not fit the points",
        message: "group has \(groups) name\(groups == 1 ? "" : "s") for \(points) points; it needs one for each.")
    case .gridDiffers(let x, let y, let rows, let columns):
      Report(
        code: "E228", title: "the heights do not fit the grid",
        message: "\(y) y and \(x) x need a \(y)×\(x) matrix of heights; this one is \(rows)×\(columns).")
    case .notPlaneMap(2, 2):
      Report(
        code: "E228", title: "not a map of the plane", message: "The matrix has entries that are not finite.",
        suggestion: "grid_map([2 1; 1 2])")
    case .notPlaneMap(let rows, let columns):
      Report(
        code: "E228", title: "not a map of the plane",
        message: "A 2×2 matrix maps the plane; this one is \(rows)×\(columns).", suggestion: "grid_map([2 1; 1 2])")
    case .badBinCount(let count):
      Report(
        code: "E229", title: "no such number of bins", message: "A histogram has 1 to 100000 bins, not \(count).")
    }
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
