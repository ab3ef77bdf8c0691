extension Frame {
  /// Neighbouring cells of one row.
  public struct Span: Hashable, Sendable {
    /// Its y, from the top.
    public let row: Int
    /// Never empty.
    public let columns: Range<Int>
  }

  /// The places where this frame differs from `other`, top to bottom and left to right.
  ///
  /// Frames of different sizes have no place in common: then every row differs as a whole.
  /// A span never holds only half of a wide character.
  public func diff(from other: Frame) -> [Span] {
    guard size == other.size else {
      guard !size.isEmpty else { return [] }
      return (0..<size.height).map { Span(row: $0, columns: 0..<size.width) }
    }
    var spans: [Span] = []
    cells.withUnsafeBufferPointer { new in
      other.cells.withUnsafeBufferPointer { old in
        for y in 0..<size.height {
          let row = y * size.width
          var x = 0
          while x < size.width {
            guard new[row + x] != old[row + x] else {
              x += 1
              continue
            }
            // Never a continuation: it cannot differ where its lead does not.
            let first = x
            repeat { x += 1 } while x < size.width && new[row + x] != old[row + x]
            if x < size.width && new[row + x].extent == .continuation { x += 1 }
            spans.append(Span(row: y, columns: first..<x))
          }
        }
      }
    }
    return spans
  }
}
