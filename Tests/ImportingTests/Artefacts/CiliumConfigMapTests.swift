import Addressing
import Importing
import Testing

struct CiliumConfigMapTests {
  private func map(_ data: String) -> String {
    "kind: ConfigMap\nmetadata: {name: cilium-config}\ndata: {\(data)}\n"
  }

  @Test func `mode, pools, masks and settings are read from among other objects`() throws {
    let (cluster, report) = try Fixture.read("cilium-config.yaml")
    #expect(cluster.mode == "cluster-pool")
    #expect(
      cluster.pools.map(\.prefix.description) == ["10.20.0.0/16", "10.21.0.0/16", "fd00::/104"])
    // No mask for IPv6: the operator's flag default counts, not the chart's 120.
    #expect(cluster.pools.map(\.blockLength) == [25, 25, 112])
    #expect(cluster.pools.map(\.origin) == [.configured, .configured, .configured])
    #expect(cluster.options.healthChecking == true)
    #expect(cluster.options.endpointHealthChecking == false)
    #expect(cluster.options.localRouterIPv4?.description == "169.254.23.0")
    #expect(report.says(.note, "holds what is not read here: ServiceAccount"))
    #expect(report.says(.info, "settings: IPv4 on, IPv6 on"))
  }

  @Test func `a mask left over from another mode makes no pool`() throws {
    let (cluster, report) = try read(map("ipam: eni, cluster-pool-ipv4-mask-size: '24'"))
    #expect(cluster.mode == "eni")
    #expect(cluster.pools.isEmpty)
    #expect(report.says(.note, "keys that mode eni does not use (1): cluster-pool-ipv4-mask-size"))
  }

  @Test func `commas between CIDRs stop the operator and are refused`() {
    let text = refusal(
      of: map("ipam: cluster-pool, cluster-pool-ipv4-cidr: '10.0.42.0/28,10.0.84.0/28'"))
    #expect(text?.hasPrefix("input:3:52: data.cluster-pool-ipv4-cidr: ") == true, "\(text ?? "")")
    #expect(text?.contains("expected blanks") == true)
  }

  @Test func `a pool of the wrong family is refused`() {
    let text = refusal(of: map("ipam: cluster-pool, cluster-pool-ipv4-cidr: 'fd00::/104'"))
    #expect(text?.contains("\"fd00::/104\" is IPv6; expected IPv4") == true)
  }

  @Test(arguments: ["33", "x", "-1"])
  func `a mask that is none is refused`(mask: String) {
    let text = refusal(
      of: map(
        "ipam: cluster-pool, cluster-pool-ipv4-cidr: 10.0.0.0/8, "
          + "cluster-pool-ipv4-mask-size: '\(mask)'"))
    #expect(text?.contains("\"\(mask)\" is no mask size; expected 0 to 32") == true)
  }

  @Test func `a mask shorter than its pool is told`() throws {
    let (_, report) = try read(
      map(
        "ipam: cluster-pool, cluster-pool-ipv4-cidr: 10.0.0.0/16, "
          + "cluster-pool-ipv4-mask-size: '12'"))
    #expect(report.says(.warning, "pools smaller than one block"))
  }

  @Test func `an unknown mode is told and kept`() throws {
    let (cluster, report) = try read(map("ipam: clusterpool"))
    #expect(cluster.mode == "clusterpool")
    #expect(report.says(.warning, "unknown IPAM mode"))
  }

  @Test func `the ConfigMap counts before values, in either order`() throws {
    let values = ImportSource(name: "values", text: "ipam: {mode: kubernetes}\n")
    let live = ImportSource(name: "live", text: map("ipam: eni"))
    for sources in [[values, live], [live, values]] {
      let (cluster, report) = try Importer.read(sources)
      #expect(cluster.mode == "eni")
      #expect(report.says(.warning, "the ConfigMap cilium-config of live counts"))
    }
  }
}
