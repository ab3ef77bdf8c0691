/// The letters of pictures made of pixels: five columns wide and nine rows high in cells of 6 x 10.
///
/// At a scale of two and more their steps are smoothed, so that a title does not look like a staircase.
struct BitmapFont {
  /// Columns of a cell at scale 1, the gap included.
  static let width = 6
  /// Rows of a cell at scale 1.
  static let height = 10
  /// Rows from the top of a cell to the line that letters stand on.
  static let ascent = 8

  /// The characters that have a shape.
  static let scalars = (0x20...0x7E).compactMap { Unicode.Scalar($0) }

  /// The shape of a character: 60 cells row by row, true where there is ink; a `?` for others.
  static func shape(of scalar: Unicode.Scalar) -> [Bool] {
    let known = (0x20...0x7E).contains(scalar.value) ? Int(scalar.value) : 0x3F
    return shapes[known - 0x20]
  }

  private static let shapes: [[Bool]] = (0..<95).map { index in
    let (band, place) = (index / 16, index % 16)
    var cells = Array(repeating: false, count: width * height)
    for row in 0..<9 {
      art[band * 9 + row].withUTF8Buffer { line in
        for column in 0..<5 {
          cells[(row + 1) * width + column] = line[place * width + column] == UInt8(ascii: "#")
        }
      }
    }
    return cells
  }

  /// What stands for each character of a text: itself where there is a shape, else what is like it.
  static func ascii(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      if (0x20...0x7E).contains(scalar.value) { return [scalar] }
      switch scalar.value {
      case 0xB7, 0x2022: return ["-"]
      case 0xD7: return ["x"]
      case 0x2010...0x2015, 0x2212: return ["-"]
      case 0x2018, 0x2019: return ["'"]
      case 0x201C, 0x201D: return ["\""]
      case 0x2026: return [".", ".", "."]
      case 0x203A, 0x2192: return [">"]
      case 0xA0: return [" "]
      default: return ["?"]
      }
    }
  }
}

extension BitmapFont {
  /// How much of each of the pixels of a cell is ink, 0 to 16, at a scale.
  ///
  /// Steps are filled by the rule of Scale2x (Mazzoleni, AdvanceMAME 2001), twice, and what comes
  /// out is sampled four times four a pixel. Ink is never taken away: a D must not become an O.
  static func coverage(of scalar: Unicode.Scalar, scale: Int) -> [UInt8] {
    let shape = shape(of: scalar)
    guard scale > 1 else { return shape.map { $0 ? 16 : 0 } }
    let once = smoothed(shape, width: width, height: height)
    let twice = smoothed(once, width: 2 * width, height: 2 * height)
    let (columns, rows) = (width * scale, height * scale)
    var result = [UInt8](repeating: 0, count: columns * rows)
    for y in 0..<rows {
      for x in 0..<columns {
        var ink: UInt8 = 0
        for part in 0..<16 {
          // The middle of a sixteenth of the pixel, on the grid that is four times as fine.
          let (u, v) = (
            (8 * x + 2 * (part % 4) + 1) / (2 * scale), (8 * y + 2 * (part / 4) + 1) / (2 * scale)
          )
          if twice[v * 4 * width + u] { ink += 1 }
        }
        result[y * columns + x] = ink
      }
    }
    return result
  }

  /// Twice as large, with steps filled where two neighbours agree.
  private static func smoothed(_ cells: [Bool], width: Int, height: Int) -> [Bool] {
    func at(_ x: Int, _ y: Int) -> Bool {
      x >= 0 && y >= 0 && x < width && y < height && cells[y * width + x]
    }
    var result = [Bool](repeating: false, count: 4 * cells.count)
    for y in 0..<height {
      for x in 0..<width {
        var parts = Array(repeating: at(x, y), count: 4)
        // A step is filled where it is one of a slope, not in the corner of a frame.
        if !at(x, y) {
          let (up, down, left, right) = (at(x, y - 1), at(x, y + 1), at(x - 1, y), at(x + 1, y))
          if up != down, left != right {
            if left, up { parts[0] = !at(x - 1, y - 1) }
            if up, right { parts[1] = !at(x + 1, y - 1) }
            if left, down { parts[2] = !at(x - 1, y + 1) }
            if down, right { parts[3] = !at(x + 1, y + 1) }
          }
        }
        for (index, part) in parts.enumerated() {
          result[(2 * y + index / 2) * 2 * width + 2 * x + index % 2] = part
        }
      }
    }
    return result
  }
}
