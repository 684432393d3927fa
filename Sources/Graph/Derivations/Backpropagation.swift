import Document
import LinearAlgebra
import Numerics

extension Trace {
  /// More operations than this nobody reads.
  public static var longestWork: Int { 120 }

  /// Reverse mode worked out: the values going forward, then node by node, last first, what comes down to it times its
  /// own derivatives, the sums where a value is used several times, and a check by central differences.
  ///
  /// The trace must hold the function alone; it ends in what reverse mode gives, an array for each input.
  /// - Parameters:
  ///   - inputs: what the derivative is taken by, with the names they have in the function.
  ///   - call: the gradient as it was asked for: `∇f(2, 3)`.
  /// - Throws: `.tooLongToShow`, `.notScalar`, `.notDifferentiable`.
  public func backpropagation(
    of root: NodeID, by inputs: [(node: NodeID, name: String)], function: String, call: String
  ) throws(GraphError) -> Worked<[Tensor]> {
    let names = NodeNames(self, root: root, inputs: inputs, function: function)
    guard names.operations.count <= Self.longestWork else {
      throw .tooLongToShow(count: names.operations.count, limit: Self.longestWork)
    }
    var swept = self
    let sweep = try swept.sweep(of: root, withRespectTo: inputs.map(\.node))
    let gradient = sweep.gradient.map { swept.value($0) }
    var derivation = Derivation(
      goal: .line(
        Text("\(call) by backpropagation, at ")
          + .joined(
            inputs.map { Text("\($0.name) = ") + NodeNames.value(value($0.node), most: 12) }, ", ")))
    derivation.steps.append(.init("forward values", Document(forwardLines(names))))
    var book = Ledger(sweep, swept, names, function)
    for stop in sweep.stops where names.operations.contains(stop.node) { book.explain(stop, in: &derivation) }
    derivation.result = Document(result(gradient, inputs.map(\.name), function, call))
    if let check = check(gradient, root, inputs.map(\.node)) { derivation.check(.line(check)) }
    if let remark = conditions(inputs.map(\.node), root) { derivation.note(remark) }
    return Worked(gradient, derivation)
  }

  private func result(_ gradient: [Tensor], _ inputs: [String], _ function: String, _ call: String) -> [Block] {
    let numbers = gradient.compactMap(\.scalar)
    if gradient.count == 1 { return [.line(Text("\(call) = ") + NodeNames.value(gradient[0], most: 12))] }
    if numbers.count == gradient.count {
      return [.line(Text("\(call) = ") + NodeNames.value(.vector(Vector(numbers)), most: 12))]
    }
    return zip(gradient, inputs).map { part, name in
      .line(Text("∂\(function)/∂\(name) = ") + NodeNames.value(part, most: 12))
    }
  }

  // MARK: forward

  private func forwardLines(_ names: NodeNames) -> [Block] {
    if names.operations.isEmpty { return [.line(names[names.root] + Text(" = ") + NodeNames.value(value(names.root)))] }
    return names.operations.map { id in
      let result = NodeNames.value(value(id))
      let head = names[id] + Text(" = ") + formula(id, names)
      switch graph[id].operation {
      case .elementwise(_, _, let operands) where graph.shape(id) == .scalar:
        let numbers = term(id).written(operands.map { value($0).scalar?.term ?? names[$0] }, result: result)
        let isSettled = numbers.plain == result.plain || numbers.plain == (head.plain.split(separator: "=").last ?? "")
        return .line(isSettled ? head + Text(" = ") + result : head + Text(" = ") + numbers + Text(" = ") + result)
      default: return .line(head + Text(" = ") + result)
      }
    }
  }

  private func term(_ id: NodeID) -> Term {
    guard case .elementwise(let primitive, _, let operands) = graph[id].operation else { return .result }
    return .apply(primitive, operands.indices.map { place(operands[$0], $0) })
  }

  /// A whole exponent is part of the formula, everything else a variable of it.
  private func place(_ operand: NodeID, _ i: Int) -> Term {
    if case .constant(.scalar(let x)) = graph[operand].operation { .number(x) } else { .variable(i) }
  }

  private func formula(_ id: NodeID, _ names: NodeNames) -> Text {
    switch graph[id].operation {
    case .input, .constant: return NodeNames.value(value(id))
    case .elementwise(_, _, let operands): return term(id).written(operands.map { names[$0] }, result: names[id])
    case .array(let primitive, let operands):
      let parts = operands.map { names[$0] }
      switch primitive.base {
      case let product as MatrixProduct:
        return parts[0] + Text(product.left ? "ᵀ·" : "·") + parts[1] + Text(product.right ? "ᵀ" : "")
      case is Transpose: return parts[0] + Text("ᵀ")
      case is Solve: return parts[0] + Text(" \\ ") + parts[1]
      case is Inverse: return parts[0] + Text("⁻¹")
      case let join as Join where parts.count <= 6 && join.target == .vector(parts.count):
        return Text("[") + .joined(parts, ", ") + Text("]")
      case let sum as SumTo where sum.target != .scalar:
        return Text("sum of the \(sum.target.extent.rows == 1 ? "columns" : "rows") of ") + parts[0]
      case let gather as Gather: return Text("\(gather.target.short) picked from ") + parts[0]
      default: return Text("\(primitive.label)(") + .joined(parts, ", ") + Text(")")
      }
    }
  }

