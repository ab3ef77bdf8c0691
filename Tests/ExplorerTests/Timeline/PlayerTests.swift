import Testing

@testable import Explorer

@Suite struct PlayerTests {
  @Test func `time passes as fast as the speed says`() {
    var player = Player()
    player.speed = .x60
    player.play()
    player.tick(at: .seconds(100))
    for second in 1...5 { player.tick(at: .seconds(100 + second)) }
    #expect(player.elapsed == .seconds(300) + Player.interval * 60)
  }

  @Test func `a clock that stood still makes up for two seconds at most`() {
    var player = Player()
    player.speed = .x1
    player.play()
    player.tick(at: .seconds(1))
    let before = player.elapsed
    player.tick(at: .seconds(5000))
    #expect(player.elapsed - before == .seconds(2))
  }

  @Test func `steps a tick grow while frames are quick, and shrink while they are slow`() {
    var player = Player()
    player.speed = .max
    player.play()
    var now = Duration.zero
    for _ in 0..<20 {
      now += .milliseconds(33)
      player.tick(at: now)
    }
    let grown = player.quota
    #expect(grown > 1000)
    for _ in 0..<30 {
      now += .milliseconds(400)
      player.tick(at: now)
    }
    #expect(player.quota == 1)
  }

  @Test func `the next tick is when a step is due or the clock shows another second`() {
    var player = Player()
    player.speed = .x1
    player.play()
    #expect(player.nextTick(due: .seconds(18), isCommand: false) == .seconds(1))
    #expect(player.nextTick(due: .milliseconds(200), isCommand: false) == .milliseconds(200))
    player.speed = .day
    #expect(player.nextTick(due: .seconds(18), isCommand: false) == Player.interval)
    player.speed = .max
    #expect(player.nextTick(due: nil, isCommand: false) == Player.interval)
  }

  @Test func `speeds go from real time to as fast as it goes, and end there`() {
    let texts = PlayerSpeed.allCases.map(\.text)
    #expect(texts == ["1x", "10x", "60x", "600x", "3600x", "1d/s", "7d/s", "max"])
    #expect(PlayerSpeed.x1.moved(by: -3) == .x1)
    #expect(PlayerSpeed.x1.moved(by: 2) == .x60)
    #expect(PlayerSpeed.day.moved(by: .max) == .max)
    #expect(PlayerSpeed.max.moved(by: .min) == .x1)
  }
}
