/// A run of styled fragments on one line.
public struct Text: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// One fragment and its style.
  public struct Fragment: Hashable, Sendable {
    /// The characters; of a number, those of its six-digit form.
    public var string: String
    public var style: Style
    /// The number this fragment stands for, printed with the renderer's digits.
    public private(set) var number: Number?

    public init(_ string: String, _ style: Style = .plain) {
      self.string = string
      self.style = style
    }

    public init(_ number: Number, _ style: Style = .plain) {
      string = number.text(digits: RenderOptions.plain.digits)
      self.style = style
      self.number = number
    }
  }

  /// A number not yet turned into digits.
  public enum Number: Hashable, Sendable {
    case real(Double)
    case complex(Double, Double)

    public func text(digits: Int) -> String {
      switch self {
      case .real(let value): value.formatted(digits: digits)
      case .complex(let real, let imaginary): NumberFormat.complex(real, imaginary, digits: digits)
      }
    }
  }

  public var fragments: [Fragment]

  public init(_ fragments: [Fragment]) { self.fragments = fragments }
  public init(_ string: String, _ style: Style = .plain) { fragments = [Fragment(string, style)] }
  public init(stringLiteral value: String) { self.init(value) }

  /// A number that the renderer prints with its `digits`.
  public static func number(_ value: Double, _ style: Style = .plain) -> Text {
    Text([Fragment(.real(value), style)])
  }

  /// A complex number that the renderer prints with its `digits`.
  public static func complex(_ real: Double, _ imaginary: Double, _ style: Style = .plain) -> Text {
    Text([Fragment(.complex(real, imaginary), style)])
  }

  /// An absent value.
  public static let missing = Text("missing", .dim)

  public static func + (a: Text, b: Text) -> Text { Text(a.fragments + b.fragments) }

  /// The characters without their styles.
  public var plain: String { fragments.map(\.string).joined() }

  /// The text with its numbers written out to `digits` significant digits.
  func resolved(digits: Int) -> Text {
    guard fragments.contains(where: { $0.number != nil }) else { return self }
    return Text(
      fragments.map { fragment in
        fragment.number.map { Fragment($0.text(digits: digits), fragment.style) } ?? fragment
      })
  }

  var displayWidth: Int { fragments.reduce(0) { $0 + $1.string.displayWidth } }
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
