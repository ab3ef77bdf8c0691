import Explorer
import Glibc
import Reporting
import Simulation
import Synchronization

/// Journals of earlier sessions whose program is gone.
///
/// Each is locked from when it is found until it is decided on, so that two programs never take the
/// same one.
final class Journals: Sendable {
  private let folder: String?
  private let held = Mutex<[String: Int32]>([:])

  /// The most that are offered at once.
  private static let limit = 20
  private static let mostBytes = 256 << 20

  init(folder: String?) {
    self.folder = folder
  }

  /// Where journals are; nil where there is no home.
  static var folder: String? { StateFolder.path.map { $0 + "/journal" } }

  /// What there is to offer, the latest first; what holds nothing that was not saved is removed.
  func find() -> [Recovery] {
    guard let folder else { return [] }
    let names = Folder.names(in: folder).filter { $0.hasSuffix(".scope") }.sorted(by: >)
    var found: [Recovery] = []
    for name in names where found.count < Self.limit {
      guard let descriptor = Self.take("\(folder)/\(name)") else { continue }
      guard let bytes = Self.bytes(of: descriptor), let text = JournalText(bytes),
        !Self.isAlive(text.process)
      else {
        close(descriptor)
        continue
      }
      guard text.unsaved > 0 else {
        unlink("\(folder)/\(name)")
        close(descriptor)
        continue
      }
      held.withLock { $0[name] = descriptor }
      found.append(
        Recovery(
          name: name, commands: text.unsaved, title: text.origin.title.printable,
          age: Self.age(of: descriptor)))
    }
    return found
  }

  /// The text of a journal that was found.
  func text(of name: String) -> JournalText? {
    guard let descriptor = held.withLock({ $0[name] }) else { return nil }
    return Self.bytes(of: descriptor).flatMap { JournalText($0) }
  }

  /// Removes a journal.
  func drop(_ name: String) {
    guard let folder else { return }
    unlink("\(folder)/\(name)")
    leave(name)
  }

  /// Leaves a journal to whoever comes next.
  func leave(_ name: String) {
    if let descriptor = held.withLock({ $0.removeValue(forKey: name) }) { close(descriptor) }
  }

  /// Opens and locks a file of one's own; nil where somebody else has it.
  private static func take(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_size <= mostBytes,
      // A file system without locks leaves it to the number of the process.
      flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  private static func isAlive(_ process: (id: Int32, started: UInt64)?) -> Bool {
    guard let process, process.started > 0 else { return false }
    return ProcessStart.of(process.id) == process.started
  }

  private static func bytes(of descriptor: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, done)
      }
      if count > 0 {
        done += count
      } else if count == 0 {
        return Array(bytes[..<done])
      } else if errno != EINTR {
        return nil
      }
    }
    return bytes
  }

  private static func age(of descriptor: Int32) -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return "some time ago" }
    let seconds = max(0, time(nil) - status.st_mtim.tv_sec)
    let units = [(86_400, "day"), (3600, "hour"), (60, "minute")]
    guard let (size, word) = units.first(where: { seconds >= $0.0 }) else { return "just now" }
    let count = seconds / size
    return "\(count) \(word)\(count == 1 ? "" : "s") ago"
  }
}
