/// A rectangle of pixels, each with its meaning and perhaps a mark.
public struct PixelRaster: Hashable, Sendable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// Row by row, every pixel.
  public private(set) var pixels: [Pixel]

  /// Makes a raster with the same ink everywhere.
  public init(width: Int, height: Int, ink: Ink = .void) {
    precondition(width >= 0 && height >= 0, "a raster cannot have negative sides")
    self.width = width
    self.height = height
    pixels = Array(repeating: Pixel(ink), count: width * height)
  }

  /// The pixel at a place; beyond the edges one of `void`.
  public subscript(x: Int, y: Int) -> Pixel {
    contains(x: x, y: y) ? pixels[y * width + x] : Pixel(.void)
  }

  /// The ink to paint at a place, hatches resolved; `void` beyond the edges.
  public func ink(x: Int, y: Int) -> Ink { self[x, y].ink(x: x, y: y) }

  /// The mark at a place, if any; nil beyond the edges.
  public func mark(x: Int, y: Int) -> Mark? { self[x, y].mark }

  /// Changes one pixel; beyond the edges nothing happens.
  public mutating func set(x: Int, y: Int, to pixel: Pixel) {
    if contains(x: x, y: y) { pixels[y * width + x] = pixel }
  }

  /// Gives one pixel its ink and mark; beyond the edges nothing happens.
  public mutating func set(x: Int, y: Int, ink: Ink, mark: Mark? = nil) {
    set(x: x, y: y, to: Pixel(ink, mark: mark))
  }

  /// Makes every pixel of a rectangle the same; what lies beyond the edges is left out.
  public mutating func fill(_ rect: PixelRect, with pixel: Pixel) {
    let part = rect.intersection(PixelRect(x: 0, y: 0, width: width, height: height))
    guard !part.isEmpty else { return }
    for y in part.y..<part.maxY {
      for index in (y * width + part.x)..<(y * width + part.maxX) { pixels[index] = pixel }
    }
  }

  /// Gives every pixel of a rectangle the same ink and no mark.
  public mutating func fill(_ rect: PixelRect, with ink: Ink) { fill(rect, with: Pixel(ink)) }

  /// Takes the mark off one pixel.
  mutating func unmark(x: Int, y: Int) { pixels[y * width + x].mark = nil }

  private func contains(x: Int, y: Int) -> Bool {
    x >= 0 && y >= 0 && x < width && y < height
  }
}

extension PixelRaster {
  /// The picture with whole pixels of what lies over others in stripes.
  ///
  /// In text a character is a datum: every other one would say that half of a block is unclaimed.
  public var unstriped: PixelRaster {
    var plain = self
    for y in 0..<height {
      for x in 0..<width {
        let pixel = self[x, y]
        if let hatch = pixel.hatch { plain.set(x: x, y: y, to: Pixel(hatch, mark: pixel.mark)) }
      }
    }
    return plain
  }
}
