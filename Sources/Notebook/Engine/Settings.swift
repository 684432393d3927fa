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

  /// How entries are edited at the prompt; `nil` follows `~/.editrc`.
  public var mode: Mode?

  /// What the keys of the prompt do.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Letters insert, control keys and Alt command.
    case emacs
    /// Letters command until one begins to insert.
    case vi
  }

  /// Whether a terminal shows the steps of an optimizer as a moving picture.
  public var animates = true

  public init() {}

  /// Another notebook's settings as far as they are the person's and not the notebook's.
  func personal(from settings: Settings) -> Settings {
    var copy = self
    copy.theme = settings.theme
    copy.mode = settings.mode
    copy.animates = settings.animates
    return copy
  }

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
