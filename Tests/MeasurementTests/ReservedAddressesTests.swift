import Addressing
import Allocation
import Measurement
import TestSupport
import Testing

struct ReservedAddressesTests {
  private func reserved(
    _ mode: String, _ pool: String, _ options: [String: String] = [:], blocks: [[String]] = [[]],
    pods: Int = 0, family: IPFamily = .v4
  ) throws -> (ReservedAddresses, UInt128) {
    let options = options.sorted { $0.key < $1.key }.map { ModeOption($0.key, $0.value) }
    var cluster = Cluster(
      mode: try AllModes.make(mode, pools: [try IPPrefix(parsing: pool)], options: options))
    let orders = try blocks.enumerated().map { index, blocks in
      NodeOrder(name: "n\(index)", blocks: try blocks.map { try IPPrefix(parsing: $0) })
    }
    _ = try cluster.perform(.addNodes(orders))
    if pods > 0 { _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: pods))) }
    let all = AddressFigures(of: cluster, family: family).reserved
    return (ReservedAddresses(of: cluster, family: family), all)
  }

  private func counts(_ reserved: ReservedAddresses) -> [ReservedCause: UInt128] {
    var counts: [ReservedCause: UInt128] = [:]
    for cause in ReservedCause.allCases where reserved[cause] > 0 {
      counts[cause] = reserved[cause]
    }
    return counts
  }

  @Test func `Cilium's block loses its ends, the router and the health endpoint`() throws {
    let (found, all) = try reserved("cluster-pool", "10.0.0.0/20", pods: 9)
    #expect(counts(found) == [.network: 1, .broadcast: 1, .router: 1, .health: 1])
    #expect(all == 4)
    #expect(found.total == all)
  }

  @Test func `of an IPv6 /64 all that the agent does not manage is reserved`() throws {
    let (found, all) = try reserved("cluster-pool", "fd00::/56", ["mask6": "64"], family: .v6)
    #expect(all == (UInt128(1) << 64) - 65_534 + 2)
    #expect(found[.other] == (UInt128(1) << 64) - 65_534 - 2)
    #expect(found[.network] == 1 && found[.broadcast] == 1)
    #expect(found.total == all)
  }

  @Test func `host-local keeps the bridge too, OVN its management port`() throws {
    let local = try reserved("host-local", "10.0.0.0/20")
    #expect(counts(local.0) == [.network: 1, .gateway: 1, .broadcast: 1])
    let ovn = try reserved("ovn-kubernetes", "10.128.0.0/14", ["hybrid-overlay": "on"])
    // .1 is the gateway router's, .2 the management port's, .3 the hybrid overlay's.
    #expect(counts(ovn.0) == [.network: 1, .gateway: 1, .other: 2, .broadcast: 1])
    #expect(ovn.0.total == ovn.1)
  }

  @Test func `interfaces and nodes keep addresses of their own in cloud networks`() throws {
    let aws = try reserved("vpc-cni", "10.0.0.0/20")
    #expect(counts(aws.0) == [.interface: 1])
    let azure = try reserved(
      "aks", "10.0.0.0/20", ["networking": "pod-subnet-static", "max-pods": "30"])
    #expect(counts(azure.0) == [.interface: 1])
    let legacy = try reserved("aks", "10.0.0.0/20", ["networking": "node-subnet"])
    #expect(counts(legacy.0) == [.interface: 1])
  }

  @Test func `what two nodes hold counts once, and not at all where a pod may have it`() throws {
    // The second node's block is the lower half of the first one's: its last address is in the
    // middle of the other, which can give it.
    let (found, all) = try reserved(
      "cluster-pool", "10.0.0.0/20", blocks: [["10.0.0.0/24"], ["10.0.0.0/25"]])
    #expect(found[.network] == 1)
    #expect(found[.broadcast] == 1)
    #expect(found.total == all)
  }
}
