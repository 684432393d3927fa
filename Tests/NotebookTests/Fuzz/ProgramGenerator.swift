import Builtins
import Evaluation

/// SplitMix64 (Steele, Lea and Flood 2014): the same programs on every machine.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &self)] }
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Random programs made of the catalog's own signatures: each call has arguments as its parameters are named, and now
/// and then one of another kind. Sizes stay small, so that what takes long is a fault.
struct ProgramGenerator {
  enum Kind: CaseIterable {
    case number, count, vector, matrix, square, truths, text, function, predicate, list, complex, table, name, date, any
  }

  var dice: Dice
  private let builtins: [Builtin]

  init(seed: UInt64, catalog: Catalog) {
    dice = Dice(state: seed)
    builtins = catalog.topics.flatMap(\.builtins).sorted { $0.name < $1.name }
  }

  /// Statements separated by `;`: values given names first, then used.
  mutating func program() -> String {
    var lines: [String] = []
    if dice.chance(60) { lines.append("x = \(value(dice.pick(Kind.allCases), 2))") }
    if dice.chance(60) { lines.append("A = \(value(.matrix, 1))") }
    if dice.chance(40) { lines.append("f(x) = \(body("x", 2))") }
    if dice.chance(30) { lines.append(update()) }
    lines.append(value(.any, 3))
    return lines.joined(separator: "; ")
  }

  private mutating func update() -> String {
    let target = dice.pick(["A[1, 2]", "A[:, 1]", "A[end, :]", "x[2]", "x[1:2]", "x[x > 1]", "A[A > 0]", "x.a", "A[7]"])
    return "\(target) = \(value(dice.pick([.number, .number, .vector, .any]), 1))"
  }

  // MARK: values

  mutating func value(_ kind: Kind, _ depth: Int) -> String {
    // One in twelve arguments is of a kind nobody asked for.
    let kind = kind == .any || dice.chance(8) ? dice.pick(Kind.allCases) : kind
    guard depth > 0, !dice.chance(25) else { return leaf(kind) }
    switch Int.random(in: 0..<10, using: &dice) {
    case 0..<5: return call(depth - 1)
    case 5: return operation(kind, depth - 1)
    case 6: return indexed(depth - 1)
    case 7:
      let filter = dice.chance(30) ? " if \(body("k", 1)) > 1" : ""
      return "[\(body("k", depth - 1)) for k in \(value(dice.pick([.vector, .vector, .matrix, .any]), 0))\(filter)]"
    case 8: return "(if \(value(.number, 0)) < \(value(.number, 0)) then \(value(kind, depth - 1)) else \(leaf(kind)))"
    default:
      return "(t = \(value(kind, depth - 1)); \(dice.pick(["t", "t + t", "[t t]", "[t; t]", "t'", "t[1]", "size(t)"])))"
    }
  }

  private mutating func leaf(_ kind: Kind) -> String {
    switch kind {
    case .number:
      return dice.pick([
        "0", "1", "-1", "2.5", "0.5", "3", "-0", "1e300", "1e-300", "inf", "nan", "pi", "7", "x", "1e17",
      ])
    case .count: return dice.pick(["0", "1", "2", "3", "4", "7", "-1", "2.5", "1e18", "nan", "40"])
    case .vector:
      return dice.pick([
        "[1, 2, 3]", "[3, 1, 2]", "[1]", "[]", "1:5", "[0.5, -1]", "[1, nan]", "[1e300, 1e300]", "[1, missing, 3]",
        "linspace(0, 1, 4)", "x", "A[:, 1]", "[inf, 1, 2]", "[1, 2, 3, 4, 5, 6, 7, 8, 9]",
      ])
    case .matrix, .square:
      return dice.pick([
        "[1 2; 3 4]", "[2 1; 1 2]", "[1 2 3; 4 5 6]", "[1 2; 2 4]", "I", "eye(3)", "zeros(2, 2)", "[0 -1; 1 0]", "A",
        "[1; 2]'", "[1e300 0; 0 1e-300]", "[nan 1; 1 1]", "hilbert(4)", "zeros(0, 3)", "A'",
      ])
    case .truths:
      return dice.pick(["true", "false", "[true, false]", "[1, 2] > 1", "[true, missing]", "[1 2; 3 4] > 2"])
    case .text: return dice.pick(["\"\"", "\"abc\"", "\"é∇\"", "\"two\"", "\"\\n\"", "[\"a\", \"b\"]"])
    case .function:
      return dice.pick([
        "sin", "x -> x^2", "f", "(x, y) -> x*y + 1", "v -> sum(v .^ 2)", "exp", "x -> 1/x", "norm", "x -> x'",
      ])
    case .predicate: return dice.pick(["x -> x > 1", "x -> true", "isnan", "x -> missing", "r -> r.a > 1"])
    case .list:
      return dice.pick(["[[1, 2], \"a\"][1]", "iterates(x -> x/2, 8, 3)", "[k:3 for k in 1:3]", "{a = 1, b = [1, 2]}"])
    case .complex: return dice.pick(["2i", "1 + 2i", "[1i, 2]", "[1i 2; 3 4]", "1e300i", "0i"])
    case .table:
      return dice.pick([
        "table(a = [1, 2, missing], b = [\"x\", \"y\", missing])", "table()", "table(a = [])",
        "table(a = 1:5, c = true)",
        "head(table(a = 1:3, d = date(2026, 1, 1)), 0)", "table([1 2; 3 4])", "table(a = [nan, inf, -0, 1e300])",
      ])
    case .name: return dice.pick(["\"a\"", "\"b\"", "[\"a\", \"b\"]", "[]", "\"x1\"", "\"nothing\"", "{a = \"a\"}"])
    case .date:
      return dice.pick([
        "date(2026, 1, 1)", "date(9999, 12, 31)", "date([\"0000-01-01\", missing])", "[date(2024, 2, 29), missing]",
      ])
    case .any: return "missing"
    }
  }

