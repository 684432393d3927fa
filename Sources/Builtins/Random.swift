import Evaluation
import LinearAlgebra
import Numerics

/// Random numbers of the cell's own stream, so that a saved session replays to the same values.
let random: [Builtin] = [
  draws(
    "rand", summary: "Random numbers, uniform from 0 to 1.",
    doc: """
      rand() is a number of [0, 1), a multiple of 2⁻⁵³; rand(n) a vector, rand(m, n) a matrix. The numbers follow from \
      the session's seed and the cell, the same on every machine; seed = n fixes them for this call alone.
      """,
    facts: .init(
      "nothing → number; n → n; m, n → m×n",
      refuses: ["not a whole number from 0 on": "rand(2.5)", "too large for memory": "rand(1e15)"],
      by: "Philox4x64-10 (Salmon et al. 2011)"),
    examples: [
      .init("size(rand(2, 3))", "[2, 3]"), .init("all(rand(100) < 1)", "true"),
      .init("rand(3, seed = 1) == rand(3, seed = 1)", "[true, true, true]"),
    ], related: ["randn"], one: { $0.uniform() }, many: { $0.uniforms($1) }),
  draws(
    "randn", summary: "Random numbers of the standard normal distribution.",
    doc: """
      randn() is a number, randn(n) a vector, randn(m, n) a matrix; mean 0, standard deviation 1, by inversion. The \
      numbers follow from the session's seed and the cell; seed = n fixes them for this call alone.
      """,
    facts: .init(
      "nothing → number; n → n; m, n → m×n",
      refuses: ["not a whole number from 0 on": "randn(-1)", "too large for memory": "randn(1e15)"],
      by: "Philox4x64-10, inverted by AS 241 (Wichura 1988)"),
    examples: [
      .init("size(randn(4))", "[4]"), .init("abs(mean(randn(10000, seed = 7))) < 0.05", "true"),
    ], related: ["rand"], one: { $0.normal() }, many: { $0.normals($1) }),
]

private func draws(
  _ name: String, summary: String, doc: String, facts: Builtin.Facts, examples: [Builtin.Example], related: [String],
  one: @escaping @Sendable (inout RandomStream) -> Double,
  many: @escaping @Sendable (inout RandomStream, Int) -> [Double]
) -> Builtin {
  @Sendable func filled(_ extents: Extents, _ seed: Seed?, _ context: inout Context) throws(EvaluationError) -> Value {
    var stream = seed?.stream(name) ?? context.random
    let isInterrupted = context.isInterrupted
    let value: Value
    do throws(MathError) {
      value = try extents.filled { count in
        var drawn: [Double] = []
        drawn.reserveCapacity(count)
        while drawn.count < count, !isInterrupted() { drawn += many(&stream, min(count - drawn.count, 1 << 16)) }
        // Only a whole array has its shape; it is thrown away below.
        drawn += repeatElement(0, count: count - drawn.count)
        return drawn
      }
    } catch { throw error.asEvaluation }
    try context.checkInterrupt()
    if seed == nil { context.random = stream }
    return value
  }
  return Builtin(
    name, summary: summary, doc: doc, facts: facts, examples: examples, related: related,
    Form("seed?") { (context: inout Context, seed: Seed?) in
      guard let seed else { return one(&context.random) }
      var own = seed.stream(name)
      return one(&own)
    },
    Form("n", "seed?") { (context: inout Context, n: Extent, seed: Seed?) throws(EvaluationError) in
      try filled(Extents(rows: n), seed, &context)
    },
    Form("m", "n", "seed?") { (context: inout Context, m: Extent, n: Extent, seed: Seed?) throws(EvaluationError) in
      try filled(Extents(rows: m, columns: n), seed, &context)
    },
    Form("size", "seed?") { (context: inout Context, size: Extents, seed: Seed?) throws(EvaluationError) in
      try filled(size, seed, &context)
    })
}

/// A seed as people write it: a whole number.
struct Seed: ArgumentType {
  let number: UInt64

  static let needed = "a whole number from 0 to 2^53"

  static func decode(_ value: Value) -> Seed? {
    guard case .number(let x) = value, x >= 0, x <= 0x1p53, x == x.rounded() else { return nil }
    return Seed(number: UInt64(x))
  }

  /// Streams of different functions differ, so that rand and randn of one seed are not the same numbers in disguise.
  func stream(_ function: String) -> RandomStream { RandomStream(seed: number, key: function) }
}
