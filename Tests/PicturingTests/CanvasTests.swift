import Cartography
import TestSupport
import Testing

@testable import Picturing

@Suite struct `A canvas` {
  /// The canvas as text: `#` where a pixel is black.
  private static func art(_ canvas: Canvas) -> [String] {
    (0..<canvas.height).map { y in
      String((0..<canvas.width).map { canvas[$0, y] == RGB(grey: 0) ? "#" : "." })
    }
  }

  private static let black = RGB(grey: 0)
  private static let white = RGB(grey: 255)

  @Test func `takes rectangles, frames and stripes, and leaves out what is beyond its edges`() {
    var canvas = Canvas(width: 14, height: 6, Self.white)
    canvas.fill(PixelRect(x: -2, y: 4, width: 4, height: 9), Self.black)
    canvas.frame(PixelRect(x: 3, y: 0, width: 5, height: 4), Self.black, width: 1)
    canvas.hatch(PixelRect(x: 9, y: 0, width: 50, height: 4), Self.black, width: 2)
    #expect(
      Self.art(canvas) == [
        "...#####.#..##",
        "...#...#...##.",
        "...#...#..##..",
        "...#####.##..#",
        "##............",
        "##............",
      ])
  }

  @Test func `writes letters in cells of six by ten`() {
    var canvas = Canvas(width: 18, height: 10, Self.white)
    canvas.text("/gß", at: PixelPoint(x: 0, y: 0), scale: 1, Self.black, isBold: false)
    #expect(
      Self.art(canvas) == [
        "..................",
        "....#........###..",
        "....#.......#...#.",
        "...#...####.....#.",
        "..#...#...#...##..",
        ".#....#...#...#...",
        "#.....#...#.......",
        "#......####...#...",
        "..........#.......",
        ".......###........",
      ])
  }

  @Test(arguments: 1...5) func `draws a letter that fills its cell at every scale`(scale: Int) {
    for scalar in BitmapFont.scalars {
      let shape = BitmapFont.shape(of: scalar)
      let scaled = BitmapFont.coverage(of: scalar, scale: scale)
      #expect(scaled.count == shape.count * scale * scale)
      let ink = scaled.reduce(0) { $0 + Int($1) }
      let whole = shape.count { $0 } * 16 * scale * scale
      // Cutting corners takes from one side of a step what it gives to the other.
      #expect(ink * 2 >= whole && ink <= whole * 2, "\(scalar)")
    }
  }

  @Test func `has a shape of its own for every printable character, with a gap at the right`() {
    let shapes = BitmapFont.scalars.map { BitmapFont.shape(of: $0) }
    #expect(shapes.count == 95)
    #expect(Set(shapes).count == 95)
    for shape in shapes {
      #expect((0..<10).allSatisfy { !shape[$0 * 6 + 5] })
    }
    #expect(BitmapFont.shape(of: "ß") == BitmapFont.shape(of: "?"))
  }

  @Test func `becomes a PNG file that libpng reads back as it was`() throws {
    var random = SeededRandom(seed: 5)
    for (width, height) in [(1, 1), (7, 3), (64, 64), (333, 17)] {
      var canvas = Canvas(width: width, height: height, Self.white)
      for _ in 0..<60 {
        let rect = PixelRect(
          x: Int.random(in: -5..<width, using: &random),
          y: Int.random(in: -5..<height, using: &random),
          width: Int.random(in: 1...20, using: &random),
          height: Int.random(in: 1...20, using: &random))
        canvas.fill(rect, RGB(xterm: UInt8.random(in: 0...255, using: &random)))
      }
      let file = try #require(canvas.png)
      #expect(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      #expect(Canvas(png: file) == canvas)
      #expect(Canvas(png: Array(file.dropLast(file.count / 2))) == nil)
    }
    #expect(Canvas(width: 0, height: 4, Self.white).png == nil)
    #expect(Canvas(png: [1, 2, 3]) == nil)
  }

  @Test func `becomes a PPM file of a header and its bytes`() {
    var canvas = Canvas(width: 2, height: 1, Self.white)
    canvas.fill(PixelRect(x: 1, y: 0, width: 1, height: 1), RGB(red: 1, green: 2, blue: 3))
    #expect(canvas.ppm == Array("P6\n2 1\n255\n".utf8) + [255, 255, 255, 1, 2, 3])
  }
}
