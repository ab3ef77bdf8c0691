import Explorer
import Glibc
import Reporting
import Simulation

/// What a journal holds, with the dumps it needs read again.
struct Recovered {
  let session: ReadSession

  init(_ text: JournalText, name: String, watching watcher: @escaping Watcher) throws {
    var remarks: [String] = []
    for dump in text.origin.dumps { try Self.check(dump, &remarks) }
    let paths = text.origin.dumps.map(\.path)
    let base = paths.isEmpty ? Session() : try OpenedFiles(paths, watching: watcher).base
    var commands: [Command] = []
    for line in text.lines {
      do {
        commands.append(try Command(parsing: line))
      } catch {
        // What comes after a line that makes no sense would happen to something else.
        let rest = text.lines.count - commands.count
        remarks.append(
          "line \"\(line.printable)\" of the journal is not understood, so \(rest) are left out")
        break
      }
    }
    if let torn = text.torn {
      remarks.append("its last line, \"\(torn.printable)\", was cut off")
    }
    session = ReadSession(
      base: base, commands: commands, kept: text.kept, origin: text.origin, remarks: remarks,
      journal: name)
  }

  private static func check(_ dump: SessionOrigin.Dump, _ remarks: inout [String]) throws {
    // The name is enough to know it by, and leaves room for what is wrong.
    let shown = String(dump.path.split(separator: "/").last ?? "").printable
    guard dump.path != "-" else {
      throw Failure.unreadable(
        "that session needs the standard input it had, which is gone; its journal stays")
    }
    var status = stat()
    guard stat(dump.path, &status) == 0 else {
      throw Failure.unreadable(
        "that session needs \(shown), which is gone; its journal stays")
    }
    let modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    if status.st_size != dump.size || modified != dump.modified {
      remarks.append("\(shown) has changed since")
    }
  }
}
