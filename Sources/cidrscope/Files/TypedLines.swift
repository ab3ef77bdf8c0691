import Explorer
import Glibc

/// The file of lines that were typed: `$XDG_STATE_HOME/cidrscope/history`, a line each, seen by its
/// owner only.
///
/// Several programs append to it at once; whoever starts when it has grown long cuts it down.
struct TypedLines {
  private let folder: String?
  private var path: String? { folder.map { $0 + "/history" } }

  private static let kept = 1000
  private static let mostBytes = 1 << 20

  init(folder: String? = StateFolder.path) {
    self.folder = folder
  }

  /// The lines, the oldest first; none where there are none, for nothing hangs on them.
  func read() -> [TypedLine] {
    guard let path, let text = Self.text(of: path) else { return [] }
    let lines = text.split(separator: "\n").compactMap { TypedLine($0) }
    if lines.count > 2 * Self.kept { replace(with: Array(lines.suffix(Self.kept)), at: path) }
    return Array(lines.suffix(Self.kept))
  }

  /// Writes one more.
  func append(_ line: TypedLine) {
    guard let folder, let path, StateFolder.make(folder) == nil else { return }
    let descriptor = open(
      path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    Self.write("\(line)\n", to: descriptor)
  }

  private func replace(with lines: [TypedLine], at path: String) {
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWhole = Self.write(lines.map { "\($0)\n" }.joined(), to: descriptor)
    close(descriptor)
    if !isWhole || rename(fresh, path) != 0 { unlink(fresh) }
  }

  /// One call a line, so that those of two programs do not mix.
  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
  }

  private static func text(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    // Of a file that something else has blown up the end is enough.
    let size = min(Int(status.st_size), mostBytes)
    var bytes = [UInt8](repeating: 0, count: size)
    let count = pread(descriptor, &bytes, size, Int(status.st_size) - size)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
