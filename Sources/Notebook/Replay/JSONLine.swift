import Document
import Evaluation
import Numerics
import Syntax

/// One input evaluated by itself, as one JSON object.
public enum JSONLine {
  /// `{"value": …}`, or `{"error": {"code", "message", "start", "end"}}` with the place in code points of the input.
  ///
  /// An error that has a suggestion ends in `"try"`, and remarks beside either follow as `"notes": ["…"]`.
  /// - Parameter notebook: what the input sees; it stays as it is.
  public static func answer(_ input: String, in notebook: Notebook) -> (object: String, isError: Bool) {
    var fresh = notebook
    var result = fresh.submit(input)
    var value = "null"
    do throws(EvaluationError) { value = try fresh.json(of: result) } catch {
      result = fresh.reject(input, Failure(error, in: Source(input)))
    }
    let remarks = result.notes.map { JSON.text($0.message) }.joined(separator: ", ")
    let notes = remarks.isEmpty ? "" : ", \"notes\": [\(remarks)]"
    guard let failure = result.failure else { return ("{\"value\": \(value)\(notes)}", false) }
    let bytes = input.utf8
    let span = failure.span ?? Span(0, bytes.count)
    let start = codePoints(in: bytes.prefix(max(0, span.start)))
    let end = codePoints(in: bytes.prefix(max(span.start, span.end)))
    let suggestion = failure.report.suggestion.map { ", \"try\": \(JSON.text($0))" } ?? ""
    return (
      "{\"error\": {\"code\": \(JSON.text(failure.report.code)), \"message\": \(JSON.text(failure.report.sentence)), "
        + "\"start\": \(start), \"end\": \(end)\(suggestion)}\(notes)}", true
    )
  }

  private static func codePoints(in bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

extension Notebook {
  /// The value an input gave: that of its last statement, several names bound at once as an object.
  /// - Throws: `.interrupted`, as long texts take their time.
  fileprivate func json(of result: CellResult) throws(EvaluationError) -> String {
    guard result.fate == .cell, let cell = cells.last else { return "null" }
    let context = evaluation(random: RandomStream(seed: seed))
    if let value = cell.value { return try context.json(value) }
    let fields = cell.names.compactMap { name in self[name].map { Record.Field(name.spelling, $0) } }
    return fields.isEmpty ? "null" : try context.json(Value.record(Record(fields)))
  }
}
