import CSimdjson

/// The part of a source that is in memory: a window that moves over bytes as they come.
///
/// Offsets count from the beginning of the source and stay what they are while the window moves.
/// What lies before `kept` is let go when more is read, so the memory is that of the largest value
/// that somebody keeps, and not that of the file.
final class JSONWindow {
  /// Small enough for the processor's cache, in which the bytes are then read, cut and parsed.
  static let step = 1 << 20

  private let feed: any ByteFeed
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The offset of the first byte in memory, and the line and column it stands at.
  private var start = 0
  private var origin = TextPosition(line: 1, column: 1)
  /// The offset behind the last byte in memory.
  private(set) var end = 0
  /// The offset of the first byte that is still needed.
  var kept = 0

  /// A window at the head of a feed; it grows where a value needs more room.
  init(_ feed: any ByteFeed, room: Int = step) {
    self.feed = feed
    capacity = room
    memory = .allocate(capacity: room + JSONParser.padding)
    memory.initialize(repeating: 0, count: room + JSONParser.padding)
  }

  deinit { memory.deallocate() }

  /// Reads on; answers false at the end of the source.
  func more() throws(ImportError) -> Bool {
    if end - start == capacity {
      letGo()
      if end - start > capacity / 2 { grow() }
    }
    let free = UnsafeMutableRawBufferPointer(
      start: memory + (end - start), count: capacity - (end - start))
    let count = try feed.read(into: free)
    end += count
    return count > 0
  }

  /// Reads until there are so many bytes from the first, or no more.
  func fill(upTo count: Int) throws(ImportError) {
    while end < count, try more() {}
  }

  /// Leaves out the first bytes, which stand in no line: the offsets and places begin behind them.
  func leaveOut(_ count: Int) {
    precondition(start == 0 && kept == 0 && count <= end, "nothing was read yet")
    memory.update(from: memory + count, count: end - count)
    end -= count
  }

  /// All bytes in memory, until `more()` is called.
  var all: UnsafeBufferPointer<UInt8> { bytes(start..<end) }

  /// Moves what is kept to the head of the memory.
  private func letGo() {
    let gone = min(kept, end) - start
    guard gone > 0 else { return }
    origin = position(of: start + gone)
    memory.update(from: memory + gone, count: end - start - gone)
    start += gone
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + JSONParser.padding)
    larger.update(from: memory, count: end - start)
    (larger + (end - start)).update(
      repeating: 0, count: 2 * capacity + JSONParser.padding - (end - start))
    memory.deallocate()
    memory = larger
    capacity *= 2
  }

  /// The byte at an offset that is in memory.
  subscript(offset: Int) -> UInt8 {
    precondition(offset >= start && offset < end, "the byte is in memory")
    return memory[offset - start]
  }

  /// The bytes in memory at a range, with the parser's padding behind; until `more()` is called.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.lowerBound >= start && range.upperBound <= end, "the bytes are in memory")
    return UnsafeBufferPointer(start: memory + (range.lowerBound - start), count: range.count)
  }

  /// Makes blanks of bytes that are in memory, so that the places of all others hold.
  func blankOut(_ range: Range<Int>) {
    precondition(range.lowerBound >= start && range.upperBound <= end, "the bytes are in memory")
    for offset in range where !memory[offset - start].isBlank { memory[offset - start] = 0x20 }
  }

  /// The line and column of a byte that is in memory or follows the last one there.
  func position(of offset: Int) -> TextPosition {
    let range = start..<max(start, min(offset, end))
    return origin.moved(over: bytes(range))
  }

  /// Walks on over the bytes in memory from an offset; answers where it came to and whether that
  /// is the end of the value.
  func walk(_ cut: inout csimdjson_cut, from offset: Int) -> (offset: Int, isDone: Bool) {
    var isDone = false
    let reached = csimdjson_walk(&cut, memory, offset - start, end - start, &isDone)
    return (start + reached, isDone)
  }
}

extension TextPosition {
  /// The position behind a text that begins here.
  func moved(over text: UnsafeBufferPointer<UInt8>) -> TextPosition {
    let lines = csimdjson_lines(text.baseAddress, text.count)
    let rest = lines == 0 ? text[...] : text[(text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)...]
    // The bytes of a scalar after its first are 10xxxxxx and make no column of their own.
    let columns = rest.count { $0 & 0xC0 != 0x80 }
    return TextPosition(line: line + lines, column: (lines == 0 ? column : 1) + columns)
  }
}
