public import Allocation

/// A mode that can be proposed: which blocks it cuts, what else decides, and what stays fixed.
public struct SizingMode: Sendable {
  /// Settings of a mode that are worth a row of their own in a comparison.
  public struct Variant: Hashable, Sendable {
    /// The settings in a few words; empty for the mode's own.
    public let label: String
    /// The options.
    public let options: [ModeOption]

    init(_ pairs: (String, String)...) {
      options = pairs.map { ModeOption($0.0, $0.1) }
      label = pairs.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    }
  }

  /// The name in the command language.
  public let name: String
  /// The lengths of a node's IPv4 block to choose among; empty where the mode itself decides.
  public let masks: [Int]
  /// The length of a node's IPv6 block, nil where the mode is not sized for IPv6.
  public let mask6: Int?
  /// The most bits between a pool and its blocks, by family.
  public let widest6: Int
  /// Whether nodes get further blocks as their pods need them.
  public let growsByBlocks: Bool
  /// Whether max-pods= decides the block.
  let takesMaxPods: Bool
  /// Settings to compare.
  public let variants: [Variant]
  /// What can be changed on a live cluster.
  public let changes: [SizingChange]

  init(
    _ name: String, masks: [Int], mask6: Int? = nil, widest6: Int = 16,
    growsByBlocks: Bool = false, takesMaxPods: Bool = true, variants: [Variant] = [Variant()],
    changes: [SizingChange]
  ) {
    self.name = name
    self.masks = masks
    self.mask6 = mask6
    self.widest6 = widest6
    self.growsByBlocks = growsByBlocks
    self.takesMaxPods = takesMaxPods
    self.variants = variants
    self.changes = changes
  }

  /// Every mode that is sized, in the order in which equals are proposed.
  public static let all: [SizingMode] = [
    // Cilium's docs allow a minimum mask of /30 and recommend /29 or larger
    // (Documentation/network/concepts/ipam/cluster-pool.rst, v1.19).
    SizingMode(
      "cluster-pool", masks: Array(20...29), mask6: 120, changes: SizingChange.clusterPool),
    SizingMode(
      "multi-pool", masks: Array(23...29), mask6: 120, growsByBlocks: true,
      variants: [
        Variant(), Variant(("pre-allocate", "default=16")), Variant(("pre-allocate", "default=32")),
      ], changes: SizingChange.multiPool),
    SizingMode("kubernetes", masks: Array(20...29), mask6: 64, changes: SizingChange.kubernetes),
    // Calico's limits of a block (libcalico-go/lib/apis/v3/ippool.go, 87c1590): 20 to 32.
    SizingMode(
      "calico", masks: Array(24...30), mask6: 122, growsByBlocks: true,
      changes: SizingChange.calico),
    SizingMode("ovn-kubernetes", masks: Array(20...27), mask6: 64, changes: SizingChange.openshift),
    SizingMode("gke", masks: [], changes: SizingChange.gke),
    SizingMode("aks", masks: [], changes: SizingChange.aks),
    SizingMode(
      "vpc-cni", masks: [], growsByBlocks: true,
      variants: [
        Variant(), Variant(("warm-ip-target", "5")),
        Variant(("warm-ip-target", "2"), ("minimum-ip-target", "30")),
        Variant(("prefix-delegation", "on")),
      ], changes: SizingChange.vpcCNI),
  ]

  /// The mode called `name`.
  public static func named(_ name: String) -> SizingMode? { all.first { $0.name == name } }

  /// The modes that may be proposed: those asked for, or what the provider has.
  public static func allowed(by question: SizingQuestion) -> [SizingMode] {
    guard question.modes.isEmpty else { return question.modes.compactMap(named) }
    let names: [String] =
      switch question.provider {
      case .gke: ["gke"]
      case .aks: ["aks", "cluster-pool"]
      case .eks: ["vpc-cni", "cluster-pool", "multi-pool"]
      case .openshift: ["ovn-kubernetes"]
      case nil: ["cluster-pool", "multi-pool", "kubernetes"]
      }
    return names.compactMap(named)
  }

  /// The options of a plan of this mode for a question.
  func options(_ question: SizingQuestion, mask: Int?, mask6: Int?, _ variant: Variant)
    -> [ModeOption]
  {
    var options = variant.options
    if let mask, !masks.isEmpty { options.append(ModeOption("mask", String(mask))) }
    if let mask6 { options.append(ModeOption("mask6", String(mask6))) }
    switch name {
    case "gke":
      // GKE's own limits are 8 to 256, and its block follows from this number.
      let range = GKESizing.maxPodsRange
      let maxPods = min(max(question.maxPods, range.lowerBound), range.upperBound)
      options.append(ModeOption("max-pods", String(maxPods)))
      options.append(ModeOption("node-subnet", String(question.subnet ?? 8)))
    case "aks":
      let range = AKSNetworking.maxPodsRange
      let maxPods = min(max(question.maxPods, range.lowerBound), range.upperBound)
      if question.networking != .overlay {
        options.append(ModeOption("networking", question.networking.rawValue))
      }
      options.append(ModeOption("max-pods", String(maxPods)))
    case "vpc-cni":
      options.append(ModeOption("instance-type", question.instance))
      options.append(ModeOption("zones", "1"))
      options.append(ModeOption("max-pods", String(question.maxPods)))
    default: options.append(ModeOption("max-pods", String(question.maxPods)))
    }
    return options
  }
}
