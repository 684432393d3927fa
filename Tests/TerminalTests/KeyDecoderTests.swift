import Terminal
import Testing

struct KeyRow: Sendable, CustomTestStringConvertible {
  var bytes: String
  var keys: [Key]
  var source: String
  var testDescription: String { "\(bytes.debugDescription) (\(source))" }

  init(_ bytes: String, _ keys: [Key], _ source: String) {
    self.bytes = bytes
    self.keys = keys
    self.source = source
  }
}

@Suite struct KeyDecoderTests {
  static let rows = [
    KeyRow("aλ日", [.scalar("a"), .scalar("λ"), .scalar("日")], "UTF-8"),
    KeyRow("\u{1B}[A\u{1B}OB", [.named(.up), .named(.down)], "xterm ctlseqs, cursor keys in both modes"),
    KeyRow("\u{1B}[1~\u{1B}[7~\u{1B}[H\u{1B}OH", [Key](repeating: .named(.home), count: 4), "VT220, rxvt, xterm"),
    KeyRow("\u{1B}[4~\u{1B}[8~\u{1B}[F\u{1B}OF", [Key](repeating: .named(.end), count: 4), "VT220, rxvt, xterm"),
    KeyRow("\u{1B}[3~\u{1B}[3;5~", [.named(.delete), .named(.deleteWord)], "xterm ctlseqs"),
    KeyRow(
      "\u{1B}[1;5D\u{1B}[1;3C\u{1B}Od", [.named(.wordLeft), .named(.wordRight), .named(.wordLeft)], "xterm, rxvt"),
    KeyRow("\u{1B}[1;2D", [.named(.left)], "xterm: Shift changes nothing"),
    KeyRow("\u{1B}[Z", [.named(.backTab)], "ECMA-48 CBT"),
    KeyRow("\u{1B}[5~\u{1B}[6~", [.named(.pageUp), .named(.pageDown)], "VT220"),
    KeyRow("\u{1B}\r\u{1B}\n", [.named(.newline), .named(.newline)], "Alt-Enter"),
    KeyRow("\u{1B}[13;2u\u{1B}[27;2;13~", [.named(.newline), .named(.newline)], "CSI u; modifyOtherKeys"),
    KeyRow("\u{1B}[97;5u\u{1B}[98;3u", [.scalar("\u{1}"), .meta("b")], "CSI u: Ctrl-a, Alt-b"),
    KeyRow("\u{1B}f\u{1B}λ", [.meta("f"), .meta("λ")], "Meta sends escape"),
    KeyRow("\u{1B}[15~x", [.unknown, .scalar("x")], "F5"),
    KeyRow("\u{1B}[[Ax", [.unknown, .scalar("x")], "Linux console F1"),
    KeyRow("\u{1B}[M !!x", [.unknown, .scalar("x")], "X10 mouse report"),
    KeyRow("\u{1B}[<0;10;10Mx", [.unknown, .scalar("x")], "SGR mouse report"),
    KeyRow("\u{1B}[?1;2cx", [.unknown, .scalar("x")], "device attributes"),
    KeyRow("\u{1B}[1\u{1B}[A", [.unknown, .named(.up)], "a sequence cut by another"),
    KeyRow("\u{85}x", [.unknown, .scalar("x")], "C1 controls are nobody's keys"),
    KeyRow("\u{1B}[200~a\r\nb\rc\n\u{1B}[201~x", [.paste("a\nb\nc"), .scalar("x")], "bracketed paste"),
    KeyRow("\u{1B}[200~a\u{1B}[31mb\tc\u{7}\u{1B}[201~", [.paste("a[31mb\tc")], "controls in a paste"),
    KeyRow("\u{1B}[200~\u{1B}[201\u{1B}[201~", [.paste("[201")], "an end mark begun twice"),
    KeyRow("\u{1B}[99999999999999999999~x", [.unknown, .scalar("x")], "a number beyond Int"),
    KeyRow("\u{1B}[9223372036854775807;9223372036854775807Ax", [.named(.up), .scalar("x")], "the largest Int"),
  ]

  @Test(arguments: rows) func decodes(_ row: KeyRow) {
    var decoder = KeyDecoder()
    #expect(row.bytes.utf8.flatMap { decoder.feed($0) } == row.keys)
    #expect(decoder.timeout == nil)
  }

  /// Unicode 15, table 3-7: what is not well-formed becomes U+FFFD, and what follows is still read.
  static let malformed: [([UInt8], [Key])] = [
    ([0xFF, 0x61], [.scalar("\u{FFFD}"), .scalar("a")]),
    ([0xE2, 0x62], [.scalar("\u{FFFD}"), .scalar("b")]),
    ([0xC0, 0x61], [.scalar("\u{FFFD}"), .scalar("a")]),
    ([0x80], [.scalar("\u{FFFD}")]),
    ([0xE2, 0x1B, 0x5B, 0x41], [.scalar("\u{FFFD}"), .named(.up)]),
    ([0xED, 0xA0, 0x80], [.scalar("\u{FFFD}")]),
    ([0xF4, 0x90, 0x80, 0x80], [.scalar("\u{FFFD}")]),
  ]

  @Test(arguments: malformed) func repairsMalformedText(_ bytes: [UInt8], _ keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(bytes.flatMap { decoder.feed($0) } == keys)
  }

  static let halves: [(String, [Key])] = [
    ("\u{1B}", [.escape]), ("\u{1B}[", [.meta("[")]), ("\u{1B}O", [.meta("O")]), ("\u{1B}[1;5", [.unknown]),
    ("\u{1B}[200~lost", [.paste("lost")]), ("a", []),
  ]

  @Test(arguments: halves) func expiresWhatIsHalfRead(_ bytes: String, _ keys: [Key]) {
    var decoder = KeyDecoder()
    for byte in bytes.utf8 { _ = decoder.feed(byte) }
    #expect((decoder.timeout == nil) == keys.isEmpty)
    #expect(decoder.expire() == keys)
    #expect(decoder.timeout == nil)
  }

  @Test func everyPairOfBytesLeavesTheDecoderUsable() {
    for first in UInt8.min...UInt8.max {
      var decoder = KeyDecoder()
      for byte in [0x1B, first, first ^ 0x5B, first] { _ = decoder.feed(byte) }
      _ = decoder.expire()
      #expect(decoder.feed(0x61) == [.scalar("a")])
    }
  }

  @Test func privateCodesAreC1ControlsWithoutDuplicates() {
    let codes = NamedKey.allCases.map(\.rawValue)
    #expect(codes.allSatisfy { (0x80...0x9F).contains($0) })
    #expect(Set(codes).count == codes.count)
  }
}