  // MARK: check

  /// Central differences of the function itself, element by element, of the first few.
  private func check(_ gradient: [Tensor], _ root: NodeID, _ inputs: [NodeID]) -> Text? {
    var tape = Tape(self, for: [root])
    let point = graph.inputs.map { value($0) }
    var differences: [Double] = []
    for (k, input) in graph.inputs.enumerated() where inputs.contains(input) {
      for i in 0..<point[k].shape.count where differences.count < 6 {
        let x = point[k].elements[i]
        let h = 6e-6 * max(1, x.magnitude)
        func moved(_ step: Double) -> Double? {
          var elements = point[k].elements
          elements[i] += step
          var at = point
          at[k] = Tensor(point[k].shape, elements)
          return (try? tape.replay(at))?.flatMap { $0[0].scalar }
        }
        guard let above = moved(h), let below = moved(-h) else { return nil }
        differences.append((above - below) / ((x + h) - (x - h)))
      }
    }
    let exact = gradient.flatMap(\.elements)
    let count = exact.count
    guard count > 0 else { return nil }
    let shown = differences.count == 1 ? differences[0].term : NodeNames.value(.vector(Vector(differences)))
    let extent = differences.count < count ? " of the first \(differences.count) elements" : ""
    let furthest = zip(exact, differences).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    return Text("central differences\(extent): ") + shown + Text(", at most \(furthest.formatted(digits: 1)) away")
  }

  private func conditions(_ inputs: [NodeID], _ root: NodeID) -> Text? {
    let last = guards.reduce(root.index) { max($0, $1.lhs.index, $1.rhs.index) }
    let active = graph.activity(from: inputs, to: NodeID(last))
    let met = guards.count { active[$0.lhs.index] || active[$0.rhs.index] }
    guard met > 0 else { return nil }
    return Text(
      "\(met) condition\(met == 1 ? " was" : "s were") met; what was not computed has no part in the gradient")
  }
}

/// What has come down to each node so far.
private struct Ledger {
  private let trace: Trace
  private let names: NodeNames
  private let function: String
  /// How many contributions each node still waits for.
  private var waiting: [Int: Int] = [:]
  private var received: [Int: [NodeID]] = [:]
  private let sums: [Int: NodeID]

  init(_ sweep: Sweep, _ trace: Trace, _ names: NodeNames, _ function: String) {
    (self.trace, self.names, self.function) = (trace, names, function)
    for stop in sweep.stops {
      for case (let operand, .some) in zip(trace.graph[stop.node].operation.operands, stop.parts) {
        waiting[operand.index, default: 0] += 1
      }
    }
    sums = Dictionary(sweep.stops.map { ($0.node.index, $0.upstream) }) { first, _ in first }
  }

  private func derivative(_ id: NodeID) -> Text { Text("∂\(function)/∂") + names[id] }

  mutating func explain(_ stop: Sweep.Stop, in derivation: inout Derivation) {
    let node = trace.graph[stop.node]
    let operands = node.operation.operands
    var lines: [Block] = []
    let upstream = trace.value(stop.upstream)
    let isRoot = stop.node == names.root
    if !isRoot || operands.isEmpty {
      lines.append(
        .line(
          Text("at ") + names[stop.node] + Text(", where ") + derivative(stop.node) + Text(" = ")
            + NodeNames.value(upstream)))
    } else {
      lines.append(
        .line(Text("at ") + names[stop.node] + Text(" itself, where ") + derivative(stop.node) + Text(" = 1")))
    }
    for case (let i, (let operand, let part?)) in zip(operands, stop.parts).enumerated() {
      received[operand.index, default: []].append(part)
      let isShared = (waiting[operand.index] ?? 1) > 1
      lines += contribution(node, i, operands, stop, part, isShared)
      if isShared, received[operand.index]?.count == waiting[operand.index] { lines.append(fork(operand)) }
    }
    derivation.steps.append(.init(Text(title(node)), Document(lines)))
  }

  private func title(_ node: Graph.Node) -> String {
    switch node.operation {
    case .input, .constant: return "input"
    case .array(let primitive, _): return primitive.rule.title
    case .elementwise(.multiply, _, let operands) where operands.contains(where: { !names.isNamed($0) }):
      return "constant factor rule"
    case .elementwise(.power, _, let operands) where !names.isNamed(operands[0]): return "exponential rule"
    case .elementwise(let primitive, _, _): return primitive.rule.title
    }
  }

