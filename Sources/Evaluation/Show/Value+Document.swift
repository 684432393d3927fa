import Document
import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Value: Presentable {
  /// The value under a header with its kind and shape; a scalar stands alone. Lists and records are taken apart four
  /// levels deep.
  public var document: Document { document(within: 4) }

  // Values may hold one another: what [s, s] makes of s twenty times over would have a million lines.
  fileprivate func document(within depth: Int) -> Document {
    switch self {
    case .number, .truth, .missing, .complex, .text, .date, .identity, .formula: Document([.line(inline)])
    case .vector(let v): .vector(v.elements)
    case .complexVector(let v): .vector(count: v.count, kind: "vector, complex") { Value(v.elements[$0]).inline }
    case .matrix(let a): .matrix(rows: a.rows, columns: a.columns) { .number(a[$0, $1]) }
    case .complexMatrix(let a):
      .matrix(rows: a.rows, columns: a.columns, kind: "matrix, complex") { Value(a[$0, $1]).inline }
    case .truths(let mask): mask.document
    case .column(let column): .vector(count: column.count, kind: column.phrase) { Value(column[$0]).inline }
    case .table(let table): table.document
    case .list(let list): depth > 0 ? list.document(within: depth - 1) : Document([.line(inline)])
    case .function(let function): function.document(named: nil)
    case .record(let record): depth > 0 ? record.document(within: depth - 1) : Document([.line(inline)])
    case .object(let object): object.document
    case .traced: Document([.line("a value being differentiated")])
    }
  }

  public var figure: (any Figure)? {
    if case .object(let object) = self { object.figure } else { nil }
  }

  /// The document of `name = value`: the name goes into the header.
  public func document(named name: Name) -> Document {
    if case .function(let function) = self { return function.document(named: name) }
    var document = document
    switch document.blocks.first {
    case .section(let header, let body) where !isObject:
      document.blocks[0] = .section(Text("\(name.spelling) = ") + header, body)
    case .line(let text) where isOneLine: document.blocks[0] = .line(Text("\(name.spelling) = ") + text)
    default: break
    }
    return document
  }

  var isObject: Bool { if case .object = self { true } else { false } }

  private var isOneLine: Bool {
    switch self {
    case .number, .truth, .missing, .complex, .text, .date, .identity, .formula: true
    default: false
    }
  }

  /// The value on one line, for an entry of an array or a field of a record.
  var inline: Text {
    switch self {
    case .number(let x): .number(x)
    case .complex(let z): .complex(z.real, z.imaginary)
    case .truth(let t): Text(t ? "true" : "false")
    case .missing: Text("missing", .dim)
    case .text(let t): Text(t.visible)
    case .identity(let s): Text(s == 1 ? "I" : "\(s.formatted())I")
    case .function(let f): Text(f.printed)
    case .date(let day): Text(day.description)
    case .formula(let formula): Text(formula.printed)
    default: Text(phrase.droppingArticle, .dim)
    }
  }
}

extension String {
  fileprivate var droppingArticle: String { hasPrefix("a ") ? String(dropFirst(2)) : self }
}

extension Truths {
  fileprivate var document: Document {
    guard let columns else {
      return .vector(count: elements.count, kind: "vector of truths") { Text(elements[$0] ? "true" : "false") }
    }
    let rows = shape.extent.rows
    return .matrix(rows: rows, columns: columns, kind: "matrix of truths") {
      Text(elements[$0 + $1 * rows] ? "true" : "false")
    }
  }
}

extension List {
  /// Numbered items, the middle left out when there are many.
  fileprivate func document(within depth: Int) -> Document {
    let shown = 12
    var blocks: [Block] = []
    for (index, element) in elements.enumerated() {
      if elements.count > shown, index == shown / 2 {
        blocks.append(.line(Text("… \(elements.count - shown) more", .dim)))
      }
      if elements.count > shown, index >= shown / 2, index < elements.count - shown / 2 { continue }
      blocks.append(contentsOf: element.document(within: depth).labelled("\(index + 1)"))
    }
    return Document([.section(Text("list of \(count)", .dim), Document(blocks))])
  }
}

extension Record {
  public var document: Document { document(within: 3) }

  fileprivate func document(within depth: Int) -> Document {
    guard !fields.isEmpty else { return Document([.line(Text("empty record", .dim))]) }
    return Document([
      .section(
        Text("record", .dim), Document(fields.flatMap { $0.value.document(within: depth).labelled("\($0.name) =") }))
    ])
  }
}

extension Document {
  /// The blocks, the first line led by a label.
  fileprivate func labelled(_ label: String) -> [Block] {
    var blocks = blocks
    switch blocks.first {
    case .line(let text): blocks[0] = .line(Text(label + " ") + text)
    case .section(let header, let body): blocks[0] = .section(Text(label + " ") + header, body)
    default: blocks.insert(.line(Text(label)), at: 0)
    }
    return blocks
  }
}

extension Function {
  /// `f: x ↦ x² e⁻ˣ`, with its kinds at the right.
  public func document(named name: Name?) -> Document {
    let title = name?.spelling ?? ownName
    let prefix = title.map { "\($0): " } ?? ""
    switch body {
    case .defined(let definition, _):
      let names = definition.parameters.map(\.name.spelling)
      let left = names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
      guard definition.isAntiderivative else {
        return Document([.line(Text("\(prefix)\(left) ↦ \(definition.expression.pretty)"))])
      }
      let isOpen = if case .conditional = definition.expression.kind { true } else { false }
      let body = isOpen ? "(\(definition.expression.pretty))" : definition.expression.pretty
      return Document([.line(Text("\(prefix)\(left) ↦ \(body)") + Text(" + C", .dim))])
    case .builtin(let builtin):
      return Document([.line(Text("\(builtin.signatures.joined(separator: "  "))") + Text("  built-in", .dim))])
    case .derivative(let f):
      return Document([.line(Text("\(prefix)the derivative of \(f.handle)") + Text("  exact, by reverse mode", .dim))])
    case .gradient(let f):
      return Document([.line(Text("\(prefix)the gradient of \(f.handle)") + Text("  exact, by reverse mode", .dim))])
    }
  }

  private var ownName: String? {
    switch body {
    case .defined(let definition, _): definition.name?.spelling ?? (definition.isAntiderivative ? "F" : nil)
    case .derivative(let f): "\(f.handle)′"
    case .gradient(let f): "∇\(f.handle)"
    case .builtin: nil
    }
  }
}
