import Explorer
import Glibc
import Recording
import Reporting
import Simulation
import Synchronization
import Terminal

/// Does what the explorer asks for with files, beside it, and reports to its mailbox.
final class FileDesk: Sendable {
  private let mailbox: Mailbox<ExplorerApp.Message>
  private let journal: Journal?
  private let journals: Journals
  private let tape = Mutex(Tape())
  private let watch: WorkWatch

  /// The recording of the run, if it is recorded.
  private struct Tape {
    var recorder: Recorder?
    /// Commands of the journal that were done before the recording began.
    var skipped = 0
  }

  init(_ mailbox: Mailbox<ExplorerApp.Message>, keepsJournal: Bool) {
    self.mailbox = mailbox
    watch = WorkWatch(mailbox)
    journal = keepsJournal ? Journal(folder: Journals.folder) : nil
    journals = Journals(folder: Journals.folder)
  }

  /// Says where the journal begins, and offers those of earlier sessions.
  func open(_ options: FileOptions, _ state: inout ExplorerApp.State) {
    obey(.begin(state.files.origin, kept: state.session.record.lines.count))
    guard options.recover ?? (journal != nil) else { return }
    let found = journals.find()
    guard options.recover == true else {
      state.offer(found)
      return
    }
    for other in found.dropFirst() { journals.leave(other.name) }
    guard let latest = found.first else {
      mailbox.post(.announced("there is no earlier session that ended without being closed"))
      return
    }
    for effect in state.recoverAtOnce(latest) {
      if case .file(let request) = effect { begin(request) }
    }
  }

  /// Ends the journal: after somebody quit it is not needed any more.
  func close(after ending: EndReason) {
    journal?.end(isClean: ending == .quit)
  }

  /// Ends the recording, if there is one.
  func endRecording(at time: Duration) {
    tape.withLock { tape in
      tape.recorder?.end(at: time)
      tape.recorder = nil
    }
  }

  /// Records the run into a file; nil where none is wanted.
  func record(_ file: CastFile?, size: Size) -> Recorder? {
    guard let file else { return nil }
    let recorder = Recorder(size: size, timestamp: time(nil)) { [mailbox] line in
      if let trouble = file.write(line) { mailbox.post(.announced(trouble)) }
    }
    tape.withLock { $0.recorder = recorder }
    return recorder
  }

  /// Marks commands in the recording.
  private func mark(_ order: JournalOrder) {
    tape.withLock { tape in
      switch order {
      case .begin(_, let kept): tape.skipped = kept
      case .write(let lines, let replacingLast):
        let fresh = lines.dropFirst(max(tape.skipped, replacingLast ? 1 : 0))
        tape.skipped = max(0, tape.skipped - lines.count)
        for line in fresh { tape.recorder?.mark(line) }
      case .saved, .drop, .leave: break
      }
    }
  }

  /// Writes what was done, at once: a crash may be next.
  func obey(_ order: JournalOrder) {
    mark(order)
    if let trouble = journal?.obey(order) { mailbox.post(.announced(trouble)) }
    switch order {
    case .drop(let name): journals.drop(name)
    case .leave(let name): journals.leave(name)
    case .begin, .write, .saved: break
    }
  }

  /// Begins a request, which answers when it is done.
  func begin(_ request: FileRequest) {
    Task.detached(priority: .userInitiated) { [self] in
      let result = result(of: request.order, watching: watch.watcher(of: request.id))
      watch.forget(request.id)
      mailbox.post(.filed(FileNews(id: request.id, result)))
    }
  }

  func cancel(_ id: Int) { watch.cancel(id) }

  private func result(of order: FileOrder, watching watcher: @escaping Watcher) -> FileNews.Result {
    do {
      switch order {
      case .save(let path, let text, let isForced):
        return try save(text, to: path, isForced: isForced)
      case .open(let paths): return .read(try read(paths, watching: watcher))
      case .recover(let name): return .read(try recovered(name, watching: watcher))
      case .exportTable(let table, let format, let path, let isForced):
        try refuseToOverwrite(path, isForced, what: table.title)
        var sink = MemorySink()
        format.write(table, to: &sink)
        try OutputFile.write(sink.bytes, to: StateFolder.expanded(path))
        let rows = "\(table.count.grouped) row\(table.count == 1 ? "" : "s")"
        return .exported("wrote \(table.title), \(rows), to \(path)".printable)
      case .exportMap(let map, let path, let isForced):
        try refuseToOverwrite(path, isForced, what: "map")
        try OutputFile.write(MapPage.bytes(of: map, for: path), to: StateFolder.expanded(path))
        return .exported("drew the map into \(path)".printable)
      }
    } catch let failure as Failure {
      return .failed(failure.lines.prefix(2).joined(separator: "; "))
    } catch {
      return .failed("\(error)".printable)
    }
  }

  private func save(_ text: String, to path: String, isForced: Bool) throws -> FileNews.Result {
    let target = StateFolder.expanded(path)
    try OutputFile.check(target)
    if !isForced, !Self.mayBeReplaced(target) {
      throw Failure.unreadable(
        "\(path.printable) holds something else than commands; :save! \(path.printable) "
          + "writes over it")
    }
    try OutputFile.write(Array(text.utf8), to: target)
    return .saved(path)
  }

  /// Whether a file is not there, empty, or a script of commands.
  private static func mayBeReplaced(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return true }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      return status.st_mode & S_IFMT == S_IFREG
    }
    do {
      let file = try InputFile(path)
      guard !file.head.contains(0) else { return false }
      return (try? Script(parsing: try file.bytes(), file: path)) != nil
    } catch {
      return false
    }
  }

  private func refuseToOverwrite(_ path: String, _ isForced: Bool, what: String) throws {
    let target = StateFolder.expanded(path)
    try OutputFile.check(target)
    guard isForced || access(target, F_OK) != 0 else {
      throw Failure.unreadable(
        "\(path.printable) is there already; :export \(what)! \(path.printable) writes over it")
    }
  }

  private func read(_ paths: [String], watching watcher: @escaping Watcher) throws -> ReadSession {
    guard !paths.contains("-") else {
      throw Failure.unreadable("-: standard input cannot be read while the explorer runs")
    }
    let files = try OpenedFiles(paths.map(StateFolder.expanded), watching: watcher)
    let commands = files.scripts.flatMap { $0.lines.map(\.command) }
    return ReadSession(
      base: files.base, commands: commands, kept: .max, origin: files.origin,
      remarks: files.report.filter { $0.hasPrefix("warning") })
  }

  /// The session of a journal, as far as it can be read.
  private func recovered(_ name: String, watching watcher: @escaping Watcher) throws -> ReadSession
  {
    guard let text = journals.text(of: name) else {
      throw Failure.unreadable("the journal \(name) is gone or cannot be read")
    }
    do {
      return try Recovered(text, name: name, watching: watcher).session
    } catch {
      // Whoever brings the dump back can have it then.
      journals.leave(name)
      throw error
    }
  }
}
