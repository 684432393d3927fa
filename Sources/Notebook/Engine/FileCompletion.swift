import Glibc
import Syntax

extension Notebook {
  /// The files and folders whose name could go on where the line ends: `:open "examples/li`.
  func fileCompletions(_ before: String, _ line: CommandInput) -> Completion? {
    let bytes = Array(before.utf8)
    guard line.nameSpan.end < bytes.count else { return nil }
    var start = line.nameSpan.end
    if bytes[start] == UInt8(ascii: "!") { start += 1 }
    while start < bytes.count, bytes[start] == 0x20 { start += 1 }
    // Right behind the name there is nothing to complete yet.
    guard start > line.nameSpan.end else { return nil }
    let isQuoted = start < bytes.count && bytes[start] == UInt8(ascii: "\"")
    if isQuoted { start += 1 }
    let typed = String(decoding: bytes[start...], as: UTF8.self)
    guard !typed.contains("\""), !typed.contains("\n") else { return nil }
    let folder = typed.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(typed[...$0]) } ?? ""
    let beginning = String(typed.dropFirst(folder.count))
    let place = folder.hasPrefix("/") ? folder : files.base + "/" + folder
    let names = (try? FileStore.names(in: place)) ?? []
    let candidates = names.compactMap { name -> Completion.Candidate? in
      // Hidden files are for those who ask for them; a name with a quotation mark or a line end cannot be written.
      guard name.hasPrefix(beginning), beginning.hasPrefix(".") || !name.hasPrefix("."),
        !name.contains("\""), !name.contains("\n")
      else { return nil }
      var status = stat()
      guard stat("\(place)/\(name)", &status) == 0 else { return nil }
      if status.st_mode & S_IFMT == S_IFDIR { return .init(folder + name + "/", kind: .folder) }
      let isSession = name.hasSuffix(".mlsession")
      guard status.isFile, isSession || line.name.lowercased() == "save" else { return nil }
      let path = folder + name
      return .init(path, kind: .file, summary: Self.size(Int(status.st_size)), whole: isQuoted ? path + "\"" : path)
    }
    return Completion(start: start, candidates: candidates)
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1000 ? "\(bytes) B" : bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
  }
}
