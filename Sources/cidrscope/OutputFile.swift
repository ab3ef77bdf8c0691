import Glibc
import Reporting

/// Where a picture goes: standard output, or a file that is there whole or not at all.
enum OutputFile {
  /// Writes to a path, first beside it under another name and then in its place; nil is standard
  /// output.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    guard let path else {
      var output = StandardStream.output
      output.write(bytes)
      try output.check()
      return
    }
    var status = stat()
    let isThere = stat(path, &status) == 0
    // A pipe or a device, such as /dev/stdout, is written to: a file in its place would break it.
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(path, errno) }
      var fault = fill(descriptor, with: bytes)
      if close(descriptor) != 0, fault == nil { fault = errno }
      if let fault { throw failure(path, fault) }
      return
    }
    let target = isThere ? resolved(path) : path
    let draft = "\(target).\(getpid()).part"
    let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, errno) }
    var fault = fill(descriptor, with: bytes)
    // Whoever could read the old file can read the new one, and nobody else.
    if isThere, fault == nil, fchmod(descriptor, status.st_mode & 0o777) != 0 { fault = errno }
    // A rename may reach the disk before what the file holds.
    if fault == nil, fsync(descriptor) != 0, errno != EINVAL { fault = errno }
    if close(descriptor) != 0, fault == nil { fault = errno }
    if fault == nil, rename(draft, target) != 0 { fault = errno }
    guard let fault else { return }
    unlink(draft)
    throw failure(path, fault)
  }

  /// The file that links lead to, so that a link stays one.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Refuses early what could not be written in the end.
  static func check(_ path: String?) throws {
    guard let path else { return }
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw Failure.unreadable("\"\(path.printable)\" is no name of a file; --output takes one")
    }
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw Failure.unreadable("\(path.printable): is a folder; --output takes a file")
      }
      guard access(path, W_OK) == 0 else { throw failure(path, errno) }
      if status.st_mode & S_IFMT != S_IFREG { return }
    }
    let target = resolved(path)
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    guard access(folder, W_OK | X_OK) == 0 else { throw failure(path, errno) }
  }

  private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }

  private static func failure(_ path: String, _ number: Int32) -> Failure {
    let reason = String(cString: strerror(number))
    return .unreadable(
      "\(path.printable): cannot be written: \(reason.prefix(1).lowercased())\(reason.dropFirst())")
  }
}
