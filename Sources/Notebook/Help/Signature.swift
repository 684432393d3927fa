import Document
import Evaluation

extension Builtin {
  /// Every way to call it, with what each gives: `eig(A) → {values, vectors}`.
  var signatureLines: [(call: String, result: String)] {
    signatures.map { signature in
      var results: [String] = []
      let whole = forms.first { $0.signature(name) == signature }
      for form in forms
      where (form.signature(name) == signature || whole?.extends(form) == true) && !form.result.isEmpty {
        let result = form.result == "record" ? "{\(facts.fields.joined(separator: ", "))}" : form.result
        if !results.contains(result) { results.append(result) }
      }
      // A complex number says that a number may be complex; "number or complex number" says it twice.
      if let place = results.firstIndex(of: "complex number"), results.contains("number") {
        results[place] = "complex"
      }
      return (signature, results.joined(separator: " or "))
    }
  }

  /// The page's first lines.
  var signatureTexts: [Text] {
    let lines = signatureLines
    guard !lines.isEmpty else { return [Text("\(name)(x)", .accent)] }
    return lines.map { Text($0.call, .accent) + Text($0.result.isEmpty ? "" : " → \($0.result)") }
  }

  /// The fields of a result that is more than a record.
  var fieldRow: String {
    forms.contains { $0.result == "record" } ? "" : facts.fields.joined(separator: " ")
  }

  /// How to ask for its work: `:work det(A)`.
  var workExample: String {
    let call = forms.first { $0.showsWork }?.signature(name) ?? name
    // What may be left out is.
    return ":work \(call.replacing(/(, )?\[[^\]]*\]/, with: ""))"
  }

  /// What it refuses, in a row.
  var refused: String {
    facts.refusals.isEmpty ? "" : facts.refusals.map(\.what).joined(separator: ", ")
  }
}
