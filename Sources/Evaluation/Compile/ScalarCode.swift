import Graph

/// A function of numbers, and every function it calls, as code for a machine whose registers are numbers.
///
/// Truths are 1 and 0. What numbers alone cannot do has no scalar code and runs in the evaluator.
struct ScalarCode: Sendable {
  var instructions: [Instruction]
  /// Registers of the entry, its parameters first.
  let parameters: Int
  let givesTruth: Bool
  /// Registers of the largest routine.
  let frame: Int
  /// The most calls that can be under way at once; `nil` when they recurse.
  let depth: Int?

  struct Instruction: Sendable {
    var operation: Operation
    var primitive: Primitive = .add
    /// Written register; for `call` also where the arguments start and the result arrives.
    var target: Int32 = 0
    var x: Int32 = 0
    /// Second operand, or the place to jump to.
    var y: Int32 = 0
    var number: Double = 0
  }

  enum Operation: UInt8, Sendable {
    case constant, move
    case add, subtract, multiply, divide, power
    case addNumber, subtractNumber, subtractFrom, multiplyNumber, divideNumber
    case square, negate, sqrt, exp, log, sin, cos
    /// Any other primitive, `checked` when NaN may mean a point outside its domain.
    case unary, unaryChecked, binary, binaryChecked
    case less, lessOrEqual, equal, notEqual, not
    case jump, jumpUnless
    case jumpUnlessLess, jumpUnlessLessNumber, jumpUnlessLessOrEqualNumber, jumpUnlessEqualNumber
    case call, give
  }
}
