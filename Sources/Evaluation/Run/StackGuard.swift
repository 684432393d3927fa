/// Knows how much of the thread's stack evaluation may use, so that deep recursion ends in an error and not in a
/// crash.
struct StackGuard: Sendable {
  /// Bytes that evaluation may use below where it started.
  let size: UInt
  /// Addresses below this are out of bounds.
  private var floor: UInt = 0

  init(size: Int) { self.size = UInt(max(0, size)) }

  /// Starts counting from here. To be called where evaluation begins, as it may have moved to another thread.
  mutating func measure() {
    let here = Self.address
    floor = here > size ? here - size : 0
  }

  /// Whether there is room for another call.
  var hasRoom: Bool { Self.address > floor }

  private static var address: UInt {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
  }
}
