import Importing

/// The entries of a zip archive, by the directory at its end (APPNOTE.TXT 6.3.10, section 4.3).
struct ZipArchive: Archive {
  private let name: String
  private let layer: Int
  private let store: any ByteStore
  private let tally: Tally

  init(_ store: any ByteStore, of name: String, layer: Int, _ tally: Tally) {
    self.name = name
    self.layer = layer
    self.store = store
    self.tally = tally
  }

  /// The directory's bytes that are read at once: its record and the longest comment.
  private static let tailSize = 22 + 65_535

  func forEachFile(
    leftOut: (LeftOut) -> Void,
    _ visit: (_ name: [UInt8], _ feed: any ByteFeed) throws(ImportError) -> Void
  ) throws(ImportError) {
    let entries = try entries()
    try refuseOverlaps(entries)
    // By their names, so that the same files give the same picture whoever packed them.
    for entry in entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      if entry.isFolder { continue }
      if let reason = entry.leftOut {
        leftOut(reason)
        continue
      }
      try visit(entry.name, try feed(of: entry))
    }
  }

  private func entries() throws(ImportError) -> [ZipEntry] {
    let start = max(0, store.size - Self.tailSize)
    let tail = try store.bytes(at: start, Self.tailSize)
    guard let end = ZipEnd(tail) else {
      throw damage("the zip archive has no directory at its end, as it is cut short or damaged")
    }
    guard !end.isZip64 else {
      throw tally.outOfBounds(
        name,
        "is a zip64, for archives of over 4 GB or 65,535 entries, which is not read;"
          + " unpack it and give the folder")
    }
    guard end.isWhole, end.directory.upperBound <= start + end.offset else {
      throw damage("the zip archive's directory lies outside of it: a part of several, or damaged")
    }
    let directory = try store.bytes(at: end.directory.lowerBound, end.directory.count)
    var entries: [ZipEntry] = []
    var rest = directory[...]
    for index in 0..<end.count {
      try tally.countEntry(of: name)
      guard let (entry, length) = ZipEntry.read(rest) else {
        throw damage("entry \(index + 1) of the zip archive's directory is damaged")
      }
      entries.append(entry)
      rest = rest.dropFirst(length)
    }
    return entries
  }

  /// Entries that share bytes are how a small zip says that it holds a large one many times over.
  private func refuseOverlaps(_ entries: [ZipEntry]) throws(ImportError) {
    var end = 0
    for entry in entries.sorted(by: { $0.start < $1.start }) {
      guard entry.start >= end else {
        throw tally.outOfBounds(
          name,
          "entries of the zip archive share the bytes at \(entry.start), as only archives"
            + " made to do harm do")
      }
      end = entry.start + ZipEntry.localSize + entry.name.count + entry.packed
    }
  }

  private func feed(of entry: ZipEntry) throws(ImportError) -> any ByteFeed {
    let path = name + "!" + EntryName(entry.name).text
    let head = try store.bytes(at: entry.start, ZipEntry.localSize)
    guard let length = ZipEntry.lengthOfLocal(head) else {
      throw tally.damage(path, layer: layer, "no entry of the zip archive at byte \(entry.start)")
    }
    let start = entry.start + length
    guard start + entry.packed <= store.size else {
      throw tally.damage(
        path, layer: layer, "the zip archive ends in the middle of the entry at byte \(start)")
    }
    let part = StoredPart(store, start..<start + entry.packed)
    return try ZipEntryFeed(part, entry, at: start, of: path, layer: layer, tally)
  }

  private func damage(_ reason: String) -> ImportError {
    tally.damage(name, layer: layer, reason)
  }
}
