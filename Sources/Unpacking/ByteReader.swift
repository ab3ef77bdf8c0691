import Importing

/// A feed that can be looked at before it is read, and that knows how far it came.
final class ByteReader: ByteFeed {
  private let feed: any ByteFeed
  private let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
  private var held = 0..<0
  private var isAtEnd = false
  /// The bytes taken so far.
  private(set) var offset = 0

  /// A window: enough for every head that is looked at, and small beside what it shows.
  private static let room = 64 << 10

  init(_ feed: any ByteFeed) { self.feed = feed }

  deinit { storage.deallocate() }

  /// The next bytes, still to be read; fewer only where the feed ends.
  ///
  /// They are good until the next call.
  func peek(_ count: Int) throws(ImportError) -> UnsafeRawBufferPointer {
    precondition(count <= Self.room, "looks further than the window")
    if held.count < count, !isAtEnd {
      let rest = UnsafeRawBufferPointer(rebasing: storage[held])
      storage.copyMemory(from: rest)
      held = 0..<rest.count
      while held.count < count, try fill() {}
    }
    return UnsafeRawBufferPointer(rebasing: storage[held.prefix(count)])
  }

  /// All bytes at hand, at least one unless the feed is at its end.
  func next() throws(ImportError) -> UnsafeRawBufferPointer {
    if held.isEmpty {
      held = 0..<0
      if !isAtEnd { _ = try fill() }
    }
    return UnsafeRawBufferPointer(rebasing: storage[held])
  }

  /// Takes bytes that were looked at.
  func take(_ count: Int) {
    precondition(count <= held.count, "takes what was not looked at")
    held = held.lowerBound + count..<held.upperBound
    offset += count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    if held.isEmpty, buffer.count >= Self.room, !isAtEnd {
      let count = try feed.read(into: buffer)
      isAtEnd = count == 0
      offset += count
      return count
    }
    let bytes = try next().prefix(buffer.count)
    buffer.copyBytes(from: bytes)
    take(bytes.count)
    return bytes.count
  }

  /// Takes so many bytes, or as many as there are, and answers how many those were.
  func skip(_ count: Int) throws(ImportError) -> Int {
    var left = count
    while left > 0 {
      let bytes = try next()
      if bytes.isEmpty { break }
      let step = min(bytes.count, left)
      take(step)
      left -= step
    }
    return count - left
  }

  /// So many bytes, or all there are.
  func bytes(_ count: Int) throws(ImportError) -> [UInt8] {
    var result: [UInt8] = []
    while result.count < count {
      let bytes = try next().prefix(count - result.count)
      if bytes.isEmpty { break }
      result += bytes
      take(bytes.count)
    }
    return result
  }

  private func fill() throws(ImportError) -> Bool {
    let count = try feed.read(
      into: UnsafeMutableRawBufferPointer(rebasing: storage[held.upperBound...]))
    isAtEnd = count == 0
    held = held.lowerBound..<held.upperBound + count
    return count > 0
  }
}
