import Addressing
import Allocation
import Foundation
import Importing
import Testing

@testable import Checking

@Suite struct `Checks` {
  private func findings(_ texts: String..., claims: [Check.Claim] = []) throws -> [Finding] {
    let sources = texts.enumerated().map { ImportSource(name: "\($0).yaml", text: $1) }
    let (cluster, report) = try Importer.read(sources)
    return Check(cluster, report: report, claims: claims).findings
  }

  private func values(_ pool: String, _ mask: Int, _ family: String = "4") -> String {
    """
    ipv6: {enabled: \(family == "6")}
    ipv4: {enabled: \(family == "4")}
    ipam:
      mode: cluster-pool
      operator:
        clusterPoolIPv\(family)PodCIDRList: ["\(pool)"]
        clusterPoolIPv\(family)MaskSize: \(mask)
    """
  }

  private func node(_ name: String, _ block: String, _ address: String) -> String {
    """
    apiVersion: cilium.io/v2
    kind: CiliumNode
    metadata: {name: \(name)}
    spec:
      addresses: [{type: InternalIP, ip: \(address)}]
      ipam: {podCIDRs: [\(block)]}
    ---

    """
  }

  @Test func `a pool of room and no neighbour has only its distance told`() throws {
    let found = try findings(values("10.42.0.0/16", 24))
    #expect(found.map(\.rule) == [.distance])
    #expect(found[0].text.hasPrefix("256 of 256 blocks of /24 are left"))
  }