  /// The local derivative, and what comes down times it.
  private func contribution(
    _ node: Graph.Node, _ i: Int, _ operands: [NodeID], _ stop: Sweep.Stop, _ part: NodeID, _ isShared: Bool
  ) -> [Block] {
    let operand = operands[i]
    let target = (isShared ? Text("part of ") : Text([])) + derivative(operand) + Text(" = ")
    let value = NodeNames.value(trace.value(part))
    switch node.operation {
    case .input, .constant: return []
    case .array(let primitive, _):
      let share = i < primitive.rule.shares.count ? primitive.rule.shares[i] : primitive.rule.shares.first ?? "G"
      return [
        .line(target + Text("\(renamed(share, operands, stop.node)),  where G = ") + derivative(stop.node)),
        .line(derivative(operand) + Text(isShared ? " has the part " : " = ") + value),
      ]
    case .elementwise(let primitive, _, _):
      guard let partial = primitive.partials.flatMap({ i < $0.count ? $0[i] : nil }) else { return [] }
      let constants = operands.enumerated().map { place, id -> Term in
        if case .constant(.scalar(let x)) = trace.graph[id].operation { .number(x) } else { .variable(place) }
      }
      let local = partial.substituting(constants)
      let symbol = local.written(operands.map { names[$0] }, result: names[stop.node])
      let own = Text("∂") + names[stop.node] + Text("/∂") + names[operand] + Text(" = ") + symbol
      guard node.shape == .scalar else {
        if case .number = local {
          let product = derivative(stop.node) + Text(local == 1 ? "" : "·") + (local == 1 ? Text([]) : symbol)
          return [.line(own + Text(",  ") + target + product + Text(" = ") + value)]
        }
        return [
          .line(own),
          .line(target + derivative(stop.node) + Text(" ∘ ") + bracketed(local, symbol) + Text(" = ") + value),
        ]
      }
      let slope = local.evaluate(
        operands.map { trace.value($0).scalar ?? .nan }, result: trace.value(stop.node).scalar ?? .nan)
      let numbers = local.written(
        operands.map { trace.value($0).scalar?.term ?? names[$0] },
        result: trace.value(stop.node).scalar?.term ?? Text("?"))
      var line = own
      if numbers != symbol { line = line + Text(" = ") + numbers }
      if numbers != slope.term { line = line + Text(" = ") + slope.term }
      if stop.node == names.root { return [.line(line)] }
      let upstream = trace.value(stop.upstream).scalar ?? .nan
      let product = upstream.leadingFactor + Text("·") + slope.factor
      let last = target + product + Text(" = ") + value
      if case .number = local { return [.line(line + Text(",  ") + last)] }
      return [.line(line), .line(last)]
    }
  }

  private func bracketed(_ term: Term, _ text: Text) -> Text {
    if case .apply(let primitive, _) = term, [.add, .subtract, .multiply, .divide, .negate].contains(primitive) {
      return Text("(") + text + Text(")")
    }
    return text
  }

  /// The sum of what came down along several ways.
  private func fork(_ operand: NodeID) -> Block {
    let parts = (received[operand.index] ?? []).map { trace.value($0) }
    let total = parts.dropFirst().reduce(parts[0]) { sum, next in
      Tensor(sum.shape, zip(sum.elements, next.elements).map { $0 + $1 })
    }
    let shown = parts.allSatisfy { $0.shape.count <= 6 }
    let terms =
      shown
      ? Text.joined(parts.enumerated().map { $0 == 0 ? Self.leading($1) : Self.factor($1) }, " + ")
      : Text("the sum of its \(parts.count) parts")
    return .line(
      Text("sum at ") + names[operand] + Text(": ") + derivative(operand) + Text(" = ") + terms + Text(" = ")
        + NodeNames.value(total))
  }

  private static func leading(_ tensor: Tensor) -> Text { tensor.scalar?.leadingFactor ?? NodeNames.value(tensor) }
  private static func factor(_ tensor: Tensor) -> Text { tensor.scalar?.factor ?? NodeNames.value(tensor) }

  /// `G Bᵀ` with the operands' own names.
  private func renamed(_ share: String, _ operands: [NodeID], _ result: NodeID) -> String {
    let characters = Array(share)
    var text = ""
    for (k, character) in characters.enumerated() {
      let alone =
        (k == 0 || !characters[k - 1].isLetter)
        && (k + 1 == characters.count || !characters[k + 1].isASCII || !characters[k + 1].isLetter)
      let place: NodeID? =
        switch character {
        case "A" where alone: operands.first
        case "B" where alone && operands.count > 1: operands[1]
        case "R" where alone: result
        default: nil
        }
      if let place, names.isNamed(place) || trace.value(place).shape.count <= 6 {
        text += names[place].plain
      } else {
        text.append(character)
      }
    }
    return text
  }
}
