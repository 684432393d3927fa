/// What a chart shows, as data: every kind emits it, and text and SVG are drawn from it alone.
///
/// Coordinates are places along the axes (`Scale.place` of the numbers), y upwards. A point with a coordinate that is
/// not finite is no point: a line breaks there. What lies outside the plot is cut off.
struct Scene: Equatable, Sendable {
  var title = ""
  var x = Side()
  var y = Side()
  /// A unit is as long on both axes: angles and circles look like what they are.
  var hasEqualUnits = false
  /// Without axes, title and key: a row of its own.
  var isBare = false
  /// In the order of drawing: later ones lie above.
  var shapes: [Shape] = []
  /// What the looks mean.
  var keys: [Key] = []
  /// Names at the right ends of lines, in place of the key's strokes where there is room.
  var ends: [Label] = []
  /// What was left out, and what else must be known to read the picture.
  var notices: [String] = []

  /// An axis.
  struct Side: Equatable, Sendable {
    var label = ""
    var scale = Scale.linear
    /// The places that must be seen; nil when there are none, and then there is nothing to draw.
    var extent: Domain?
    /// Whether round ticks may lie a little outside the extent.
    var grows = true
    /// Whether only whole numbers are marked.
    var isWhole = false
    var ticks = Ticking.numbers
    /// Where lying bars begin: a place along the axis.
    var base = 0.0
  }

  /// What the marks along an axis say.
  enum Ticking: Equatable, Sendable {
    case numbers
    /// Whole numbers from 0, where the bars stand.
    case counts
    /// The edges of bins of equal width, which are places.
    case bins(start: Double, width: Double, count: Int)
    /// Evenly spread names: of a y axis from the top. `Bar.row` and `Box.row` count them from 0; there is no extent.
    case names([String])
  }

  /// How something looks. Series are told apart without colour by dash, mark or letter.
  struct Look: Equatable, Sendable {
    /// The number of the series, from 0: colour, dash and mark follow from it.
    var series = 0
    /// A letter that stands on the line; the line then has no dash.
    var letter: Character?
    var role = Role.data
    /// A lettered line that is not what the picture is about: it is dotted.
    var isFaint = false

    /// Drawn back: what is seen first is the data.
    var isQuiet: Bool { role != .data }

    enum Role: Equatable, Sendable {
      case data
      /// A reference line or a net, in no colour.
      case reference
      /// What joins the points of a series, in its colour.
      case joint
    }
  }

  /// A piece of the key: a sample of the look and what it means.
  struct Key: Equatable, Sendable {
    enum Sample: Equatable, Sendable {
      case none, stroke, mark, fill
      /// Of the shade of an area.
      case shade(Area.Side)
      case sign(Character)
    }
    var sample: Sample
    var text: String
    var look = Look()
    /// Belongs to the piece before it.
    var isClose = false
  }

  enum Shape: Equatable, Sendable {
    case polyline(Polyline)
    case markers(Markers)
    case area(Area)
    case segments(Segments)
    /// A quiet line across the whole plot.
    case guide(Guide)
    /// Standing rectangles beside each other, over `.bins`.
    case columns([Rectangle], Look)
    /// Lying bars in the rows of the names of the y axis.
    case bars([Bar])
    /// Lying boxes in the rows of the names of the y axis.
    case boxes([Box])
    /// Shades, which fill the picture alone.
    case cells(Cells)
    case texts([Label])
    /// Where something does not hold: shaded thinly, below all else.
    case region(Region)
    /// A surface seen from the side, which fills the picture alone.
    case surface(Surface)
    /// Boxes and what joins them, which fill the picture alone.
    case network(Network)
  }

  /// Points joined in their order.
  struct Polyline: Equatable, Sendable {
    var x: [Double]
    var y: [Double]
    var look = Look()
  }

  struct Markers: Equatable, Sendable {
    var x: [Double]
    var y: [Double]
    /// Instead of the mark of the series.
    var sign: Character?
    var look = Look()
  }

  /// What lies between two lines over the same x.
  struct Area: Equatable, Sendable {
    var x: [Double]
    var low: [Double]
    var high: [Double]
    var look = Look()
    var side = Side.above

    /// On which side of the base it lies: each has its own shade.
    enum Side: Equatable, Sendable { case above, below }
  }

  /// Where a height known on a grid is above 0.
  struct Region: Equatable, Sendable {
    /// Places along the axes, ascending.
    var x: [Double]
    var y: [Double]
    /// Column by column, a row for each y.
    var heights: [Double]
    var look = Look()
  }

  /// Straight pieces, one for each index.
  struct Segments: Equatable, Sendable {
    var x0: [Double]
    var y0: [Double]
    var x1: [Double]
    var y1: [Double]
    /// Whether they are arrows, with the head at the second end.
    var hasHeads = false
    var look = Look()
  }

  /// At a place of one axis, along the other.
  enum Guide: Equatable, Sendable {
    case x(Double)
    case y(Double)
  }

  struct Rectangle: Equatable, Sendable {
    var x0: Double
    var x1: Double
    var y0: Double
    var y1: Double
  }

  /// A bar from place to place along x.
  struct Bar: Equatable, Sendable {
    /// The name it belongs to, and which of the lanes in that row it takes.
    var row: Int
    var lane = 0
    var lanes = 1
    /// Where it begins, the base line or the end of the bar it is stacked on, and where it ends; NaN without a value.
    var from: Double
    var to: Double
    /// Its number, beside its end; empty for all but the last of a stack.
    var label: String
    var look = Look()
  }

  /// Quartiles, whiskers and the values beyond them as places along x.
  struct Box: Equatable, Sendable {
    var row: Int
    var whiskerLow: Double
    var low: Double
    var median: Double
    var high: Double
    var whiskerHigh: Double
    var outliers: [Double]
    var look = Look()
  }

  struct Label: Equatable, Sendable {
    var text: String
    /// What is named; the text stands beside it, away from the origin of the axes.
    var x: Double
    var y: Double
    var look = Look()
    /// On which side the name stands; away from the origin unless told.
    var isRight: Bool?
    var isAbove: Bool?
  }
}
