// Vi's commands at work on the entry.
extension LineEditor {
  /// Keys that vi reads in its own way; any other acts as always.
  func viTakes(_ key: Key) -> Bool {
    guard var vi else { return false }
    defer { self.vi = vi }
    switch key {
    case .escape:
      vi.escape(&buffer)
      return true
    case .meta(let scalar):
      // Typed fast, ESC and the command after it look like Alt and that letter.
      vi.escape(&buffer)
      return scalar.value < 0x20 || scalar.value == 0x7F ? false : command(scalar, &vi)
    case .scalar("\u{12}") where vi.state == .normal:
      redoChange()
      return true
    case .scalar(let scalar) where vi.state == .normal && (scalar.value >= 0x20 || scalar.value == 0x8):
      return command(scalar, &vi)
    case .scalar(let scalar) where vi.state == .replace && scalar.value >= 0x20 && scalar.value != 0x7F:
      vi.overwrite(String(scalar), &buffer)
      return true
    case .named:
      vi.pending = []
      return false
    default: return false
    }
  }

  private func command(_ scalar: Unicode.Scalar, _ vi: inout ViMode) -> Bool {
    switch vi.take(scalar, &buffer, &killed) {
    case .none: break
    case .up(let count): for _ in 0..<count { moveUp() }
    case .down(let count): for _ in 0..<count { moveDown() }
    case .undo(let count): for _ in 0..<count { undoChange() }
    case .redo(let count): for _ in 0..<count { redoChange() }
    case .search(let forward): startSearch(forward: forward)
    case .searchAgain(let reversed): searchAgain(reversed: reversed)
    case .edit: editElsewhere()
    }
    return true
  }
}
