/// Bytes that come one after another: of a file, of a pipe, of an entry of an archive.
public protocol ByteFeed: AnyObject {
  /// Puts the next bytes at the head of the buffer and answers how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int
}

/// Bytes that are at hand.
final class BytesFeed: ByteFeed {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let next = rest.prefix(buffer.count)
    buffer.copyBytes(from: next)
    rest = rest.dropFirst(next.count)
    return next.count
  }
}
