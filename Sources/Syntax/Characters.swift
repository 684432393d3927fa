/// Which characters may stand where.
enum Characters {
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// Letters, digits and `_`.
  static func isNameASCII(_ byte: UInt8) -> Bool {
    byte >= 97 && byte <= 122 || byte >= 65 && byte <= 90 || isDigit(byte) || byte == 95
  }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isNameASCII(UInt8(scalar.value)) && !isDigit(UInt8(scalar.value)) }
    if superscripts[scalar] != nil || Mark.symbols[scalar] != nil { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      return true
    default: return isLetterLikeSymbol(scalar)
    }
  }

  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isNameASCII(UInt8(scalar.value)) }
    if superscripts[scalar] != nil || Mark.symbols[scalar] != nil { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .nonspacingMark, .spacingMark, .decimalNumber:
      return true
    default: return subscripts[scalar] != nil
    }
  }

  /// Names of one character that Unicode counts as symbols.
  static func isLetterLikeSymbol(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "∞" || scalar == "∑" || scalar == "∏"
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{FEFF}" || scalar == "\u{200B}"
      || !scalar.isASCII && scalar.properties.generalCategory == .spaceSeparator
  }

  /// What a raised character means on the line. `ᵀ` is a mark of its own.
  static let superscripts: [Unicode.Scalar: Character] = {
    let pairs = Array(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0123456789+-()abcdefghijklmnoprstuvwxyz"))
    return Dictionary(
      uniqueKeysWithValues: pairs.flatMap { raised, plain in raised.unicodeScalars.map { ($0, plain) } })
  }()

  static let raised: [Character: Character] = {
    var table: [Character: Character] = [:]
    for (scalar, plain) in superscripts { table[plain] = Character(scalar) }
    return table
  }()

  /// `x₁` is `x1`.
  static let subscripts: [Unicode.Scalar: Character] = {
    let pairs = Array(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
    return Dictionary(uniqueKeysWithValues: pairs.flatMap { low, plain in low.unicodeScalars.map { ($0, plain) } })
  }()
}
