import TestSupport
import Testing

@testable import Terminal

struct FrameDiffTests {
  private func frame(_ rows: String...) -> Frame {
    var frame = Frame(size: Size(width: 10, height: rows.count))
    for (y, row) in rows.enumerated() { frame.write(row, at: Point(x: 0, y: y)) }
    return frame
  }

  @Test func `equal frames have no difference`() {
    #expect(frame("ab日", "c").diff(from: frame("ab日", "c")).isEmpty)
  }

  @Test func `differences are spans in reading order`() {
    let spans = frame("abcdefghij", "xyz").diff(from: frame("abCDefgHij", "xyZ"))
    #expect(
      spans == [
        .init(row: 0, columns: 2..<4), .init(row: 0, columns: 7..<8),
        .init(row: 1, columns: 2..<3),
      ])
  }

  @Test func `a span holds wide characters whole`() {
    #expect(frame("a日b").diff(from: frame("a本b")) == [.init(row: 0, columns: 1..<3)])
    #expect(frame("日b").diff(from: frame("aab")) == [.init(row: 0, columns: 0..<2)])
    #expect(frame("a日").diff(from: frame("日b")) == [.init(row: 0, columns: 0..<3)])
  }

  @Test func `a frame of another size differs in every row`() {
    let small = Frame(size: Size(width: 2, height: 2))
    #expect(
      small.diff(from: Frame(size: Size(width: 3, height: 2))) == [
        .init(row: 0, columns: 0..<2), .init(row: 1, columns: 0..<2),
      ])
    #expect(Frame(size: Size(width: 0, height: 4)).diff(from: small).isEmpty)
  }

  @Test func `putting the spans of a frame onto another makes them equal`() {
    var random = SeededRandom(seed: 5)
    let words = ["a", "日", "bc", "語🔥", " ", "▀▀"]
    func randomFrame() -> Frame {
      var frame = Frame(size: Size(width: 8, height: 2))
      for _ in 0..<random.int(in: 0..<8) {
        frame.write(
          words[random.int(in: 0..<words.count)],
          at: Point(x: random.int(in: -1..<8), y: random.int(in: 0..<2)),
          style: Style(foreground: Color(index: UInt8(random.int(in: 0..<2)))))
      }
      return frame
    }
    for _ in 0..<500 {
      let (old, new) = (randomFrame(), randomFrame())
      var patched = old
      for span in new.diff(from: old) {
        for x in span.columns { patched[x, span.row] = new[x, span.row] }
      }
      #expect(patched == new, "\(old.text) to \(new.text)")
    }
  }
}
