import Addressing
import Allocation
import Measurement
import TestSupport
import Testing

struct OperationFiguresTests {
  @Test func `a rate is in thousandths a second, and none before time has passed`() {
    #expect(OperationFigures.rate(7, over: .zero) == nil)
    #expect(OperationFigures.rate(7, over: .seconds(2)) == 3500)
    #expect(OperationFigures.rate(1, over: .seconds(3)) == 333)
    #expect(OperationFigures.rate(1, over: .milliseconds(500)) == 2000)
    #expect(OperationFigures.rate(Int.max, over: .milliseconds(1)) == Int.max)
  }

  private func wait(_ mode: String, nodes: Int) throws -> (wait: Int?, writes: Int) {
    var cluster = Cluster(mode: try AllModes.make(mode, pools: [], options: []), seed: 1)
    let names = cluster.nodes.freeNames(nodes, prefix: "n")
    _ = try cluster.perform(.addNodes(names.map { NodeOrder(name: $0) }))
    return (OperationFigures.wait(of: cluster), cluster.tallies.work.controlPlane)
  }

  @Test func `writes wait as their client's documented limit has it`() throws {
    // Tokens in hand and milliseconds for one more.
    for (mode, burst, interval) in [
      ("cluster-pool", 200, 10), ("multi-pool", 200, 10), ("kubernetes", 30, 50),
      ("ovn-kubernetes", 50, 20), ("eni", 20, 250),
    ] {
      for nodes in [1, 300] {
        let (wait, writes) = try wait(mode, nodes: nodes)
        #expect(wait == max(0, writes - burst) * interval, "\(mode) \(nodes)")
      }
    }
    #expect(try wait("calico", nodes: 300).wait == nil)
    #expect(try wait("flat", nodes: 300).wait == nil)
  }

  @Test func `every documented limit names its source`() throws {
    for name in AllModes.names {
      guard let limit = try AllModes.make(name, pools: [], options: []).writeLimit else { continue }
      #expect(limit.perSecond > 0 && limit.burst > 0)
      #expect(limit.source.contains(String(limit.perSecond)))
      #expect(limit.source.contains(String(limit.burst)))
    }
  }
}
