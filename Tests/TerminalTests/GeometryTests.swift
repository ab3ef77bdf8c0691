import Terminal
import TestSupport
import Testing

struct GeometryTests {
  @Test func `a rectangle holds the cells that both others hold`() {
    var random = SeededRandom(seed: 1)
    func rect() -> Rect {
      Rect(
        x: random.int(in: -3..<6), y: random.int(in: -3..<6), width: random.int(in: -1..<6),
        height: random.int(in: -1..<6))
    }
    for _ in 0..<200 {
      let (first, second) = (rect(), rect())
      let shared = first.intersection(second)
      for y in -4..<13 {
        for x in -4..<13 {
          let point = Point(x: x, y: y)
          #expect(
            shared.contains(point) == (first.contains(point) && second.contains(point)),
            "\(first) and \(second) at \(point)")
        }
      }
    }
  }

  @Test func `no size is negative`() {
    #expect(Size(width: -1, height: -9) == Size(width: 0, height: 0))
    #expect(Rect(x: 4, y: 5, width: -2, height: 3).columns == 4..<4)
  }

  @Test func `sizes and rectangles read as one writes them`() {
    #expect("\(Size(width: 80, height: 24))" == "80x24")
    #expect("\(Rect(x: 2, y: 1, width: 30, height: 4))" == "30x4+2+1")
    #expect("\(Point(x: 3, y: -1))" == "3,-1")
  }
}
