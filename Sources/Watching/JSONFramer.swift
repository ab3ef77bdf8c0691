/// Cuts the bytes of a stream into the JSON objects that follow one another in it.
///
/// `kubectl` prints one object after the other, indented or a line each, and nothing in between.
/// When it dies or the pipe breaks, an object may end anywhere. The next one then begins with a
/// brace at the start of a line, where a brace never stands inside an object, neither indented nor
/// on a line of its own.
public struct JSONFramer: Sendable {
  /// What was cut out.
  public enum Piece: Hashable, Sendable {
    /// One whole object.
    case object([UInt8])
    /// Bytes that are no whole object, the first of them as a text.
    case damaged(String)
  }

  private var buffer: [UInt8] = []
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  private var isLineStart = true
  /// Whether the rest of what is no object is being passed over.
  private var isLost = false

  /// Larger objects are none: etcd takes 1.5 MiB (`--max-request-bytes`, etcd 3.6).
  static let sizeLimit = 32 << 20

  /// A framer at the beginning of a stream.
  public init() {}

  /// Whether it stands between two objects.
  public var isAtRest: Bool { buffer.isEmpty && !isLost }

  /// Takes the next bytes and answers the pieces they complete.
  public mutating func take(_ bytes: some Sequence<UInt8>) -> [Piece] {
    var pieces: [Piece] = []
    for byte in bytes { take(byte, &pieces) }
    return pieces
  }

  /// Ends the stream: what has begun and did not end is damaged.
  public mutating func end() -> Piece? {
    defer { self = JSONFramer() }
    return buffer.isEmpty ? nil : damage()
  }

  private mutating func take(_ byte: UInt8, _ pieces: inout [Piece]) {
    let beginsLine = isLineStart
    isLineStart = byte == UInt8(ascii: "\n")
    if byte == UInt8(ascii: "{"), beginsLine, !buffer.isEmpty || isLost {
      if !buffer.isEmpty { pieces.append(damage()) }
      start(byte)
      return
    }
    guard !isLost else { return }
    guard !buffer.isEmpty else {
      switch byte {
      case UInt8(ascii: "{"): start(byte)
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
      default:
        buffer.append(byte)
        pieces.append(damage())
        isLost = true
      }
      return
    }
    buffer.append(byte)
    if isInText {
      takeOfText(byte, &pieces)
    } else {
      takeOfObject(byte, &pieces)
    }
    if buffer.count > Self.sizeLimit { lose(&pieces) }
  }

  private mutating func takeOfText(_ byte: UInt8, _ pieces: inout [Piece]) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInText = false
    } else if byte == UInt8(ascii: "\n") {
      // No text of JSON holds a line break.
      lose(&pieces)
    }
  }

  private mutating func takeOfObject(_ byte: UInt8, _ pieces: inout [Piece]) {
    switch byte {
    case UInt8(ascii: "\""): isInText = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      guard depth == 0 else { return }
      pieces.append(.object(buffer))
      buffer.removeAll()
    default: break
    }
  }

  private mutating func start(_ byte: UInt8) {
    self = JSONFramer()
    isLineStart = false
    buffer.append(byte)
    depth = 1
  }

  private mutating func lose(_ pieces: inout [Piece]) {
    pieces.append(damage())
    isLost = true
  }

  /// Gives up what has begun, as its first characters.
  private mutating func damage() -> Piece {
    let head = String(decoding: buffer.prefix(60), as: UTF8.self)
    self = JSONFramer()
    return .damaged(head)
  }
}
