import Glibc
import LinearAlgebra
import Numerics
import Synchronization

/// Watches what the process occupies, where it was given a limit.
///
/// A value that would not fit is refused before it is made. What many small ones add up to is looked at every few
/// milliseconds: evaluation that is found above the limit is stopped as by Ctrl-C, and if that does not help soon, or
/// the process is a quarter above the limit, it ends.
enum Memory {
  private static let isAbove = Atomic<Bool>(false)
  private static let wasAbove = Atomic<Bool>(false)
  private static let period = 0.005
  /// Seconds that work which cannot be polled has to end.
  private static let grace = 0.5
  /// What nabla itself needs, and a little to work with.
  static let leastMebibytes = 64

  /// Whether evaluation has to stop for want of memory.
  static var isExhausted: Bool { isAbove.load(ordering: .relaxed) }

  /// Whether it had to since this was asked last.
  static func forgetExhaustion() -> Bool { wasAbove.exchange(false, ordering: .relaxed) }

  static func limit(mebibytes: Int) {
    guard MemoryBudget.limit == nil else { return }
    let bytes = mebibytes << 20
    returnFreedMemory()
    MemoryBudget.limitProcess(to: bytes)
    Detached.start { watch(bytes, mebibytes) }
  }

  private static func watch(_ bytes: Int, _ mebibytes: Int) {
    var above = 0.0
    var below = 0.0
    while let used = MemoryBudget.resident() {
      let exceeds = used > bytes
      above = exceeds ? above + period : 0
      below = exceeds ? 0 : below + period
      isAbove.store(exceeds, ordering: .relaxed)
      if exceeds { wasAbove.store(true, ordering: .relaxed) }
      // A peak that nothing was stopped for must not explain a later Ctrl-C.
      if below > 1 { wasAbove.store(false, ordering: .relaxed) }
      if above > grace || used > bytes + bytes / 4 {
        Output.error.write(
          "E405 out of memory\nThe \(mebibytes) MiB that nabla was given do not suffice; it had to end.\n")
        Leave.with(.failed)
      }
      Detached.wait(period)
    }
  }
}
