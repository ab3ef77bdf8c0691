import Importing

/// What gzip holds: one member or several one after another, as `cat a.gz b.gz` makes (RFC 1952 2.2).
final class GzipFeed: ByteFeed {
  private let name: String
  private let layer: Int
  private let reader: ByteReader
  private let tally: Tally
  private let inflater: Inflater
  private var isBetween = false
  private var isAtEnd = false
  /// What is wrong behind the bytes that were handed over, so that those do not depend on how many
  /// came at once.
  private var problem: String?

  init(_ reader: ByteReader, of name: String, layer: Int, _ tally: Tally) throws(ImportError) {
    guard let inflater = Inflater(raw: false) else {
      throw tally.outOfBounds(name, "no memory is left to expand it")
    }
    self.inflater = inflater
    self.name = name
    self.layer = layer
    self.reader = reader
    self.tally = tally
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard buffer.count > 0 else { return 0 }
    while !isAtEnd {
      if let problem { throw damage(problem) }
      if isBetween, try !beginNext() { return 0 }
      let input = try reader.next()
      guard !input.isEmpty else {
        throw damage("the gzip data ends in the middle, at byte \(reader.offset)")
      }
      let (outcome, used, made) = inflater.inflate(input, into: buffer)
      reader.take(used)
      switch outcome {
      case .goesOn: break
      case .ended: isBetween = true
      case .damaged(let problem):
        self.problem = "the gzip data is damaged at byte \(reader.offset): \(problem)"
      }
      try tally.expand(made, of: name)
      if made > 0 { return made }
    }
    return 0
  }

  /// Steps into the next member; zeros, as tapes are padded with, end the last.
  private func beginNext() throws(ImportError) -> Bool {
    isBetween = false
    let head = try reader.peek(2)
    if head.elementsEqual([0x1F, 0x8B]) {
      inflater.reset()
      return true
    }
    isAtEnd = true
    while true {
      let bytes = try reader.next()
      if bytes.isEmpty { return false }
      let zeros = bytes.prefix { $0 == 0 }.count
      let isPadding = zeros == bytes.count
      reader.take(zeros)
      guard isPadding else {
        throw damage("what follows the gzip data at byte \(reader.offset) is no gzip data")
      }
    }
  }

  private func damage(_ reason: String) -> ImportError {
    isAtEnd = true
    return tally.damage(name, layer: layer, reason)
  }
}
