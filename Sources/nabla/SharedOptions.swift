import ArgumentParser
import Document
import Notebook

/// What every way to run a notebook understands.
struct SharedOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "Key the random numbers by this, instead of what the session says.",
    transform: {
      guard let seed = UInt64($0) else { throw ValidationError("a seed is a whole number from 0 on.") }
      return seed
    })
  var seed: UInt64?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: "Bind a name before the first cell, in place of its first assignment: name=value.")
  var presets: [String] = []

  @Option(
    parsing: .unconditional, help: "Stop after so many seconds.",
    transform: {
      guard let seconds = Double($0), seconds > 0, seconds < 1e9 else {
        throw ValidationError("a time is a number of seconds above 0.")
      }
      return seconds
    })
  var timeout: Double?

  @Option(
    parsing: .unconditional,
    help:
      "Use at most so many MiB of memory, \(Memory.leastMebibytes) or more; nabla itself needs about half of those.",
    transform: {
      guard let mebibytes = Int($0), (Memory.leastMebibytes...(1 << 30)).contains(mebibytes) else {
        throw ValidationError(
          "memory is a whole number of MiB from \(Memory.leastMebibytes) on; nabla itself needs about half of those.")
      }
      return mebibytes
    })
  var memory: Int?

  @Option(
    parsing: .unconditional, help: "Lay output out in so many columns.",
    transform: {
      guard let width = Int($0), (10...1000).contains(width) else {
        throw ValidationError("a width is a whole number from 10 to 1000.")
      }
      return width
    })
  var width: Int?

  @Flag(help: "Leave out everything but errors.")
  var quiet = false

  /// What no argument at all means. Reading a command line takes longer than everything else before the prompt.
  static var none: SharedOptions {
    var options = SharedOptions()
    (options.seed, options.presets, options.timeout) = (nil, [], nil)
    (options.memory, options.width, options.quiet) = (nil, nil, false)
    return options
  }

  /// An empty notebook.
  func notebook(files: FilePolicy, seed fallback: UInt64) throws -> Notebook {
    Stop.install(timeout: timeout)
    if let memory { Memory.limit(mebibytes: memory) }
    var notebook = Notebook(
      seed: seed ?? fallback, files: files, stackSize: BigStack.size - BigStack.size / 8,
      isInterrupted: { Stop.isDue }, emit: { Output.error.write($0) })
    notebook.hasTimedOut = { Stop.isTimeUp }
    notebook.hasRunOutOfMemory = { !Stop.isRequested && Memory.forgetExhaustion() }
    for preset in presets {
      do { try notebook.preset(preset) } catch {
        Output.error.write("--set \(preset.visibleLines.joined(separator: " ")): \(Failure(error.report).line)\n")
        throw Status.usage
      }
    }
    return notebook
  }
}

/// What a session that is replayed may touch beyond its own folder.
struct ReplayOptions: ParsableArguments {
  @Option(help: .init("Let the session read below this folder too.", valueName: "folder"), transform: folder)
  var allowRead: [String] = []
  @Option(help: .init("Let the session write below this folder.", valueName: "folder"), transform: folder)
  var allowWrite: [String] = []

  /// What no argument at all means.
  static var none: ReplayOptions {
    var options = ReplayOptions()
    (options.allowRead, options.allowWrite) = ([], [])
    return options
  }

  /// The rights of the person, who lends these to the sessions replayed.
  var policy: FilePolicy {
    .trusted(base: Prompt.currentFolder(), home: environment("HOME"), allowRead: allowRead, allowWrite: allowWrite)
  }

  private static func folder(_ path: String) throws -> String {
    guard let folder = FilePolicy.trusted(base: Prompt.currentFolder()).folder(path) else {
      throw ValidationError("there is no folder `\(path.visibleLines.joined(separator: " "))`.")
    }
    return folder
  }
}
