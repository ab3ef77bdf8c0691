public import Importing

/// Bytes that can be read at any place, as a file's can: a zip is read from its end.
public protocol ByteStore: AnyObject {
  /// How many bytes there are.
  var size: Int { get }

  /// Puts the bytes from `offset` on at the head of the buffer and answers how many; 0 at the end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int
}

extension ByteStore {
  /// So many bytes from a place on, or all there are.
  func bytes(at offset: Int, _ count: Int) throws(ImportError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: min(count, max(0, size - offset)))
    var done = 0
    while done < result.count {
      let (from, start) = (offset + done, done)
      let more = try result.withBytes { (bytes) throws(ImportError) in
        try read(at: from, into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      }
      if more == 0 { break }
      done += more
    }
    return Array(result.prefix(done))
  }
}

extension [UInt8] {
  /// Typed throws get lost in the standard library's own method.
  fileprivate mutating func withBytes<Result>(
    _ body: (UnsafeMutableRawBufferPointer) throws(ImportError) -> Result
  ) throws(ImportError) -> Result {
    var outcome: Swift.Result<Result, ImportError>?
    withUnsafeMutableBytes { bytes in
      do throws(ImportError) { outcome = .success(try body(bytes)) } catch {
        outcome = .failure(error)
      }
    }
    guard let outcome else { preconditionFailure("the body was called") }
    return try outcome.get()
  }
}

/// Bytes that are held in memory, as those of a zip that came down a pipe.
final class HeldBytes: ByteStore {
  private let bytes: [UInt8]
  var size: Int { bytes.count }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard bytes.indices.contains(offset) else { return 0 }
    let part = bytes[offset...].prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }
}

/// The bytes of a part of a store, one after another.
final class StoredPart: ByteFeed {
  private let store: any ByteStore
  private var rest: Range<Int>

  init(_ store: any ByteStore, _ part: Range<Int>) {
    self.store = store
    rest = part
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(rest.count))
    guard !room.isEmpty else { return 0 }
    let count = try store.read(at: rest.lowerBound, into: room)
    rest = rest.lowerBound + count..<rest.upperBound
    return count
  }
}
