/// Where a report goes, piece by piece, so that one of any length needs little memory.
public protocol TextSink {
  /// Takes UTF-8 bytes.
  mutating func write(_ bytes: [UInt8])

  /// Whether nobody reads any more, so that going on makes no sense.
  var isClosed: Bool { get }
}

extension TextSink {
  /// Takes a piece of text as it is.
  public mutating func write(_ text: String) {
    write(Array(text.utf8))
  }

  /// Takes a line of text and ends it.
  public mutating func writeLine(_ line: String = "") {
    write(line + "\n")
  }
}

/// A report that stays in memory.
public struct MemorySink: TextSink {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Nothing written yet.
  public init() {}

  /// Keeps the bytes.
  public mutating func write(_ bytes: [UInt8]) { self.bytes += bytes }

  /// Never: memory is there.
  public var isClosed: Bool { false }

  /// What was written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
