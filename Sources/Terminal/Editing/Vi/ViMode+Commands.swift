// What vi's commands do.
extension ViMode {
  mutating func run(
    _ command: ViCommand, _ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer, _ killed: inout KillRing
  ) -> Request {
    let count = command.count ?? 1
    switch command.target {
    case .act(let key, let argument): return act(key, argument, command.count, keys, &buffer, &killed)
    case .lines:
      guard let action = command.action else { return .none }
      operate(action, onLines: count, keys, &buffer, &killed)
    case .object(let kind, let around):
      guard let action = command.action, let range = buffer.viObject(kind, around: around) else { return .none }
      operate(action, on: range, keys, &buffer, &killed)
    case .motion(let key, let argument):
      if command.action == nil, key == "j" || key == "k" { return key == "k" ? .up(count) : .down(count) }
      guard let motion = motion(key, argument, command, buffer) else { return .none }
      guard let action = command.action else {
        buffer.move(to: motion.place)
        return .none
      }
      operate(action, along: motion, keys, &buffer, &killed)
    }
    return .none
  }

  // MARK: Motions

  private mutating func motion(
    _ key: Unicode.Scalar, _ argument: Unicode.Scalar?, _ command: ViCommand, _ buffer: EntryBuffer
  ) -> ViMotion? {
    let count = command.count ?? 1
    func exclusive(_ place: Int) -> ViMotion { ViMotion(place: place, extent: .exclusive) }
    func repeated(_ step: (EntryBuffer) -> Int) -> Int {
      var probe = buffer
      for _ in 0..<count {
        let place = step(probe)
        if place == probe.cursor { break }
        probe.move(to: place)
      }
      return probe.cursor
    }
    switch key {
    case "h", "\u{8}", "\u{7F}": return exclusive(max(buffer.lineStart, buffer.cursor - count))
    case "l", " ": return exclusive(min(buffer.lineEnd, buffer.cursor + count))
    case "0": return exclusive(buffer.lineStart)
    case "^": return exclusive(buffer.viFirstPrinted)
    case "$": return exclusive(buffer.lineEnd)
    case "|": return exclusive(min(buffer.lineEnd, buffer.lineStart + count - 1))
    case "w", "W": return word(key, command, buffer, repeated)
    case "b", "B": return exclusive(repeated { $0.viWordBack(big: key == "B") })
    case "e", "E":
      return ViMotion(place: repeated { $0.viWordEnd(big: key == "E") }, extent: .inclusive)
    case "j", "k":
      let place = repeated { (key == "j" ? $0.lineBelow : $0.lineAbove) ?? $0.cursor }
      return place == buffer.cursor ? nil : ViMotion(place: place, extent: .lines)
    case "g": return ViMotion(place: 0, extent: .lines)
    case "G": return ViMotion(place: buffer.characters.count, extent: .lines)
    case "%": return buffer.viPartner.map { ViMotion(place: $0, extent: .inclusive) }
    case ";", ",": return find.flatMap { found(key == ";" ? $0 : $0.reversed, count, buffer, isRepeat: true) }
    default:
      guard let argument else { return nil }
      let find = ViFind(
        character: Character(argument), forward: key == "f" || key == "t", before: key == "t" || key == "T")
      self.find = find
      return found(find, count, buffer, isRepeat: false)
    }
  }

  private func word(
    _ key: Unicode.Scalar, _ command: ViCommand, _ buffer: EntryBuffer, _ repeated: ((EntryBuffer) -> Int) -> Int
  ) -> ViMotion {
    let isBig = key == "W"
    // Changing a word leaves the blank after it.
    if command.action == "c", buffer.cursor < buffer.lineEnd, !buffer.characters[buffer.cursor].isWhitespace {
      var probe = buffer
      probe.move(to: buffer.viObject(key == "W" ? "W" : "w", around: false).map { $0.upperBound - 1 } ?? buffer.cursor)
      for _ in 1..<max(1, command.count ?? 1) { probe.move(to: probe.viWordEnd(big: isBig)) }
      return ViMotion(place: probe.cursor, extent: .inclusive)
    }
    var place = repeated { $0.viWordStart(big: isBig) }
    guard command.action != nil else { return ViMotion(place: place, extent: .exclusive) }
    // Deleting the last word of a line leaves the line's end.
    let gap = buffer.characters[buffer.cursor..<place]
    if let printed = gap.lastIndex(where: { !$0.isWhitespace }) {
      place = gap[printed...].firstIndex(of: "\n") ?? place
    } else {
      place = gap.firstIndex(of: "\n") ?? place
    }
    return ViMotion(place: place, extent: .exclusive)
  }

