/// What nabla has to say: blocks of styled text, tables and figures that a renderer turns into plain text or ANSI.
public struct Document: Sendable {
  public var blocks: [Block]

  public init(_ blocks: [Block] = []) { self.blocks = blocks }

  public static func + (a: Document, b: Document) -> Document { Document(a.blocks + b.blocks) }
}

/// One piece of a document, laid out by the renderer for its width.
public enum Block: Sendable {
  /// A line of text; it wraps at the width, with the continuation indented like its start.
  case line(Text)
  /// A header line and what stands under it, indented by two.
  case section(Text, Document)
  case table(TextTable)
  case figure(any Figure)
}

/// A run of styled fragments on one line.
public struct Text: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// One fragment and its style.
  public struct Fragment: Hashable, Sendable {
    public var string: String
    public var style: Style

    public init(_ string: String, _ style: Style = .plain) {
      self.string = string
      self.style = style
    }
  }

  public var fragments: [Fragment]

  public init(_ fragments: [Fragment]) { self.fragments = fragments }
  public init(_ string: String, _ style: Style = .plain) { fragments = [Fragment(string, style)] }
  public init(stringLiteral value: String) { self.init(value) }

  public static func + (a: Text, b: Text) -> Text { Text(a.fragments + b.fragments) }

  /// The characters without their styles.
  public var plain: String { fragments.map(\.string).joined() }
}

/// What a fragment means; the renderer decides how that looks. Nothing may depend on colour alone.
public enum Style: Hashable, Sendable {
  case plain
  /// The one accent colour: prompts, names being defined.
  case accent
  /// The secondary: headers of kind and shape, hints.
  case dim
  /// Only for errors.
  case error
  case strong
}

/// A picture that can draw itself for a given size and character set. Charts and graph pictures conform.
public protocol Figure: Sendable {
  /// The picture as rows of text within `options.width` × `options.height`, without a final newline.
  func text(_ options: RenderOptions) -> String
}

/// A value that knows how to show itself.
public protocol Presentable {
  var document: Document { get }
  /// A picture of the value, where it has one.
  var figure: (any Figure)? { get }
}

extension Presentable {
  public var figure: (any Figure)? { nil }
}
