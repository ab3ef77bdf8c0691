import Addressing
import Allocation
public import Simulation

/// The tables that providers publish, each cell answered by the same question that anybody may ask.
///
/// A cell that nothing can be built for is empty; where a page prints otherwise the errata say so.
public enum SizingPublished {
  /// The tables of a system and where they are published; empty for a system without any.
  public static func tables(of system: String) -> [Table] {
    switch system {
    case "gke": [gkeMasks, gkeRanges, gkeSubnets]
    case "aks": [aksOverlay, aksNodeSubnet, aksStatic, aksDynamic]
    case "eks": [eksTypes]
    case "openshift": [openshiftPrefixes]
    case "kubernetes": [kubernetesLimits]
    default: []
    }
  }

  /// The systems that have tables.
  public static let systems = ["gke", "aks", "eks", "openshift", "kubernetes"]

  /// What `size` answers to words: the best choice, nil where there is none.
  private static func best(_ words: String) -> SizingChoice? {
    let question = try? SizingQuestion(words: words.split(separator: " ").map(String.init))
    return question.flatMap { SizingAnswer($0).best }
  }

  private static func text(_ count: Int?) -> String { count.map { String($0) } ?? "" }

  /// cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr.
  private static var gkeMasks: Table {
    Table(
      title: "GKE: a node's block by its pods (how-to/flexible-pod-cidr)",
      columns: ["MAX PODS", "BLOCK", "ADDRESSES"], numeric: [0, 2],
      rows: [8, 9, 16, 17, 32, 33, 64, 65, 110, 128, 129, 256].map { pods in
        let mask = best("nodes=3 provider=gke pods=5 max-pods=\(pods)")?.ranges.first?.mask
        return ["\(pods)", mask.map { "/\($0)" } ?? "", text(mask.map { 1 << (32 - $0) })]
      })
  }

  /// cloud.google.com/kubernetes-engine/docs/concepts/alias-ips.
  private static var gkeRanges: Table {
    Table(
      title: "GKE: nodes and pods by the pod range, at 110 pods a node (concepts/alias-ips)",
      columns: ["POD RANGE", "NODES", "PODS"], numeric: [1, 2],
      rows: (9...24).reversed().map { length in
        let pool = IPPrefix(IPAddress(.v4, bits: 0), length: length)
        let nodes = best("nodes=1 provider=gke pool=\(pool)")?.ranges.first?.nodes
        return ["/\(length)", text(nodes), text(nodes.map { $0 * 110 })]
      })
  }

  private static var gkeSubnets: Table {
    Table(
      title: "GKE: nodes by the subnet, of which Google keeps 4 (concepts/alias-ips)",
      columns: ["SUBNET", "NODES"], numeric: [1],
      rows: (19...29).reversed().map { length in
        // The limit itself: of 8188 nodes Kubernetes supports 5000.
        let limits = best("nodes=1 provider=gke subnet=/\(length) pool=0.0.0.0/9")?.limits ?? []
        return [
          "/\(length)", text(limits.first { $0.text.hasPrefix("a /\(length) has") }?.value),
        ]
      })
  }

  /// MicrosoftDocs/azure-aks-docs fb060ab, concepts-network-azure-cni-overlay.md.
  private static var aksOverlay: Table {
    Table(
      title: "AKS overlay: a /24 a node (concepts-network-azure-cni-overlay.md)",
      columns: ["POD CIDR", "NODES", "PODS"], numeric: [1, 2],
      rows: (13...22).reversed().map { length in
        let pool = IPPrefix(IPAddress(.v4, bits: 10 << 24), length: length)
        let nodes = best("nodes=1 modes=aks max-pods=250 pool=\(pool)")?.ranges.first?.nodes
        return ["/\(length)", text(nodes), text(nodes.map { $0 * 250 })]
      })
  }

  /// The same, concepts-network-ip-address-planning.md: (n + surge) + (n + surge) x max pods.
  private static var aksNodeSubnet: Table {
    Table(
      title:
        "AKS node subnet, 30 pods a node, one of surge (concepts-network-ip-address-planning.md)",
      columns: ["NODES", "A NODE", "ADDRESSES", "SUBNET"], numeric: [0, 1, 2],
      rows: [3, 5, 10, 20, 50, 60, 100, 200, 400].map { nodes in
        let range = best(
          "nodes=\(nodes) modes=aks networking=node-subnet pods=30 max-pods=30 surge=1")?
          .ranges.first
        let each = range.map { Int(clamping: $0.perFullNode) }
        return [
          "\(nodes)", text(each), text(each.map { $0 * (nodes + 1) }),
          range.map { "/\($0.pool.length)" } ?? "",
        ]
      })
  }

