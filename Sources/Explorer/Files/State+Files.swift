import Simulation
import Terminal

extension ExplorerApp.State {
  /// Says where the session came from, before anything has happened to it.
  public mutating func adopt(_ origin: SessionOrigin) {
    files.origin = origin
    files.saved = SessionFiles.Saved(session)
  }

  /// Asks for something to be done with files; `what` shows while it is on its way.
  mutating func request(_ order: FileOrder, what: String, then follow: SessionFiles.FollowUp?) {
    workCount += 1
    let reads =
      switch order {
      case .open, .recover: true
      case .save, .exportTable, .exportMap: false
      }
    works.append(RunningWork(id: workCount, kind: "file", what: what, holdsSession: reads))
    if let follow { files.follow[workCount] = follow }
    outbox.append(.file(FileRequest(id: workCount, order: order)))
  }

  /// Takes what became of a request.
  mutating func note(_ news: FileNews) {
    guard works.contains(where: { $0.id == news.id }) else { return }
    works.removeAll { $0.id == news.id }
    let follow = files.follow.removeValue(forKey: news.id)
    switch news.result {
    case .failed(let text): notice = Notice(.error, text)
    case .exported(let text): notice = Notice(.good, text)
    case .read(let read): take(read)
    case .saved(let path): noteSaved(to: path, follow)
    }
  }

  /// Saves to the file it was saved to before, or asks for one.
  mutating func save(isForced: Bool = false, then follow: SessionFiles.FollowUp? = nil) {
    guard !session.isLive else {
      notice = Notice(.error, Self.cannotSaveLive)
      return
    }
    if let path = files.origin.savedFile {
      save(to: path, isForced: isForced, then: follow)
    } else {
      overlay = .files(.line(FileLine(.save, then: follow)))
    }
  }

  mutating func save(
    to path: String, isForced: Bool, then follow: SessionFiles.FollowUp? = nil
  ) {
    guard !session.isLive else {
      notice = Notice(.error, Self.cannotSaveLive)
      return
    }
    files.pending = SessionFiles.Saved(session)
    request(
      .save(path: path, text: scriptText(for: path), isForced: isForced), what: "saving \(path)",
      then: follow)
  }

  /// A script is what somebody did; a live history is what was seen.
  static let cannotSaveLive =
    "a live history is no script that could be executed again; :export writes what shows"

  private mutating func noteSaved(to path: String, _ follow: SessionFiles.FollowUp?) {
    if let pending = files.pending { files.saved = pending }
    files.pending = nil
    files.origin.savedFile = path
    let count = files.saved.changes
    // A script alone is not all of a session that began on dumps.
    let opening = files.origin.dumps.isEmpty ? "" : "; \(opening(of: path)) opens it"
    notice = Notice(.good, "saved \(Figure.count(count, "command")) to \(path)\(opening)")
    if files.journaled != nil { outbox.append(.journal(.saved(path))) }
    switch follow {
    case .quit: isOver = true
    case .open(let paths): openWithoutAsking(paths)
    case nil: break
    }
  }

  /// How every saved session begins, so that it can be told from a script that somebody wrote.
  public static let scriptSign = "# A session of cidrscope"

  /// The session as a script.
  func scriptText(for path: String) -> String {
    let commands = session.record.condensed
    let count = Figure.count(commands.count(where: \.isChange), "command")
    var lines = ["\(Self.scriptSign) with \(count)."]
    if !files.origin.dumps.isEmpty {
      lines.append("# It began on dumps and needs them:")
      lines.append("#   \(opening(of: path))")
    }
    return (lines + commands.map(\.description)).joined(separator: "\n") + "\n"
  }

  /// The line of a shell that opens the session again.
  private func opening(of path: String) -> String {
    let words = files.origin.dumps.map(\.path) + [path]
    return "cidrscope open \(words.map(Self.word).joined(separator: " "))"
  }

  /// A path as one word of a shell, with nothing in it that a comment must not hold.
  private static func word(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || "0123456789._/-+,:@~".unicodeScalars.contains($0))
    }
    guard !isPlain else { return path }
    let shown = String(
      String.UnicodeScalarView(
        path.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "?" : $0 }))
    return "'"
      + shown.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
