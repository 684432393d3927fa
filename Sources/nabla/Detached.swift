import Glibc

/// A thread of its own that nobody waits for.
enum Detached {
  private final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    let job = Unmanaged.passRetained(Job(body))
    var thread = pthread_t()
    let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
      guard let raw else { return nil }
      Unmanaged<Job>.fromOpaque(raw).takeRetainedValue().body()
      return nil
    }
    guard pthread_create(&thread, nil, run, job.toOpaque()) == 0 else { return job.release() }
    pthread_detach(thread)
  }

  static func wait(_ seconds: Double) {
    var rest = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    var left = timespec()
    while nanosleep(&rest, &left) != 0 { rest = left }
  }
}