  // MARK: calls

  private mutating func call(_ depth: Int) -> String {
    let builtin = dice.pick(builtins)
    let form = dice.pick(builtin.forms)
    var arguments: [String] = []
    for parameter in form.parameters {
      let kind = kind(of: parameter.name)
      switch parameter.style {
      case .required: arguments.append(value(kind, depth))
      case .optional, .absent: if dice.chance(40) { arguments.append(value(kind, 0)) }
      case .labelled: arguments.append("a = \(value(dice.pick([.function, .vector, .name, .number]), 0))")
      case .rest: for _ in 0..<Int.random(in: 0...2, using: &dice) { arguments.append(value(kind, 0)) }
      case .named, .namedAbsent, .namedRequired:
        if parameter.style == .namedRequired || dice.chance(20) {
          let given = parameter.fallback.flatMap { dice.chance(40) ? $0 : nil } ?? value(kind, 0)
          arguments.append("\(parameter.name) = \(given)")
        }
      }
    }
    if dice.chance(4), !arguments.isEmpty { arguments.removeLast() }
    if dice.chance(3) { arguments.append(leaf(.number)) }
    return "\(builtin.name)(\(arguments.joined(separator: ", ")))"
  }

  private func kind(of parameter: String) -> Kind {
    switch parameter {
    case "A", "B", "matrix": .matrix
    case "x", "y", "xs", "ys", "values", "v", "u", "x0", "path", "group": .vector
    case "b": .number
    case "n", "rows", "size", "digits", "seed", "bins", "width", "height": .count
    case "f", "onto", "more": .function
    case "mask": .truths
    case "title", "method", "na", "log": .text
    case "z": .complex
    case "t": .table
    case "by", "on", "column", "columns", "old", "new": .name
    case "d": .date
    case "condition": .predicate
    default: .number
    }
  }

  private mutating func operation(_ kind: Kind, _ depth: Int) -> String {
    let operators = [
      "+", "-", "*", "/", "\\", "^", ".*", "./", ".^", ".+", "<", "==", "!=", ">=", "and", "or", "in", "·", "×", ":",
    ]
    let left = value(kind, depth)
    switch Int.random(in: 0..<12, using: &dice) {
    case 0: return "(-(\(left)))"
    case 1: return "(\(left))'"
    case 2: return "(not (\(left)))"
    case 3: return "‖\(left)‖"
    case 4: return "(\(left))!"
    case 5: return "grad(\(leaf(.function)))(\(value(.vector, 0)))"
    case 6: return "((\(left)) |> \(leaf(.function)))"
    case 7: return "(\(leaf(.function))).(\(left))"
    default: return "((\(left)) \(dice.pick(operators)) (\(value(dice.chance(70) ? kind : .any, depth))))"
    }
  }

  private mutating func indexed(_ depth: Int) -> String {
    let base = value(dice.pick([.vector, .matrix, .list, .text]), depth)
    let index = dice.pick([
      "1", "end", "2, 1", ":, 1", "end, :", "1:2", "[2, 1]", "0", "1.5", "9", "end + 1", ":", "1e18", "[true, false]",
      "nan",
      "-1", "1, 1, 1", "\"a\"", "\(leaf(.any))", "x",
    ])
    return "(\(base))[\(index)]"
  }

  /// An expression in one name.
  private mutating func body(_ name: String, _ depth: Int) -> String {
    guard depth > 0 else { return dice.pick([name, "2", "0.5", "\(name)^2", "sin(\(name))"]) }
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: return "\(body(name, depth - 1)) + \(body(name, depth - 1))"
    case 1: return "\(body(name, depth - 1)) * \(body(name, depth - 1))"
    case 2: return "(\(body(name, depth - 1))) / (\(body(name, depth - 1)))"
    case 3: return "(if \(name) > 1 then \(body(name, depth - 1)) else \(body(name, depth - 1)))"
    case 4: return "[\(body(name, depth - 1)), \(name)]"
    case 5: return "exp(\(body(name, depth - 1)))"
    case 6: return "sqrt(\(body(name, depth - 1)))"
    default: return call(0)
    }
  }
}
