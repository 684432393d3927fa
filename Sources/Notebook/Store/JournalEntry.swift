/// One thing a notebook did that must survive a crash.
public enum JournalEntry: Hashable, Sendable {
  /// A notebook began, on a file or on none.
  case start(seed: UInt64, file: String?)
  /// An input was accepted: a cell or a command that changed the notebook.
  case input(String)
  /// The whole notebook as a session; entries before it no longer matter.
  case snapshot(String)
  /// The whole notebook as these inputs, where it cannot be written as a session; entries before it no longer matter.
  case inputs([String])
  /// The person left, and had not saved everything.
  case left
}

extension JournalEntry {
  /// Texts that stand one behind the other, each below the number of its bytes.
  private static func texts(in whole: String) -> [String]? {
    var rest = Array(whole.utf8)[...]
    var texts: [String] = []
    while let newline = rest.firstIndex(of: 0x0A) {
      let body = rest[(newline + 1)...]
      guard let count = Int(String(decoding: rest[..<newline], as: UTF8.self)), (0...body.count).contains(count),
        let text = String(validating: body.prefix(count), as: UTF8.self)
      else { return nil }
      texts.append(text)
      rest = body.dropFirst(count)
    }
    return rest.isEmpty ? texts : nil
  }

  /// What every journal begins with.
  static let signature = Array("nabla journal 1\n".utf8)

  /// The record: a mark, the length and the checksum of the payload, and the payload.
  var record: [UInt8] {
    let payload: String =
      switch self {
      case .start(let seed, let file): "start \(seed)\n\(file ?? "")"
      case .input(let text): "input\n\(text)"
      case .snapshot(let text): "snapshot\n\(text)"
      case .left: "left\n"
      case .inputs(let texts): "inputs\n" + texts.map { "\($0.utf8.count)\n\($0)" }.joined()
      }
    let bytes = Array(payload.utf8)
    return [Self.mark] + Array("\(bytes.count) \(Checksum.crc32(bytes[...]))\n".utf8) + bytes + [0x0A]
  }

  private init?(payload: ArraySlice<UInt8>) {
    guard let text = String(validating: payload, as: UTF8.self),
      let newline = text.utf8.firstIndex(of: 0x0A)
    else { return nil }
    let rest = String(text[text.utf8.index(after: newline)...])
    let (tag, value) = String(text[..<newline]).firstWord
    switch tag {
    case "start":
      guard let seed = UInt64(value) else { return nil }
      self = .start(seed: seed, file: rest.isEmpty ? nil : rest)
    case "input": self = .input(rest)
    case "snapshot": self = .snapshot(rest)
    case "left": self = .left
    case "inputs":
      guard let texts = Self.texts(in: rest) else { return nil }
      self = .inputs(texts)
    default: return nil
    }
  }

  /// Every record that is whole, and how many bytes belong to none; `nil` for what is no journal of this format.
  static func read(_ bytes: [UInt8]) -> (entries: [JournalEntry], damaged: Int)? {
    if bytes.starts(with: signature) { return records(bytes, from: signature.count) }
    if signature.starts(with: bytes) { return ([], bytes.count) }
    // Damage may have met the signature, and what was accepted below it is whole; a later format says so clearly.
    guard !isOfAnotherFormat(bytes) else { return nil }
    let content = records(bytes, from: 0)
    return content.entries.isEmpty ? nil : content
  }

  /// `nabla journal 2` and its like.
  private static func isOfAnotherFormat(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix(64).prefix { $0 != 0x0A }
    let version = line.dropFirst(signature.count - 2)
    return line.starts(with: signature.dropLast(2)) && !version.isEmpty
      && version.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func records(_ bytes: [UInt8], from start: Int) -> (entries: [JournalEntry], damaged: Int) {
    var entries: [JournalEntry] = []
    var damaged = 0
    var index = start
    while index < bytes.count {
      guard let (entry, end) = next(bytes, at: index) else {
        // A torn record is stepped over to the next mark, for a later one may be whole.
        let resume = bytes[(index + 1)...].firstIndex(of: mark) ?? bytes.count
        damaged += resume - index
        index = resume
        continue
      }
      entries.append(entry)
      index = end
    }
    return (entries, damaged)
  }

  private static let mark: UInt8 = 0x1E

  private static func next(_ bytes: [UInt8], at start: Int) -> (JournalEntry, Int)? {
    guard bytes[start] == mark else { return nil }
    let head = bytes[(start + 1)...].prefix(32)
    guard let newline = head.firstIndex(of: 0x0A) else { return nil }
    let fields = String(decoding: head[..<newline], as: UTF8.self).words
    guard fields.count == 2, let count = Int(fields[0]), let checksum = UInt32(fields[1]), count >= 0,
      // Compared this way round because a damaged count may be near the largest integer.
      count < bytes.count - newline - 1
    else { return nil }
    let payload = bytes[(newline + 1)..<(newline + 1 + count)]
    guard bytes[payload.endIndex] == 0x0A, Checksum.crc32(payload) == checksum,
      let entry = JournalEntry(payload: payload)
    else { return nil }
    return (entry, payload.endIndex + 1)
  }
}

enum Checksum {
  /// - Source: ISO 3309, as in zlib: polynomial 0xEDB88320, reflected.
  static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var crc: UInt32 = .max
    for byte in bytes {
      crc = table[Int(truncatingIfNeeded: (crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
    }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
  }
}
