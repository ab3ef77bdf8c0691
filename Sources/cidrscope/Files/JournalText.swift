import Explorer
import Reporting
import Simulation

/// The text of a journal: comments that say what it is of, and the commands.
///
///     # cidrscope journal 1
///     # process 4711 started 8812345
///     # opened nodes.json and pods.json
///     # dump 48213 1795413600000000000 /home/me/nodes.json
///     # kept 0
///     add nodes 3
///     # saved /home/me/what-if.scope
///
/// The process is told by its number and by when it started, for numbers come again.
struct JournalText {
  static let sign = "# cidrscope journal 1"
  static let savedSign = "# saved "

  private(set) var origin = SessionOrigin()
  private(set) var process: (id: Int32, started: UInt64)?
  /// How many of the lines need not be saved.
  private(set) var kept = 0
  private(set) var lines: [String] = []
  /// The last line, where it was cut off in the middle.
  private(set) var torn: String?

  /// Commands that were done since the session was opened or saved.
  var unsaved: Int { lines.dropFirst(kept).count { !Self.isMove($0) } }

  /// Whether a line only moves in the history.
  static func isMove(_ line: String) -> Bool { line.hasPrefix("seek ") }

  /// Reads a journal; nil if it is none.
  init?(_ bytes: [UInt8]) {
    var rows = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard rows.first == Self.sign else { return nil }
    // After the last line end comes nothing, unless the last line was cut off.
    if let last = rows.popLast(), !last.isEmpty { torn = last }
    var dumps: [SessionOrigin.Dump] = []
    for row in rows {
      guard row.hasPrefix("#") else {
        if row.contains(where: { $0 != " " }) { lines.append(row) }
        continue
      }
      let words = row.split(separator: " ").map(String.init)
      guard words.count > 2 else { continue }
      switch words[1] {
      case "process" where words.count == 5:
        if let id = Int32(words[2]), let started = UInt64(words[4]) { process = (id, started) }
      case "opened": origin.title = words[2...].joined(separator: " ")
      case "kept": kept = Int(words[2]) ?? 0
      case "dump" where words.count == 5:
        dumps.append(
          SessionOrigin.Dump(
            path: Self.decoded(words[4]), size: Int(words[2]) ?? -1, modified: Int(words[3]) ?? -1))
      case "saved":
        origin.savedFile = Self.decoded(words[2])
        kept = lines.count
      default: break
      }
    }
    origin.dumps = dumps
  }

  /// The comments at the head of a journal.
  static func head(
    of origin: SessionOrigin, kept: Int, process: Int32, started: UInt64
  ) -> String {
    var rows = [sign, "# process \(process) started \(started)", "# opened \(origin.title)"]
    rows += origin.dumps.map { "# dump \($0.size) \($0.modified) \(encoded($0.path))" }
    rows.append("# kept \(kept)")
    return rows.map { $0.printable + "\n" }.joined()
  }

  /// The comment that says where the session was saved.
  static func savedLine(_ path: String) -> String { savedSign + encoded(path) + "\n" }

  /// A path without blanks and without bytes that a comment must not hold, as in a URI (RFC 3986).
  private static func encoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "%") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16)
        text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }

  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
