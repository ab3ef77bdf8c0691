import Addressing
import Importing
import Testing

struct HelmValuesTests {
  private let pooled =
    "ipam: {mode: cluster-pool, operator: {clusterPoolIPv4PodCIDRList: [10.3.0.0/16]}}"

  private func pools(_ text: String) throws -> [String] {
    try read(text).cluster.pools.map {
      "\($0.prefix) /\($0.blockLength ?? -1) \($0.origin.rawValue)"
    }
  }

  @Test func `values may lie at the top or below other keys`() throws {
    let inner = "{\(pooled)}"
    for text in [
      pooled, "cilium: \(inner)", "custom_cni_chart_values: \(inner)",
      "kind: HelmRelease\nspec: {values: \(inner)}",
      "apiVersion: cilium.io/v1alpha1\nkind: CiliumConfig\nspec: \(inner)",
      "kind: Application\nspec: {source: {helm: {valuesObject: \(inner)}}}",
      "kind: HelmChartConfig\nspec:\n  valuesContent: |-\n    \(pooled)",
    ] {
      #expect(try pools(text) == ["10.3.0.0/16 /24 configured"], "\(text)")
    }
  }

  @Test func `a list, a text and numbers as text are all taken`() throws {
    #expect(
      try pools(
        "ipam: {operator: {clusterPoolIPv4PodCIDRList: 10.42.0.0/16, clusterPoolIPv4MaskSize: '25'}}"
      )
        == ["10.42.0.0/16 /25 configured"])
    #expect(
      try pools("ipam: {operator: {clusterPoolIPv4PodCIDRList: [10.1.0.0/16, 10.2.0.0/16]}}")
        == ["10.1.0.0/16 /24 configured", "10.2.0.0/16 /24 configured"])
  }

  @Test func `what is not said is the chart's default`() throws {
    #expect(try pools("ipam: {mode: cluster-pool}") == ["10.0.0.0/8 /24 chart default"])
    #expect(
      try pools("ipv6: {enabled: true}\nipam: {mode: cluster-pool}")
        == ["10.0.0.0/8 /24 chart default", "fd00::/104 /120 chart default"])
    #expect(try pools("ipv4: {enabled: false}\nipam: {mode: cluster-pool}") == [])
  }

  @Test(arguments: [
    ("containerRuntime: {}", "10.9.0.0/16 /24 configured", false),
    ("hubble: {}", "10.9.0.0/16 /24 configured", true),
    ("routingMode: native", "10.0.0.0/8 /24 chart default", true),
    ("image: {tag: v1.12.3}", "10.9.0.0/16 /24 configured", false),
    ("image: {tag: v1.16.1}", "10.0.0.0/8 /24 chart default", true),
  ])
  func `the singular CIDR counts up to chart 1_13 only`(
    keys: String, pool: String, isTold: Bool
  ) throws {
    let text =
      keys + "\nipam: {mode: cluster-pool, operator: {clusterPoolIPv4PodCIDR: 10.9.0.0/16}}"
    #expect(try pools(text) == [pool])
    let told = try read(text).report.says(.warning, "clusterPoolIPv4PodCIDR is ")
    #expect(told == isTold)
  }

  @Test func `pool keys of another mode make no pool and are told`() throws {
    let (cluster, report) = try read(
      "ipam: {mode: kubernetes, operator: {clusterPoolIPv4MaskSize: 24}}")
    #expect(cluster.mode == "kubernetes")
    #expect(cluster.pools.isEmpty)
    #expect(report.says(.note, "keys that mode kubernetes does not use"))
  }

  @Test func `a template for a CIDR leaves the pool unknown`() throws {
    let (cluster, report) = try read(
      "ipam: {operator: {clusterPoolIPv4PodCIDRList: ['{{ kube_pods_subnet }}']}}")
    #expect(cluster.mode == "cluster-pool")
    #expect(cluster.pools.isEmpty)
    #expect(report.says(.warning, "CIDRs that are unfilled templates"))
  }

  @Test func `an ingress controller or a gateway costs an address`() throws {
    #expect(try read("ipam: {mode: kubernetes}").cluster.options.envoyConfig == nil)
    #expect(
      try read("ipam: {mode: kubernetes}\ngatewayAPI: {enabled: true}").cluster.options.envoyConfig
        == true)
    #expect(
      try read("ipam: {mode: kubernetes}\ningressController: {enabled: false}").cluster.options
        .envoyConfig == false)
  }

  @Test func `values without ipam are known by their other keys`() throws {
    let text = "hubble: {}\nbpf: {}\ncni: {}\nkubeProxyReplacement: true\n"
    let (cluster, _) = try read(text)
    #expect(cluster.mode == "cluster-pool")
    #expect(refusal(of: "hubble: {}\nreplicas: 2\n")?.contains("nothing known") == true)
  }

  @Test func `values may be JSON`() throws {
    #expect(
      try pools(
        #"{"ipam":{"operator":{"clusterPoolIPv4PodCIDRList":["10.3.0.0/16"],"clusterPoolIPv4MaskSize":26}}}"#
      )
        == ["10.3.0.0/16 /26 configured"])
  }

  @Test func `a wrong mask has its place`() {
    #expect(
      refusal(of: "ipam:\n  operator:\n    clusterPoolIPv4MaskSize: 33\n")
        == "input:3:30: ipam.operator.clusterPoolIPv4MaskSize: Helm values: \"33\" is no mask "
        + "size; expected 0 to 32")
  }
}
