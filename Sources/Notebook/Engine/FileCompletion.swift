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
    let candidates = files.entries(in: folder.isEmpty ? "." : folder).compactMap { entry -> Completion.Candidate? in
      let name = entry.name
      // Hidden files are for those who ask for them; a name with a quotation mark or a line end cannot be written.
      guard name.hasPrefix(beginning), beginning.hasPrefix(".") || !name.hasPrefix("."),
        !name.contains("\""), !name.contains("\n")
      else { return nil }
      guard let size = entry.size else { return .init(folder + name + "/", kind: .folder) }
      guard name.hasSuffix(".mlsession") || line.name == Command.save.name else { return nil }
      let path = folder + name
      return .init(path, kind: .file, summary: size.bytes, whole: isQuoted ? path + "\"" : path)
    }
    return Completion(start: start, candidates: candidates)
  }
}