  /// The same, concepts-network-azure-cni-pod-subnet.md: /28s, one address of them the node's own.
  private static var aksStatic: Table {
    Table(
      title: "AKS pod subnet, static blocks (concepts-network-azure-cni-pod-subnet.md)",
      columns: ["MAX PODS", "BLOCKS OF /28", "ADDRESSES"], numeric: [0, 1, 2],
      rows: [15, 16, 30, 31, 32, 110, 111, 250].map { pods in
        let range = best(
          "nodes=3 modes=aks networking=pod-subnet-static pods=10 max-pods=\(pods)")?.ranges.first
        let each = range.map { Int(clamping: $0.perFullNode) }
        return ["\(pods)", text(each.map { $0 / AKSSizing.blockSize }), text(each)]
      })
  }

  private static var aksDynamic: Table {
    Table(
      title: "AKS pod subnet, dynamic: batches of 16 (concepts-network-azure-cni-pod-subnet.md)",
      columns: ["PODS", "ADDRESSES"], numeric: [0, 1],
      rows: [1, 8, 9, 24, 25, 40, 110].map { pods in
        let range = best(
          "nodes=3 modes=aks networking=pod-subnet-dynamic pods=\(pods) max-pods=110")?.ranges.first
        return ["\(pods)", text(range.map { Int(clamping: $0.perNode) })]
      })
  }

  /// Types of all sizes: aws/amazon-vpc-cni-k8s b521883 misc/eni-max-pods.txt.
  static let types = [
    "t3.nano", "t3.small", "t3.medium", "t3.large", "t3.xlarge", "c6g.medium", "m4.large",
    "m5.large", "m5.xlarge", "m5.2xlarge", "m5.4xlarge", "m5.8xlarge", "m5.12xlarge",
    "m5.24xlarge", "c5.9xlarge", "c5.18xlarge", "p3dn.24xlarge", "p5.48xlarge", "inf1.24xlarge",
    "g5.48xlarge", "trn1.32xlarge",
  ]

  private static var eksTypes: Table {
    Table(
      title: "EKS: pods by the type (amazon-vpc-cni-k8s b521883 misc/eni-max-pods.txt; "
        + "amazon-eks-ami max-pods-calculator.sh)",
      columns: ["TYPE", "SINGLE", "PREFIXES", "RECOMMENDED", "CUSTOM NETWORK"],
      numeric: [1, 2, 3, 4],
      rows: types.map { type in
        guard let capacity = PodCapacity(ofEC2: type) else { return [type, "", "", "", ""] }
        let takes = capacity.takesPrefixes
        return [
          type, "\(capacity.maxPods())", takes ? "\(capacity.maxPods(prefixes: true))" : "",
          takes ? "\(capacity.maxPods(prefixes: true, capped: true))" : "",
          "\(capacity.maxPods(customNetworking: true))",
        ]
      })
  }

  /// OpenShift, CIDR range definitions: 2^(hostPrefix - 14) nodes of 2^h - 2 addresses.
  private static var openshiftPrefixes: Table {
    Table(
      title: "OpenShift: nodes of 10.128.0.0/14 by hostPrefix (CIDR range definitions)",
      columns: ["HOST PREFIX", "NODES", "DOCUMENTED PODS", "PODS"], numeric: [1, 2, 3],
      rows: (22...26).map { mask in
        let range = best(
          "nodes=1 provider=openshift pods=5 max-pods=2500 pool=10.128.0.0/14 mask=\(mask)")?
          .ranges.first
        return [
          "/\(mask)", text(range?.nodes), "\((1 << (32 - mask)) - 2)", text(range?.usable),
        ]
      })
  }

  /// kubernetes/website, content/en/docs/setup/best-practices/cluster-large.md.
  private static var kubernetesLimits: Table {
    Table(
      title: "Kubernetes: large clusters (best-practices/cluster-large.md)",
      columns: ["LIMIT", "AT MOST"], numeric: [1],
      rows: [
        ["pods a node", "\(KubernetesLimits.podsPerNode)"],
        ["nodes", "\(KubernetesLimits.nodes)"], ["pods", "\(KubernetesLimits.pods)"],
        ["containers", "\(KubernetesLimits.containers)"],
        ["mean of pods a node at 5000", "\(KubernetesLimits.averagePodsPerNode(nodes: 5_000))"],
      ])
  }
}
