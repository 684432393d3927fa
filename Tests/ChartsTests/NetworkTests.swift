import Charts
import Document
import Testing

/// That the lines of a drawn network lead where its arrows do.
@Suite struct NetworkTests {
  /// A network of so many nodes whose arrows all lead from lower to higher numbers.
  static func network(_ seed: UInt64, nodes: Int, arrows: Int) throws -> Network {
    var state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    var edges: Set<Network.Edge> = []
    for _ in 0..<arrows {
      let from = next(nodes - 1)
      edges.insert(.init(from: from, to: from + 1 + next(nodes - 1 - from)))
    }
    let ordered = edges.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    return try Network(
      nodes: (0..<nodes).map { .init("n\($0)", note: $0.isMultiple(of: 3) ? "=\($0)" : "") }, edges: ordered)
  }

  @Test(arguments: 1...40) func everyLineLeadsWhereItsArrowDoes(seed: Int) throws {
    let network = try Self.network(UInt64(seed), nodes: 5 + seed % 6, arrows: 3 + seed % 9)
    for charset in [RenderOptions.Charset.braille, .block] {
      let text = Chart.network(network).text(RenderOptions(width: 120, height: 200, charset: charset))
      try #require(!text.contains("more") && !text.contains("←"), "\(text)")
      let found = Trace(text).arrows
      let wanted = Set(network.edges.map { "n\($0.from) n\($0.to)" })
      #expect(found == wanted, "\(wanted.symmetricDifference(found))\n\(text)")
    }
  }

  /// Six ways in order into one box need not cross: the outer ones turn below the inner ones.
  @Test func waysInOrderDoNotCross() throws {
    let count = 6
    let nodes = (1...count).map { Network.Node("n\($0) = sin", note: "0.123456") } + [.init("n7 = join", note: "1 2 3")]
    let network = try Network(nodes: nodes, edges: (0..<count).map { .init(from: $0, to: count) })
    let text = Chart.network(network).text(RenderOptions(width: 90, height: 30))
    let crossing = text.split(separator: "\n").filter { $0.contains("─│─") || $0.contains("─┼─") }
    #expect(crossing.isEmpty, "\(text)")
  }

  /// The lines of a picture followed from label to label.
  private struct Trace {
    let rows: [[Character]]
    private var labels: [(name: String, row: Int, columns: Range<Int>)] = []

    init(_ text: String) {
      rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
      for (row, line) in rows.enumerated() {
        var start = 0
        while start < line.count {
          guard line[start] == "n" else {
            start += 1
            continue
          }
          var end = start + 1
          while end < line.count, line[end].isNumber { end += 1 }
          labels.append((String(line[start..<end]), row, start..<end))
          start = end
        }
      }
    }

    /// Directions that a piece of a line goes to: up 1, down 2, left 4, right 8.
    private func bits(_ row: Int, _ column: Int) -> Int {
      guard rows.indices.contains(row), rows[row].indices.contains(column) else { return 0 }
      return [
        "│": 3, "─": 12, "┘": 5, "┐": 6, "┤": 7, "└": 9, "┌": 10, "├": 11, "┴": 13, "┬": 14, "┼": 15,
      ][rows[row][column], default: 0]
    }

    /// The label that a line into this cell from above ends at.
    private func label(_ row: Int, _ column: Int) -> String? {
      let inRow = labels.filter { $0.row == row }
      return inRow.min { distance($0.columns, column) < distance($1.columns, column) }?.name
    }

    private func distance(_ columns: Range<Int>, _ column: Int) -> Int {
      columns.contains(column) ? 0 : min(abs(columns.lowerBound - column), abs(columns.upperBound - 1 - column))
    }

    var arrows: Set<String> {
      var found: Set<String> = []
      for label in labels {
        // Below the label, or below the row of notes of its layer.
        var row = label.row + 1
        if rows.indices.contains(row), rows[row].contains("=") { row += 1 }
        for column in label.columns.lowerBound - 1...label.columns.upperBound where bits(row, column) & 1 != 0 {
          for end in ends(from: row, column) { found.insert("\(label.name) \(end)") }
        }
      }
      return found
    }

    private func ends(from row: Int, _ column: Int) -> Set<String> {
      var found: Set<String> = []
      var seen: Set<[Int]> = []
      // The row, the column, and the direction one came from there.
      var open = [[row, column, 1]]
      while let here = open.popLast() {
        guard seen.insert(here).inserted else { continue }
        let (row, column, from) = (here[0], here[1], here[2])
        guard rows.indices.contains(row), rows[row].indices.contains(column) else {
          found.insert("nowhere")
          continue
        }
        let out = bits(row, column) & ~from
        // A line across goes below one down.
        if bits(row, column) & from == 0 {
          if from == 4 { open.append([row, column + 1, 4]) }
          if from == 8 { open.append([row, column - 1, 8]) }
          continue
        }
        if out & 4 != 0 { open.append([row, column - 1, 8]) }
        if out & 8 != 0 { open.append([row, column + 1, 4]) }
        if out & 2 != 0 {
          if bits(row + 1, column) & 1 != 0 {
            open.append([row + 1, column, 1])
          } else if let name = label(row + 1, column) {
            found.insert(name)
          }
        }
      }
      return found
    }
  }

  @Test func circlesAndMissingNodesAreErrors() throws {
    #expect(throws: ChartError.noSuchNode(2, count: 2)) {
      try Network(nodes: [.init("a"), .init("b")], edges: [.init(from: 0, to: 2)])
    }
    #expect(throws: ChartError.cyclic("a")) {
      try Network(nodes: [.init("a"), .init("b")], edges: [.init(from: 0, to: 1), .init(from: 1, to: 0)])
    }
    #expect(throws: ChartError.cyclic("a")) { try Network(nodes: [.init("a")], edges: [.init(from: 0, to: 0)]) }
  }

  /// What finds no room is counted: the boxes shown and those said to be left out are all there are.
  @Test(arguments: [40, 60, 80, 120]) func whatIsGatheredIsCounted(width: Int) throws {
    let nodes = (0..<50).map { Network.Node("in\($0)") } + [.init("sum")]
    let network = try Network(nodes: nodes, edges: (0..<50).map { .init(from: $0, to: 50) })
    let text = Chart.network(network).text(RenderOptions(width: width, height: 24))
    let shown = text.matches(of: /in[0-9]+/).count
    let hidden = try #require(text.firstMatch(of: /… ([0-9]+) more/)?.output.1)
    #expect(shown + (Int(hidden) ?? 0) == 50 && text.contains("sum"), "\(text)")
  }

  /// A chain needs as many rows as it has links; without them it is listed, with what leads to each.
  @Test func whatIsTooHighIsListed() throws {
    let chain = try Network(
      nodes: (0..<30).map { .init("step \($0)") }, edges: (1..<30).map { .init(from: $0 - 1, to: $0) })
    let whole = Chart.network(chain).text(RenderOptions())
    #expect(whole.contains("step 29") && !whole.contains("←"))
    let short = Chart.network(chain, .init(height: 12)).text(RenderOptions())
    #expect(
      short.split(separator: "\n").count == 12 && short.contains("step 1   ← step 0") && short.contains("… 19 more"))
  }
}
