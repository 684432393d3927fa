import Glibc
import Synchronization

/// How large one value may become. Asking for more is an error, where the allocation would end the process.
public struct MemoryBudget: Hashable, Sendable {
  public var bytes: Int
  /// What the whole process may use, when somebody said so.
  private var total: Int?

  public init(bytes: Int) { self.bytes = bytes }

  /// An eighth of the machine's memory: a result beside its operands, and their text, must fit too. Where the process was
  /// given a limit, what is left of that.
  public static var standard: MemoryBudget {
    guard let limit else { return machine }
    var budget = MemoryBudget(bytes: limit)
    budget.total = limit
    return budget
  }

  private static let machine: MemoryBudget = {
    let (total, overflow) = sysconf(Int32(_SC_PHYS_PAGES)).multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return MemoryBudget(bytes: overflow || total <= 0 ? 1 << 31 : total / 8)
  }()

  /// Bytes; 0 where nobody set a limit.
  private static let ceiling = Atomic<Int>(0)

  /// What the whole process may use, in bytes, when somebody said so.
  public static var limit: Int? {
    let bytes = ceiling.load(ordering: .relaxed)
    return bytes == 0 ? nil : bytes
  }

  /// Refuses, from now on, every value that would bring the process above so many bytes.
  public static func limitProcess(to bytes: Int) { ceiling.store(bytes, ordering: .relaxed) }

  /// Bytes of memory the process occupies now; `nil` where the system does not tell.
  /// - Source: proc(5), `/proc/self/statm`, second number.
  public static func resident() -> Int? {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &bytes, bytes.count)
    let fields = bytes.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
    guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return nil }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The number of elements of a rows×columns value.
  /// - Throws: `.tooLarge` when they do not fit, when a side is negative, or when it is longer than LAPACK can count,
  ///   though the other be 0.
  @discardableResult
  public func count(rows: Int, columns: Int = 1, bytesEach: Int = 8) throws(MathError) -> Int {
    let (count, many) = rows.multipliedReportingOverflow(by: columns)
    let (size, big) = count.multipliedReportingOverflow(by: bytesEach)
    let isCountable = max(rows, columns) <= Int(Int32.max) || min(rows, columns) == 1
    guard rows >= 0, columns >= 0, isCountable, !many, !big, size <= bytes, hasRoom(for: size) else {
      // Of an empty value it is the length of its side that is too large.
      throw .tooLarge(count: max(Double(rows) * Double(columns), Double(max(rows, columns))))
    }
    return count
  }

  private func hasRoom(for size: Int) -> Bool {
    // Small values are not worth asking the system for; whoever watches the process stops it when they add up.
    guard let total, size >= 1 << 20, let used = Self.resident() else { return true }
    return used <= total - size
  }
}

/// The processors this machine has.
let processors = Int32(clamping: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
