/// Whether something can be changed on a cluster that runs, and who says so.
public struct SizingChange: Hashable, Sendable {
  /// What one might want to change.
  public let what: String
  /// Whether and how.
  public let how: String
  /// Who says so.
  public let source: String

  init(_ what: String, _ how: String, _ source: String) {
    self.what = what
    self.how = how
    self.source = source
  }
}

extension SizingChange {
  private static let clusterPoolDocs =
    "Cilium v1.19 Documentation/network/concepts/ipam/cluster-pool.rst"

  static let clusterPool = [
    SizingChange("a further CIDR", "yes: append it to the list", clusterPoolDocs),
    SizingChange(
      "a CIDR of the list", "no: existing elements must stay as they are", clusterPoolDocs),
    SizingChange(
      "the mask", "no, though nothing stops it: blocks of two sizes collide",
      clusterPoolDocs + " (Expanding the cluster pool); cilium/cilium #26966"),
    SizingChange("the mode", "no, but to multi-pool since 2026", "cilium/cilium #27164, PR #46104"),
  ]
  static let multiPool = [
    SizingChange(
      "a further CIDR or pool", "yes: CIDRs of a pool can be added, pools too",
      "Cilium v1.19 Documentation/network/concepts/ipam/multi-pool.rst"),
    SizingChange(
      "a pool's mask", "no: the field is immutable",
      "cilium/cilium 45663dd4 pkg/k8s/apis/cilium.io/v2alpha1/ippool_types.go"),
    SizingChange("pre-allocation", "yes: agents read it at their start", "as above"),
    SizingChange("the mode", "no", "cilium/cilium #27164"),
  ]
  static let kubernetes = [
    SizingChange(
      "the cluster CIDR", "no: one a family, and nodes keep what they have",
      "Kubernetes 1.33 pkg/controller/nodeipam/ipam/range_allocator.go"),
    SizingChange(
      "the mask", "no: Node.spec.podCIDR is immutable and sizes then overlap",
      "kubernetes/kubernetes #70957"),
    SizingChange("max-pods", "yes, node by node, up to what the block holds", "kubelet --max-pods"),
  ]
  static let calico = [
    SizingChange("a further pool", "yes", "projectcalico/calico 87c1590 libcalico-go/lib/ipam"),
    SizingChange("the block size", "no: fixed for the life of the pool", "as above"),
  ]
  static let openshift = [
    SizingChange(
      "hostPrefix", "no: it must stay the same when the network is expanded",
      "openshift/openshift-docs 15d6bf6a modules/nw-cluster-network-range-edit.adoc"),
    SizingChange(
      "the cluster network", "larger only: the same network under a shorter mask",
      "openshift/openshift-docs 15d6bf6a modules/nw-cluster-network-range-edit.adoc"),
  ]
  static let gke = [
    SizingChange(
      "a further pod range", "yes: discontiguous multi-Pod CIDR, for new node pools",
      "cloud.google.com/kubernetes-engine/docs, how-to/multi-pod-cidr"),
    SizingChange(
      "max pods", "no: of a new node pool only",
      "cloud.google.com/kubernetes-engine/docs, how-to/flexible-pod-cidr"),
  ]
  static let aks = [
    SizingChange(
      "the pod CIDR", "larger only: to one that contains the old one, in IPv4, with Linux nodes",
      "MicrosoftDocs/azure-aks-docs 50957c62 articles/aks/azure-cni-overlay-pod-expand.md"),
    SizingChange(
      "the /24 of a node", "no: overlay gives every node a /24",
      "MicrosoftDocs/azure-aks-docs fb060ab concepts-network-azure-cni-overlay.md"),
  ]
  static let vpcCNI = [
    SizingChange(
      "a further subnet", "yes: subnet discovery since 1.18, or custom networking",
      "aws/amazon-vpc-cni-k8s b521883 README.md"),
    SizingChange(
      "warm targets", "yes: environment of aws-node",
      "aws/amazon-vpc-cni-k8s b521883 docs/eni-and-ip-target.md"),
    SizingChange(
      "prefix delegation", "with new node groups: do not mix both in one subnet",
      "aws/amazon-vpc-cni-k8s b521883 docs/prefix-and-ip-target.md"),
  ]
}
