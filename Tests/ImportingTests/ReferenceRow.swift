import Testing

/// What one real file must open as.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
  struct Found: Hashable, Sendable {
    var nodes = 0
    var blocks = 0
    var pods = 0
    var holding = 0
    var mode: String?
    var pools: [String] = []
  }

  var file: String
  var found = Found()
  /// Parts of lines that the report must have.
  var says: [String] = []
  /// How the refusal begins, for a file that must be refused.
  var refusal: String?

  var testDescription: String { file }

  private static func nodes(
    _ file: String, _ nodes: Int, blocks: Int, _ mode: String?, _ pools: [String],
    says: [String] = []
  ) -> Self {
    .init(
      file: file, found: .init(nodes: nodes, blocks: blocks, mode: mode, pools: pools), says: says)
  }

  private static func pods(
    _ file: String, nodes: Int, blocks: Int = 0, _ pods: Int, holding: Int, mode: String? = nil,
    _ pools: [String], says: [String] = []
  ) -> Self {
    .init(
      file: file,
      found: .init(
        nodes: nodes, blocks: blocks, pods: pods, holding: holding, mode: mode, pools: pools),
      says: says)
  }

  private static func configuration(
    _ file: String, _ mode: String?, _ pools: [String] = [], says: [String] = []
  ) -> Self {
    .init(file: "public/" + file, found: .init(mode: mode, pools: pools), says: says)
  }

  static let all = tables + objects + recordings + configurations + values

  private static let recordedPool = "10.244.0.0/18"
  private static let hostNetwork = "host-network pods, which take no pod address (100)"
  private static let finished = "finished pods that still show an address, not counted (17)"
  private static let without = "pods without an address (11)"

  private static let tables: [Self] = [
    pods(
      "kubectl-1.37/pods_wide.txt", nodes: 50, 458, holding: 330, [recordedPool],
      says: [hostNetwork, finished, without]),
    pods(
      "derived/pods_wide_crlf.txt", nodes: 50, 458, holding: 330, [recordedPool],
      says: [hostNetwork, finished]),
    pods(
      "derived/pods_wide_prompt_pasted.txt", nodes: 50, 458, holding: 330, [recordedPool],
      says: [hostNetwork, finished]),
    pods(
      "kubectl-1.37/nodes_pods_wide.txt", nodes: 50, 458, holding: 330, [recordedPool],
      says: ["50 node rows, 458 pod rows", hostNetwork, "holds names only"]),
    pods(
      "public/aks-engine-e2e.log", nodes: 3, 22, holding: 7, ["10.240.0.0/24"],
      says: ["22 pod rows", "host-network pods, which take no pod address (15)"]),
    nodes("kubectl-1.37/nodes.txt", 50, blocks: 0, nil, [], says: ["holds names only, no CIDRs"]),
    nodes(
      "kubectl-1.37/nodes_wide.txt", 50, blocks: 0, nil, [], says: ["holds names only, no CIDRs"]),
    nodes(
      "kubectl-1.37/raw_nodes_Table.json", 50, blocks: 0, nil, [],
      says: ["holds names only, no CIDRs"]),
    nodes(
      "cilium-operator-1.19/c1_ciliumnodes_wide.txt", 22, blocks: 0, nil, [],
      says: ["holds names only, no CIDRs"]),
  ]

  private static let objects: [Self] = [
    pods(
      "kubectl-1.37/nodes_pods.json", nodes: 50, blocks: 50, 458, holding: 330, mode: "kubernetes",
      [recordedPool], says: [hostNetwork, finished, without]),
    pods(
      "kubectl-1.37/pods.yaml", nodes: 50, 458, holding: 330, [recordedPool],
      says: [hostNetwork, finished, without]),
    pods(
      "kubectl-1.37/raw_pods_limit100.json", nodes: 39, 100, holding: 89, [recordedPool],
      says: ["not complete (metadata.continue), 358 more"]),
    nodes("kubectl-1.37/nodes.json", 50, blocks: 50, "kubernetes", [recordedPool]),
    nodes("kubectl-1.37/nodes.yaml", 50, blocks: 50, "kubernetes", [recordedPool]),
    nodes("kubectl-1.37/raw_nodes_NodeList.json", 50, blocks: 50, "kubernetes", [recordedPool]),
    nodes("kubectl-1.37/raw_watch_nodes.jsonl", 50, blocks: 50, "kubernetes", [recordedPool]),
    nodes("kubectl-1.37/watch_nodes.yaml", 51, blocks: 51, "kubernetes", [recordedPool]),
    nodes("derived/nodes_jsonlines.jsonl", 50, blocks: 50, "kubernetes", [recordedPool]),
    .init(
      file: "derived/nodes_truncated.json",
      refusal: "nodes_truncated.json:2364:20: the JSON text ends"),
    nodes(
      "public/nodes-troubleshoot-bundle.json", 6, blocks: 0, "kubernetes", [],
      says: ["CIDRs made unreadable, left out (5): ***HIDDEN***/25 of biggernode-3i745"]),
    nodes("public/nodes-sonobuoy.json", 3, blocks: 3, "kubernetes", ["10.244.0.0/22"]),
    nodes(
      "public/nodes-popeye-lint.yaml", 5, blocks: 2, "kubernetes", ["10.244.0.0/23"],
      says: ["nodes without a block (3): n3, n4, n5"]),
    nodes(
      "public/controlplane-v124-init.yaml", 2, blocks: 2, "kubernetes", ["10.244.0.0/23"],
      says: ["2 Nodes, 2 CiliumNodes"]),
    nodes(
      "public/controlplane-v126-init.yaml", 2, blocks: 2, "kubernetes", ["10.244.0.0/23"],
      says: ["2 Nodes, 2 CiliumNodes"]),
    nodes("public/controlplane-v126-state1.yaml", 2, blocks: 2, "kubernetes", ["10.244.0.0/23"]),
    nodes(
      "public/ciliumnode-testutils.yaml", 1, blocks: 2, "cluster-pool",
      ["10.244.1.0/24", "fd00:10:244:1::/64"]),
    nodes("public/node-calico-mock2.yaml", 1, blocks: 1, "kubernetes", ["10.10.20.0/24"]),
    .init(
      file: "public/podippool-acme.yaml", found: .init(mode: "multi-pool"),
      says: ["pool acme-pool: 10.20.0.0/16"]),
  ]

  private static let recordings: [Self] = [
    nodes(
      "kube-controller-manager-1.36/nodes_full.json", 257, blocks: 255, "kubernetes",
      ["10.244.0.0/16"],
      says: [
        "nodes without a block (2)",
        "blocks that two nodes hold (1): 10.244.0.0/24 of node-01 and fill-152",
      ]),
    nodes(
      "kube-controller-manager-1.36/x1_nodes.yaml", 6, blocks: 4, "kubernetes", ["10.10.0.0/26"],
      says: ["nodes without a block (2): n6, n7"]),
    nodes(
      "kube-controller-manager-1.36/x2_nodes_dual.json", 4, blocks: 6, "kubernetes",
      ["10.20.0.0/18", "fd00:20::/62"], says: ["nodes without a block (1)"]),
    nodes(
      "kube-controller-manager-1.36/x3_nodes_maskchange.json", 15, blocks: 11, "kubernetes",
      ["10.30.0.0/20"], says: ["blocks inside another node's block (6)"]),
    nodes(
      "cilium-operator-1.19/c1_ciliumnodes.json", 22, blocks: 22, "cluster-pool", ["10.0.0.0/19"]),
    nodes(
      "cilium-operator-1.19/c2_ciliumnodes_exhausted.yaml", 7, blocks: 4, "cluster-pool",
      ["10.10.0.0/26"],
      says: [#"nodes that the operator reports an error for, "allocator full" (3): n5, n6, n7"#]),
    nodes(
      "cilium-operator-1.19/c4_ciliumnodes_dual.yaml", 3, blocks: 6, "cluster-pool",
      ["10.0.0.0/22", "fd00::/118"]),
    nodes(
      "cilium-operator-1.19/c9_ciliumnodes_multipool.json", 6, blocks: 4, "multi-pool",
      ["10.10.0.0/25"], says: ["pool empty"]),
    .init(
      file: "kube-controller-manager-1.36/x1_events.json",
      says: [waiting("n5, n6, n7", 3), leftOut]),
    .init(
      file: "kube-controller-manager-1.36/events_exhausted.json",
      says: [waiting("fill-155, fill-156, fill-157", 3), leftOut]),
    .init(
      file: "cilium-operator-1.19/c9_pools.yaml", found: .init(mode: "multi-pool"),
      says: ["pool default: 10.10.0.0/25"]),
  ]

  private static let leftOut =
    #"events that tell nothing of addresses, left out (1): "KubeAPIReadyz""#

  private static func waiting(_ nodes: String, _ count: Int) -> String {
    "nodes that kube-controller-manager has no block for (CIDRNotAvailable) (\(count)): \(nodes)"
  }

  private static let configurations: [Self] = [
    configuration(
      "cilium-config-kops-eni.yaml", "eni",
      says: ["keys that mode eni does not use (1): cluster-pool-ipv4-mask-size"]),
    configuration("cilium-config-kops-ipv6.yaml", "kubernetes", says: ["IPv4 off, IPv6 on"]),
    configuration("cilium-config-kops-gce.yaml", "kubernetes", says: ["IPv4 on, IPv6 off"]),
    configuration("cilium-config-projectsyn.yaml", "cluster-pool", ["10.0.0.0/8"]),
    configuration("ciliumconfig-olm-clustermesh.yaml", "cluster-pool", ["10.0.0.0/8"]),
    .init(
      file: "public/cilium-config-kubeone.yaml",
      refusal: "cilium-config-kubeone.yaml:26:1: not YAML: could not find expected ':'; a template"),
    .init(
      file: "public/kwok-node.yaml", refusal: "kwok-node.yaml: nothing known in it"),
  ]

  private static let values: [Self] = [
    configuration("values-gardener.yaml", "kubernetes", says: ["below global"]),
    configuration("values-giantswarm.yaml", "cluster-pool", ["10.0.0.0/8"], says: ["chart 1.19"]),
    configuration(
      "values-pi-cluster.yaml", "cluster-pool", ["10.42.0.0/16"], says: ["blocks of /24"]),
    configuration("values-hercules.yaml", "kubernetes"),
    configuration("hr-toboshii.yaml", "kubernetes", says: ["below spec.values", "chart 1.12"]),
    configuration("values-toboshii-talos.yaml", "kubernetes"),
    configuration("values-adampetrovic.yaml", "kubernetes"),
    configuration("hr-carldanley.yaml", "kubernetes"),
    configuration("hr-diaoul.yaml", "kubernetes"),
    configuration("values-merox.yaml", "kubernetes"),
    configuration("hr-buroa.yaml", "kubernetes"),
    configuration("values-bjws.yaml", "kubernetes"),
    configuration("values-smana-eks-eni.yaml", "eni", says: ["prefix delegation on"]),
    configuration("values-cozystack.yaml", "kubernetes", says: ["below cilium"]),
    configuration(
      "values-kubespray-helm.yml", "cluster-pool",
      says: ["unfilled templates, left out (1): {{ kube_pods_subnet }}", "chart 1.18"]),
    configuration("chart-values-1.7.0.yaml", nil, says: ["chart 1.7", "hostscope-legacy"]),
    configuration("chart-values-1.8.0.yaml", "cluster-pool", ["10.0.0.0/8"], says: ["chart 1.8"]),
    configuration("chart-values-1.9.0.yaml", "cluster-pool", ["10.0.0.0/8"], says: ["chart 1.9"]),
    configuration("chart-values-1.10.0.yaml", "cluster-pool", ["10.0.0.0/8"], says: ["chart 1.10"]),
    configuration("chart-values-1.11.0.yaml", "cluster-pool", ["10.0.0.0/8"], says: ["chart 1.11"]),
    configuration(
      "chart-values-1.19.0-dev.yaml", "cluster-pool", ["10.0.0.0/8"], says: ["chart 1.19"]),
  ]

  /// Files that are listed for other purposes than opening, and what they are.
  static let otherKinds = [
    "kube-controller-manager-1.36/e1.tsv": "a recorded sequence",
    "kube-controller-manager-1.36/e2.tsv": "a recorded sequence",
    "cilium-operator-1.19/c1.tsv": "a recorded sequence",
    "cilium-operator-1.19/c2.tsv": "a recorded sequence",
  ]
}
