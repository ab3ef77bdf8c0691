import Recording
import Terminal
import TestSupport
import Testing

/// Bytes of frames, on a terminal that obeys them.
@Suite struct FrameBytesTests {
  @Test(arguments: UInt64(1)...20)
  func `a terminal that is sent the bytes shows the frame`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var size = Size(width: 24, height: 7)
    var emulator = Emulator(size)
    var bytes = FrameBytes()
    var frame = Frame(size: size)
    for step in 0..<40 {
      if step % 13 == 12 {
        size = Size(width: Int.random(in: 4...30, using: &random), height: 5)
        frame = Frame(size: size)
        emulator.resize(to: size)
      }
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        let place = Point(
          x: Int.random(in: 0..<size.width, using: &random),
          y: Int.random(in: 0..<size.height, using: &random))
        frame[place] = cell(&random)
      }
      let hasCursor = Bool.random(using: &random)
      frame.cursor = hasCursor ? Point(x: step % size.width, y: step % size.height) : nil
      emulator.write(bytes.text(for: frame))
      #expect(emulator.differences(from: frame) == [])
      #expect(emulator.unknown == [])
    }
  }

  private func cell(_ random: inout SeededRandom) -> Cell {
    let scalars: [Unicode.Scalar] = ["a", " ", "▀", "F", "中", "─", "é"]
    var style = Style()
    if Bool.random(using: &random) {
      style.foreground = Color(index: UInt8.random(in: 0...255, using: &random))
    }
    if Bool.random(using: &random) {
      style.background = Color(index: UInt8.random(in: 0...255, using: &random))
    }
    if Bool.random(using: &random) { style.attributes.insert(.reverse) }
    if Bool.random(using: &random) { style.attributes.insert(.bold) }
    return Cell(scalars[Int.random(in: 0..<scalars.count, using: &random)], style: style)
  }

  @Test func `what stays as it is sends nothing`() {
    var bytes = FrameBytes()
    let frame = Frame(size: Size(width: 4, height: 2))
    #expect(bytes.text(for: frame) == "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[H")
    #expect(bytes.text(for: frame) == "")
  }
}
