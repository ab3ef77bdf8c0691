public import Addressing

/// The options of a mode whose pod CIDRs come from kube-controller-manager.
public struct NodeIPAMOptions: Hashable, Sendable {
  /// How the API server answers a patch of a node.
  public enum PatchAnswer: String, Hashable, Sendable, CaseIterable {
    /// The node has its pod CIDRs.
    case ok
    /// The patch is refused, and the controller knows it.
    case refused
    /// No answer in time, so that the controller does not know.
    case timeout
  }

  /// The cluster CIDRs, in the order of the flag.
  public var clusterCIDRs: [IPPrefix]
  /// `--node-cidr-mask-size-ipv4`.
  public var mask = ControllerManagerFlags.standardMaskIPv4
  /// `--node-cidr-mask-size-ipv6`.
  public var mask6 = ControllerManagerFlags.standardMaskIPv6
  /// `--service-cluster-ip-range`.
  public var serviceCIDRs: [IPPrefix] = []
  /// What the API server answers for a while, and for how many nodes; nil for all of them.
  public var patch = PatchAnswer.ok
  /// How many assignments meet that answer; nil for all.
  public var patchFaults: Int?

  /// The cluster CIDR that kubeadm's documentation, kind and minikube use; the flag has no default.
  public static let usualClusterCIDR = IPPrefix(IPAddress(.v4, bits: 0x0af4_0000), length: 16)

  /// What the options mean, in the order of `values`.
  static let meanings: [(key: String, meaning: String, standard: String)] = [
    ("mask", "prefix length of a node's IPv4 block, --node-cidr-mask-size-ipv4", "24"),
    ("mask6", "prefix length of a node's IPv6 block, --node-cidr-mask-size-ipv6", "64"),
    (
      "service-cidr",
      "--service-cluster-ip-range: none, a CIDR, or one of each family with a comma between; every "
        + "block that it touches is skipped", "none"
    ),
    (
      "patch",
      "the API server's answer to the controller's patch of a node: ok, refused, timeout; "
        + "timeout:3 for the next three nodes only", "ok"
    ),
  ]

  /// Cluster CIDRs as a plan names them.
  public init(pools: [IPPrefix]) {
    clusterCIDRs = pools.isEmpty ? [Self.usualClusterCIDR] : pools
  }

  /// The options as text.
  public var values: [ModeOption] {
    let services = serviceCIDRs.map(\.description).joined(separator: ",")
    return [
      ModeOption("mask", String(mask)), ModeOption("mask6", String(mask6)),
      ModeOption("service-cidr", services.isEmpty ? "none" : services),
      ModeOption("patch", patch.rawValue + (patchFaults.map { ":\($0)" } ?? "")),
    ]
  }

  /// Takes over one option; false if it is none of these.
  mutating func set(_ option: ModeOption) throws(OptionError) -> Bool {
    switch option.key {
    // The controller itself would take a longer mask, and hand out blocks without a length; 0 is
    // the flag not given.
    case "mask": mask = try OptionText.number(option, in: 1...32)
    case "mask6": mask6 = try OptionText.number(option, in: 1...128)
    case "service-cidr": serviceCIDRs = try Self.services(option)
    case "patch": try setPatch(option)
    default: return false
    }
    return true
  }

  private mutating func setPatch(_ option: ModeOption) throws(OptionError) {
    let parts = option.value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = ModeOption(option.key, String(parts[0]))
    let position = try OptionText.choice(kind, of: PatchAnswer.allCases.map(\.rawValue))
    guard parts.count < 2 || position > 0 else {
      throw OptionError(
        key: option.key, reason: "\"\(option.value)\" counts what is no fault; ok stands alone")
    }
    patchFaults =
      try parts.count < 2
      ? nil : OptionText.number(ModeOption(option.key, String(parts[1])), in: 0...1_000_000)
    patch = PatchAnswer.allCases[position]
  }

  private static func services(_ option: ModeOption) throws(OptionError) -> [IPPrefix] {
    guard option.value != "none" else { return [] }
    var services: [IPPrefix] = []
    for part in option.value.split(separator: ",", omittingEmptySubsequences: false) {
      do {
        services.append(try IPPrefix(parsing: String(part)))
      } catch {
        throw OptionError(key: option.key, reason: error.description)
      }
    }
    return services
  }

  /// What kube-controller-manager makes of the options, or why it does not start.
  public func configuration() throws(Refusal) -> RangeAllocator.Configuration {
    guard !clusterCIDRs.isEmpty else {
      throw .system("Controller: Must specify --cluster-cidr if --allocate-node-cidrs is set")
    }
    var flags = ControllerManagerFlags()
    flags.clusterCIDR = clusterCIDRs.map(\.description).joined(separator: ",")
    flags.serviceClusterIPRange = serviceCIDRs.map(\.description).joined(separator: ",")
    let families = Set(clusterCIDRs.map(\.family))
    if families.contains(.v4) { flags.nodeCIDRMaskSizeIPv4 = mask }
    if families.contains(.v6) { flags.nodeCIDRMaskSizeIPv6 = mask6 }
    let configuration: RangeAllocator.Configuration
    do {
      configuration = try flags.configuration()
    } catch {
      throw .system(error.description)
    }
    do { _ = try RangeAllocator(configuration) } catch { throw .system(error.description) }
    return configuration
  }
}

extension NodeIPAMOptions {
  /// Takes a cluster CIDR from the list.
  mutating func remove(_ pool: IPPrefix) throws(Refusal) {
    guard clusterCIDRs.contains(pool) else {
      let list = clusterCIDRs.map(\.description).joined(separator: ", ")
      throw .system("\(pool) is not in the list of pools, which is \(list)")
    }
    clusterCIDRs.removeAll { $0 == pool }
  }
}
