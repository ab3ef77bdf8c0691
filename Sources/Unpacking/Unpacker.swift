public import Importing

/// Turns a file into the sources that it holds: gzip, tar and zip by their content, also in each other.
///
/// Nothing is written anywhere: an entry's name is only a name, and its bytes are read as they come.
public struct Unpacker {
  private let bounds: UnpackingBounds

  /// What is called with each source; its bytes are gone when it returns.
  public typealias Visit = (ImportSource) throws(ImportError) -> Void

  /// An unpacker that goes so far and no further.
  public init(_ bounds: UnpackingBounds = UnpackingBounds()) {
    self.bounds = bounds
  }

  /// Comes to every source in a file; the names of those in an archive are `archive!path/in/it`.
  ///
  /// A file that can be read at any place comes with its `store`, which a zip is read from; else a zip
  /// is held in memory. `collection` is the folder that the file was found in. An archive that is damaged or goes out of bounds is refused;
  /// one that is damaged inside another, or in a folder, is a warning.
  public func unpack(
    _ name: String, _ feed: any ByteFeed, store: (any ByteStore)? = nil,
    in collection: String? = nil, visit: Visit
  ) throws(ImportError) -> Unpacked {
    let tally = Tally(bounds)
    var run = Run(collection: collection, tally: tally)
    let store = store.map { WatchedStore($0, tally) }
    do {
      try run.descend(name, ByteReader(WatchedFeed(feed, tally)), store, layer: 0, visit)
    } catch {
      guard tally.fault != nil else { throw error }
    }
    // In a folder even the file itself may be damaged, and the others are read.
    if let damage = try tally.forgive(above: collection == nil ? .max : -1) {
      run.result.warn(damage)
    }
    run.result.finish()
    return run.result
  }
}

/// A feed whose bytes are counted as those of the file itself, and whose errors are remembered.
private final class WatchedFeed: ByteFeed {
  private let feed: any ByteFeed
  private let tally: Tally

  init(_ feed: any ByteFeed, _ tally: Tally) {
    self.feed = feed
    self.tally = tally
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    do {
      let count = try feed.read(into: buffer)
      tally.read += count
      return count
    } catch {
      tally.fail(error)
      throw error
    }
  }
}

/// A store whose errors are remembered.
private final class WatchedStore: ByteStore {
  private let store: any ByteStore
  private let tally: Tally

  init(_ store: any ByteStore, _ tally: Tally) {
    self.store = store
    self.tally = tally
  }

  var size: Int { store.size }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    do {
      return try store.read(at: offset, into: buffer)
    } catch {
      tally.fail(error)
      throw error
    }
  }
}

/// Files in a file.
protocol Archive {
  /// Comes to each file; `visit` may read its bytes or leave them. What is no file is left out.
  func forEachFile(
    leftOut: (LeftOut) -> Void,
    _ visit: (_ name: [UInt8], _ feed: any ByteFeed) throws(ImportError) -> Void
  ) throws(ImportError)
}

/// One walk through the layers of a file.
private struct Run {
  let tally: Tally
  var collection: String?
  var result = Unpacked()

  init(collection: String?, tally: Tally) {
    self.collection = collection
    self.tally = tally
  }

  mutating func descend(
    _ name: String, _ reader: ByteReader, _ store: (any ByteStore)?, layer: Int,
    _ visit: Unpacker.Visit
  ) throws(ImportError) {
    let form = Form(of: try reader.peek(Form.headSize))
    if form != .plain, layer >= tally.bounds.mostLayers {
      throw tally.outOfBounds(
        name,
        "archives in archives, more than \(tally.bounds.mostLayers) deep; unpack it and give the"
          + " folder")
    }
    switch form {
    case .plain:
      try visit(ImportSource(name: name, feed: reader, partOf: collection))
    case .unread(let method):
      guard collection == nil else { return result.leaveOut(.method) }
      throw ImportError(
        source: name, reason: "is compressed by \(method), which is not read; expected gzip or zip")
    case .gzip:
      let inner = ByteReader(try GzipFeed(reader, of: name, layer: layer, tally))
      try descend(name, inner, nil, layer: layer + 1, visit)
      // A source that is not read to its end may be damaged behind that.
      while try inner.skip(1 << 30) > 0 {}
    case .tar:
      try walk(TarArchive(reader, of: name, layer: layer, tally), name, layer: layer, visit)
    case .zip:
      let bytes: any ByteStore
      if let store { bytes = store } else { bytes = try held(reader, of: name) }
      // Its bytes are not taken in their order; all of them may be looked at.
      if layer == 0 { tally.read = bytes.size }
      try walk(ZipArchive(bytes, of: name, layer: layer, tally), name, layer: layer, visit)
    }
  }

  private mutating func walk(
    _ archive: some Archive, _ name: String, layer: Int, _ visit: Unpacker.Visit
  ) throws(ImportError) {
    result.isArchive = true
    let outer = collection
    collection = outer ?? name
    var left: [LeftOut] = []
    try archive.forEachFile(leftOut: { left.append($0) }) { (entry, feed) throws(ImportError) in
      try visitEntry(entry, feed, of: name, layer: layer, visit)
    }
    for reason in left { result.leaveOut(reason) }
    collection = outer
  }

  private mutating func visitEntry(
    _ bytes: [UInt8], _ feed: any ByteFeed, of archive: String, layer: Int, _ visit: Unpacker.Visit
  ) throws(ImportError) {
    guard bytes.count <= tally.bounds.longestName else {
      throw tally.outOfBounds(
        archive,
        "an entry's name has \(bytes.count) bytes; expected at most"
          + " \(tally.bounds.longestName)")
    }
    let name = EntryName(bytes)
    result.see(name)
    guard !name.isHidden else { return result.leaveOut(.hidden) }
    let inner = collection
    do {
      try descend(archive + "!" + name.text, ByteReader(feed), nil, layer: layer + 1, visit)
    } catch {
      guard tally.fault != nil else { throw error }
    }
    collection = inner
    if let damage = try tally.forgive(above: layer) { result.warn(damage) }
  }

  /// All bytes of a zip that has no file of its own.
  private func held(_ reader: ByteReader, of name: String) throws(ImportError) -> HeldBytes {
    let most = tally.bounds.mostHeld
    let bytes = try reader.bytes(most + 1)
    guard bytes.count <= most else {
      throw tally.outOfBounds(
        name,
        "a zip of more than \(most.inBytes) that comes down a pipe or out of an archive;"
          + " expected a file of its own")
    }
    return HeldBytes(bytes)
  }
}
