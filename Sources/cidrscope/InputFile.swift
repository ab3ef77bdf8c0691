import Glibc
import Importing
import Reporting
import Simulation

/// A file, or standard input for `-`: its first bytes, and the rest as it is asked for.
final class InputFile: ByteFeed {
  let name: String
  /// When it was last changed, in nanoseconds since 1970.
  let modified: Int
  /// The first bytes, by which it is told what it is.
  let head: [UInt8]
  /// How many bytes were handed over so far.
  private var count = 0

  private let descriptor: Int32
  /// What `stat` says; 0 for a pipe, which nobody knows the end of.
  private let size: Int
  private let watcher: Watcher?

  /// Bytes that are looked at before the rest is read, so that a huge file of zeros costs nothing.
  static let headSize = 4096
  /// The most a file may hold: ten times the dump of the largest cluster.
  static let mostBytes = 8 << 30

  /// Opens a file and reads its first bytes; a watcher is told of the rest, and may end it.
  init(_ path: String, watching watcher: Watcher? = nil) throws {
    name = path
    self.watcher = watcher
    let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    self.descriptor = descriptor
    var status = stat()
    let isThere = fstat(descriptor, &status) == 0
    let number = errno
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    var head = [UInt8](repeating: 0, count: Self.headSize)
    // What cannot be read, such as a folder, is said below, when all of this object is there.
    let filled = head.withUnsafeMutableBytes { buffer in
      Result { () throws(ImportError) in try Self.fill(buffer, from: descriptor, path) }
    }
    self.head = Array(head[..<((try? filled.get()) ?? 0)])
    guard isThere else { throw Self.failure(path, number) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure.unreadable("\(path.printable): is a folder; expected a file or -")
    }
    if case .failure(let error) = filled { throw Failure.unreadable("\(error)") }
    guard !self.head.isEmpty else {
      throw Failure.unreadable("\(path.printable): is empty; expected a script or a dump")
    }
  }

  deinit { if name != "-" { close(descriptor) } }

  /// How long it is: by the file system, or for a pipe what came so far.
  var length: Int { size > 0 ? size : count }

  /// The same bytes at any place, nil for a pipe.
  var store: FileStore? { FileStore(self, descriptor, size: size) }

  /// Whether it is a script of commands; anything else may be a dump.
  var isScript: Bool { Script.isLikely(head) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let pending = head.dropFirst(count).prefix(buffer.count)
    buffer.copyBytes(from: pending)
    var got = pending.count
    if got == 0 { got = try Self.fill(buffer, from: descriptor, name, whole: false) }
    count += got
    guard count <= Self.mostBytes else {
      throw ImportError(source: name, reason: "is larger than 8 GB")
    }
    try tell(done: count)
    return got
  }

  /// All bytes from the first, for what is understood as a whole.
  func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { chunk.deallocate() }
    do throws(ImportError) {
      while case let got = try read(into: chunk), got > 0 {
        bytes.append(contentsOf: chunk[..<got])
      }
    } catch {
      throw Failure.unreadable(error.description)
    }
    return bytes
  }

  /// Tells how far it has come; a pipe's end is not known, so that it has no share.
  func tell(done: Int) throws(ImportError) {
    guard let watcher else { return }
    let file = name == "-" ? "standard input" : name
    let progress =
      size > 0
      ? Progress("reading \(max(1, size >> 20)) MB of \(file)", done: done, total: max(size, done))
      : Progress("reading \(file): \(done >> 20) MB", done: 0, total: 0)
    guard watcher(progress) else {
      throw ImportError(source: name, reason: "reading was ended; nothing was opened")
    }
  }

  /// Reads until the buffer is full or there is no more; with `whole` false, what is there.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, _ path: String,
    whole: Bool = true
  ) throws(ImportError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let got = Glibc.read(
        descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      if got == 0 { break }
      if got > 0 {
        filled += got
        if !whole { break }
      } else if errno != EINTR {
        throw ImportError(source: path, reason: "cannot be read: \(Failure.reason(errno))")
      }
    }
    return filled
  }

  private static func failure(_ path: String, _ number: Int32) -> Failure {
    .unreadable("\(path.printable): cannot be read: \(Failure.reason(number))")
  }
}
