import Graph

/// A function of numbers, and every function it calls, as code for a machine whose registers are numbers.
///
/// Truths are 1 and 0. What numbers alone cannot do has no scalar code and runs in the evaluator.
struct ScalarCode: Sendable {
  var instructions: [Instruction]
  /// Registers of the entry that hold its parameters, then its captures.
  let parameters: Int
  let givesTruth: Bool
  /// Registers of the largest routine.
  let frame: Int
  /// The most calls that can be under way at once; `nil` when they recurse.
  let depth: Int?

  /// Sixteen bytes, so that one line of the cache holds four.
  struct Instruction: Sendable {
    var operation: Operation
    var primitive: Primitive = .add
    /// Written register; for calls also where the arguments start and the result arrives; for a comparison of two
    /// registers that jumps, its left side.
    var target: UInt16 = 0
    var x: UInt16 = 0
    /// Second operand, or the place to jump to.
    var y: UInt16 = 0
    var number: Double = 0
  }

  enum Operation: UInt8, Sendable {
    case constant, move
    case add, subtract, multiply, divide, power
    case addNumber, subtractFrom, multiplyNumber, divideNumber, divideInto
    /// x + number·y, rounded twice as the two operations are.
    case addScaled
    case square, cube, negate, sqrt, exp, log, sin, cos
    /// Any other primitive, `checked` when NaN may mean a point outside its domain.
    case unary, unaryChecked, binary, binaryChecked
    case less, lessOrEqual, equal, notEqual, not
    case jump, jumpUnless
    case jumpUnlessLess, jumpUnlessLessOrEqual, jumpUnlessEqual, jumpUnlessNotEqual
    case jumpUnlessLessNumber, jumpUnlessLessOrEqualNumber, jumpUnlessGreaterNumber, jumpUnlessGreaterOrEqualNumber
    case jumpUnlessEqualNumber, jumpUnlessNotEqualNumber
    /// `callOffset` first puts x + number into the only argument.
    case call, callOffset
    /// Ends a routine with a value: a register, a number, or the last operation's result.
    case give, giveNumber, giveAdd, giveAddNumber, giveMultiply, giveMultiplyNumber
  }
}
