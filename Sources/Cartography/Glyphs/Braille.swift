/// Eight square pixels a cell, a dot for each that is somebody's, all dots of one ink.
///
///     1 4     The densest picture there is, and it tells what is taken without colours. The dots
///     2 5     have the ink of the gravest pixel among them, else of the most frequent.
///     3 6
///     7 8
struct Braille: GlyphSet {
  var name: String { "braille" }
  var summary: String { "dots for what is taken, eight pixels a cell, no colours needed" }
  var grain: CellGrain { CellGrain(pixelsPerColumn: 2, pixelsPerRow: 4) }
  var legibility: Legibility { .twoStates }
  var scalars: [Unicode.Scalar] {
    (0x2801...0x28FF).compactMap { Unicode.Scalar($0 as UInt32) }
  }

  /// The bit of each pixel in reading order, as Unicode numbers the dots of U+2800.
  private static let dots: [UInt32] = [1, 8, 2, 16, 4, 32, 64, 128]

  @inline(__always)
  func cell(of raster: PixelRaster, column: Int, row: Int) -> MapCell {
    var bits: UInt32 = 0
    var (ground, dot): (Ink?, Ink?) = (nil, nil)
    var isMixed = false
    for index in 0..<8 {
      let ink = raster.ink(x: 2 * column + index % 2, y: 4 * row + index / 2)
      if ink.isGround {
        isMixed = isMixed || (ground != nil && ground != ink)
        ground = ground ?? ink
      } else {
        isMixed = isMixed || (dot != nil && dot != ink)
        dot = dot ?? ink
        bits |= Self.dots[index]
      }
    }
    if isMixed {
      let pixel = { raster.ink(x: 2 * column + $0 % 2, y: 4 * row + $0 / 2) }
      let tally = InkTally(count: 8, pixel)
      ground = tally.mostTelling(of: pixel, where: \.isGround)
      dot = tally.mostTelling(of: pixel) { !$0.isGround }
    }
    guard let dot, let scalar = Unicode.Scalar(0x2800 + bits) else {
      return MapCell(ground ?? .void)
    }
    // Between dots there is always some ground to see, even where no pixel is nobody's.
    return MapCell(scalar: scalar, foreground: dot, background: ground ?? .free)
  }
}
