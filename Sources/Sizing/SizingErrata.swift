public import Simulation

/// What published pages print otherwise than their own rules say.
public struct SizingErratum: Hashable, Sendable {
  /// The provider or system.
  public let system: String
  /// The page.
  public let page: String
  /// What it prints.
  public let prints: String
  /// What its own rule gives.
  public let gives: String

  /// Mistakes in published sizing tables that differ from what this program answers.
  public static let all = [
    SizingErratum(
      system: "openshift", page: "OpenShift documentation, CIDR range definitions",
      prints: "510 cluster nodes", gives: "512 nodes of 510 addresses each"),
    SizingErratum(
      system: "aks", page: "MicrosoftDocs/azure-aks-docs fb060ab configure-kubenet.md",
      prints: "Azure reserves the first three addresses", gives: "the first four and the last"),
    SizingErratum(
      system: "gke", page: "a transcription of GKE's VPC-native tables",
      prints: "/24: 65512 pod addresses; 33 to 64 pods: /26", gives: "64512; /25"),
    SizingErratum(
      system: "eks", page: "aws-eks-best-practices dc0243a subnet-calc.xlsx",
      prints: "510 usable in a /23, pods by 30 addresses an interface",
      gives: "507 usable, 29 for pods: each interface keeps one"),
    SizingErratum(
      system: "eks", page: "amazon-vpc-cni-k8s b521883 docs/prefix-and-ip-target.md",
      prints: "t3.small, WARM_IP_TARGET 7, MINIMUM_IP_TARGET 20, no pods: 1 prefix, 16 unused",
      gives: "2 prefixes, 32 unused"),
    SizingErratum(
      system: "eks", page: "amazon-vpc-cni-k8s b521883 docs/prefix-and-ip-target.md",
      prints: "p3dn, 3, 95 and 45 pods: 2, 3 and 2 interfaces", gives: "1 interface"),
    SizingErratum(
      system: "rke2", page: "rancher/rke2-docs 9477b7b, requirements",
      prints: "more than 255 nodes need another CIDR", gives: "256 blocks of /24 in a /16"),
  ]

  /// Those that a question touches.
  public static func touching(_ question: SizingQuestion) -> [SizingErratum] {
    all.filter { $0.system == question.provider?.rawValue }
  }

  /// The mistakes as a table.
  public static func table(_ errata: [SizingErratum]) -> Table {
    Table(
      title: "published otherwise", columns: ["PAGE", "PRINTS", "ITS RULE GIVES"],
      rows: errata.map { [$0.page, $0.prints, $0.gives] })
  }
}
