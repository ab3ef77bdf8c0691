/// A rectangle of pixels, each with its meaning and perhaps a mark.
public struct PixelRaster: Hashable, Sendable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// Row by row, the ink of every pixel.
  public private(set) var inks: [Ink]
  /// Row by row, the mark of every pixel that has one.
  public private(set) var marks: [Mark?]

  /// Makes a raster with the same ink everywhere.
  public init(width: Int, height: Int, ink: Ink = .void) {
    precondition(width >= 0 && height >= 0, "a raster cannot have negative sides")
    self.width = width
    self.height = height
    inks = Array(repeating: ink, count: width * height)
    marks = Array(repeating: nil, count: width * height)
  }

  /// The ink at a pixel; `void` beyond the edges.
  public func ink(x: Int, y: Int) -> Ink {
    contains(x: x, y: y) ? inks[y * width + x] : .void
  }

  /// The mark at a pixel, if any; nil beyond the edges.
  public func mark(x: Int, y: Int) -> Mark? {
    contains(x: x, y: y) ? marks[y * width + x] : nil
  }

  /// Gives one pixel its ink and mark; beyond the edges nothing happens.
  public mutating func set(x: Int, y: Int, ink: Ink, mark: Mark? = nil) {
    guard contains(x: x, y: y) else { return }
    inks[y * width + x] = ink
    marks[y * width + x] = mark
  }

  /// Gives every pixel of a rectangle the same ink and no mark; what lies beyond is left out.
  public mutating func fill(_ rect: PixelRect, with ink: Ink) {
    let part = rect.intersection(PixelRect(x: 0, y: 0, width: width, height: height))
    guard !part.isEmpty else { return }
    for y in part.y..<part.maxY {
      for index in (y * width + part.x)..<(y * width + part.maxX) {
        inks[index] = ink
        marks[index] = nil
      }
    }
  }

  /// Takes the mark off one pixel.
  mutating func unmark(x: Int, y: Int) {
    marks[y * width + x] = nil
  }

  private func contains(x: Int, y: Int) -> Bool {
    x >= 0 && y >= 0 && x < width && y < height
  }
}