  @Test func `a claim inside the pool is told with its first and last address`() throws {
    let claim = Check.Claim(prefix: try IPPrefix(parsing: "10.42.7.0/28"), name: "peer")
    let found = try findings(values("10.42.0.0/16", 24), claims: [claim])
    #expect(found.first?.rule == .rangesOverlap)
    #expect(
      found.first?.text == "claim peer 10.42.7.0/28 lies in pool 10.42.0.0/16: "
        + "10.42.7.0 to 10.42.7.15 have two users")
  }

  @Test func `claims are compared with one another, IPv6 too, and touching is no overlap`() throws {
    let claims = try ["fd00::/48", "fd00:0:0:1::/64", "fd00:0:1::/48"].enumerated().map {
      Check.Claim(prefix: try IPPrefix(parsing: $1), name: "c\($0)")
    }
    let found = try findings(values("10.42.0.0/16", 24), claims: claims)
    #expect(
      found.filter { $0.rule == .rangesOverlap }.map(\.evidence) == [
        "fd00:0:0:1::/64, fd00::/48"
      ])
  }

  /// Incidents of public threads: the numbers as reported, and the rule that tells them.
  @Test(arguments: [
    ("kubernetes/kubernetes#76761", "10.96.0.0/23", 24, "4", "2 of 2 blocks", nil),
    ("cilium/cilium#21188", "172.16.0.0/12", 12, "4", "1 of 1 blocks", nil),
    ("canonical/k8s-snap#1762", "10.1.0.0/21", 24, "4", "8 of 8 blocks", nil),
    ("cilium/cilium#20756", "fd00::/56", 80, "6", "more than 16 bits", Rule.maskDifference),
    ("kubernetes/kubeadm#2327", "10.0.0.0/25", 24, "4", "smaller than one block", .poolTooSmall),
  ])
  func `the numbers of an incident are told`(
    issue: String, pool: String, mask: Int, family: String, text: String, rule: Rule?
  ) throws {
    let found = try findings(values(pool, mask, family))
    let told = found.first { $0.text.contains(text) }
    #expect(told?.rule == rule ?? .distance, "\(issue)")
  }

  @Test func `cilium#17277, a block of two nodes, is told although the pool has room`() throws {
    let dump = node("a", "172.16.3.0/24", "10.0.0.1") + node("b", "172.16.3.0/24", "10.0.0.2")
    let found = try findings(values("172.16.0.0/16", 24), dump)
    #expect(found.first?.rule == .blockShared)
    #expect(found.contains { $0.text.hasPrefix("255 of 256 blocks") })
  }

  @Test func `cilium#29881, a block left from the old pool, is told outside the pool`() throws {
    let found = try findings(
      values("10.96.128.0/18", 24), node("a", "10.0.0.0/24", "192.168.1.1"))
    #expect(found.map(\.rule) == [.blockOutsidePools, .distance])
    let fixed = try findings(
      values("10.96.128.0/18", 24), node("a", "10.96.128.0/24", "192.168.1.1"))
    #expect(fixed.map(\.rule) == [.distance])
  }

  @Test func `calico#2720, nodes inside the pool, are told by their addresses`() throws {
    let found = try findings(
      values("192.168.0.0/16", 24), node("a", "192.168.0.0/24", "192.168.50.4"))
    #expect(found.first?.rule == .rangesOverlap)
    #expect(found.first?.evidence == "192.168.50.4/32, 192.168.0.0/16")
  }

  @Test func `services inside a cluster CIDR are told with the blocks that they cost`() throws {
    let kubeadm = """
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      networking: {podSubnet: 10.96.0.0/12, serviceSubnet: 10.96.0.0/16}

      """
    let found = try findings(kubeadm)
    #expect(found.map(\.rule) == [.serviceRangeInPool, .distance])
    #expect(found[0].text.hasSuffix("256 of 4096 blocks of /24 are never given to a node"))
    #expect(found[1].text.hasPrefix("3840 of 4096 blocks of /24 are left"))
    let huge = try findings(kubeadm.replacing("10.96.0.0/16", with: "172.16.0.0/11"))
    #expect(huge.first?.rule == .serviceRangeSize)
    let cilium = values("10.96.0.0/12", 24)
    #expect(try findings(kubeadm, cilium).first?.rule == .rangesOverlap)
  }

  @Test func `a full pool is told before the next node comes`() throws {
    let dump = node("a", "10.0.0.0/24", "192.168.1.1") + node("b", "10.0.1.0/24", "192.168.1.2")
    let found = try findings(values("10.0.0.0/23", 24), dump)
    #expect(found.map(\.rule) == [.poolExhausted])
    let fixed = try findings(values("10.0.0.0/22", 24), dump)
    #expect(fixed.map(\.rule) == [.distance])
  }

  @Test func `a mask below 110 pods is told with the addresses that pods can have`() throws {
    let found = try findings(values("10.0.0.0/16", 26))
    #expect(found.first?.rule == .maxPodsAboveBlock)
    #expect(found.first?.text.contains("60 pods, and kubelet admits 110") == true)
    #expect(try findings(values("10.0.0.0/16", 25)).map(\.rule) == [.distance])
  }

  @Test func `what is wrong is told with file, key, line and column`() throws {
    let found = try findings(values("10.0.0.0/25", 24))
    let mask = try #require(found.first { $0.rule == .poolTooSmall }?.place)
    #expect(
      mask
        == ImportedPlace(
          file: "0.yaml", key: "ipam.operator.clusterPoolIPv4MaskSize", line: 7, column: 30))
    let claim = Check.Claim(prefix: try IPPrefix(parsing: "10.42.0.0/15"), name: "office")
    let overlap = try findings(values("10.42.0.0/16", 24), claims: [claim])
    #expect(overlap.first?.place?.key == "ipam.operator.clusterPoolIPv4PodCIDRList[0]")
  }

  @Test func `the chart's default is told whether or not a file writes it`() throws {
    let written = try findings(values("10.0.0.0/8", 24))
    #expect(written.first?.rule == .chartDefault)
    let silent = try findings("ipam:\n  mode: cluster-pool\n")
    #expect(silent.first?.rule == .chartDefault)
    #expect(silent.first?.text.contains("which no file chose") == true)
  }

  @Test func `two pools are one stock, and the blocks of both are counted`() throws {
    let list = values("10.0.0.0/23\", \"10.9.0.0/24", 24)
    let dump = node("a", "10.0.0.0/24", "192.168.1.1") + node("b", "10.0.1.0/24", "192.168.1.2")
    let found = try findings(list, dump)
    #expect(found.map(\.rule) == [.distance])
    #expect(
      found[0].text.hasPrefix("1 of 3 blocks of /24 are left in 10.0.0.0/23 and 10.9.0.0/24"))
  }

  /// The mode itself is the model: whatever it gives a node, the check must count.
  @Test(arguments: [20, 24, 25, 28, 30, 31, 32])
  func `pods of a block are counted as the mode gives them`(length: Int) throws {
    let pool = try IPPrefix(parsing: "10.0.0.0/16")
    let (cluster, report) = try Importer.read([
      ImportSource(name: "v.yaml", text: values("10.0.0.0/16", length))
    ])
    var settings = try ClusterPool.Settings(pools: [pool])
    settings.mask = length
    let mode = try ClusterPool(settings)
    let usable = try #require(mode.usablePerNode[.v4])
    let counted = Check(cluster, report: report).podAddresses(
      of: IPPrefix(pool.base, length: length))
    #expect(counted == UInt128(usable))
  }
}
