/// A file as a zip's directory describes it (APPNOTE.TXT 4.3.12).
struct ZipEntry {
  let name: [UInt8]
  /// Where its own header begins.
  let start: Int
  /// Its bytes in the archive, and those it expands to.
  let packed: Int
  let size: Int
  let checksum: UInt32
  let isDeflated: Bool
  /// Why it cannot be read, if so.
  let leftOut: LeftOut?

  var isFolder: Bool { name.last == UInt8(ascii: "/") }

  /// The least bytes of the header in front of an entry's own bytes (4.3.7).
  static let localSize = 30

  /// The first entry of a directory's rest and the bytes that it takes there.
  static func read(_ bytes: ArraySlice<UInt8>) -> (entry: ZipEntry, length: Int)? {
    guard bytes.count >= 46, bytes.starts(with: [0x50, 0x4B, 0x01, 0x02]) else { return nil }
    let nameLength = bytes.number(28, 2)
    let length = 46 + nameLength + bytes.number(30, 2) + bytes.number(32, 2)
    guard bytes.count >= length else { return nil }
    return (ZipEntry(bytes, nameLength: nameLength), length)
  }

  private init(_ bytes: ArraySlice<UInt8>, nameLength: Int) {
    name = Array(bytes.dropFirst(46).prefix(nameLength))
    start = bytes.number(42, 4)
    packed = bytes.number(20, 4)
    size = bytes.number(24, 4)
    checksum = UInt32(bytes.number(16, 4))
    let method = bytes.number(10, 2)
    isDeflated = method == 8
    // 4.4.2: the upper byte says whose attributes follow, and 3 is UNIX; inode(7), S_IFMT.
    let isLink = bytes.number(5, 1) == 3 && bytes.number(40, 2) & 0xF000 == 0xA000
    leftOut =
      if isLink {
        .link
      } else if bytes.number(8, 2) & 1 == 1 {
        .encrypted
      } else if method != 0 && method != 8 || method == 0 && packed != size {
        .method
      } else {
        nil
      }
  }

  /// The bytes of the header that stands in front of an entry's own, nil if it is none.
  static func lengthOfLocal(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= localSize, bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    return localSize + bytes[...].number(26, 2) + bytes[...].number(28, 2)
  }
}

/// The record that ends a zip and says where its directory is (4.3.16).
struct ZipEnd {
  /// Where the record begins in the bytes that were searched.
  let offset: Int
  let directory: Range<Int>
  let count: Int
  /// Whether it is one archive, and not the last part of several.
  let isWhole: Bool
  /// Whether a number did not fit, and stands elsewhere in a longer form.
  let isZip64: Bool

  /// The record in the last bytes of a file: a comment of up to 64 KB may follow it.
  init?(_ tail: [UInt8]) {
    let last = tail.count - 22
    guard last >= 0,
      let offset = (0...last).last(where: { offset in
        tail[offset...].starts(with: [0x50, 0x4B, 0x05, 0x06])
          && offset + 22 + tail[offset...].number(20, 2) == tail.count
      })
    else { return nil }
    let record = tail[offset...]
    self.offset = offset
    let (size, start) = (record.number(12, 4), record.number(16, 4))
    directory = start..<start + size
    count = record.number(10, 2)
    isWhole = record.number(4, 2) == 0 && record.number(6, 2) == 0 && record.number(8, 2) == count
    isZip64 = count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF
  }
}

extension ArraySlice<UInt8> {
  /// The little-endian number of so many bytes; they must be there.
  fileprivate func number(_ offset: Int, _ length: Int) -> Int {
    var value = 0
    for index in (0..<length).reversed() {
      value = value << 8 | Int(self[startIndex + offset + index])
    }
    return value
  }
}
