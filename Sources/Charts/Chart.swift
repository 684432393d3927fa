/// A chart as pure data: what is shown, with functions already evaluated. It is laid out when it is drawn.
public struct Chart: Codable, Equatable, Sendable {
  /// What a chart may be told besides its data.
  public struct Options: Codable, Equatable, Sendable {
    public var title: String
    public var x: Axis
    public var y: Axis
    /// Columns and rows wanted; the width given when drawing is the limit, and 1000 rows are.
    public var width: Int?
    public var height: Int?
    /// Whether a unit is as long on both axes.
    public var hasEqualUnits: Bool
    /// Whether lines have their names at their right ends rather than in a key, where there is room.
    public var namesEnds = false
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

/// What is drawn on one pair of axes, in this order.
public enum Layer: Codable, Equatable, Sendable {
  case line(Series)
  case points(Series)
  /// A reference line: secondary, not data.
  case rule(Series)
  case stem(Series)
  case area(Series)
  /// What lies between a line and 0, without the line.
  case shade(Series)
  case band(Band)
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
  case marks([Mark])
  case pointers([Pointer])
  case feasible(Feasible)
  case surface(Surface)
  case network(Network)
  case sparkline(Samples)
  /// Charts beside each other, which stand for the whole.
  case panels([Chart])
}
