import Allocation

/// A limit that somebody publishes, with its source.
public struct SizingLimit: Hashable, Sendable {
  /// What is limited.
  public enum Subject: Hashable, Sendable {
    case nodes, podsPerNode, pods, containers
  }

  /// What is limited.
  public let subject: Subject
  /// What holds.
  public let value: Int
  /// The limit in a few words.
  public let text: String
  /// Who says so.
  public let source: String

  /// The limits that hold for a question under a mode.
  static func all(_ question: SizingQuestion, _ mode: String) -> [SizingLimit] {
    var limits = kubernetes
    switch mode {
    case "gke": limits += gke(question)
    case "aks": limits += aks(question)
    case "vpc-cni": limits += eks(question)
    case "ovn-kubernetes":
      limits.append(
        SizingLimit(
          subject: .nodes, value: 512, text: "512 nodes with the defaults 10.128.0.0/14 and /23",
          source: "openshift/openshift-docs 07fe3f36 networking/cidr-range-definitions.adoc (later "
            + "versions print 510 nodes)"))
    default: break
    }
    // Defaults are no limits once somebody chooses otherwise: they are told and do not count.
    return limits
  }

  /// Whether it bounds what is asked, and is not a default that is only told.
  public var binds: Bool { !text.contains("with the defaults") }

  private static let largeClusters =
    "kubernetes/website content/en/docs/setup/best-practices/cluster-large.md"

  /// Kubernetes' own.
  public static let kubernetes = [
    SizingLimit(
      subject: .nodes, value: KubernetesLimits.nodes, text: "Kubernetes supports 5000 nodes",
      source: largeClusters),
    SizingLimit(
      subject: .pods, value: KubernetesLimits.pods, text: "Kubernetes supports 150000 pods",
      source: largeClusters),
    SizingLimit(
      subject: .podsPerNode, value: KubernetesLimits.podsPerNode,
      text: "Kubernetes supports 110 pods a node", source: largeClusters),
    SizingLimit(
      subject: .containers, value: KubernetesLimits.containers,
      text: "Kubernetes supports 300000 containers",
      source: largeClusters),
  ]

  private static func gke(_ question: SizingQuestion) -> [SizingLimit] {
    var limits = [
      SizingLimit(
        subject: .podsPerNode, value: GKESizing.maxPodsRange.upperBound,
        text: "GKE takes 8 to 256 pods a node, and a block of twice as many addresses",
        source: "cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr")
    ]
    if let subnet = question.subnet {
      limits.append(
        SizingLimit(
          subject: .nodes, value: GKESizing.nodes(nodeSubnet: subnet),
          text: "a /\(subnet) has \(GKESizing.nodes(nodeSubnet: subnet)) addresses for nodes: "
            + "Google keeps 4",
          source: "cloud.google.com/kubernetes-engine/docs/concepts/alias-ips"))
    }
    return limits
  }

  private static func aks(_ question: SizingQuestion) -> [SizingLimit] {
    var limits = [
      SizingLimit(
        subject: .podsPerNode, value: AKSNetworking.maxPodsRange.upperBound,
        text: "AKS takes 10 to 250 pods a node",
        source: "MicrosoftDocs/azure-aks-docs fb060ab concepts-network-ip-address-planning.md")
    ]
    let networking = question.networking
    let most = networking.maximumNodes(isDualStack: question.families == .dual)
    if networking == .kubenet {
      limits.append(
        SizingLimit(
          subject: .nodes, value: most, text: "kubenet has \(most) nodes: Azure takes 400 routes",
          source: "MicrosoftDocs/azure-aks-docs fb060ab configure-kubenet.md"))
    }
    if let subnet = question.subnet, networking != .nodeSubnet {
      let count = AKSSizing.nodesWithAddress(subnet: subnet)
      limits.append(
        SizingLimit(
          subject: .nodes, value: count * question.zones,
          text:
            "a /\(subnet) has \(count) addresses for nodes: Azure keeps 5 (first four and last)",
          source: "MicrosoftDocs/azure-aks-docs fb060ab concepts-network-ip-address-planning.md"))
    }
    return limits
  }

  private static func eks(_ question: SizingQuestion) -> [SizingLimit] {
    guard let capacity = PodCapacity(ofEC2: question.instance) else { return [] }
    let (plain, prefixes) = (capacity.maxPods(), capacity.maxPods(prefixes: true, capped: true))
    var text = "\(question.instance): \(plain) pods by single addresses"
    if capacity.takesPrefixes { text += ", \(prefixes) recommended by prefixes" }
    var limits = [
      SizingLimit(
        subject: .podsPerNode, value: max(plain, prefixes), text: text,
        source: "aws/amazon-vpc-cni-k8s b521883 misc/eni-max-pods.txt; awslabs/amazon-eks-ami "
          + "max-pods-calculator.sh")
    ]
    if let subnet = question.subnet {
      let count = max(0, (1 << (32 - subnet)) - 5)
      limits.append(
        SizingLimit(
          subject: .nodes, value: count * question.zones,
          text: "a /\(subnet) has \(count) addresses, for nodes and pods: AWS keeps 5",
          source: "docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"))
    }
    return limits
  }
}
