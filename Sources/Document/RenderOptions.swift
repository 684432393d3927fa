/// How text is to be rendered. Always given, never read from the environment.
public struct RenderOptions: Hashable, Sendable {
  /// Which characters a picture may use.
  public enum Charset: String, Hashable, Sendable, CaseIterable {
    case ascii, block, braille
  }

  /// Columns available.
  public var width: Int
  /// Rows available to a figure.
  public var height: Int
  public var charset: Charset
  public var color: Bool
  /// Significant digits of a number.
  public var digits: Int

  public init(width: Int = 80, height: Int = 24, charset: Charset = .braille, color: Bool = false, digits: Int = 6) {
    self.width = width
    self.height = height
    self.charset = charset
    self.color = color
    self.digits = digits
  }

  /// Off a terminal and in replay: plain, 80×24.
  public static let plain = RenderOptions()
}
