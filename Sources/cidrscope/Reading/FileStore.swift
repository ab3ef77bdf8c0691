import Glibc
import Importing
import Unpacking

/// A file whose bytes are read at any place, as those of a zip are.
final class FileStore: ByteStore {
  let size: Int
  private let file: InputFile
  private let descriptor: Int32

  /// A file that is open, nil if it is a pipe.
  init?(_ file: InputFile, _ descriptor: Int32, size: Int) {
    guard size > 0, lseek(descriptor, 0, SEEK_CUR) >= 0 else { return nil }
    self.file = file
    self.descriptor = descriptor
    self.size = size
  }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    try file.tell(done: offset)
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw ImportError(source: file.name, reason: "cannot be read: \(Failure.reason(errno))")
      }
    }
  }
}
