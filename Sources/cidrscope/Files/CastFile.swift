import Glibc
import Reporting
import Synchronization

/// The file of a recording, written line by line so that a crash leaves all that was shown.
final class CastFile: Sendable {
  private let state: Mutex<(descriptor: Int32, isBroken: Bool)>
  private let path: String

  /// Begins a file, over an older recording but over nothing else.
  init(_ path: String) throws {
    self.path = path
    try Self.check(path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure.unreadable(
        "\(path.printable): cannot be written: \(Failure.reason(errno))")
    }
    state = Mutex((descriptor, false))
  }

  /// Refuses to write over anything but an older recording.
  static func check(_ path: String) throws {
    try OutputFile.check(path)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 {
      let isCast = (try? InputFile(path))?.head.starts(with: Array("{\"v".utf8))
      guard isCast == true else {
        throw Failure.unreadable(
          "\(path.printable): is there already and no recording, so it is not written over")
      }
    }
  }

  deinit {
    state.withLock { _ = close($0.descriptor) }
  }

  /// Writes a line; a sentence if that fails, the first time.
  func write(_ line: String) -> String? {
    state.withLock { state in
      guard !state.isBroken else { return nil }
      let bytes = Array((line + "\n").utf8)
      var done = 0
      while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes {
          Glibc.write(state.descriptor, $0.baseAddress, $0.count)
        }
        if count > 0 {
          done += count
        } else if errno != EINTR {
          state.isBroken = true
          let reason = Failure.reason(errno)
          return "the recording \(path.printable) ends here: \(reason)"
        }
      }
      return nil
    }
  }
}
