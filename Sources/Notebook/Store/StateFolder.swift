/// Where what outlives a session is kept: its journal, the history of entries.
public enum StateFolder {
  /// `nabla` below `XDG_STATE_HOME`, or below `~/.local/state`; `nil` when neither is known.
  /// - Source: XDG Base Directory Specification 0.8; a relative path is ignored, as it asks.
  public static func path(environment: [String: String]) -> String? {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
    }
    return (absolute("XDG_STATE_HOME") ?? absolute("HOME").map { $0 + "/.local/state" }).map { $0 + "/nabla" }
  }
}
