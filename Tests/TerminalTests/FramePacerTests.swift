import Testing

@testable import Terminal

struct FramePacerTests {
  private let frame = FramePacer.interval

  @Test func `without a change it waits for ever`() {
    var pacer = FramePacer()
    #expect(pacer.action(at: .zero, tick: nil, isQuiet: false) == .wait(nil))
    #expect(pacer.action(at: .seconds(9), tick: nil, isQuiet: true) == .wait(nil))
  }

  @Test func `a first change is drawn as soon as nothing more is pending`() {
    var pacer = FramePacer()
    pacer.drawn(at: .zero)
    pacer.changed(at: .seconds(1))
    #expect(pacer.action(at: .seconds(1), tick: nil, isQuiet: false) == .wait(.zero))
    #expect(pacer.action(at: .seconds(1), tick: nil, isQuiet: true) == .draw)
  }

  @Test func `a slow line gets ten frames a second and every change in one of them`() {
    var pacer = FramePacer(interval: .milliseconds(100))
    pacer.drawn(at: .seconds(1))
    pacer.changed(at: .milliseconds(1010))
    #expect(
      pacer.action(at: .milliseconds(1040), tick: nil, isQuiet: true)
        == .wait(.milliseconds(60)))
    #expect(pacer.action(at: .milliseconds(1100), tick: nil, isQuiet: true) == .draw)
  }

  @Test func `a second change waits for its turn`() {
    var pacer = FramePacer()
    pacer.drawn(at: .seconds(1))
    pacer.changed(at: .seconds(1) + frame / 4)
    #expect(
      pacer.action(at: .seconds(1) + frame / 2, tick: nil, isQuiet: true)
        == .wait(frame - frame / 2))
    #expect(pacer.action(at: .seconds(1) + frame, tick: nil, isQuiet: true) == .draw)
  }

  @Test func `a flood is drawn at most thirty and at least fifteen times a second`() {
    var pacer = FramePacer()
    var drawn = 0
    var now = Duration.zero
    while now < .seconds(1) {
      pacer.changed(at: now)
      if pacer.action(at: now, tick: nil, isQuiet: false) == .draw {
        drawn += 1
        pacer.drawn(at: now)
      }
      now += .milliseconds(1)
    }
    #expect((15...30).contains(drawn))
  }

  @Test func `ticks come at their interval, and missed ones are lost`() {
    var pacer = FramePacer()
    #expect(pacer.action(at: .zero, tick: .seconds(1), isQuiet: true) == .wait(.seconds(1)))
    #expect(
      pacer.action(at: .milliseconds(300), tick: .seconds(1), isQuiet: true)
        == .wait(.milliseconds(700)))
    #expect(pacer.action(at: .seconds(5), tick: .seconds(1), isQuiet: true) == .tick)
    pacer.ticked(at: .seconds(5))
    #expect(pacer.action(at: .seconds(5), tick: .seconds(1), isQuiet: true) == .wait(.seconds(1)))
  }

  @Test func `ticks that were switched off begin anew`() {
    var pacer = FramePacer()
    _ = pacer.action(at: .zero, tick: .seconds(1), isQuiet: true)
    _ = pacer.action(at: .milliseconds(900), tick: nil, isQuiet: true)
    #expect(
      pacer.action(at: .milliseconds(950), tick: .seconds(1), isQuiet: true) == .wait(.seconds(1)))
  }

  @Test func `whichever of frame and tick is due first ends the wait`() {
    var pacer = FramePacer()
    _ = pacer.action(at: .zero, tick: .milliseconds(10), isQuiet: true)
    pacer.drawn(at: .zero)
    pacer.changed(at: .zero)
    #expect(
      pacer.action(at: .milliseconds(4), tick: .milliseconds(10), isQuiet: true)
        == .wait(.milliseconds(6)))
    #expect(pacer.action(at: .zero, tick: .seconds(10), isQuiet: true) == .wait(frame))
  }
}
