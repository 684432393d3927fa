import Document
import Evaluation
import Numerics
import Syntax

extension Notebook {
  /// The page on a value that is bound here.
  func page(on value: Value, called name: String) -> HelpPage {
    if case .function(let function) = value { return page(on: function, called: name) }
    var page = HelpPage(signatures: [Text(name, .accent)], kind: value.outline, summary: "")
    let fields: [Record.Field] =
      switch value {
      case .record(let record): record.fields
      case .object(let object): object.fields.fields
      default: []
      }
    if fields.isEmpty {
      page.example = nil
      page.shown = value.document
    } else {
      let rows = fields.map { field in
        [Text("\(name).\(field.name)", .accent), Text(field.value.outline), Text(field.value.glimpse, .dim)]
      }
      page.shown = Document([.table(TextTable(rows: rows, alignments: [.left, .left, .left]))])
    }
    page.rows.append(("memory", HeldMemory(of: value).spoken))
    return page
  }

  private func page(on function: Function, called name: String) -> HelpPage {
    var page = HelpPage(kind: "function", summary: "")
    switch function.body {
    case .builtin(let builtin):
      page.signatures = builtin.signatureTexts
      page.summary = builtin.summary
      page.rows = [("same as", builtin.name)]
    case .defined(let definition, _):
      let parameters = definition.parameters.map(\.printed).joined(separator: ", ")
      page.signatures = [Text("\(name)(\(parameters))", .accent)]
      page.shown = function.document(named: Name(name))
      let own = Set(definition.parameters.map(\.name))
      let reads = definition.expression.freeNames.filter { !own.contains($0) && self[$0] != nil }
      page.rows = [
        ("reads", reads.map(\.spelling).joined(separator: " ")), ("gradient", gradient(of: function, definition, name)),
      ]
    case .derivative, .gradient, .hessian, .jacobian:
      page.signatures = [Text(name, .accent)]
      page.shown = function.document(named: Name(name))
    }
    return page
  }

  /// Whether and how a function can be differentiated, tried at a point; empty when that says nothing.
  private func gradient(of function: Function, _ definition: Definition, _ name: String) -> String {
    // Help must not wait for what the function computes.
    var context = evaluation(random: RandomStream(seed: seed)).within(.milliseconds(200))
    (context.files, context.progress) = (files.discardingWrites, nil)
    let arguments = (0..<definition.required).map { Value.number(1.25 + 0.5 * Double($0)) }
    guard !arguments.isEmpty else { return "" }
    do throws(EvaluationError) {
      _ = try context.apply(Function(.gradient(function)), arguments)
      return definition.required == 1
        ? "exact, by reverse mode: \(name)' or ∇\(name)" : "exact, by reverse mode: ∇\(name)"
    } catch {
      guard case .notDifferentiable(let culprit, _) = error.kind else { return "" }
      return "none: \(culprit) has no derivative rule"
    }
  }
}
