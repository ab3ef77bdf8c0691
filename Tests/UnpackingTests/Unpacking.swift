import Importing
import Unpacking

/// Bytes that come a few at a time, as out of a pipe.
final class SlowFeed: ByteFeed {
  private var rest: ArraySlice<UInt8>
  private let step: Int

  init(_ bytes: [UInt8], step: Int = 7) {
    rest = bytes[...]
    self.step = step
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let next = rest.prefix(min(step, buffer.count))
    buffer.copyBytes(from: next)
    rest = rest.dropFirst(next.count)
    return next.count
  }
}

/// What was found in a file.
struct Found {
  var names: [String] = []
  var texts: [String] = []
  var collections: [String?] = []
  var unpacked = Unpacked()
}

/// Everything in a file, by its bytes.
func unpack(
  _ bytes: [UInt8], named name: String = "a", in collection: String? = nil,
  bounds: UnpackingBounds = UnpackingBounds(), step: Int = 7, isRead: Bool = true
) throws -> Found {
  var found = Found()
  found.unpacked = try Unpacker(bounds).unpack(name, SlowFeed(bytes, step: step), in: collection) {
    (source) throws(ImportError) in
    found.names.append(source.name)
    found.collections.append(source.collection)
    if isRead { found.texts.append(String(decoding: try source.bytes(), as: UTF8.self)) }
  }
  return found
}

/// Why a file is refused, as people see it; nil if it is not.
func refusal(
  of bytes: [UInt8], named name: String = "a", bounds: UnpackingBounds = UnpackingBounds(),
  step: Int = 512
) -> String? {
  do {
    _ = try unpack(bytes, named: name, bounds: bounds, step: step)
    return nil
  } catch {
    return "\(error)"
  }
}

extension String {
  var bytes: [UInt8] { Array(utf8) }
}

extension ImportSource {
  /// All its bytes.
  func bytes() throws(ImportError) -> [UInt8] {
    let feed = feed
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { room.deallocate() }
    var result: [UInt8] = []
    while true {
      let count = try feed.read(into: room)
      if count == 0 { return result }
      result += room[..<count]
    }
  }
}
