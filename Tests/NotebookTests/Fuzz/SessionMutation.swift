/// Files made from lines that mean something, in orders nobody meant.
struct SessionMutation {
  private var dice: Dice

  init(seed: UInt64) { dice = Dice(state: seed) }

  private static let pieces = [
    "---", "nabla: 1", "nabla: 2", "seed: 7", "tol: rel 1e-3 abs 1e-9", "width: 40", "colour: red", "", "", "# Title",
    "Prose with > and | in it.", "- a list", "  - deeper", "```", "~~~", "    > x = 1", "    > y = [1, 2, 3]",
    "    > y[9]",
    "    . + 2", "    | 3", "    | …", "    ! E210", "    ! E999 no such thing", "    = x == 1 :: it is one",
    "    = true",
    "    ? exercise one  Do it.", "    ? check x > 0 :: above", "    ? hint think", "    ? answer x = 2",
    "    ? nonsense",
    "    > randn(3)  #~ random", "    > 1/3 #~ tol abs 0.1", "    > 1 #~ skip why", "    > 1 #~ bogus", "\t> 1",
    "   > 1",
    "     > 1", "    >1", "    >", "    |", "    :plot sin", "    > :seed 3", "    > :undo", "> quoted", "é̂ ∇ 日本 🙂",
    "    > \"é\u{301}\"", "    | \u{301}", "\u{FEFF}", "<!-- -->", "    \u{A0}> 1", "[link]: x", "1. one", "    > (1 +",
  ]

  /// Bytes that may or may not be a session, with any line endings and the odd byte that is no text.
  mutating func mutated() -> [UInt8] {
    var lines = dice.chance(70) ? ["---", "nabla: 1", "---"] : []
    if dice.chance(30) { lines += lesson.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    for _ in 0..<Int.random(in: 0...12, using: &dice) {
      lines.insert(dice.pick(Self.pieces), at: Int.random(in: 0...lines.count, using: &dice))
    }
    var bytes: [UInt8] = []
    let endings = dice.pick([["\n"], ["\r\n"], ["\n", "\r\n", "\r", "\n\r", ""]])
    for line in lines { bytes += Array(line.utf8) + Array(dice.pick(endings).utf8) }
    for _ in 0..<dice.pick([0, 0, 0, 1, 3]) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(dice.pick([0, 9, 10, 13, 0x1B, 0x7F, 0x80, 0xC2, 0xFF]), at: place)
      default: bytes.removeLast(bytes.count - place)
      }
    }
    return bytes
  }

  /// A session whose records are partly right, partly wrong and partly missing.
  mutating func withWrongRecords() -> [UInt8] {
    let inputs: [(String, [String])] = [
      ("x = 1", ["| x = 1"]), ("1/3", ["| 0.333333"]), ("[1, 2, 3]", ["| 3-vector", "|  1  2  3"]),
      ("[1 2; 3 4]", ["| 2×2 matrix", "|   1  2", "|   3  4"]), ("undefined_name", ["! E102 unknown name"]),
      ("\"é ∇\"", ["| \"é ∇\""]), ("1 / 3;", []), ("x + 1", ["| 2"]), ("[1, 2] * [3, 4]", ["! E201 shapes do not fit"]),
      ("f(t) = t^2", ["| f: t ↦ t²"]), ("rand(2)", ["| 2-vector", "|  0.1  0.2"]), ("{a = 1, b = \"x\"}", ["| …"]),
      ("1e300 * [1, 2]", ["| 2-vector"]), ("missing", ["| missing"]), ("zeros(30, 30)", ["| 30×30 matrix", "| …"]),
    ]
    let junk = ["| 7", "|", "| a | b", "! E102", "| …", "|  \u{301}x", "! E999 what"]
    var text = "---\nnabla: 1\n\(dice.chance(50) ? "seed: 3\n" : "")\(dice.chance(30) ? "width: 30\n" : "")---\n\n"
    for _ in 0..<Int.random(in: 1...5, using: &dice) {
      let (input, record) = dice.pick(inputs)
      text += "Some words.\n\n    > \(input)\(dice.pick(["", "", "  #~ tol abs 0.1", "  #~ random"]))\n"
      var lines = record
      if dice.chance(40), !lines.isEmpty { lines.remove(at: Int.random(in: 0..<lines.count, using: &dice)) }
      for _ in 0..<dice.pick([0, 0, 1, 2]) {
        lines.insert(dice.pick(junk), at: Int.random(in: 0...lines.count, using: &dice))
      }
      for line in lines { text += "    \(line)\n" }
      if dice.chance(20) { text += "    = 1 == 1\n" }
      text += dice.pick(["\n", "\n\n", "\nMore.\n\n"])
    }
    return Array((dice.chance(20) ? text.replacingLines() : text).utf8)
  }
}

extension String {
  /// The same lines, ended as on Windows.
  fileprivate func replacingLines() -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }
}
