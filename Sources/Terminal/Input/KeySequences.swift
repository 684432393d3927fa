/// What the escape sequences of terminals mean: xterm, VT220, rxvt, the Linux console and the CSI-u convention.
enum KeySequences {
  /// The key of `ESC [ parameters final`.
  static func csi(_ parameters: String, _ final: UInt8) -> Key {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0.prefix { $0 != ":" }) ?? 0 }
    let first = numbers.first ?? 0
    let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
    switch final {
    case UInt8(ascii: "~"):
      return first == 27 && numbers.count > 2 ? extended(numbers[2], modifiers) : tilde(first, modifiers)
    case UInt8(ascii: "u"): return extended(first, modifiers)
    default: return letter(final, modifiers)
    }
  }

  /// The key of `ESC O final`.
  static func ss3(_ final: UInt8) -> Key {
    switch final {
    case UInt8(ascii: "M"): .scalar("\r")
    case UInt8(ascii: "a"): .named(.up)
    case UInt8(ascii: "b"): .named(.down)
    case UInt8(ascii: "c"): .named(.wordRight)
    case UInt8(ascii: "d"): .named(.wordLeft)
    default: letter(final, 0)
    }
  }

  private static func letter(_ final: UInt8, _ modifiers: Int) -> Key {
    // Bits: 1 Shift, 2 Alt, 4 Control.
    let byWord = modifiers & 6 != 0
    switch final {
    case UInt8(ascii: "A"): return .named(.up)
    case UInt8(ascii: "B"): return .named(.down)
    case UInt8(ascii: "C"): return .named(byWord ? .wordRight : .right)
    case UInt8(ascii: "D"): return .named(byWord ? .wordLeft : .left)
    case UInt8(ascii: "H"): return .named(.home)
    case UInt8(ascii: "F"): return .named(.end)
    case UInt8(ascii: "Z"): return .named(.backTab)
    default: return .unknown
    }
  }

  private static func tilde(_ number: Int, _ modifiers: Int) -> Key {
    switch number {
    case 1, 7: .named(.home)
    case 4, 8: .named(.end)
    case 3: .named(modifiers & 6 != 0 ? .deleteWord : .delete)
    case 5: .named(.pageUp)
    case 6: .named(.pageDown)
    default: .unknown
    }
  }

  /// A key reported by its code point and modifiers.
  private static func extended(_ code: Int, _ modifiers: Int) -> Key {
    switch code {
    case 13: return modifiers == 0 ? .scalar("\r") : .named(.newline)
    case 9: return modifiers & 1 != 0 ? .named(.backTab) : .scalar("\t")
    case 27: return .escape
    case 127: return modifiers & 6 != 0 ? .meta("\u{7F}") : .scalar("\u{7F}")
    default: break
    }
    guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value), code >= 0x20 else { return .unknown }
    if modifiers & 4 != 0 {
      guard (0x40...0x7E).contains(value) else { return .unknown }
      return .scalar(Unicode.Scalar(UInt8(value & 0x1F)))
    }
    return modifiers & 2 != 0 ? .meta(scalar) : .scalar(scalar)
  }
}
