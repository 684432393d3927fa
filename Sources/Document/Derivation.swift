/// An answer worked out as on paper: what is sought, each rule with the numbers filled in, the result, and a check.
public struct Derivation: Presentable, Sendable {
  /// One rule applied.
  public struct Step: Sendable {
    /// The rule in a few words, which stand in a column: `R₂ ← R₂ − 3 R₁`, `characteristic polynomial`.
    public var rule: Text
    /// The rule with its numbers, and what comes of it.
    public var body: Document

    public init(_ rule: Text, _ body: Document) {
      self.rule = rule
      self.body = body
    }
  }

  /// What is sought, and of what.
  public var goal: Document
  /// The rules in the order they are applied.
  public var steps: [Step] = []
  /// The answer, where the last step does not say it already.
  public var result: Document?
  /// What shows that the answer is right.
  public var checks: [Document] = []
  /// What else there is to know: that another method is used in practice, what to look out for.
  public var notes: [Document] = []
  /// Shows the first and the last step only and says how many it leaves out.
  public var isBrief = false

  public init(goal: Document) { self.goal = goal }
  public init(goal: Block...) { self.init(goal: Document(goal)) }

  /// Adds a step.
  public mutating func step(_ rule: Text, _ body: Block...) { steps.append(Step(rule, Document(body))) }
  /// States the answer, in place of what was stated before.
  public mutating func conclude(_ body: Block...) { result = Document(body) }
  /// Adds a check, below those there are.
  public mutating func check(_ body: Block...) { checks.append(Document(body)) }
  /// Adds a line of what else there is to know.
  public mutating func note(_ text: Text) { notes.append(Document([.line(text)])) }

  public var document: Document { Document([.derivation(self, 0..<parts.count)]) }

  /// The whole cut into what a terminal reveals one by one, each laid out as in the whole: the goal, every step, and
  /// the result with its checks and notes.
  public var pieces: [Document] {
    let cuts = parts.indices.filter { $0 == 0 || !parts[$0].isEnd || !parts[$0 - 1].isEnd } + [parts.count]
    return zip(cuts, cuts.dropFirst()).map { Document([.derivation(self, $0..<$1)]) }
  }

  /// What each of the pieces brings, in a few words: of a step its rule.
  public var hints: [Text] {
    let parts = parts
    return parts.indices.compactMap { index in
      switch parts[index] {
      case .goal: return Text("the goal")
      case .step(_, let step): return step.rule
      case .omission(let count): return Text("\(count) step\(count == 1 ? "" : "s") in short")
      case .result, .check, .note:
        if parts[index - 1].isEnd { return nil }
        if case .result = parts[index] { return Text("the result") }
        if case .check = parts[index] { return Text("the check") }
        return Text("a note")
      }
    }
  }

  public var derivation: Derivation? { self }
}

/// An answer and how it was reached.
public struct Worked<Result: Sendable>: Sendable {
  /// What the last step says; `nil` when the steps end in there being no answer.
  public let value: Result?
  public let derivation: Derivation

  public init(_ value: Result?, _ derivation: Derivation) {
    self.value = value
    self.derivation = derivation
  }

  /// The same steps to an answer in another form.
  public func map<R>(_ transform: (Result) -> R) -> Worked<R> { Worked<R>(value.map(transform), derivation) }
}

extension Derivation {
  /// What is shown, in order.
  enum Part {
    case goal(Document)
    case step(number: Int, Step)
    case omission(count: Int)
    case result(Document)
    case check(Document)
    case note(Document)

    var isEnd: Bool {
      switch self {
      case .goal, .step, .omission: false
      case .result, .check, .note: true
      }
    }
  }

  /// With fewer steps than this nothing is folded: the line that says so would take as much room.
  private static let shortest = 4

  var parts: [Part] {
    var parts: [Part] = [.goal(goal)]
    let numbered = steps.enumerated().map { Part.step(number: $0 + 1, $1) }
    if isBrief, numbered.count >= Self.shortest {
      parts += numbered.prefix(1) + [.omission(count: numbered.count - 2)] + numbered.suffix(1)
    } else {
      parts += numbered
    }
    if let result { parts.append(.result(result)) }
    return parts + checks.map { .check($0) } + notes.map { .note($0) }
  }

  /// The same with its words in ASCII.
  var asciiSpelled: Derivation {
    var copy = self
    copy.goal = goal.asciiSpelled
    copy.steps = steps.map { Step($0.rule.asciiSpelled, $0.body.asciiSpelled) }
    copy.result = result?.asciiSpelled
    copy.checks = checks.map(\.asciiSpelled)
    copy.notes = notes.map(\.asciiSpelled)
    return copy
  }
}
