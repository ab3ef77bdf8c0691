import Reporting
import Simulation
import Testing

@Suite struct `The hash of a state` {
  private func hash(_ script: String) throws -> String {
    StateHash(of: try session(script).moment).description
  }

  @Test func `tells where the next search begins`() throws {
    let start = "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24\nadd node a"
    let moved = start + "\nadd node b\nremove node b"
    #expect(try hash(moved) != hash(start))
  }

  @Test func `of nothing is that of a seed of one and many zeros`() throws {
    // Sixteen bytes: seed 1 and time 0.
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in [UInt64(1)] + Array(repeating: 0, count: 15) {
      value = (value ^ byte) &* 0x100_0000_01b3
    }
    #expect(StateHash(of: Session().moment).value == value)
  }

  @Test func `does not tell how the state was reached`() throws {
    let plain = try hash(twoOfFour)
    #expect(try hash(twoOfFour + "\nadd pods 40\nundo") == plain)
    #expect(try hash(twoOfFour + "\nadd pods 40\nundo 2\nredo") == plain)
  }

  @Test func `is that of the plans by name, whatever their order`() throws {
    let a = "plan a mode=cluster-pool pool=10.0.0.0/22 mask=24"
    let b = "plan b mode=kubernetes pool=10.1.0.0/22 mask=25"
    let life = "add nodes 3\nadd pods 40\nremove pods 7\nremove nodes 1\nadd nodes 2"
    #expect(
      try hash([a, b, life].joined(separator: "\n"))
        == hash([b, a, life].joined(separator: "\n")))
    #expect(
      try hash([a, life, b].joined(separator: "\n"))
        == hash([b, life, a].joined(separator: "\n")))
  }

  @Test(arguments: [
    "seed 2", "add pod x", "remove pod pod-1", "add node n", "cordon node-1",
    "claim 10.9.0.0/16 vpc", "set max-pods=50", "wait 1s",
    "plan b mode=cluster-pool pool=10.1.0.0/22 mask=24",
  ])
  func `differs after any change`(line: String) throws {
    #expect(try hash(twoOfFour + "\n" + line) != hash(twoOfFour))
  }

  @Test func `is sixteen digits`() throws {
    #expect(try hash(twoOfFour).count == 16)
  }
}
