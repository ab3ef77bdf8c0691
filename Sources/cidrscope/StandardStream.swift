import Glibc
import Reporting

/// Standard output or standard error, written without a buffer of its own.
struct StandardStream: TextSink {
  private let descriptor: Int32
  /// The error number of the write that failed.
  private(set) var fault: Int32?

  static let output = StandardStream(descriptor: STDOUT_FILENO)
  static let error = StandardStream(descriptor: STDERR_FILENO)

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  var isClosed: Bool { fault != nil }

  mutating func write(_ bytes: [UInt8]) {
    guard fault == nil else { return }
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty, fault == nil {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          waitUntilWritable()
        } else if errno != EINTR {
          fault = errno
        }
      }
    }
  }

  /// What was written did not arrive, other than for a reader that had seen enough.
  func check() throws(Failure) {
    guard let fault, fault != EPIPE else { return }
    throw .unreadable("cannot write to standard output: \(String(cString: strerror(fault)))")
  }

  /// A pipe that its other end made non-blocking.
  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}
