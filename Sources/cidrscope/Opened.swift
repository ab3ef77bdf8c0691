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
    let progress = ProgressLine()
    defer { progress.wipe() }
    let files = try OpenedFiles(paths, watching: progress.watch)
    progress.wipe()
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

  /// A cluster that is followed while it lives.
  init(following beginning: WatchBeginning) {
    session = Session(following: beginning.opening.base)
    origin = SessionOrigin(title: "a live cluster")
    report = beginning.remarks.map(\.printable)
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

  /// Reads files; dumps and scripts are told apart by content, and a watcher may end it.
  init(_ paths: [String], watching watcher: @escaping Watcher) throws {
    var texts: [ScriptText] = []
    var dumps: [SessionOrigin.Dump] = []
    var reader = DumpReader(watching: watcher)
    for path in paths {
      if let folder = DumpFolder(path) {
        try reader.read(folder)
        dumps.append(
          SessionOrigin.Dump(
            path: Self.whole(folder.path), size: folder.size, modified: folder.modified))
        continue
      }
      let file = try InputFile(path, watching: watcher)
      if file.isScript {
        texts.append(ScriptText(name: file.name, bytes: try file.bytes()))
        continue
      }
      try reader.read(file)
      dumps.append(
        SessionOrigin.Dump(
          path: Self.whole(file.name), size: file.length, modified: file.modified))
    }
    scripts = try Scripts.understood(texts)
    if dumps.isEmpty {
      base = Session()
    } else {
      let (cluster, findings) = try reader.finish()
      let opening = Opening(of: cluster)
      report = (findings.lines.map { $0.description } + opening.remarks).map(\.printable)
      base = Session(recorded: opening.base)
    }
    origin = SessionOrigin(
      dumps: dumps,
      savedFile: texts.count == 1 && Self.isSaved(texts[0]) ? texts[0].name : nil,
      title: Self.title(of: paths))
  }

  /// Whether a script is one that the program wrote, and may write over.
  private static func isSaved(_ script: ScriptText) -> Bool {
    script.name != "-" && script.bytes.starts(with: Array(ExplorerApp.State.scriptSign.utf8))
  }

  private static func title(of paths: [String]) -> String {
    let names = paths.map { $0 == "-" ? "standard input" : $0.printable }
    guard names.count > 2 else { return names.joined(separator: " and ") }
    return "\(names[0]) and \(names.count - 1) other files"
  }

  /// A path that is the same from every folder.
  private static func whole(_ path: String) -> String {
    guard path != "-", let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
