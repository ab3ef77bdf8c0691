/// JSON as it is written, without the whole of it in memory.
///
/// Encoders of libraries build the object before they print it: seven million pods would be
/// gigabytes. This one keeps a buffer and the depth, writes keys in the order given, and a newline
/// and two blanks a level, so that two reports can be compared line by line.
///
/// The sink is behind an existential, so that the code of every byte is not generic over it.
struct JSONWriter {
  private var sink: any TextSink
  private var buffer: [UInt8] = []
  /// For each open object or array whether something is in it already.
  private var hasContent: [Bool] = []
  private var awaitsValue = false
  /// Depth from which on everything stands on one line.
  private var inlineDepth = Int.max

  init(to sink: any TextSink) {
    self.sink = sink
    buffer.reserveCapacity(1 << 17)
  }

  /// Whether nobody reads any more.
  var isClosed: Bool { sink.isClosed }

  /// Hands out the rest and the sink.
  consuming func finish() -> any TextSink {
    buffer.append(UInt8(ascii: "\n"))
    sink.write(buffer)
    return sink
  }

  /// An object; on one line if `inline`, as the rows of long lists are.
  mutating func object(inline: Bool = false, _ content: (inout Self) -> Void) {
    enclose("{", "}", inline: inline, content)
  }

  /// An array.
  mutating func array(inline: Bool = false, _ content: (inout Self) -> Void) {
    enclose("[", "]", inline: inline, content)
  }

  /// The key of the value that comes next.
  mutating func key(_ name: String) {
    separate()
    quote(name)
    buffer.append(UInt8(ascii: ":"))
    awaitsValue = true
  }

  /// A key that stands in the source: nothing of it needs escaping.
  mutating func key(_ name: StaticString) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { buffer.append(contentsOf: $0) }
    buffer.append(UInt8(ascii: "\""))
    buffer.append(UInt8(ascii: ":"))
    awaitsValue = true
  }

  /// A text, or null for none.
  mutating func value(_ text: String?) {
    separate()
    if let text { quote(text) } else { append("null") }
    flushIfFull()
  }

  /// A number, or null for none; what a double cannot hold exactly is a string.
  mutating func value(_ number: Int128?) {
    separate()
    if let number {
      let isExact = number.magnitude <= 1 << 53
      append(isExact ? String(number) : "\"\(number)\"")
    } else {
      append("null")
    }
  }

  private mutating func enclose(
    _ open: String, _ close: String, inline: Bool, _ content: (inout Self) -> Void
  ) {
    separate()
    append(open)
    hasContent.append(false)
    if inline { inlineDepth = min(inlineDepth, hasContent.count) }
    content(&self)
    let wasEmpty = hasContent.last == false
    let wasInline = hasContent.count >= inlineDepth
    if hasContent.count == inlineDepth { inlineDepth = .max }
    hasContent.removeLast()
    if !wasEmpty, !wasInline { breakLine() }
    append(close)
    flushIfFull()
  }

  /// What stands between a value and the one before it.
  private mutating func separate() {
    if awaitsValue {
      awaitsValue = false
      return
    }
    guard let level = hasContent.indices.last else { return }
    if hasContent[level] { buffer.append(UInt8(ascii: ",")) }
    hasContent[level] = true
    if hasContent.count < inlineDepth { breakLine() }
  }

  private mutating func breakLine() {
    buffer.append(UInt8(ascii: "\n"))
    buffer += repeatElement(UInt8(ascii: " "), count: 2 * hasContent.count)
  }

  private mutating func append(_ text: String) { buffer += text.utf8 }

  /// RFC 8259, 7: quotation mark, reverse solidus and U+0000 to U+001F must be escaped.
  ///
  /// DEL, C1 and separators may stand as they are but act on terminals, to which this may be going.
  private mutating func quote(_ text: String) {
    buffer.append(UInt8(ascii: "\""))
    var text = text
    let isPlain = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) else {
        return false
      }
      buffer.append(contentsOf: bytes)
      return true
    }
    if !isPlain {
      for scalar in text.unicodeScalars { append(escaping: scalar) }
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\n": append("\\n")
    case "\t": append("\\t")
    case "\r": append("\\r")
    default:
      let shown = String(scalar)
      guard shown.printable != shown else { return append(shown) }
      let digits = String(scalar.value, radix: 16)
      append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
  }

  private mutating func flushIfFull() {
    guard buffer.count >= 1 << 16 else { return }
    sink.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
