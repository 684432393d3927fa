/// A whole command of vi's normal state, read from its keys.
struct ViCommand: Hashable {
  enum Reading: Hashable {
    case incomplete
    case unknown
    case command(ViCommand)
  }

  enum Target: Hashable {
    /// `w`, `f` with its character, `gg`.
    case motion(Unicode.Scalar, argument: Unicode.Scalar?)
    /// `iw`, `a(`.
    case object(Unicode.Scalar, around: Bool)
    /// The operator's own letter again: whole lines.
    case lines
    /// A letter that acts by itself, such as `x` or `p`.
    case act(Unicode.Scalar, argument: Unicode.Scalar?)
  }

  var count: Int?
  /// `d`, `c` or `y`.
  var action: Unicode.Scalar?
  var target: Target

  private static let operators: Set<Unicode.Scalar> = ["d", "c", "y"]
  private static let motions = Set("hjkl0^$wWbBeE;,%|G \u{7F}\u{8}".unicodeScalars)
  private static let finders: Set<Unicode.Scalar> = ["f", "F", "t", "T"]
  private static let acts = Set("xXDCYsSRiIaAoOpPuUJ~./?nNv".unicodeScalars)
  /// Beyond any entry; larger counts would only overflow.
  private static let largest = 9999

  static func parse(_ keys: [Unicode.Scalar]) -> Reading {
    var rest = keys[...]
    var count = number(&rest)
    guard var key = rest.popFirst() else { return .incomplete }
    var action: Unicode.Scalar?
    if operators.contains(key) {
      action = key
      if let second = number(&rest) { count = min((count ?? 1) * second, largest) }
      guard let next = rest.popFirst() else { return .incomplete }
      if next == action { return .command(ViCommand(count: count, action: action, target: .lines)) }
      key = next
    }
    func command(_ target: Target) -> Reading {
      .command(ViCommand(count: count, action: action, target: target))
    }
    if motions.contains(key) { return command(.motion(key, argument: nil)) }
    if finders.contains(key) || key == "g" {
      guard let argument = rest.popFirst() else { return .incomplete }
      return key == "g" && argument != "g" ? .unknown : command(.motion(key, argument: argument))
    }
    if action != nil, key == "i" || key == "a" {
      guard let kind = rest.popFirst() else { return .incomplete }
      return command(.object(kind, around: key == "a"))
    }
    guard action == nil else { return .unknown }
    if key == "r" {
      guard let argument = rest.popFirst() else { return .incomplete }
      return command(.act("r", argument: argument))
    }
    return acts.contains(key) ? command(.act(key, argument: nil)) : .unknown
  }

  /// The digits that begin the keys; `0` alone is a motion.
  private static func number(_ keys: inout ArraySlice<Unicode.Scalar>) -> Int? {
    var count: Int?
    while let key = keys.first, ("0"..."9").contains(key), count != nil || key != "0" {
      count = min((count ?? 0) * 10 + Int(key.value - 0x30), largest)
      keys.removeFirst()
    }
    return count
  }
}
