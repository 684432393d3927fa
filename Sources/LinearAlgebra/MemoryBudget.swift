import Glibc

/// How large one value may become. Asking for more is an error, where the allocation would end the process.
public struct MemoryBudget: Hashable, Sendable {
  public var bytes: Int

  public init(bytes: Int) { self.bytes = bytes }

  /// An eighth of the machine's memory: a result beside its operands, and their text, must fit too.
  public static let standard: MemoryBudget = {
    let (total, overflow) = sysconf(Int32(_SC_PHYS_PAGES)).multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return MemoryBudget(bytes: overflow || total <= 0 ? 1 << 31 : total / 8)
  }()

  /// The number of elements of a rows×columns value.
  /// - Throws: `.tooLarge` when they do not fit, when a side is negative, or when it is longer than LAPACK can count,
  ///   though the other be 0.
  @discardableResult
  public func count(rows: Int, columns: Int = 1, bytesEach: Int = 8) throws(MathError) -> Int {
    let (count, many) = rows.multipliedReportingOverflow(by: columns)
    let (size, big) = count.multipliedReportingOverflow(by: bytesEach)
    let isCountable = max(rows, columns) <= Int(Int32.max) || min(rows, columns) == 1
    guard rows >= 0, columns >= 0, isCountable, !many, !big, size <= bytes else {
      // Of an empty value it is the length of its side that is too large.
      throw .tooLarge(count: max(Double(rows) * Double(columns), Double(max(rows, columns))))
    }
    return count
  }
}

/// The processors this machine has.
let processors = Int32(clamping: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
