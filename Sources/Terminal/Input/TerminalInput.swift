import CSignals
import Glibc

/// Keys and signals, in the order they come.
struct TerminalInput {
  enum Event: Equatable {
    case key(Key)
    case interrupted
    case resized
    case stop
    case continued
    case endOfFile
    case hangup
  }

  private let descriptor: Int32
  private var decoder = KeyDecoder()
  private var keys: [Key] = []
  private var bytes: [UInt8] = []
  private var position = 0

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// True when a key or a byte is there already: then it is not worth painting yet.
  var isPending: Bool {
    !keys.isEmpty || position < bytes.count || Self.hasBytes(descriptor)
  }

  /// True when a read would not wait.
  static func hasBytes(_ descriptor: Int32) -> Bool {
    var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&file, 1, 0) > 0
  }

  /// The characters that were read and not asked for, to the first key that is none.
  var typedAhead: String {
    var text = ""
    for key in keys {
      guard case .scalar(let scalar) = key, scalar.value >= 0x20, scalar.value != 0x7F else { return text }
      text.unicodeScalars.append(scalar)
    }
    let rest = bytes[position...].prefix { $0 >= 0x20 && $0 != 0x7F }
    return text + String(decoding: rest, as: UTF8.self)
  }

  /// Forgets what was typed ahead.
  mutating func discard() {
    keys = []
    bytes = []
    position = 0
    decoder = KeyDecoder()
  }

  /// Whether Ctrl-C was typed ahead. It and what stands before it are dropped, as a terminal that raises a signal does.
  mutating func takeInterrupt() -> Bool {
    var ahead = Array(bytes[position...])
    if Self.hasBytes(descriptor) {
      var chunk = [UInt8](repeating: 0, count: 4096)
      ahead += chunk[..<max(0, read(descriptor, &chunk, chunk.count))]
    }
    bytes = ahead
    position = 0
    guard let last = ahead.lastIndex(of: 3) else { return false }
    discard()
    bytes = Array(ahead[(last + 1)...])
    return true
  }

  /// Waits for the next event.
  mutating func next() -> Event {
    while true {
      // A poll may tell of bytes just before Ctrl-C is reported; it must not wait behind what was typed after it.
      if csignals_interrupt_pending(), let event = signal() { return event }
      if !keys.isEmpty { return .key(keys.removeFirst()) }
      if position < bytes.count {
        keys += decoder.feed(bytes[position])
        position += 1
        continue
      }
      if let event = wait() { return event }
    }
  }

  /// Fills `bytes`, expires the decoder or returns an event that is no key.
  private mutating func wait() -> Event? {
    var files = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: csignals_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&files, 2, decoder.timeout ?? -1)
    if ready < 0 { return errno == EINTR ? nil : .hangup }
    if ready == 0 {
      keys += decoder.expire()
      return nil
    }
    if files[1].revents != 0, let event = signal() { return event }
    guard files[0].revents != 0 else { return nil }
    return fill()
  }

  private func signal() -> Event? {
    switch csignals_take() {
    case Int32(csignals_interrupt.rawValue): .interrupted
    case Int32(csignals_resized.rawValue): .resized
    case Int32(csignals_stop.rawValue): .stop
    case Int32(csignals_continued.rawValue): .continued
    case Int32(csignals_end.rawValue): .hangup
    default: nil
    }
  }

  private mutating func fill() -> Event? {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes = Array(chunk[..<count])
      position = 0
      return nil
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return nil }
    // A terminal has no end: zero bytes or an error mean that it is gone.
    return .hangup
  }
}
