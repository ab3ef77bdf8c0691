import Explorer
import Glibc
import Synchronization

/// Writes what is done to a session into a file as it happens, so that it outlives a crash.
///
/// The system has every line at once, so that only a machine that stops can lose any; the disk has
/// them within a second. Whatever goes wrong is told once and stops nothing.
final class Journal: Sendable {
  private let page = Mutex(Page())
  private let folder: String?

  /// The file that is written to.
  private struct Page {
    var descriptor: Int32 = -1
    var path = ""
    var origin = SessionOrigin()
    var kept = 0
    /// Bytes in the file, and where its last line begins.
    var end = 0
    var lastStart = 0
    /// Lines in the file, and those that are neither movements nor saved.
    var count = 0
    var unsaved = 0
    var isSyncing = false
    var isBroken = false
  }

  /// A journal in a folder; without one nothing is kept.
  init(folder: String?) {
    self.folder = folder
  }

  /// Does what is asked; a sentence if that cannot be done, the first time.
  func obey(_ order: JournalOrder) -> String? {
    page.withLock { page in
      switch order {
      case .begin(let origin, let kept):
        retire(&page)
        page.origin = origin
        page.kept = kept
        return nil
      case .write(let lines, let replacingLast):
        return tried(&page) { page in
          if page.descriptor < 0, let fault = create(&page) { return fault }
          return write(lines, replacingLast: replacingLast, &page)
        }
      case .saved(let path):
        page.unsaved = 0
        guard page.descriptor >= 0 else { return nil }
        return tried(&page) { page in
          // Nothing before this is written over any more.
          page.lastStart = -1
          return append(JournalText.savedLine(path), &page)
        }
      case .drop, .leave: return nil
      }
    }
  }

  /// Ends the journal: after a clean end it is not needed, else it stays for the next start.
  func end(isClean: Bool) {
    page.withLock { page in
      if isClean {
        retire(&page)
      } else if page.descriptor >= 0 {
        fdatasync(page.descriptor)
      }
    }
  }

  /// Does something once, unless something has gone wrong before.
  private func tried(_ page: inout Page, _ work: (inout Page) -> Int32?) -> String? {
    guard !page.isBroken, let fault = work(&page) else { return nil }
    page.isBroken = true
    let reason = fault == 0 ? "there is no home folder" : Failure.reason(fault)
    return "no journal is kept, so a crash would lose what is done: \(reason)"
  }

  private func create(_ page: inout Page) -> Int32? {
    guard let folder else { return 0 }
    if let fault = StateFolder.make(folder) { return fault }
    let process = getpid()
    for number in 1...99 {
      let name = "\(Self.stamp())-\(process)\(number > 1 ? "-\(number)" : "").scope"
      page.path = "\(folder)/\(name)"
      page.descriptor = open(
        page.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      if page.descriptor >= 0 || errno != EEXIST { break }
    }
    guard page.descriptor >= 0 else { return errno }
    // Whoever finds the file sees by the lock that it is being written.
    flock(page.descriptor, LOCK_EX | LOCK_NB)
    return append(
      JournalText.head(
        of: page.origin, kept: page.kept, process: process,
        started: ProcessStart.of(process) ?? 0), &page)
  }

  /// The time as a name of files has it: `20261123T063201Z`.
  private static func stamp() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func write(_ lines: [String], replacingLast: Bool, _ page: inout Page) -> Int32? {
    var rest = lines[...]
    if replacingLast, page.lastStart >= 0, let line = rest.popFirst() {
      // Blanks fill up what the last line was longer, so that no moment shows a part of both.
      let room = page.end - page.lastStart - 1
      let filled = line + String(repeating: " ", count: max(0, room - line.utf8.count)) + "\n"
      let bytes = Array(filled.utf8)
      if let fault = Self.put(bytes, at: page.lastStart, in: page.descriptor) { return fault }
      page.end = page.lastStart + bytes.count
      sync(&page)
    }
    guard !rest.isEmpty else { return nil }
    let start = page.end + rest.dropLast().reduce(0) { $0 + $1.utf8.count + 1 }
    if let fault = append(rest.map { $0 + "\n" }.joined(), &page) { return fault }
    page.lastStart = start
    for line in rest {
      page.count += 1
      if page.count > page.kept, !JournalText.isMove(line) { page.unsaved += 1 }
    }
    return nil
  }

  private func append(_ text: String, _ page: inout Page) -> Int32? {
    let bytes = Array(text.utf8)
    if let fault = Self.put(bytes, at: page.end, in: page.descriptor) { return fault }
    page.end += bytes.count
    sync(&page)
    return nil
  }

  private static func put(_ bytes: [UInt8], at offset: Int, in descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        let count = pwrite(descriptor, rest.baseAddress, rest.count, offset + done)
        if count > 0 {
          done += count
        } else if count == 0 {
          return EIO
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }

  /// Has the disk take what was written, a second from now at the earliest.
  private func sync(_ page: inout Page) {
    guard !page.isSyncing else { return }
    page.isSyncing = true
    Task.detached(priority: .background) { [self] in
      try? await Task.sleep(for: .seconds(1))
      // A copy, for the lock must not be held while a slow disk works.
      let copy = self.page.withLock { page in
        page.isSyncing = false
        return page.descriptor < 0 ? -1 : fcntl(page.descriptor, F_DUPFD_CLOEXEC, 0)
      }
      guard copy >= 0 else { return }
      fdatasync(copy)
      close(copy)
    }
  }

  /// Closes the file and removes it; what was not saved is kept among the last sessions.
  private func retire(_ page: inout Page) {
    if page.descriptor >= 0 {
      if page.unsaved > 0, let folder {
        LastSessions.keep(page.path, of: folder)
      } else {
        unlink(page.path)
      }
      close(page.descriptor)
    }
    let isBroken = page.isBroken
    page = Page()
    page.isBroken = isBroken
  }
}
