import Explorer
import Glibc
import Importing
import Reporting
import Simulation

/// What files were opened as: a recorded cluster, scripts that ran, or both.
struct Opened {
  var session: Session
  /// Where it came from.
  private(set) var origin: SessionOrigin
  /// Lines on what was understood and what was left out; empty where no dump was read.
  private(set) var report: [String] = []

  /// Opens dumps as one cluster and then executes the scripts on it, in the order given.
  init(_ paths: [String]) throws {
    let files = try OpenedFiles(paths)
    session = files.base
    origin = files.origin
    report = files.report
    guard !files.scripts.isEmpty else { return }
    var run = ScriptRun(session, telling: .errorOnly, tables: nil)
    run.execute(files.scripts)
    session = run.session
  }

  /// A session that is at hand.
  init(_ session: Session, title: String) {
    self.session = session
    origin = SessionOrigin(title: title)
  }

  /// The demonstration cluster.
  static var demonstration: Opened {
    Opened(Demonstration.session(), title: "the demonstration")
  }

  /// What a person should know before looking: the report's warnings.
  var warnings: [String] { report.filter { $0.hasPrefix("warning") } }
}

/// Files that were read and understood, and nothing of them executed yet.
struct OpenedFiles {
  /// The cluster of the dumps, or an empty session.
  let base: Session
  let scripts: [Script]
  let origin: SessionOrigin
  private(set) var report: [String] = []

  /// Reads files; dumps and scripts are told apart by content.
  init(_ paths: [String]) throws {
    let files = try paths.map { path in
      try InputFile(path) { head, name in
        guard !Script.isLikely(head) else { return }
        do throws(ImportError) {
          try Importer.check(head: head, of: name)
        } catch {
          throw Failure.unreadable(error.description)
        }
      }
    }
    let dumps = files.filter { !$0.isScript }
    let scripts = files.filter(\.isScript)
    self.scripts = try Scripts.understood(scripts)
    base = try Self.recorded(dumps, into: &report)
    origin = SessionOrigin(
      dumps: dumps.map {
        SessionOrigin.Dump(
          path: Self.whole($0.name), size: $0.bytes.count, modified: $0.modified)
      },
      savedFile: scripts.count == 1 && Self.isSaved(scripts[0]) ? scripts[0].name : nil,
      title: Self.title(of: files))
  }

  /// Whether a script is one that the program wrote, and may write over.
  private static func isSaved(_ script: InputFile) -> Bool {
    script.name != "-" && script.bytes.starts(with: Array(ExplorerApp.State.scriptSign.utf8))
  }

  private static func title(of files: [InputFile]) -> String {
    let names = files.map { $0.name == "-" ? "standard input" : $0.name }
    guard names.count > 2 else { return names.joined(separator: " and ") }
    return "\(names[0]) and \(names.count - 1) other files"
  }

  /// A path that is the same from every folder.
  private static func whole(_ path: String) -> String {
    guard path != "-", let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func recorded(_ files: [InputFile], into report: inout [String]) throws -> Session
  {
    guard !files.isEmpty else { return Session() }
    let sources = files.map { ImportSource(name: $0.name, bytes: $0.bytes) }
    do throws(ImportError) {
      let (cluster, findings) = try Importer.read(sources)
      let opening = Opening(of: cluster)
      report = (findings.lines.map { $0.description } + opening.remarks).map(\.printable)
      return Session(recorded: opening.base)
    } catch {
      throw Failure.unreadable(error.description)
    }
  }
}
