/// What kind of file bytes are, told by their head and never by a name.
enum Form: Equatable {
  case plain, gzip, tar, zip
  /// Compressed by something that is not read here, with its name.
  case unread(String)

  /// The bytes that are enough to tell: a tar header is the longest sign.
  static let headSize = TarHeader.size

  init(of head: UnsafeRawBufferPointer) {
    let signs: [([UInt8], Form)] = [
      // RFC 1952 2.3: two magic bytes and the method, of which deflate is the only one.
      ([0x1F, 0x8B, 0x08], .gzip),
      // APPNOTE.TXT 4.3.7 and 4.3.16: an entry, or the end of a zip without any.
      (Array("PK\u{3}\u{4}".utf8), .zip),
      (Array("PK\u{5}\u{6}".utf8), .zip),
      // RFC 8878 3.1.1; xz-file-format 2.1.1.1; bzip2's manual; lz4_Frame_format; 7zFormat.txt.
      ([0x28, 0xB5, 0x2F, 0xFD], .unread("zstd")),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .unread("xz")),
      (Array("BZh".utf8), .unread("bzip2")),
      ([0x04, 0x22, 0x4D, 0x18], .unread("lz4")),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .unread("7-Zip")),
    ]
    if let sign = signs.first(where: { head.starts(with: $0.0) }) {
      // The three letters may begin a text; behind them bzip2 has the block size and pi.
      let isText = sign.1 == .unread("bzip2") && !head.dropFirst(4).starts(with: [0x31, 0x41])
      self = isText ? .plain : sign.1
    } else {
      self = TarHeader(head) == nil ? .plain : .tar
    }
  }
}
