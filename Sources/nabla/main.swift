import ArgumentParser
import Glibc
import Notebook
import Numerics

keepFreedMemory()
Leave.occupyStandardStreams()

// Deep recursion and deeply nested input need far more stack than the main thread has.
BigStack.run {
  do {
    if CommandLine.arguments.count == 1 {
      try Prompt.run(.none, .none, opening: nil)
    } else {
      var command = try Nabla.parseAsRoot(Arguments.separated(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    }
    Leave.with(.success)
  } catch let status as Status {
    if status == .timedOut, !Prompt.hasSaidInterrupted {
      Output.error.write("E404 timed out\nThe time it was given is up.\n")
    }
    Leave.with(status)
  } catch {
    let isAsked = Nabla.exitCode(for: error).isSuccess
    let message = Nabla.fullMessage(for: error)
    if !message.isEmpty {
      (isAsked ? Output.standard : Output.error).write(message.visibleLines.joined(separator: "\n") + "\n")
    }
    Leave.with(isAsked ? .success : .usage)
  }
}
