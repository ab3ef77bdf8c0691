import Testing

@testable import Cartography

/// The index of every pixel in hexadecimal, row by row.
private func picture(_ curve: any SpaceFillingCurve, _ shape: GridShape) -> String {
  (0..<shape.height).map { y in
    (0..<shape.width).map { x in
      let index = curve.index(of: PixelPoint(x: x, y: y), in: shape)
      let digits = String(index, radix: 16)
      return (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined(separator: " ")
  }.joined(separator: "\n")
}

@Test func `Hilbert enters at the top left and leaves at the top right`() {
  #expect(
    picture(Hilbert(), GridShape(order: 3)) == """
      00 03 04 05 3a 3b 3c 3f
      01 02 07 06 39 38 3d 3e
      0e 0d 08 09 36 37 32 31
      0f 0c 0b 0a 35 34 33 30
      10 11 1e 1f 20 21 2e 2f
      13 12 1d 1c 23 22 2d 2c
      14 17 18 1b 24 27 28 2b
      15 16 19 1a 25 26 29 2a
      """)
}

@Test func `two Hilbert squares join where the first ends`() {
  #expect(
    picture(Hilbert(), GridShape(order: 2, isDouble: true)) == """
      00 01 0e 0f 10 11 1e 1f
      03 02 0d 0c 13 12 1d 1c
      04 07 08 0b 14 17 18 1b
      05 06 09 0a 15 16 19 1a
      """)
}

@Test func `Morton draws letters Z`() {
  #expect(
    picture(Morton(), GridShape(order: 3)) == """
      00 01 04 05 10 11 14 15
      02 03 06 07 12 13 16 17
      08 09 0c 0d 18 19 1c 1d
      0a 0b 0e 0f 1a 1b 1e 1f
      20 21 24 25 30 31 34 35
      22 23 26 27 32 33 36 37
      28 29 2c 2d 38 39 3c 3d
      2a 2b 2e 2f 3a 3b 3e 3f
      """)
}

@Test func `rows read like text`() {
  #expect(
    picture(RowMajor(), GridShape(order: 3)) == """
      00 01 02 03 04 05 06 07
      08 09 0a 0b 0c 0d 0e 0f
      10 11 12 13 14 15 16 17
      18 19 1a 1b 1c 1d 1e 1f
      20 21 22 23 24 25 26 27
      28 29 2a 2b 2c 2d 2e 2f
      30 31 32 33 34 35 36 37
      38 39 3a 3b 3c 3d 3e 3f
      """)
}

@Test func `the snake turns at the end of a row`() {
  #expect(
    picture(Serpentine(), GridShape(order: 3)) == """
      00 01 02 03 04 05 06 07
      0f 0e 0d 0c 0b 0a 09 08
      10 11 12 13 14 15 16 17
      1f 1e 1d 1c 1b 1a 19 18
      20 21 22 23 24 25 26 27
      2f 2e 2d 2c 2b 2a 29 28
      30 31 32 33 34 35 36 37
      3f 3e 3d 3c 3b 3a 39 38
      """)
}
