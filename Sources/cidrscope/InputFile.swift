import Glibc
import Importing
import Reporting
import Simulation

/// A file, or standard input for `-`: its name and all its bytes.
struct InputFile {
  let name: String
  let bytes: [UInt8]
  /// When it was last changed, in nanoseconds since 1970.
  let modified: Int

  /// Whether it is a script of commands; anything else may be a dump.
  var isScript: Bool { Script.isLikely(bytes) }

  /// Bytes that are looked at before the rest is read, so that a huge file of zeros costs nothing.
  static let headSize = 4096
  /// The most a file may hold: ten times the dump of the largest cluster.
  static let mostBytes = 8 << 30

  /// Reads a file whose first bytes `check` lets pass.
  init(_ path: String, check: (_ head: [UInt8], _ name: String) throws -> Void) throws {
    name = path
    let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure.unreadable("\(path.printable): is a folder; expected a file or -")
    }
    modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    var bytes: [UInt8] = []
    try Self.fill(&bytes, upTo: Self.headSize, from: descriptor, path)
    guard !bytes.isEmpty else {
      throw Failure.unreadable("\(path.printable): is empty; expected a script or a dump")
    }
    try check(bytes, path)
    if bytes.count == Self.headSize {
      // One byte more than there is, so that the end shows without growing.
      bytes.reserveCapacity(min(max(Int(status.st_size) + 1, bytes.count), Self.mostBytes))
      try Self.fill(&bytes, upTo: Self.mostBytes, from: descriptor, path)
      guard bytes.count < Self.mostBytes else {
        throw Failure.unreadable("\(path.printable): is larger than 8 GB")
      }
    }
    self.bytes = bytes
  }

  /// Reads until there are `limit` bytes or no more.
  private static func fill(
    _ bytes: inout [UInt8], upTo limit: Int, from descriptor: Int32, _ path: String
  ) throws {
    let chunkSize = min(1 << 20, limit)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 1)
    defer { chunk.deallocate() }
    while bytes.count < limit {
      let count = read(descriptor, chunk.baseAddress, min(chunkSize, limit - bytes.count))
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
      } else if count == 0 {
        return
      } else if errno != EINTR {
        throw failure(path, errno)
      }
    }
  }

  private static func failure(_ path: String, _ number: Int32) -> Failure {
    let reason = String(cString: strerror(number))
    return .unreadable(
      "\(path.printable): cannot be read: \(reason.prefix(1).lowercased())\(reason.dropFirst())")
  }
}
