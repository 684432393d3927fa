/// How text is to be rendered. Always given, never read from the environment.
public struct RenderOptions: Hashable, Sendable {
  /// Which characters a picture may use.
  public enum Charset: String, Hashable, Sendable, CaseIterable {
    case ascii, block, braille
  }

  /// Columns available.
  public var width: Int
  /// Rows available to a figure; a long table or matrix is cut down to fit as well.
  public var height: Int
  public var charset: Charset
  public var color: Bool
  /// Significant digits of a number.
  public var digits: Int
  /// Whether long and wide values are printed in full rather than cut down to the size.
  public var whole: Bool

  public init(
    width: Int = 80, height: Int = 24, charset: Charset = .braille, color: Bool = false, digits: Int = 6,
    whole: Bool = false
  ) {
    self.width = width
    self.height = height
    self.charset = charset
    self.color = color
    self.digits = digits
    self.whole = whole
  }

  /// Off a terminal and in replay: plain, 80×24.
  public static let plain = RenderOptions()

  /// The same at round-trip precision with nothing left out.
  public var full: RenderOptions {
    var options = self
    options.digits = 17
    options.whole = true
    return options
  }
}
