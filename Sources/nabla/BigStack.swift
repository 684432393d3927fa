import Glibc

/// A thread whose stack is as large as the system will reserve, up to 1 GiB. Only what is used takes memory.
enum BigStack {
  private final class Job: Sendable {
    let body: @Sendable (Int) -> Void
    let size: Int

    init(_ size: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.size = size
      self.body = body
    }
  }

  /// Bytes of the stack of the thread that runs commands, once it runs.
  @TaskLocal static var size = 4 << 20

  /// Runs the body to its end on that thread.
  static func run(_ body: @escaping @Sendable () -> Void) {
    for size in [1 << 30, 1 << 28, 1 << 26] {
      if start(size, body) { return }
    }
    body()
  }

  private static func start(_ size: Int, _ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    let job = Unmanaged.passRetained(Job(size) { size in $size.withValue(size, operation: body) })
    var thread = pthread_t()
    let created = pthread_create(
      &thread, &attributes,
      { raw in
        guard let raw else { return nil }
        let job = Unmanaged<Job>.fromOpaque(raw).takeRetainedValue()
        job.body(job.size)
        return nil
      }, job.toOpaque())
    guard created == 0 else {
      job.release()
      return false
    }
    pthread_join(thread, nil)
    return true
  }
}
