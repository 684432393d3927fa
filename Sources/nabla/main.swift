import ArgumentParser
import Glibc
import Numerics

keepFreedMemory()

// Deep recursion and deeply nested input need far more stack than the main thread has.
BigStack.run {
  do {
    var command = try Nabla.parseAsRoot()
    try command.run()
    Leave.with(.success)
  } catch let status as Status {
    if status == .timedOut { Output.error.write("The time given with --timeout is up.\n") }
    Leave.with(status)
  } catch {
    let isAsked = Nabla.exitCode(for: error).isSuccess
    let message = Nabla.fullMessage(for: error)
    if !message.isEmpty { (isAsked ? Output.standard : Output.error).write(message + "\n") }
    Leave.with(isAsked ? .success : .usage)
  }
}
