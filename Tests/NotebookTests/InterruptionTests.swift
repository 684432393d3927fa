import Document
import Evaluation
import Notebook
import Syntax
import Synchronization
import Testing

/// What a person or a clock stops leaves nothing behind.
@Suite struct InterruptionTests {
  /// A wish to stop that comes after so many looks.
  private final class Wish: Sendable {
    private let looks: Atomic<Int>

    init(after looks: Int) { self.looks = Atomic(looks) }

    var isThere: Bool { looks.wrappingSubtract(1, ordering: .relaxed).newValue < 0 }
  }

  private func notebook(stoppedAfter looks: Int) -> Notebook {
    let wish = Wish(after: looks)
    return Notebook(seed: 1, files: .trusted(base: "/nonexistent"), isInterrupted: { wish.isThere })
  }

  @Test func aResultThatComesTooLateIsDiscarded() {
    var notebook = notebook(stoppedAfter: 0)
    let result = notebook.submit("x = 1 + 1")
    #expect(result.failure?.report.code == "E400" && result.failure?.isInterrupted == true)
    #expect(result.output.blocks.isEmpty && notebook.cells.isEmpty && notebook["x"] == nil)
  }

  @Test func drawsStopBetweenBlocks() {
    // The third look comes long before ten million numbers are drawn, which would take a debug build many seconds.
    var notebook = notebook(stoppedAfter: 2)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(notebook.submit("randn(1e7);").failure?.isInterrupted == true)
    #expect(clock.now - start < .seconds(5))
  }

  // The first looks belong to the cell and its call; the next come from between blocks.
  @Test(arguments: ["sum(xs)", "cumsum(xs)", "sort(xs)", "unique(xs)"])
  func longReductionsStopBetweenBlocks(_ call: String) {
    let looks = Atomic(0)
    let limit = Atomic(Int.max)
    let counting = Notebook(seed: 1, files: .trusted(base: "/nonexistent")) {
      looks.wrappingAdd(1, ordering: .relaxed).newValue > limit.load(ordering: .relaxed)
    }
    var notebook = counting
    _ = notebook.submit("xs = 3000000:-1:1;")
    looks.store(0, ordering: .relaxed)
    _ = notebook.submit("y = \(call);")
    let all = looks.load(ordering: .relaxed)
    #expect(all >= 4)
    looks.store(0, ordering: .relaxed)
    limit.store(all - 2, ordering: .relaxed)
    #expect(notebook.submit("z = \(call);").failure?.isInterrupted == true && notebook["z"] == nil)
  }

  private func drawn(_ inputs: String...) -> Notebook {
    var notebook = Notebook(seed: 1, files: .trusted(base: "/nonexistent"))
    for input in inputs { _ = notebook.submit(input) }
    return notebook
  }

  @Test func blocksDrawOneStream() {
    let made = drawn("a = rand(70000, seed = 3);", "b = rand(65538, seed = 3);")
    #expect(made.submitted("a[1] == b[1] and a[65536] == b[65536] and a[65538] == b[65538]") == "true\n")
    #expect(made.submitted("a[65537] == a[1]") == "false\n")
  }

  @Test func aTimeOutSaysSo() {
    var notebook = notebook(stoppedAfter: 0)
    notebook.hasTimedOut = { true }
    let failure = notebook.submit("1").failure
    #expect(failure?.report.code == "E404" && failure?.report.title == "timed out")
    #expect(failure?.isInterrupted == true)
  }
}