  private func found(_ find: ViFind, _ count: Int, _ buffer: EntryBuffer, isRepeat: Bool) -> ViMotion? {
    var probe = buffer
    for step in 0..<count {
      guard let place = probe.viFound(find, isRepeat: isRepeat || step > 0) else { return nil }
      probe.move(to: place)
    }
    return ViMotion(place: probe.cursor, extent: find.forward ? .inclusive : .exclusive)
  }

  // MARK: Operators

  private mutating func operate(
    _ action: Unicode.Scalar, along motion: ViMotion, _ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer,
    _ killed: inout KillRing
  ) {
    let low = min(buffer.cursor, motion.place)
    let high = max(buffer.cursor, motion.place)
    switch motion.extent {
    case .exclusive: operate(action, on: low..<high, keys, &buffer, &killed)
    case .inclusive: operate(action, on: low..<min(high + 1, buffer.characters.count), keys, &buffer, &killed)
    case .lines:
      let lines = buffer.characters[low..<high].count { $0 == "\n" } + 1
      buffer.move(to: low)
      operate(action, onLines: lines, keys, &buffer, &killed)
    }
  }

  private mutating func operate(
    _ action: Unicode.Scalar, on range: Range<Int>, _ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer,
    _ killed: inout KillRing
  ) {
    killed.add(String(buffer.characters[range]))
    buffer.move(to: range.lowerBound)
    guard action != "y" else { return }
    _ = buffer.delete(to: range.upperBound)
    if action == "c" { insert(keys, buffer) } else { change = (keys, "") }
  }

  /// Whole lines. What is kept of them ends in a line end, which tells `p` that it is lines.
  private mutating func operate(
    _ action: Unicode.Scalar, onLines count: Int, _ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer,
    _ killed: inout KillRing
  ) {
    let start = buffer.lineStart
    var end = buffer.lineEnd
    for _ in 1..<max(1, count) where end < buffer.characters.count {
      end = buffer.characters[(end + 1)...].firstIndex(of: "\n") ?? buffer.characters.count
    }
    killed.add(String(buffer.characters[start..<end]) + "\n")
    guard action != "y" else { return }
    buffer.move(to: start)
    if action == "c" {
      _ = buffer.delete(to: end)
      return insert(keys, buffer)
    }
    if end < buffer.characters.count {
      _ = buffer.delete(to: end + 1)
    } else {
      buffer.move(to: max(0, start - 1))
      _ = buffer.delete(to: end)
      buffer.move(to: buffer.lineStart)
    }
    buffer.move(to: buffer.viFirstPrinted)
    change = (keys, "")
  }

  // MARK: Commands of one letter

