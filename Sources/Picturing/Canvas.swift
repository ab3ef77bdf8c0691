public import Cartography

/// A picture of pixels.
public struct Canvas: Hashable, Sendable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// Row by row, red, green and blue of every pixel.
  public private(set) var bytes: [UInt8]
  /// Letters that were drawn before, by character and scale.
  private var letters: [Letter: [UInt8]] = [:]

  private struct Letter: Hashable {
    let scalar: Unicode.Scalar
    let scale: Int
  }

  /// Stretches a canvas of one colour.
  public init(width: Int, height: Int, _ color: RGB) {
    precondition(width >= 0 && height >= 0, "a canvas cannot have negative sides")
    self.width = width
    self.height = height
    bytes = []
    bytes.reserveCapacity(3 * width * height)
    for _ in 0..<(width * height) {
      bytes.append(color.red)
      bytes.append(color.green)
      bytes.append(color.blue)
    }
  }

  /// A picture whose bytes are at hand, three a pixel.
  init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(bytes.count == 3 * width * height, "a pixel has three bytes")
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// The colour at a place, which must be on the canvas.
  public subscript(x: Int, y: Int) -> RGB {
    let start = 3 * (y * width + x)
    return RGB(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
  }

  /// Whether both show the same.
  public static func == (left: Canvas, right: Canvas) -> Bool {
    left.width == right.width && left.height == right.height && left.bytes == right.bytes
  }

  /// Feeds the sides and the pixels.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(width)
    hasher.combine(height)
    hasher.combine(bytes)
  }

  private var bounds: PixelRect { PixelRect(x: 0, y: 0, width: width, height: height) }

  private mutating func set(_ x: Int, _ y: Int, _ color: RGB) {
    let start = 3 * (y * width + x)
    bytes[start] = color.red
    bytes[start + 1] = color.green
    bytes[start + 2] = color.blue
  }
}

extension Canvas: Easel {
  /// Fills a rectangle; what lies beyond the edges is left out.
  public mutating func fill(_ rect: PixelRect, _ color: RGB) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty else { return }
    for y in part.y..<part.maxY {
      for x in part.x..<part.maxX { set(x, y, color) }
    }
  }

  /// Lays stripes over a rectangle, in step with those of its neighbours.
  public mutating func hatch(_ rect: PixelRect, _ color: RGB, width stripe: Int) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty, stripe > 0 else { return }
    for y in part.y..<part.maxY {
      for x in part.x..<part.maxX where (x + y) % (2 * stripe) < stripe { set(x, y, color) }
    }
  }

  /// Writes a line of text in the letters of the bitmap font.
  public mutating func text(
    _ text: String, at place: PixelPoint, scale: Int, _ color: RGB, isBold: Bool
  ) {
    guard scale > 0 else { return }
    var x = place.x
    for scalar in BitmapFont.ascii(text) {
      if scalar != " " {
        draw(scalar, at: PixelPoint(x: x, y: place.y), scale: scale, color)
        // A second stroke beside the first makes letters bold; half a dot is enough.
        if isBold {
          draw(scalar, at: PixelPoint(x: x + max(1, scale / 2), y: place.y), scale: scale, color)
        }
      }
      x += BitmapFont.width * scale
    }
  }

  /// Fills the tiles one by one.
  public mutating func mosaic(_ tiles: [(PixelRect, RGB)]) {
    for (rect, color) in tiles { fill(rect, color) }
  }

  private mutating func draw(
    _ scalar: Unicode.Scalar, at place: PixelPoint, scale: Int, _ color: RGB
  ) {
    let letter = Letter(scalar: scalar, scale: scale)
    let shape: [UInt8]
    if let known = letters[letter] {
      shape = known
    } else {
      shape = BitmapFont.coverage(of: scalar, scale: scale)
      letters[letter] = shape
    }
    let columns = BitmapFont.width * scale
    for (index, ink) in shape.enumerated() where ink > 0 {
      let (x, y) = (place.x + index % columns, place.y + index / columns)
      guard x >= 0, y >= 0, x < width, y < height else { continue }
      set(x, y, ink == 16 ? color : self[x, y].mixed(with: color, Int(ink) * 16))
    }
  }
}
