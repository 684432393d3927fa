import ArgumentParser
import Document
import Notebook
import Syntax

/// What every way to run a notebook understands.
struct SharedOptions: ParsableArguments {
  @Option(help: "Key the random numbers by this, instead of what the session says.")
  var seed: UInt64?

  @Option(
    name: .customLong("set"), help: "Bind a name before the first cell, in place of its first assignment: name=value.")
  var presets: [Preset] = []

  @Option(help: "Stop after so many seconds.")
  var timeout: Double?

  @Option(help: "Lay output out in so many columns.")
  var width: Int?

  @Flag(help: "Leave out everything but errors.")
  var quiet = false

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout < 1e9) {
      throw ValidationError("--timeout needs a number of seconds above 0.")
    }
    if let width, !(20...1000).contains(width) { throw ValidationError("--width goes from 20 to 1000.") }
  }

  /// An empty notebook.
  func notebook(files: FilePolicy, seed fallback: UInt64) throws -> Notebook {
    Stop.install(timeout: timeout)
    var notebook = Notebook(
      seed: seed ?? fallback, files: files, stackSize: BigStack.size - BigStack.size / 8,
      isInterrupted: { Stop.isRequested })
    for preset in presets {
      do { notebook.preset(Name(preset.name), to: try notebook.value(of: preset.text)) } catch {
        Output.error.write("--set \(preset.name)=\(preset.text): \(error.report.message)\n")
        throw Status.usage
      }
    }
    return notebook
  }
}

/// `name=value`.
struct Preset: ExpressibleByArgument {
  let name: String
  let text: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    name = String(argument[..<equals])
    text = String(argument[argument.index(after: equals)...])
    guard let statements = try? Parser.statements("\(name) = 0"), statements.definedNames == [Name(name)] else {
      return nil
    }
  }
}

/// Which files a replayed session may touch.
struct TrustOptions: ParsableArguments {
  @Option(help: "Let the session read below this folder too.")
  var allowRead: [String] = []

  @Option(help: "Let the session write below this folder.")
  var allowWrite: [String] = []

  func policy(folder: String) -> FilePolicy {
    .replay(folder: folder, allowRead: allowRead, allowWrite: allowWrite)
  }
}
