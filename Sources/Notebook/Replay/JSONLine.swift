import Document
import Evaluation
import Syntax

/// One input evaluated by itself, as one JSON object.
public enum JSONLine {
  /// `{"value": …}`, or `{"error": {"code", "message", "start", "end"}}` with the place in code points of the input.
  /// What to try instead follows as `"try"`, remarks such as an ill-conditioned system as `"notes"`, where there are any.
  /// - Parameter notebook: what the input sees; it stays as it is.
  public static func answer(_ input: String, in notebook: Notebook) -> (object: String, isError: Bool) {
    var fresh = notebook
    let result = fresh.submit(input)
    let remarks = result.notes.map { JSON.text($0.message) }.joined(separator: ", ")
    let notes = remarks.isEmpty ? "" : ", \"notes\": [\(remarks)]"
    guard let failure = result.failure else { return ("{\"value\": \(fresh.json(of: result))\(notes)}", false) }
    let bytes = input.utf8
    let span = failure.span ?? Span(0, bytes.count)
    let start = codePoints(in: bytes.prefix(max(0, span.start)))
    let end = codePoints(in: bytes.prefix(max(span.start, span.end)))
    let message = failure.report.message.isEmpty ? failure.report.title : failure.report.message
    let wayOut = failure.report.suggestion.map { ", \"try\": \(JSON.text($0))" } ?? ""
    return (
      "{\"error\": {\"code\": \(JSON.text(failure.report.code)), \"message\": \(JSON.text(message)), "
        + "\"start\": \(start), \"end\": \(end)\(wayOut)}\(notes)}", true
    )
  }

  private static func codePoints(in bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

extension Notebook {
  /// The value an input gave: that of its last statement, several names bound at once as an object.
  fileprivate func json(of result: CellResult) -> String {
    guard result.fate == .cell, let cell = cells.last else { return "null" }
    if let value = cell.value { return value.json }
    let fields = cell.names.compactMap { name in self[name].map { Record.Field(name.spelling, $0) } }
    return fields.isEmpty ? "null" : Value.record(Record(fields)).json
  }
}
