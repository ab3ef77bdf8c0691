/// Why a run ended.
public enum EndReason: Hashable, Sendable {
  case quit
  /// The process was told to end; it should die of this signal once the terminal is restored.
  case signal(Int32)
  /// The terminal went away.
  case hangUp
  /// The program cannot go on, and says so.
  case failed(String)
}
