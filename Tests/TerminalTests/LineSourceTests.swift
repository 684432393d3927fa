import Document
import Glibc
import Terminal
import Testing

// Serialized: signals belong to the whole process, and every source polls them.
@Suite(.serialized) struct LineSourceTests {
  /// Handlers are installed once; a shell may have started the tests with Ctrl-C ignored.
  private static let handlesSignals: Bool = {
    signal(SIGINT, SIG_DFL)
    return Signals.install()
  }()

  private static func isComplete(_ text: String) -> Bool {
    text.filter { $0 == "[" }.count <= text.filter { $0 == "]" }.count
  }

  private static func entries(of bytes: [UInt8], step: Int) -> [ReadEvent] {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return [] }
    for start in stride(from: 0, to: bytes.count, by: step) {
      let chunk = bytes[start..<min(bytes.count, start + step)]
      _ = chunk.withUnsafeBytes { Glibc.write(ends[1], $0.baseAddress, $0.count) }
    }
    close(ends[1])
    defer { close(ends[0]) }
    var source = PipeLineSource(descriptor: ends[0], isComplete: isComplete)
    var events: [ReadEvent] = []
    repeat { events.append(source.readEntry(prompt: "> ")) } while events.last != .endOfFile
    return events
  }

  static let inputs: [(String, [ReadEvent])] = [
    ("a\nb\n", [.line("a"), .line("b"), .endOfFile]),
    ("a\r\n\r\nb", [.line("a"), .line(""), .line("b"), .endOfFile]),
    ("A = [1\n2]\nc\n", [.line("A = [1\n2]"), .line("c"), .endOfFile]),
    ("[1\n2", [.line("[1\n2"), .endOfFile]),
    ("", [.endOfFile]),
    ("λ\n", [.line("λ"), .endOfFile]),
  ]

  @Test(arguments: inputs) func pipesGiveEntries(_ text: String, _ events: [ReadEvent]) {
    #expect(Self.entries(of: Array(text.utf8), step: 1) == events)
    #expect(Self.entries(of: Array(text.utf8), step: 4096) == events)
  }

  @Test func malformedTextIsRepaired() {
    #expect(Self.entries(of: [0x61, 0xFF, 0x0A], step: 9) == [.line("a\u{FFFD}"), .endOfFile])
  }

  @Test func editorNeedsATerminal() {
    let profile = TerminalProfile(inputIsTerminal: false, outputIsTerminal: true, environment: ["TERM": "xterm"])
    #expect(LineEditor(profile: profile) == nil)
  }

  private static func drawn(_ profile: TerminalProfile, _ body: (inout LiveRegion) -> Void, erasing: Bool) -> String {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return "" }
    var region = LiveRegion(profile: profile, output: TerminalOutput(descriptor: ends[1]))
    body(&region)
    if erasing { region.erase() } else { region.finish() }
    close(ends[1])
    defer { close(ends[0]) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(ends[0], &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  private static func profile(_ isTerminal: Bool) -> TerminalProfile {
    TerminalProfile(
      inputIsTerminal: true, outputIsTerminal: isTerminal, environment: ["TERM": "xterm"], size: (10, 5))
  }

  // ECMA-48: CUU (A), EL (K), ED (J); DECTCEM (?25).
  @Test func regionsAreRedrawnInPlaceAndShowTheCursorAgain() {
    let text = Self.drawn(
      Self.profile(true),
      { region in
        region.draw(["one", "two"])
        region.draw(["three"])
      }, erasing: false)
    #expect(
      text == "\u{1B}[?25l\rone\u{1B}[K\r\ntwo\u{1B}[K\r\n"
        + "\u{1B}[?25l\r\u{1B}[2Athree\u{1B}[K\r\n\u{1B}[J\u{1B}[?25h")
  }

  @Test func erasedRegionsLeaveNothing() {
    let text = Self.drawn(Self.profile(true), { $0.draw(["one", "two"]) }, erasing: true)
    #expect(text.hasSuffix("\r\u{1B}[2A\u{1B}[J\u{1B}[?25h"))
    #expect(Self.drawn(Self.profile(false), { $0.draw(["one"]) }, erasing: true) == "")
  }

  @Test func offATerminalOnlyTheLastFrameIsWritten() {
    let text = Self.drawn(
      Self.profile(false),
      { region in
        region.draw(["one"])
        region.draw(["two", "three"])
      }, erasing: false)
    #expect(text == "two\nthree\n")
  }

  @Test func writingWhereNobodyReadsIsSaid() {
    #expect(Self.handlesSignals)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    #expect(!TerminalOutput(descriptor: ends[1]).write("lost"))
    close(ends[1])
  }

  @Test func ctrlCIsAFlagUntilCleared() {
    #expect(Self.handlesSignals)
    Signals.clearInterrupt()
    #expect(!Signals.isInterruptPending)
    // The test runner blocks Ctrl-C in its threads.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(SIGINT)
    #expect(Signals.isInterruptPending)
    Signals.clearInterrupt()
    #expect(!Signals.isInterruptPending)
    #expect(!Signals.isEndRequested)
  }
}
