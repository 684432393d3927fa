import Graph
import LinearAlgebra
import Testing

/// What is odd about a derivative, and what is not: where nothing comes down to a kink, it does not count.
@Suite struct OddityTests {
  private func oddity(at x: Double, _ build: (inout Trace, NodeID) throws -> NodeID) throws -> Oddity? {
    var trace = Trace()
    let input = try trace.input(.scalar(x))
    let root = try build(&trace, input)
    let sweep = try trace.sweep(of: root, withRespectTo: [input])
    return trace.oddity(in: sweep, from: [input])
  }

  @Test func kinks() throws {
    #expect(
      try oddity(at: 0) { t, x in try t.add(.abs, [x]) } == .kink(function: "abs", place: "at 0", taken: "0"))
    #expect(try oddity(at: 1) { t, x in try t.add(.abs, [x]) } == nil)
    // x·|x| has the derivative 2|x|, also at 0.
    #expect(try oddity(at: 0) { t, x in try t.add(.multiply, [x, t.add(.abs, [x])]) } == nil)
    let square = try oddity(at: 0) { t, x in
      let norm = try t.add(Norm(), [t.add(Join(.vector(2)), [x, x])])
      return try t.add(.power, [norm, t.constant(.scalar(2))])
    }
    #expect(square == nil)
    for primitive in [Primitive.floor, .ceil] {
      guard case .kink = try oddity(at: 3, { t, x in try t.add(primitive, [x]) }) else {
        Issue.record("\(primitive) jumps at 3")
        continue
      }
    }
    guard case .kink = try oddity(at: 2.5, { t, x in try t.add(.round, [x]) }) else {
      Issue.record("round jumps at 2.5")
      return
    }
  }

  @Test func edges() throws {
    let edge = try oddity(at: 0) { t, x in
      let zero = try t.constant(.scalar(0))
      return try t.test(.less, zero, x) ? x : t.add(.negate, [x])
    }
    #expect(edge == .edge(.less, 0))
  }

  /// √(x²) at 0: ∞ comes down to the square, whose own derivative is 0.
  @Test func aNaNHasASource() throws {
    let found = try oddity(at: 0) { t, x in try t.add(.sqrt, [t.add(.power, [x, t.constant(.scalar(2))])]) }
    #expect(found == .indeterminate(function: "^", operands: [.scalar(0), .scalar(2)], upstream: .scalar(.infinity)))
  }
}
