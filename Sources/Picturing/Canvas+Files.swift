import CPNG

extension Canvas {
  /// The picture as a PPM file: `P6`, the sides, and the pixels as they are (netpbm, ppm(5)).
  public var ppm: [UInt8] {
    Array("P6\n\(width) \(height)\n255\n".utf8) + bytes
  }

  /// The picture as a PNG file; nil where libpng cannot, as for a canvas without pixels.
  public var png: [UInt8]? {
    var length = 0
    guard let width = Int32(exactly: width), let height = Int32(exactly: height),
      let file = bytes.withUnsafeBufferPointer({
        cpng_encode($0.baseAddress, width, height, &length)
      })
    else { return nil }
    defer { cpng_free(file) }
    return Array(UnsafeBufferPointer(start: file, count: length))
  }

  /// Reads a PNG file; nil if it is none.
  public init?(png file: [UInt8]) {
    var (width, height): (Int32, Int32) = (0, 0)
    guard let pixels = cpng_decode(file, file.count, &width, &height) else { return nil }
    defer { cpng_free(pixels) }
    self.init(
      width: Int(width), height: Int(height),
      bytes: Array(UnsafeBufferPointer(start: pixels, count: 3 * Int(width) * Int(height))))
  }
}
