import Addressing
import Importing
import Testing

struct ControlPlaneFlagsTests {
  private func manager(_ flags: String) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: kube-controller-manager, namespace: kube-system}
    spec:
      hostNetwork: true
      containers:
      - name: kube-controller-manager
        command:
        - kube-controller-manager
        - --allocate-node-cidrs=true
        - --cluster-cidr=10.244.0.0/16,fd00:244::/56
        - --service-cluster-ip-range=10.96.0.0/16
    \(flags)
    ---

    """
  }

  @Test func `a static Pod's flags say mode, pools and services`() throws {
    let cluster = try read(manager("    - --node-cidr-mask-size-ipv4=25")).cluster
    #expect(cluster.mode == "kubernetes")
    #expect(cluster.pools.map(\.prefix.description) == ["10.244.0.0/16", "fd00:244::/56"])
    #expect(cluster.pools.map(\.blockLength) == [25, 64])
    #expect(cluster.serviceRanges.map(\.prefix.description) == ["10.96.0.0/16"])
    #expect(cluster.pools.first?.place?.line == 11)
  }

  @Test func `a service range that two programs are told is one`() throws {
    let server = """
      apiVersion: v1
      kind: Pod
      metadata: {name: kube-apiserver-alder, namespace: kube-system}
      spec:
        containers:
        - command: [kube-apiserver, --service-cluster-ip-range=10.96.0.0/16]
      """
    let cluster = try read(manager("") + server).cluster
    #expect(cluster.serviceRanges.count == 1)
  }

  @Test func `a controller manager that gives no blocks says no mode`() throws {
    let (cluster, report) = try read(manager("    - --allocate-node-cidrs=false"))
    #expect(cluster.mode == nil)
    #expect(report.says(.note, "kube-controller-manager gives nodes no blocks"))
  }

  @Test func `a bad CIDR is refused with its place`() {
    #expect(
      refusal(of: manager("    - --cluster-cidr=10.244.0.0/33"))?.hasPrefix("input:13:7: ") == true)
  }

  @Test(arguments: [
    """
    apiVersion: kubecontrollermanager.config.k8s.io/v1alpha1
    kind: KubeControllerManagerConfiguration
    kubeCloudShared: {clusterCIDR: 10.244.0.0/16, allocateNodeCIDRs: true}
    nodeIPAMController: {serviceCIDR: 10.96.0.0/12, nodeCIDRMaskSize: 25}
    """,
    #"{"kubecontrollermanager.config.k8s.io":{"KubeCloudShared":{"ClusterCIDR":"10.244.0.0/16","#
      + #""AllocateNodeCIDRs":true},"NodeIPAMController":{"ServiceCIDR":"10.96.0.0/12","#
      + #""NodeCIDRMaskSize":25,"NodeCIDRMaskSizeIPv4":0}}}"#,
  ])
  func `its configuration, as a file and as it prints it itself, says the same`(
    text: String
  ) throws {
    let cluster = try read(text).cluster
    #expect(cluster.mode == "kubernetes")
    #expect(cluster.pools.map(\.prefix.description) == ["10.244.0.0/16"])
    #expect(cluster.pools.map(\.blockLength) == [25])
    #expect(cluster.serviceRanges.map(\.prefix.description) == ["10.96.0.0/12"])
  }
}
