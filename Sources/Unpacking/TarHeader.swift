/// One header of a tar archive: v7, ustar (POSIX.1-1988) and what GNU tar makes of it.
///
/// Offsets and types are those of GNU tar's manual, "Basic Tar Format".
struct TarHeader {
  static let size = 512

  /// What an entry is, as far as it matters here.
  enum Kind {
    case file, folder
    /// Names, sizes and times of the next entry, as pax writes them.
    case attributes
    /// Such for all entries that follow, of which none matters here.
    case sharedAttributes
    /// The next entry's name, as GNU tar writes it.
    case longName
    /// The target of the next entry, which is a link.
    case longLink
    case link, device
    /// A file with holes, whose bytes do not stand in the order of the file.
    case sparse
    case other
  }

  let kind: Kind
  let name: [UInt8]
  /// The bytes that follow the header; nil where the number cannot be read.
  let size: Int?

  /// The header in so many bytes, if their checksum says that they are one.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.size, bytes[0] != 0,
      let sum = Self.number(bytes[148..<156]), Self.sums(of: bytes).contains(sum)
    else { return nil }
    size = Self.number(bytes[124..<136])
    var name = Array(bytes[0..<100].prefix { $0 != 0 })
    // GNU tar's own format says "ustar  " and has times where ustar has a prefix of the name.
    if bytes[257..<263].elementsEqual(Array("ustar\0".utf8)) {
      let prefix = bytes[345..<500].prefix { $0 != 0 }
      if !prefix.isEmpty { name = Array(prefix) + Array("/".utf8) + name }
    }
    self.name = name
    kind = Self.kind(bytes[156], isFolderName: name.last == UInt8(ascii: "/"))
  }

  private static func kind(_ type: UInt8, isFolderName: Bool) -> Kind {
    switch Unicode.Scalar(type) {
    case "0", "\0", "7": isFolderName ? .folder : .file
    case "1", "2": .link
    case "3", "4", "6": .device
    case "5", "D": .folder
    case "x": .attributes
    case "g": .sharedAttributes
    case "L": .longName
    case "K": .longLink
    case "S": .sparse
    default: .other
    }
  }

  /// Octal digits, or a number in base 256 where the first bit is set; nil for anything else.
  private static func number(_ field: Slice<UnsafeRawBufferPointer>) -> Int? {
    if let first = field.first, first & 0x80 != 0 {
      guard first == 0x80 else { return nil }
      var value = 0
      for byte in field.dropFirst() {
        guard value <= Int.max >> 9 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    guard !digits.isEmpty else { return field.allSatisfy { $0 == 0 || $0 == 0x20 } ? 0 : nil }
    var value = 0
    for digit in digits {
      guard (0x30...0x37).contains(digit) else { return nil }
      value = value << 3 | Int(digit - 0x30)
    }
    return value
  }

  /// The sum of all bytes, those of the sum itself as blanks; old tars summed signed bytes.
  private static func sums(of bytes: UnsafeRawBufferPointer) -> [Int] {
    var (sum, signed) = (0, 0)
    for (index, byte) in bytes.prefix(size).enumerated() {
      let byte = (148..<156).contains(index) ? 0x20 : byte
      sum += Int(byte)
      signed += Int(Int8(bitPattern: byte))
    }
    return [sum, signed]
  }
}

/// The records of a pax header (POSIX.1-2001, pax, "pax Extended Header"): `27 path=some/name\n`.
struct PaxRecords {
  private(set) var path: [UInt8]?
  private(set) var size: Int?
  /// Whether GNU tar says that the file has holes, and its bytes are not in order.
  private(set) var isSparse = false

  /// The records, or nil if they cannot be read.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let first = rest.first, first != 0 {
      let digits = rest.prefix { $0 != 0x20 }
      guard let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 2,
        length <= rest.count
      else { return nil }
      let record = rest.prefix(length).dropFirst(digits.count + 1)
      guard record.last == 0x0A, let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
        return nil
      }
      let value = record[(equals + 1)...].dropLast()
      switch String(decoding: record[..<equals], as: UTF8.self) {
      case "path": path = Array(value)
      case "size":
        guard let number = Int(String(decoding: value, as: UTF8.self)), number >= 0 else {
          return nil
        }
        size = number
      case let key where key.hasPrefix("GNU.sparse."): isSparse = true
      default: break
      }
      rest = rest.dropFirst(length)
    }
  }
}
