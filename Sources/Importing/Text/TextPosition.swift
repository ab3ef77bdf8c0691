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
    self = bytes.withUnsafeBufferPointer {
      TextPosition(line: 1, column: 1).moved(over: UnsafeBufferPointer(rebasing: $0[..<end]))
    }
  }
}
