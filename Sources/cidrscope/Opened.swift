import Importing
import Reporting
import Simulation

/// What files were opened as: a recorded cluster, scripts that ran, or both.
struct Opened {
  var session: Session
  /// Lines on what was understood and what was left out; empty where no dump was read.
  private(set) var report: [String] = []

  /// Opens dumps as one cluster and then executes the scripts on it, in the order given.
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
    let scripts = try Scripts.understood(files.filter(\.isScript))
    session = try Self.recorded(files.filter { !$0.isScript }, into: &report)
    guard !scripts.isEmpty else { return }
    var run = ScriptRun(session, telling: .errorOnly, printsTables: false)
    run.execute(scripts)
    session = run.session
  }

  /// A session that is at hand.
  init(_ session: Session) {
    self.session = session
  }

  /// What a person should know before looking: the report's warnings.
  var warnings: [String] { report.filter { $0.hasPrefix("warning") } }

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
