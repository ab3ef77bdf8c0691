import Terminal
import Testing

struct MemoryScreenTests {
  @Test func `its clock moves only by waits that bring nothing`() {
    var screen = MemoryScreen(
      size: Size(width: 1, height: 1),
      script: [.event(.wake), .quiet, .quiet, .event(.tick(at: .zero))])
    #expect(screen.nextEvent(timeout: .seconds(1)) == .wake)
    #expect(screen.time == .zero)
    #expect(screen.nextEvent(timeout: .seconds(1)) == nil)
    #expect(screen.time == .seconds(1))
    #expect(screen.nextEvent(timeout: nil) == .tick(at: .zero))
    #expect(screen.time == .seconds(1))
  }

  @Test func `it hangs up when its script is over`() {
    var screen = MemoryScreen(size: Size(width: 1, height: 1))
    #expect(screen.nextEvent(timeout: nil) == .hangUp)
    #expect(screen.nextEvent(timeout: .zero) == .hangUp)
  }

  @Test func `a resize changes its size when it comes`() {
    var screen = MemoryScreen(
      size: Size(width: 9, height: 9), events: [.resize(Size(width: 4, height: 3))])
    #expect(screen.size == Size(width: 9, height: 9))
    _ = screen.nextEvent(timeout: nil)
    #expect(screen.size == Size(width: 4, height: 3))
  }
}
