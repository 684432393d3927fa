import Builtins
import Document
import Evaluation
import Glibc
import Notebook
import Syntax
import Testing

/// Properties of random programs and files. Bounded here; `scripts/fuzz` sets NABLA_FUZZ_SECONDS and NABLA_FUZZ_SEED, and
/// NABLA_FUZZ_LOG names a file that holds the case under way, should it end the process.
@Suite(.serialized) struct FuzzTests {
  private static func setting(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Runs the body with seeds one after another: as many as asked for, or for as long as the environment says.
  private func cases(_ count: Int, _ body: (UInt64, (String) -> Void) throws -> Void) rethrows {
    let first = Self.setting("NABLA_FUZZ_SEED").flatMap { UInt64($0) } ?? 1
    let seconds = Self.setting("NABLA_FUZZ_SECONDS").flatMap { Double($0) }
    let log = Self.setting("NABLA_FUZZ_LOG")
    let clock = ContinuousClock()
    let start = clock.now
    var done = 0
    while seconds.map({ clock.now - start < .seconds($0) }) ?? (done < count) {
      let seed = first &+ UInt64(done)
      try body(seed) { text in
        guard let log, let file = fopen(log, "w") else { return }
        fputs("seed \(seed)\n\(text)\n", file)
        fclose(file)
      }
      done += 1
    }
    if seconds != nil { print("\(done) cases from seed \(first)") }
  }

  /// A notebook that is asked to stop when its time is up, and the question whether it was.
  private final class Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(seconds: Double) { end = ContinuousClock().now + .seconds(seconds) }

    var isPast: Bool { ContinuousClock().now > end }
  }

  private func notebook(seed: UInt64 = 1, _ deadline: Deadline) -> Notebook {
    Notebook(seed: seed, files: .trusted(base: "/nonexistent"), isInterrupted: { deadline.isPast })
  }

  // Every program is answered, in time, by a value that can be shown and told or by an error with a code; what an error
  // suggests is not answered by that very error; and the same program gives the same answer again.
  @Test func programsAreAnswered() throws {
    cases(400) { seed, log in
      var generator = ProgramGenerator(seed: seed, catalog: .standard)
      let program = generator.program()
      log(program)
      let clock = ContinuousClock()
      let start = clock.now
      let deadline = Deadline(seconds: 3)
      var first = notebook(deadline)
      let result = first.submit(program)
      for width in [20, 80] { _ = result.document.plain(RenderOptions(width: width, height: 24, charset: .ascii)) }
      #expect(clock.now - start < .seconds(10), "seed \(seed) does not stop when asked to: \(program)")
      guard result.failure?.isInterrupted != true else { return }
      let calm = Deadline(seconds: 60)
      let (object, isError) = JSONLine.answer(program, in: notebook(calm))
      #expect(StrictJSON.accepts(object), "seed \(seed): \(program) → \(object)")
      #expect(isError == (result.failure != nil), "seed \(seed): \(program)")
      #expect(JSONLine.answer(program, in: notebook(calm)).object == object, "seed \(seed): \(program)")
      guard let failure = result.failure else { return }
      checkWording(failure, "seed \(seed): \(program)")
      if let suggestion = failure.report.suggestion {
        log("\(program)\nand its suggestion\n\(suggestion)")
        checkSuggestion(suggestion, of: failure, after: program, calm, "seed \(seed): \(program)")
      }
    }
  }

  private func checkWording(_ failure: Failure, _ subject: String) {
    let code = failure.report.code.unicodeScalars
    #expect(
      code.count == 4 && code.first == "E" && code.dropFirst().allSatisfy { ("0"..."9").contains($0) }, "\(subject)")
    #expect(!failure.report.title.isEmpty && !failure.report.sentence.isEmpty, "\(subject)")
    #expect(!failure.report.sentence.contains("$"), "\(subject) → \(failure.report.sentence)")
  }

  /// A suggestion parses, and does not lead back to the error it came with.
  private func checkSuggestion(
    _ suggestion: String, of failure: Failure, after program: String, _ deadline: Deadline, _ subject: String
  ) {
    var notebook = notebook(deadline)
    // The names of the program, as far as it came.
    for statement in (try? Parser.statements(program)) ?? [] { _ = notebook.submit(statement.printed) }
    if let again = notebook.submit(suggestion).failure {
      // The same mistake may be in the line once more.
      let same = again.report.sentence == failure.report.sentence && again.span?.start == failure.span?.start
      #expect(!same, "\(subject)\nsuggests \(suggestion), which says the same: \(again.line)")
      #expect(
        !again.report.code.hasPrefix("E0"), "\(subject)\nsuggests \(suggestion), which is no sentence: \(again.line)")
    }
  }

  // Whatever bytes: an error with a line, or a file that gives back the same bytes.
  @Test func sessionsKeepTheirBytes() {
    cases(3000) { seed, log in
      var mutation = SessionMutation(seed: seed)
      let bytes = mutation.mutated()
      log(String(decoding: bytes, as: UTF8.self))
      do throws(SessionError) {
        let file = try SessionFile(bytes)
        #expect(Array(file.text.utf8) == bytes, "seed \(seed)")
        let again = try SessionFile(file.text)
        #expect(again == file, "seed \(seed)")
      } catch {
        #expect(error.report.code.hasPrefix("E"), "seed \(seed)")
        #expect(!error.report.message.isEmpty, "seed \(seed)")
      }
    }
  }

  // An update rewrites records and nothing else, and what it wrote holds.
  @Test func updatesTouchRecordsAlone() throws {
    try cases(60) { seed, log in
      var mutation = SessionMutation(seed: seed)
      let bytes = mutation.withWrongRecords()
      log(String(decoding: bytes, as: UTF8.self))
      guard let file = try? SessionFile(bytes) else { return }
      let deadline = Deadline(seconds: 30)
      let first = try Verification(file, in: notebook(seed: file.header.seed ?? 0, deadline))
      guard let updated = first.updated else { return }
      #expect(Self.unrecorded(updated) == Self.unrecorded(file), "seed \(seed)")
      let read = try SessionFile(updated.text)
      #expect(read == updated, "seed \(seed)")
      let second = try Verification(read, in: notebook(seed: file.header.seed ?? 0, deadline))
      let (once, twice) = (updated.text, second.updated?.text ?? updated.text)
      #expect(once == twice, "seed \(seed)")
    }
  }

  /// The lines of a file but for what its cells said.
  private static func unrecorded(_ file: SessionFile) -> [SourceLine] {
    let records = Set(
      file.cells.flatMap { cell in
        let first = cell.line + cell.source.split(separator: "\n", omittingEmptySubsequences: false).count
        return first..<first + cell.record.count
      })
    return file.lines.enumerated().filter { !records.contains($0.offset + 1) }.map(\.element)
  }
}
