/// An expression with its place in the source. Equality and hashing ignore the place.
public struct Expression: Sendable {
  public let kind: Kind
  public let span: Span
  /// Levels below this node, itself included; never more than `Expression.maximumDepth`.
  public let depth: Int

  /// Deeper trees could overflow the stack when they are walked or released.
  public static let maximumDepth = 1_000

  /// Throws `.tooDeep` instead of building a tree that could not be released.
  public init(_ kind: Kind, _ span: Span) throws(SyntaxError) {
    let depth = 1 + kind.children.reduce(0) { max($0, $1.depth) }
    guard depth <= Expression.maximumDepth else { throw SyntaxError(.tooDeep, span) }
    self.kind = kind
    self.span = span
    self.depth = depth
  }

  public indirect enum Kind: Hashable, Sendable {
    case number(Double)
    case imaginary(Double)
    case text(String)
    case truth(Bool)
    case missing
    case name(Name)
    /// `end` inside an index.
    case end
    case prefix(Prefix, Expression)
    case infix(Infix, Expression, Expression)
    /// `2x`, `3sin(x)`, `2(a+b)`: a number touching what it multiplies.
    case scaled(Expression, Expression)
    /// `0 < x < 1` is one chain; there is one operator fewer than operands.
    case comparison([Comparison], [Expression])
    /// `1:10`, `0:0.1:1` (start, step, stop).
    case range(Expression, step: Expression?, Expression)
    case conditional(Expression, then: Expression, else: Expression)
    case lambda([Parameter], Expression)
    case call(Expression, [Argument])
    /// `f.(xs)`.
    case mapped(Expression, [Argument])
    case index(Expression, [Index])
    /// `fit.coef`; keywords are allowed after the point.
    case member(Expression, Name)
    /// `A'`: the transpose of an array, the derivative of a function.
    case prime(Expression)
    /// `n!`.
    case factorial(Expression)
    /// `∇f`.
    case nabla(Expression)
    /// `‖x‖`.
    case norm(Expression)
    /// `(a = x^2; a + 1)`: the last statement gives the value.
    case sequence([Statement])
    /// `{rate = 0.1}`.
    case record([Field])
    /// A bracket literal. `separator` tells `[1, 2]` (a vector) from `[1 2]` (a row).
    case matrix([[Expression]], separator: Separator)
    /// `[x^2 for x in 1:3, y in 1:2 if x > y]`.
    case comprehension(Expression, [Clause], filter: Expression?)
    /// `X > 2 | X > 1`.
    case given(Expression, Expression)
    /// `y ~ a + b`; the left side may be absent.
    case formula(Expression?, Expression)
  }

  public enum Prefix: String, Hashable, Sendable, CaseIterable {
    case minus = "-"
    case plus = "+"
    case not = "not"
    case root = "√"
  }

  public enum Infix: String, Hashable, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case leftDivide = "\\"
    case power = "^"
    case dotAdd = ".+"
    case dotSubtract = ".-"
    case dotMultiply = ".*"
    case dotDivide = "./"
    case dotPower = ".^"
    case dot = "·"
    case cross = "×"
    case and = "and"
    case or = "or"
    case pipe = "|>"
  }

  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case element = "in"
  }

  /// What stood between the elements of a bracket literal's row; rows of one element have `.none`.
  public enum Separator: Hashable, Sendable { case none, comma, blank }

  public struct Parameter: Hashable, Sendable {
    public let name: Name
    public let fallback: Expression?
    public let span: Span

    public init(_ name: Name, fallback: Expression? = nil, _ span: Span) {
      self.name = name
      self.fallback = fallback
      self.span = span
    }

    public static func == (a: Parameter, b: Parameter) -> Bool { a.name == b.name && a.fallback == b.fallback }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(fallback)
    }
  }

  public struct Argument: Hashable, Sendable {
    /// The label of `rate = 0.1`.
    public let label: Name?
    public let value: Expression

    public init(label: Name? = nil, _ value: Expression) {
      self.label = label
      self.value = value
    }
  }

  public enum Index: Hashable, Sendable {
    /// A bare `:`.
    case all
    case at(Expression)
  }

  public struct Field: Hashable, Sendable {
    public let name: Name
    public let value: Expression

    public init(_ name: Name, _ value: Expression) {
      self.name = name
      self.value = value
    }
  }

  public struct Clause: Hashable, Sendable {
    public let name: Name
    public let source: Expression

    public init(_ name: Name, in source: Expression) {
      self.name = name
      self.source = source
    }
  }
}

extension Expression: Hashable {
  public static func == (a: Expression, b: Expression) -> Bool { a.kind == b.kind }
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// One statement of a cell or of a parenthesised sequence.
public struct Statement: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case expression(Expression)
    /// `a = 1`, `U, S, V = svd(A)`; `nil` is the discarding `_`.
    case assign([Name?], Expression)
    /// `f(x) = x^2`.
    case define(Name, [Expression.Parameter], Expression)
    /// `A[1, 2] = 5`, `t.ratio = …`: the target is an index or a member of a name.
    case update(Expression, Expression)
  }

  public let kind: Kind
  public let span: Span
  /// A `;` after the statement silences its result.
  public let silent: Bool

  public init(_ kind: Kind, _ span: Span, silent: Bool = false) {
    self.kind = kind
    self.span = span
    self.silent = silent
  }

  public static func == (a: Statement, b: Statement) -> Bool { a.kind == b.kind && a.silent == b.silent }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(silent)
  }
}
