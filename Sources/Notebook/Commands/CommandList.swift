extension Command {
  /// Every command, in the order help lists them.
  public static let all: [Command] = [
    help, find, vars, cells, edit, rerun, undo, clear, plot, descend, step, full, `try`, save, open, verify, keep, seed,
    set, time, history, quit,
  ]
}
