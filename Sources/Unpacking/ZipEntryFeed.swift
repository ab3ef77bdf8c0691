import Importing

/// The bytes of one entry of a zip, expanded and checked against what the directory says of them.
final class ZipEntryFeed: ByteFeed {
  private let entry: ZipEntry
  private let start: Int
  private let path: String
  private let layer: Int
  private let reader: ByteReader
  private let tally: Tally
  private let inflater: Inflater?
  private var made = 0
  private var sum: UInt32 = 0
  private var isAtEnd = false
  /// What is wrong behind the bytes that were handed over.
  private var problem: String?

  init(
    _ part: StoredPart, _ entry: ZipEntry, at start: Int, of path: String, layer: Int,
    _ tally: Tally
  ) throws(ImportError) {
    reader = ByteReader(part)
    self.entry = entry
    self.start = start
    self.path = path
    self.layer = layer
    self.tally = tally
    inflater = entry.isDeflated ? Inflater(raw: true) : nil
    if entry.isDeflated, inflater == nil {
      throw tally.outOfBounds(path, "no memory is left to expand it")
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard buffer.count > 0 else { return 0 }
    if let problem { throw damage(problem) }
    while !isAtEnd {
      let count = try more(into: buffer)
      sum = Inflater.checksum(sum, UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      made += count
      if problem == nil, made > entry.size {
        problem = "is larger than the zip archive's directory says"
      } else if problem == nil, isAtEnd, made < entry.size || sum != entry.checksum {
        problem = "is not what the zip archive's directory says: its checksum or size differs"
      }
      if count > 0 { return count }
      if let problem { throw damage(problem) }
    }
    return 0
  }

  private func more(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard let inflater else {
      let count = try reader.read(into: buffer)
      isAtEnd = count == 0
      return count
    }
    let input = try reader.next()
    guard !input.isEmpty else {
      throw damage("ends in the middle, at byte \(start + reader.offset) of the zip archive")
    }
    let (outcome, used, count) = inflater.inflate(input, into: buffer)
    reader.take(used)
    switch outcome {
    case .goesOn: break
    case .ended: isAtEnd = true
    case .damaged(let problem):
      self.problem = "is damaged at byte \(start + reader.offset) of the zip archive: \(problem)"
    }
    try tally.expand(count, of: path)
    return count
  }

  private func damage(_ reason: String) -> ImportError {
    isAtEnd = true
    return tally.damage(path, layer: layer, reason)
  }
}
