import Importing

/// The entries of a tar archive, one after another as the bytes come.
struct TarArchive: Archive {
  private let name: String
  private let layer: Int
  private let reader: ByteReader
  private let tally: Tally

  init(_ reader: ByteReader, of name: String, layer: Int, _ tally: Tally) {
    self.name = name
    self.layer = layer
    self.reader = reader
    self.tally = tally
  }

  /// What stands before an entry and is about it.
  private struct Ahead {
    var name: [UInt8]?
    var size: Int?
    var isSparse = false
  }

  func forEachFile(
    leftOut: (LeftOut) -> Void,
    _ visit: (_ name: [UInt8], _ feed: any ByteFeed) throws(ImportError) -> Void
  ) throws(ImportError) {
    var ahead = Ahead()
    while let header = try nextHeader() {
      guard let own = header.size else {
        throw damage("the entry at byte \(reader.offset - TarHeader.size) has no readable size")
      }
      let size = ahead.size ?? own
      switch header.kind {
      case .attributes, .longName:
        try readAhead(header, size: own, into: &ahead)
        continue
      case .sharedAttributes, .longLink:
        try skip(own)
        continue
      case .file where ahead.isSparse, .sparse:
        leftOut(.sparse)
        try skip(size)
      case .file:
        try tally.countEntry(of: name)
        let entry = TarEntryFeed(self, size: size)
        try visit(ahead.name ?? header.name, entry)
        try entry.finish()
      case .link, .device, .folder, .other:
        if let reason = LeftOut(header.kind) { leftOut(reason) }
        try tally.countEntry(of: name)
        try skip(size)
      }
      ahead = Ahead()
    }
    // What packs the archive has its own checksum at its end.
    while try reader.skip(1 << 30) > 0 {}
  }

  /// The next header, or nil at the zeros that end an archive.
  private func nextHeader() throws(ImportError) -> TarHeader? {
    let block = try reader.peek(TarHeader.size)
    if block.count == TarHeader.size, block.allSatisfy({ $0 == 0 }) { return nil }
    guard block.count == TarHeader.size else {
      throw damage(
        "the tar archive ends at byte \(reader.offset + block.count) without its end mark;"
          + " entries may be missing")
    }
    guard let header = TarHeader(block) else {
      throw damage("the entry's header at byte \(reader.offset) of the tar archive is damaged")
    }
    reader.take(TarHeader.size)
    return header
  }

  private func readAhead(
    _ header: TarHeader, size: Int, into ahead: inout Ahead
  ) throws(ImportError) {
    let start = reader.offset
    guard size <= tally.bounds.longestHeader else {
      throw tally.outOfBounds(
        name,
        "a header of \(size) bytes at byte \(start) of the tar archive; expected at most"
          + " \(tally.bounds.longestHeader.inBytes)")
    }
    let bytes = try reader.bytes(size)
    guard bytes.count == size else { throw cutShort() }
    try skip(0, padding: Self.padding(of: size))
    if header.kind == .longName {
      ahead.name = Array(bytes.prefix { $0 != 0 })
    } else {
      guard let records = PaxRecords(bytes) else {
        throw damage("the pax header at byte \(start) of the tar archive is damaged")
      }
      ahead.name = records.path ?? ahead.name
      ahead.size = records.size ?? ahead.size
      ahead.isSparse = ahead.isSparse || records.isSparse
    }
  }

  /// Steps over an entry's bytes and what fills its last block.
  private func skip(_ size: Int) throws(ImportError) {
    try skip(size, padding: Self.padding(of: size))
  }

  private func skip(_ size: Int, padding: Int) throws(ImportError) {
    guard try reader.skip(size) == size, try reader.skip(padding) == padding else {
      throw cutShort()
    }
  }

  private static func padding(of size: Int) -> Int {
    (TarHeader.size - size % TarHeader.size) % TarHeader.size
  }

  private func cutShort() -> ImportError {
    damage("the tar archive ends in the middle of an entry, at byte \(reader.offset)")
  }

  private func damage(_ reason: String) -> ImportError {
    tally.damage(name, layer: layer, reason)
  }
}

extension TarArchive {
  /// The bytes of one entry.
  fileprivate final class TarEntryFeed: ByteFeed {
    private let archive: TarArchive
    private let size: Int
    private var left: Int

    init(_ archive: TarArchive, size: Int) {
      self.archive = archive
      self.size = size
      left = size
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(left))
      guard !room.isEmpty else { return 0 }
      let count = try archive.reader.read(into: room)
      guard count > 0 else { throw archive.cutShort() }
      left -= count
      return count
    }

    /// Steps over what was not read.
    func finish() throws(ImportError) {
      try archive.skip(left, padding: TarArchive.padding(of: size))
      left = 0
    }
  }
}
