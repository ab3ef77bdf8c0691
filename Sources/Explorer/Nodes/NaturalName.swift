/// A name as people sort it: `node-2` before `node-10`.
struct NaturalName: Hashable, Sendable, Comparable {
  private enum Piece: Hashable, Sendable, Comparable {
    case number(UInt64, String)
    case text(String)
  }

  private let pieces: [Piece]

  init(_ name: String) {
    var pieces: [Piece] = []
    var rest = Substring(name)
    while let first = rest.unicodeScalars.first {
      let isNumber = Self.isDigit(first)
      let part = rest.unicodeScalars.prefix { Self.isDigit($0) == isNumber }
      let text = String(part)
      // A number beyond all bounds is sorted as the text it is.
      if isNumber, let number = UInt64(text) {
        pieces.append(.number(number, text))
      } else {
        pieces.append(.text(text))
      }
      rest = rest[part.endIndex...]
    }
    self.pieces = pieces
  }

  static func < (left: NaturalName, right: NaturalName) -> Bool {
    left.pieces.lexicographicallyPrecedes(right.pieces)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 48 && scalar.value <= 57
  }
}
