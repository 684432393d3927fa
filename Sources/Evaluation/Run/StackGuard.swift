import Glibc

/// Knows how far the thread's stack reaches, so that deep recursion ends in an error and not in a crash.
struct StackGuard: Sendable {
  /// Addresses below this are too close to the end.
  private var floor: UInt = 0

  /// Kept free for what runs below the deepest call: library code, error paths.
  private static let reserve: UInt = 512 * 1024

  /// Looks at the thread that runs now. To be called whenever evaluation may have moved to another thread.
  mutating func measure() {
    var attributes = pthread_attr_t()
    guard pthread_getattr_np(pthread_self(), &attributes) == 0 else { return }
    defer { pthread_attr_destroy(&attributes) }
    var lowest: UnsafeMutableRawPointer?
    var size = 0
    guard pthread_attr_getstack(&attributes, &lowest, &size) == 0, let lowest else { return }
    floor = UInt(bitPattern: lowest) + Self.reserve
  }

  /// Whether there is room for another call.
  var hasRoom: Bool {
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) } > floor
  }
}
