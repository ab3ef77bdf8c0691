/// A place in a text, as editors count: lines and columns from 1, columns in Unicode scalars.
struct TextPosition: Hashable, Sendable {
  var line: Int
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Counts from the start of `bytes`, which only an error about to be told is worth.
  init(of offset: Int, in bytes: [UInt8]) {
    let end = min(max(offset, 0), bytes.count)
    line = 1
    column = 1
    for index in 0..<end {
      switch bytes[index] {
      case UInt8(ascii: "\n"):
        line += 1
        column = 1
      case 0x80...0xBF:
        break  // The rest of a scalar that was counted at its first byte.
      default:
        column += 1
      }
    }
  }
}
