import Addressing
import Importing
import Testing

/// What kubeadm and the API say of the networks of pods and Services.
@Suite struct ControlPlaneTests {
  private func read(_ texts: String...) throws -> ImportedCluster {
    try Importer.read(texts.enumerated().map { ImportSource(name: "\($0).yaml", text: $1) }).cluster
  }

  private let kubeadm = """
    apiVersion: kubeadm.k8s.io/v1beta4
    kind: ClusterConfiguration
    networking:
      podSubnet: 10.244.0.0/16,fd00:10:244::/56
      serviceSubnet: 10.96.0.0/12,fd00:10:96::/112
    controllerManager:
      extraArgs:
        - {name: node-cidr-mask-size-ipv4, value: "25"}

    """

  @Test func `kubeadm's subnets are the pools of mode kubernetes, and its services are ranges`()
    throws
  {
    let cluster = try read(kubeadm)
    #expect(cluster.mode == "kubernetes")
    #expect(
      cluster.pools.map { "\($0.prefix) /\($0.blockLength ?? 0)" } == [
        "10.244.0.0/16 /25", "fd00:10:244::/56 /64",
      ])
    #expect(cluster.pools[0].place?.key == "networking.podSubnet")
    #expect(cluster.pools[0].place?.line == 4)
    #expect(cluster.pools[0].maskPlace?.key == "controllerManager.extraArgs[0].value")
    #expect(cluster.pools[1].maskPlace == nil)
    #expect(
      cluster.serviceRanges.map(\.prefix.description) == ["10.96.0.0/12", "fd00:10:96::/112"])
    #expect(cluster.serviceRanges[0].place?.key == "networking.serviceSubnet")
  }

  @Test func `arguments of v1beta3 are a map`() throws {
    let old = """
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      networking: {podSubnet: 10.244.0.0/16}
      controllerManager: {extraArgs: {node-cidr-mask-size: "26"}}

      """
    let cluster = try read(old)
    #expect(cluster.pools.map(\.blockLength) == [26])
    #expect(cluster.serviceRanges.isEmpty)
  }

  @Test func `Cilium's own pools count where Cilium has some`() throws {
    let values = """
      ipam:
        mode: cluster-pool
        operator: {clusterPoolIPv4PodCIDRList: [10.42.0.0/16], clusterPoolIPv4MaskSize: 24}

      """
    let cluster = try read(kubeadm, values)
    #expect(cluster.mode == "cluster-pool")
    #expect(cluster.pools.map(\.prefix.description) == ["10.42.0.0/16"])
    #expect(cluster.serviceRanges.count == 2)
    let follows = try read(kubeadm, "ipam: {mode: kubernetes}\n")
    #expect(follows.mode == "kubernetes")
    #expect(follows.pools.first?.prefix.description == "10.244.0.0/16")
  }

  @Test func `a ServiceCIDR is one more range, and a wrong one is told with its place`() throws {
    let object = """
      apiVersion: networking.k8s.io/v1
      kind: ServiceCIDR
      metadata: {name: more}
      spec: {cidrs: [10.200.0.0/24]}

      """
    let ranges = try read(kubeadm, object).serviceRanges
    #expect(ranges.last?.name == "service range more")
    #expect(ranges.last?.prefix.description == "10.200.0.0/24")
    #expect {
      try read(object.replacing("10.200.0.0/24", with: "10.200.0.0/33"))
    } throws: { error in
      "\(error)".hasPrefix("0.yaml:4:16: spec.cidrs[0]: ServiceCIDR more:")
    }
  }
}
