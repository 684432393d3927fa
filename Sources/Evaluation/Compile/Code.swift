import Graph
import LinearAlgebra
import Syntax

/// An expression ready to run: names are slots or values, operators that can be fused are fused.
struct Code: Sendable {
  let kind: Kind
  let expression: Expression

  var span: Span { expression.span }

  init(_ kind: Kind, _ expression: Expression) {
    self.kind = kind
    self.expression = expression
  }

  indirect enum Kind: Sendable {
    case constant(Value)
    /// A parameter or local of the call under way.
    case slot(Int)
    case unbound(Name)
    /// A tree of elementwise operations, run as one.
    case fused(Fused)
    case infix(Expression.Infix, Code, Code)
    case prefix(Expression.Prefix, Code)
    case and(Code, Code)
    case or(Code, Code)
    case comparison([Expression.Comparison], [Code])
    case range(Code, step: Code?, Code)
    case conditional(Code, Code, Code)
    case closure(Definition, captures: [Int])
    case formula(Formula, locals: [(name: Name, slot: Int)])
    case call(Code, CallArguments)
    case builtin(Builtin, CallArguments)
    case mapped(Code, CallArguments)
    case index(Code, [Index], end: Int)
    case member(Code, Name)
    case prime(Code)
    case given(Code, Code)
    case sequence([Step])
    case record([(Name, Code)])
    case matrix([[Code]], Expression.Separator)
    case comprehension(Loop)
    case refused(EvaluationError)
  }

  enum Index: Sendable {
    case all
    case at(Code)
  }

  struct Clause: Sendable {
    let slot: Int
    let source: Code
  }

  /// A comprehension, and its innermost loop as functions of the last variable, which may have scalar code.
  struct Loop: Sendable {
    let code: Code
    let clauses: [Clause]
    let test: Code?
    let body: Definition
    let captures: [Int]
    let filter: Definition?
    let filterCaptures: [Int]
  }

  /// A statement of a sequence.
  enum Step: Sendable {
    case value(Code)
    case bind([Int?], Code)
    /// `a[2] = 5` of a local.
    case update(slot: Int, target: Expression, path: [Code.Access], value: Code)
  }

  /// One step into a value that is being updated.
  enum Access: Sendable {
    case index([Index], end: Int)
    case field(Name)
  }
}

struct CallArguments: Sendable {
  let positional: [Code]
  let named: [(name: Name, code: Code)]
}

/// A function's body, compiled against one state of the scope.
struct CompiledBody: Sendable {
  let definition: Definition
  /// Parameters, captures and locals.
  let slots: Int
  let defaults: [Code?]
  let code: Code
}

/// Compiled bodies by the identity of their definitions, all of one generation of the scope.
struct CompiledBodies: Sendable {
  // Each entry holds its definition: once that were gone, another could come to lie at its address and be taken for it.
  private var bodies: [ObjectIdentifier: (definition: Definition, body: CompiledBody)] = [:]
  private var scalars: [ObjectIdentifier: (definition: Definition, code: ScalarCode?)] = [:]
  private var slopes: [Slope: (function: Function, definition: Definition?)] = [:]
  private var generation: Generation?

  /// A function and how often it is differentiated.
  private struct Slope: Hashable {
    let function: ObjectIdentifier
    let order: Int
  }

  /// Lines that bind nothing leave the generation as it is, so the bodies of their lambdas would pile up.
  private static let most = 8192

  mutating func renew(_ current: Generation) {
    guard current != generation || bodies.count + scalars.count + slopes.count > Self.most else { return }
    generation = current
    bodies.removeAll()
    scalars.removeAll()
    slopes.removeAll()
  }

  subscript(definition: Definition) -> CompiledBody? {
    get { bodies[ObjectIdentifier(definition)]?.body }
    set { bodies[ObjectIdentifier(definition)] = newValue.map { (definition, $0) } }
  }

  /// The scalar code of a definition: `.some(nil)` when it is known to have none.
  subscript(scalar definition: Definition) -> ScalarCode?? {
    get { scalars[ObjectIdentifier(definition)].map(\.code) }
    set { scalars[ObjectIdentifier(definition)] = newValue.map { (definition, $0) } }
  }

  /// The definition of a function's derivative: `.some(nil)` when it is known to have none.
  subscript(slope function: Function, order: Int) -> Definition?? {
    get { slopes[Slope(function: ObjectIdentifier(function), order: order)].map(\.definition) }
    set { slopes[Slope(function: ObjectIdentifier(function), order: order)] = newValue.map { (function, $0) } }
  }
}
