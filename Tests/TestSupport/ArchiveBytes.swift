/// Archives made by hand, so that each byte of them can be put wrong.
public enum ArchiveBytes {
  /// One gzip member of stored blocks.
  public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    gzip(deflated: stored(bytes), of: bytes)
  }

  /// One gzip member that expands 158 times: one byte over and over.
  public static func gzip(repeating byte: UInt8, times: Int) -> [UInt8] {
    let count = 1 + times / 258 * 258
    return gzip(
      deflated: repeated(byte, count / 258), of: [UInt8](repeating: byte, count: count))
  }

  /// A zip of stored files.
  public static func zip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    zip(files.map { ZipFile(name: $0.name, packed: $0.bytes, bytes: $0.bytes, method: 0) })
  }

  /// A zip of files that are deflated in stored blocks.
  public static func deflatedZip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    zip(files.map { ZipFile(name: $0.name, packed: stored($0.bytes), bytes: $0.bytes, method: 8) })
  }

  /// A tar of files with the mark at its end.
  public static func tar(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    files.flatMap { tarEntry($0.name, $0.bytes) } + [UInt8](repeating: 0, count: 1024)
  }

  /// One entry of a tar, without the end of it.
  public static func tarEntry(
    _ name: String, _ bytes: [UInt8], type: Character = "0", size: Int? = nil
  ) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    put(String(decoding: Array(name.utf8).prefix(100), as: UTF8.self), at: 0)
    put("0000644\0", at: 100)
    put(octal(size ?? bytes.count, 11), at: 124)
    put(octal(0, 11), at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put("ustar\u{0}00", at: 257)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
    let padding = (512 - bytes.count % 512) % 512
    return header + bytes + [UInt8](repeating: 0, count: padding)
  }

  /// One record of a pax header.
  public static func paxRecord(_ key: String, _ value: String) -> String {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count
    while String(length).utf8.count + rest.utf8.count != length {
      length = String(length).utf8.count + rest.utf8.count
    }
    return "\(length)\(rest)"
  }

  /// The CRC-32 of gzip and zip (RFC 1952, 8).
  public static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

/// A file of a zip, of which each number may be wrong.
public struct ZipFile {
  /// Its path in the archive.
  public var name: String
  /// Its bytes as they stand in the archive.
  public var packed: [UInt8]
  /// How many bytes it is said to expand to.
  public var size: Int
  /// What they are said to sum up to.
  public var checksum: UInt32
  /// How it is packed: 0 is stored, 8 deflated.
  public var method: Int
  /// The flags, of which the first says that it is encrypted.
  public var flags = 0
  /// The upper half of the attributes, as UNIX has them.
  public var mode = 0o100644
  /// Where the directory says that it begins, if not where it does.
  public var start: Int?

  /// A file as it should be.
  public init(name: String, packed: [UInt8], bytes: [UInt8], method: Int) {
    self.name = name
    self.packed = packed
    self.method = method
    size = bytes.count
    checksum = ArchiveBytes.checksum(bytes)
  }
}

extension ArchiveBytes {
  /// A zip of files as they are described.
  public static func zip(_ files: [ZipFile], comment: String = "") -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let start = file.start ?? bytes.count
      let common =
        little(file.flags, 2) + little(file.method, 2) + little(0, 4)
        + little(Int(file.checksum), 4) + little(file.packed.count, 4) + little(file.size, 4)
        + little(file.name.utf8.count, 2) + little(0, 2)
      bytes += Array("PK\u{3}\u{4}".utf8) + little(20, 2) + common + Array(file.name.utf8)
      bytes += file.packed
      directory += Array("PK\u{1}\u{2}".utf8) + little(20 | 3 << 8, 2) + little(20, 2) + common
      directory += little(0, 6) + little(file.mode << 16, 4) + little(start, 4)
      directory += Array(file.name.utf8)
    }
    let end =
      Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(files.count, 2) + little(files.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + little(comment.utf8.count, 2)
    return bytes + directory + end + Array(comment.utf8)
  }

  /// Stored blocks of deflate (RFC 1951 3.2.4).
  public static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      result += [rest.isEmpty ? 1 : 0] + little(block.count, 2) + little(~block.count & 0xFFFF, 2)
      result += block
    } while !rest.isEmpty
    return result
  }

  private static func gzip(deflated: [UInt8], of bytes: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + deflated + little(Int(checksum(bytes)), 4)
      + little(bytes.count & 0xFFFF_FFFF, 4)
  }

  /// A byte and 258 times so many copies of it, by fixed codes (RFC 1951 3.2.6).
  private static func repeated(_ byte: UInt8, _ times: Int) -> [UInt8] {
    precondition(byte < 144, "longer codes than are written here")
    var bits: [Bool] = [true, true, false]
    func put(_ code: Int, _ length: Int) {
      for bit in (0..<length).reversed() { bits.append(code >> bit & 1 == 1) }
    }
    put(0x30 + Int(byte), 8)
    // The length 258 is symbol 285, and the distance 1 symbol 0.
    for _ in 0..<times {
      put(0b1100_0101, 8)
      put(0, 5)
    }
    put(0, 7)
    return stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<min(start + 8, bits.count)].enumerated()
        .reduce(0) { $1.element ? $0 | 1 << UInt8($1.offset) : $0 }
    }
  }

  private static func little(_ number: Int, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func octal(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
