import TestSupport
import Testing

/// The rows of the reference tables, area by area; each area is one line here.
struct ConformanceTests {
  static let areas: [ConformanceArea] = [
    ConformanceArea(
      "CS-", in: "cilium.tsv", table: CIDRSetVectors.table, run: CIDRSetVectors.run),
    ConformanceArea(
      "CP-", in: "cilium.tsv", table: ClusterPoolVectors.table,
      leftOut: ClusterPoolVectors.leftOut, run: ClusterPoolVectors.run),
    ConformanceArea("IA-", in: "cilium.tsv", table: AgentVectors.addresses, run: AgentVectors.run),
    ConformanceArea("HS-", in: "cilium.tsv", table: AgentVectors.node, run: AgentVectors.run),
    ConformanceArea(
      "HL-", in: "other-ipam.tsv", table: HostLocalVectors.table, run: HostLocalVectors.run),
    ConformanceArea(
      "KCM-", in: "other-ipam.tsv", table: KubernetesVectors.controller,
      run: KubernetesVectors.run),
    ConformanceArea(
      "KADM-", in: "other-ipam.tsv", table: KubernetesVectors.kubeadm, run: KubernetesVectors.run),
    ConformanceArea(
      "XCIL-", in: "other-ipam.tsv", table: KubernetesVectors.contrast,
      run: KubernetesVectors.runContrast),
    ConformanceArea(
      "CAL-", in: "other-ipam.tsv", table: CalicoVectors.table, run: CalicoVectors.run),
    ConformanceArea(
      "AWS-", in: "other-ipam.tsv", table: VPCCNIVectors.table, run: VPCCNIVectors.run),
    ConformanceArea("OVN-", in: "other-ipam.tsv", table: OVNVectors.table, run: OVNVectors.run),
    ConformanceArea("GKE-", in: "other-ipam.tsv", table: GKEVectors.table, run: GKEVectors.run),
    ConformanceArea(
      "OTH-", in: "other-ipam.tsv", table: OtherVectors.table, run: OtherVectors.run),
    ConformanceArea(
      "MO-", in: "cilium.tsv", table: MultiPoolOperatorVectors.table,
      run: MultiPoolOperatorVectors.run),
    ConformanceArea(
      "MA-", in: "cilium.tsv", table: MultiPoolAgentVectors.table, run: MultiPoolAgentVectors.run),
    ConformanceArea(
      "PS-", in: "cilium.tsv", table: PoolSelectionVectors.table, run: PoolSelectionVectors.run),
    ConformanceArea(
      "V2-", in: "cilium.tsv", table: WatermarkVectors.table, run: WatermarkVectors.run),
    ConformanceArea("CR-", in: "cilium.tsv", table: CRDVectors.table, run: CRDVectors.run),
    ConformanceArea("AKS-", in: "other-ipam.tsv", table: AKSVectors.table, run: AKSVectors.run),
    ConformanceArea(
      "SVC-", in: "other-ipam.tsv", table: ServiceVectors.table, run: ServiceVectors.run),
    ConformanceArea(
      "LIM-", in: "other-ipam.tsv", table: ServiceVectors.limits, run: ServiceVectors.run),
    ConformanceArea(
      "NIC-", in: "other-ipam.tsv", table: NodeIPAMVectors.table, run: NodeIPAMVectors.run),
    ConformanceArea(
      "WM-", in: "cilium.tsv", table: CloudVectors.watermarks, run: CloudVectors.run),
    ConformanceArea("EN-", in: "cilium.tsv", table: CloudVectors.eni, run: CloudVectors.run),
    ConformanceArea("AZ-", in: "cilium.tsv", table: CloudVectors.azure, run: CloudVectors.run),
    ConformanceArea("AC-", in: "cilium.tsv", table: CloudVectors.alibaba, run: CloudVectors.run),
  ]

  @Test(arguments: areas.indices)
  func `every fact of an area holds, and none is forgotten`(_ area: Int) throws {
    try Self.areas[area].check()
  }
}
