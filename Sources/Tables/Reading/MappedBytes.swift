import CTables

/// The bytes of an open file as memory, given back when it is let go.
public final class MappedBytes {
  /// Valid as long as this is.
  public let bytes: UnsafeRawBufferPointer
  private var isOpen = true

  /// - Parameter size: of the file, more than 0.
  /// - Returns: `nil` when the system refuses; `errno` says why.
  public init?(descriptor: Int32, size: Int) {
    guard size > 0, let data = ctables_map(descriptor, size) else { return nil }
    bytes = UnsafeRawBufferPointer(start: data, count: size)
  }

  deinit { _ = close() }

  /// - Returns: false when the file became shorter while it was read, and what was read of it is not what it held.
  public func close() -> Bool {
    guard isOpen else { return true }
    isOpen = false
    return ctables_unmap(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count) == 0
  }
}
