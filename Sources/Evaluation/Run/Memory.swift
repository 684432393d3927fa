import Document
import Glibc

/// How much the machine can hold.
enum Memory {
  /// The most numbers one array may have: half of the machine's memory.
  static let largestArray: Double = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    guard pages > 0, size > 0 else { return 1e8 }
    return Double(pages) * Double(size) / 16
  }()

  /// The memory that many numbers take, in the unit that reads best.
  static func described(_ count: Double) -> String {
    let bytes = count * 8
    for (unit, scale) in [("TB", 1e12), ("GB", 1e9), ("MB", 1e6)] where bytes >= scale {
      return "\((bytes / scale).formatted(digits: 3)) \(unit)"
    }
    return "\(bytes.formatted()) bytes"
  }
}
