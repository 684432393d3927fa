extension Command {
  /// Every command, in the order help lists them.
  public static let all: [Command] = [
    vars, cells, undo, clear, plot, descend, step, full, save, open, quit,
  ]
}
