import Importing
import Testing

struct NodeConfigObjectTests {
  private let map = """
    kind: ConfigMap
    metadata: {name: cilium-config}
    data: {ipam: multi-pool, enable-ipv4: "true", ipam-default-ip-pool: default}
    ---
    apiVersion: cilium.io/v2
    kind: CiliumNodeConfig
    metadata: {name: edge}
    spec:
      nodeSelector: {matchLabels: {zone: edge}}
      defaults:

    """

  @Test func `what some nodes have otherwise is told`() throws {
    let report = try read(map + "    ipam-default-ip-pool: edge-pool\n").report
    #expect(
      report.says(
        .warning,
        "settings that some nodes have otherwise than the picture shows (1): ipam-default-ip-pool "
          + "is edge-pool by CiliumNodeConfig edge, cilium-config default"))
  }

  @Test func `the operator's settings are of no effect there`() throws {
    let report = try read(map + "    cluster-pool-ipv4-mask-size: \"26\"\n").report
    #expect(report.says(.warning, "settings of the operator in a CiliumNodeConfig"))
  }

  @Test func `the same value, and keys that matter not, are no news`() throws {
    let report = try read(map + "    ipam-default-ip-pool: default\n    debug: \"true\"\n").report
    #expect(!report.lines.contains { $0.text.contains("some nodes") })
  }
}
