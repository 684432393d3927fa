import Document

/// How a notebook shows its values; `:set` changes it.
public struct Settings: Hashable, Sendable {
  /// Significant digits of a number.
  public var digits = 6
  /// Columns of output; `nil` follows the terminal.
  public var width: Int?
  /// Characters pictures are made of; `nil` follows the terminal.
  public var charset: RenderOptions.Charset?
  /// Whether colours are used; `nil` follows the terminal.
  public var color: Bool?
  /// The colours a terminal shows; `nil` follows the terminal.
  public var theme: Theme?

  /// Which colours are legible.
  public enum Theme: String, Hashable, Sendable, CaseIterable {
    /// On a dark background.
    case dark
    /// On a light one.
    case light
    /// Weight and brightness alone.
    case none
  }

  public init() {}

  /// What a host renders with, where the notebook says nothing.
  public func applied(to options: RenderOptions) -> RenderOptions {
    var options = options
    options.digits = digits
    options.width = width ?? options.width
    options.charset = charset ?? options.charset
    options.color = color ?? options.color
    return options
  }
}
