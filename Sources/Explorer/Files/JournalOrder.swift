/// What is to be written into the journal, the file that outlives a crash.
public enum JournalOrder: Hashable, Sendable {
  /// Another session: its journal begins with that many commands that need not be saved.
  case begin(SessionOrigin, kept: Int)
  /// Lines that were done, after the last one or in its place.
  case write([String], replacingLast: Bool)
  /// The session was saved to that file.
  case saved(String)
  /// The journal of an earlier session is not needed any more.
  case drop(String)
  /// The journal of an earlier session stays for the next start.
  case leave(String)
}
