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
  /// The entries of a vector, side by side and wrapping to the width.
  case entries(Entries)
  /// The entries of a matrix, aligned by column.
  case grid(Grid)
  case figure(any Figure)
  /// Matrices in brackets with text between them.
  case equation(Equation)
  /// Some of the parts of a derivation, laid out as in the whole.
  case derivation(Derivation, Range<Int>)
}

/// A picture that can draw itself for a given size and character set. Charts and graph pictures conform.
public protocol Figure: Sendable {
  /// The picture as rows of text within `options.width` × `options.height`, without a final newline.
  func text(_ options: RenderOptions) -> String

  /// The picture as an SVG file.
  func svg(_ size: PictureSize) -> String
}

/// The size of a picture in pixels.
public struct PictureSize: Hashable, Sendable {
  public var width: Int
  public var height: Int

  /// Sides of at least a pixel and at most 10 000.
  public init(width: Int = 640, height: Int = 400) {
    self.width = min(max(width, 1), 10_000)
    self.height = min(max(height, 1), 10_000)
  }
}

/// A value that knows how to show itself.
public protocol Presentable {
  var document: Document { get }
  /// A picture of the value, where it has one.
  var figure: (any Figure)? { get }
  /// How the value came about, where it can tell.
  var derivation: Derivation? { get }
  /// One plain sentence or two, without jargon: the number, its uncertainty, and what to do.
  var sentence: String? { get }
}

extension Presentable {
  public var figure: (any Figure)? { nil }
  public var derivation: Derivation? { nil }
  public var sentence: String? { nil }
}
