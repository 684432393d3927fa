/// Bytes of a terminal become keys: UTF-8, escape sequences, bracketed paste.
///
/// Feed it bytes as they come and take keys; when `timeout` milliseconds pass without a byte, call `expire()`. Unknown
/// sequences are swallowed whole, so that a stray F5 does not type `5~`, and malformed UTF-8 becomes U+FFFD.
public struct KeyDecoder: Sendable {
  private enum State: Sendable {
    case ground
    case utf8(needed: Int, bytes: [UInt8], meta: Bool)
    case escape
    case ss3
    case csi([UInt8])
    /// The rest of a fixed-length sequence.
    case skip(Int)
    case paste
  }

  private var state = State.ground
  /// What was pasted so far. Not a payload of `state`: taking it out and back would copy it once a byte.
  private var pasted: [UInt8] = []

  public init() {}

  /// How long to wait for the next byte before `expire()`, in milliseconds; nil when nothing is half read.
  public var timeout: Int32? {
    switch state {
    case .ground: nil
    // ESC may be the key alone: 25 ms tells it from a sequence and is not felt.
    case .escape: 25
    case .utf8, .ss3, .csi, .skip: 100
    // The end mark of a paste can be lost with the connection.
    case .paste: 1000
    }
  }

  /// Takes one byte; returns the keys it completes.
  public mutating func feed(_ byte: UInt8) -> [Key] {
    switch state {
    case .ground: return start(byte, meta: false)
    case .utf8(let needed, let bytes, let meta): return continueScalar(byte, needed, bytes, meta)
    case .escape: return afterEscape(byte)
    case .ss3:
      if byte < 0x20 { return restart(byte) }
      // Some terminals put a modifier between O and the letter.
      if (0x30...0x39).contains(byte) { return [] }
      state = .ground
      return [KeySequences.ss3(byte)]
    case .csi(let bytes): return continueSequence(byte, bytes)
    case .skip(let count):
      state = count > 1 ? .skip(count - 1) : .ground
      return count > 1 ? [] : [.unknown]
    case .paste: return continuePaste(byte)
    }
  }

  /// Ends what is half read because nothing more came.
  public mutating func expire() -> [Key] {
    defer { state = .ground }
    switch state {
    case .ground: return []
    case .escape: return [.escape]
    case .utf8: return [.scalar("\u{FFFD}")]
    // Alt-O and Alt-[ look like the start of a sequence.
    case .ss3: return [.meta("O")]
    case .csi(let bytes): return bytes.isEmpty ? [.meta("[")] : [.unknown]
    case .skip: return [.unknown]
    case .paste: return [.paste(takePaste(droppingLast: 0))]
    }
  }

  private mutating func restart(_ byte: UInt8) -> [Key] {
    state = .ground
    return [.unknown] + start(byte, meta: false)
  }

  private mutating func start(_ byte: UInt8, meta: Bool) -> [Key] {
    state = .ground
    switch byte {
    case 0x1B:
      state = .escape
      return []
    case ..<0x80:
      let scalar = Unicode.Scalar(byte)
      return [meta ? .meta(scalar) : .scalar(scalar)]
    case 0xC2...0xDF: state = .utf8(needed: 1, bytes: [byte], meta: meta)
    case 0xE0...0xEF: state = .utf8(needed: 2, bytes: [byte], meta: meta)
    case 0xF0...0xF4: state = .utf8(needed: 3, bytes: [byte], meta: meta)
    default: return [.scalar("\u{FFFD}")]
    }
    return []
  }

  private mutating func continueScalar(_ byte: UInt8, _ needed: Int, _ bytes: [UInt8], _ meta: Bool) -> [Key] {
    guard byte & 0xC0 == 0x80 else { return [.scalar("\u{FFFD}")] + start(byte, meta: false) }
    let bytes = bytes + [byte]
    guard needed == 1 else {
      state = .utf8(needed: needed - 1, bytes: bytes, meta: meta)
      return []
    }
    state = .ground
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return [.scalar("\u{FFFD}")] }
    // C1 controls stand for named keys in libedit's maps and are never typed.
    if (0x80...0x9F).contains(scalar.value) { return [.unknown] }
    return [meta ? .meta(scalar) : .scalar(scalar)]
  }

  private mutating func afterEscape(_ byte: UInt8) -> [Key] {
    switch byte {
    case UInt8(ascii: "["): state = .csi([])
    case UInt8(ascii: "O"): state = .ss3
    case 0x1B: return [.escape]
    case 0x0A, 0x0D:
      state = .ground
      return [.named(.newline)]
    default: return start(byte, meta: true)
    }
    return []
  }

  private mutating func continueSequence(_ byte: UInt8, _ bytes: [UInt8]) -> [Key] {
    switch byte {
    // The Linux console's function keys are `ESC [ [ A`.
    case UInt8(ascii: "[") where bytes.isEmpty:
      state = .skip(1)
      return []
    // A mouse report of the oldest kind has three bytes after it.
    case UInt8(ascii: "M") where bytes.isEmpty:
      state = .skip(3)
      return []
    case 0x20...0x3F:
      // Past any real length the bytes are still swallowed, just not kept.
      state = .csi(bytes.count < 64 ? bytes + [byte] : bytes)
      return []
    case 0x40...0x7E:
      let parameters = String(decoding: bytes, as: UTF8.self)
      if parameters == "200", byte == UInt8(ascii: "~") {
        state = .paste
        return []
      }
      state = .ground
      return [KeySequences.csi(parameters, byte)]
    default: return restart(byte)
    }
  }

  private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  private mutating func continuePaste(_ byte: UInt8) -> [Key] {
    pasted.append(byte)
    guard byte == UInt8(ascii: "~"), pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else { return [] }
    state = .ground
    return [.paste(takePaste(droppingLast: Self.pasteEnd.count))]
  }

  /// Line ends become `\n`, other controls but tabs go, and so does the end of the last line: a paste never submits.
  private mutating func takePaste(droppingLast count: Int) -> String {
    let bytes = pasted.dropLast(count)
    pasted = []
    var text = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if !afterReturn { text.append("\n") }
      case "\t": text.append(scalar)
      default: if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) { text.append(scalar) }
      }
      afterReturn = scalar == "\r"
    }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