  private mutating func act(
    _ key: Unicode.Scalar, _ argument: Unicode.Scalar?, _ typedCount: Int?, _ keys: [Unicode.Scalar],
    _ buffer: inout EntryBuffer, _ killed: inout KillRing
  ) -> Request {
    let count = typedCount ?? 1
    let ahead = buffer.cursor..<min(buffer.cursor + count, buffer.lineEnd)
    switch key {
    case "x": operate("d", on: ahead, keys, &buffer, &killed)
    case "X": operate("d", on: max(buffer.lineStart, buffer.cursor - count)..<buffer.cursor, keys, &buffer, &killed)
    case "D": operate("d", on: buffer.cursor..<buffer.lineEnd, keys, &buffer, &killed)
    case "C": operate("c", on: buffer.cursor..<buffer.lineEnd, keys, &buffer, &killed)
    case "s": operate("c", on: ahead, keys, &buffer, &killed)
    case "S": operate("c", onLines: count, keys, &buffer, &killed)
    case "Y": operate("y", onLines: count, keys, &buffer, &killed)
    case "p", "P": put(killed.newest, count, after: key == "p", keys, &buffer)
    case "J": join(keys, &buffer)
    case "~", "r": rewrite(ahead, count, argument, keys, &buffer)
    case "i", "I", "a", "A", "o", "O", "R": begin(key, keys, &buffer)
    case "u": return .undo(count)
    case "U": return .redo(count)
    case "/": return .search(forward: false)
    case "?": return .search(forward: true)
    case "n": return .searchAgain(reversed: false)
    case "N": return .searchAgain(reversed: true)
    case "v": return .edit
    case ".": again(typedCount, &buffer, &killed)
    default: break
    }
    return .none
  }

  private mutating func begin(_ key: Unicode.Scalar, _ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer) {
    switch key {
    case "I": buffer.move(to: buffer.viFirstPrinted)
    case "a": buffer.move(to: min(buffer.cursor + 1, buffer.lineEnd))
    case "A": buffer.move(to: buffer.lineEnd)
    case "o":
      buffer.move(to: buffer.lineEnd)
      buffer.insertLine()
    case "O":
      buffer.move(to: buffer.lineStart)
      buffer.insert("\n")
      buffer.move(to: buffer.cursor - 1)
    default: break
    }
    insert(keys, buffer, as: key == "R" ? .replace : .insert)
  }

  private mutating func put(
    _ text: String?, _ count: Int, after: Bool, _ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer
  ) {
    guard let text else { return }
    // A count that long would fill the memory before anyone could want it.
    let repeated = String(repeating: text, count: min(count, max(1, 1_000_000 / max(1, text.utf8.count))))
    if text.hasSuffix("\n") {
      buffer.move(to: after ? buffer.lineEnd : buffer.lineStart)
      let start = buffer.cursor
      buffer.insert(after ? "\n" + repeated.dropLast() : repeated)
      buffer.move(to: after ? start + 1 : start)
      buffer.move(to: buffer.viFirstPrinted)
    } else {
      if after { buffer.move(to: min(buffer.cursor + 1, buffer.lineEnd)) }
      buffer.insert(repeated)
      buffer.move(to: buffer.left)
    }
    change = (keys, "")
  }

  private mutating func join(_ keys: [Unicode.Scalar], _ buffer: inout EntryBuffer) {
    guard buffer.lineEnd < buffer.characters.count else { return }
    buffer.move(to: buffer.lineEnd)
    var end = buffer.cursor + 1
    while end < buffer.characters.count, buffer.characters[end] == " " { end += 1 }
    buffer.replace(toCursorFrom: end, with: " ")
    buffer.move(to: buffer.left)
    change = (keys, "")
  }

  private mutating func rewrite(
    _ range: Range<Int>, _ count: Int, _ argument: Unicode.Scalar?, _ keys: [Unicode.Scalar],
    _ buffer: inout EntryBuffer
  ) {
    guard !range.isEmpty, argument == nil || range.count == count else { return }
    let text = buffer.characters[range].map { character -> String in
      if let argument { return String(argument) }
      return character.isLowercase ? character.uppercased() : character.lowercased()
    }
    buffer.replace(toCursorFrom: range.upperBound, with: text.joined())
    if argument != nil { buffer.move(to: buffer.left) }
    change = (keys, "")
  }

  /// `.`: the last change here.
  private mutating func again(_ count: Int?, _ buffer: inout EntryBuffer, _ killed: inout KillRing) {
    guard let last = change, case .command(var command) = ViCommand.parse(last.keys) else { return }
    if let count { command.count = count }
    _ = run(command, last.keys, &buffer, &killed)
    if state != .normal {
      for character in last.typed {
        if state == .replace { overwrite(String(character), &buffer) } else { buffer.insert(String(character)) }
      }
      escape(&buffer)
    }
    change = last
  }
}
