public import Addressing
import HashTreeCollections

/// The AWS VPC CNI: EC2's subnets, and on each node ipamd, which draws addresses from them.
///
/// amazon-vpc-cni-k8s 1.23 (`pkg/ipamd/ipamd.go`, `pkg/ipamd/datastore/data_store.go`). There is no
/// operator: nodes know nothing of each other and meet in the subnets only.
public struct VPCCNI: IPAMMode {
  /// What was chosen.
  public internal(set) var settings: Settings
  /// The subnets.
  public internal(set) var vpc: VPC
  /// Parts of the subnets that no node can have: EC2's own addresses, and other people's.
  public internal(set) var withheld: [IPPrefix] = []
  /// The next instant at which some node's daemon, or an address's rest, changes something.
  public internal(set) var nextDue: Duration?
  /// Other people's addresses.
  var elsewhere: [IPPrefix] = []
  /// The daemons of the nodes; one without interfaces belongs to an instance not launched yet.
  var managers: TreeDictionary<NodeID, PoolManager> = [:]
  /// When each node's daemon acts by itself.
  var due: TreeDictionary<NodeID, Duration> = [:]
  /// Nodes on which a pod was refused for want of an address.
  var starving: TreeDictionary<NodeID, Bool> = [:]
  /// Nodes EC2 has refused something, or an instance itself.
  var refused: TreeDictionary<NodeID, Bool> = [:]
  /// Times room was made in the VPC when the refused were last looked at.
  var openingsSeen = 0
  /// EC2 calls already counted.
  var callsSeen = 0
  /// Zone labels in the order they came up.
  var zoneLabels: [String] = []
  /// The zone of each node.
  var zoneByNode: TreeDictionary<NodeID, Int> = [:]
  /// Nodes by zone.
  var nodesByZone: [Int]
  /// Whether options were changed that a running daemon has not read.
  var isRolloutDue = false

  /// The mode as a plan names it.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    do {
      try self.init(Settings(pools: pools, options: options))
    } catch {
      throw .badOption(error)
    }
  }

  /// A VPC with these settings and no node.
  public init(_ settings: Settings) throws(OptionError) {
    self.settings = settings
    vpc = VPC()
    nodesByZone = Array(repeating: 0, count: settings.zones)
    if Set(settings.pools.map(\.family)).count > 1 {
      throw OptionError(
        key: "pool",
        reason: "IPv4 and IPv6 are both enabled. VPC CNI currently does not support dual stack mode"
      )
    }
    for cidr in settings.pools { try add(cidr) }
    try refreshVPC()
  }

  /// Adds a subnet in the next zone.
  mutating func add(_ cidr: IPPrefix) throws(OptionError) {
    if let other = vpc.subnets.first(where: { !$0.isDeleted && $0.cidr.overlaps(cidr) }) {
      throw OptionError(
        key: "pool",
        reason: "InvalidSubnet.Conflict: The CIDR '\(cidr)' conflicts with another subnet "
          + "(\(other.cidr))")
    }
    do {
      try vpc.add(cidr, zone: vpc.subnets.count % settings.zones)
    } catch {
      throw OptionError(
        key: "pool",
        reason: "\(error) A subnet is a /16 to /28 of IPv4 or a /64 of IPv6; this is \(cidr)")
    }
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// The subnets.
  public var pools: [IPPrefix] { vpc.subnets.filter { !$0.isDeleted }.map(\.cidr) }

  /// Whether the plan is one of IPv6: then every node has one prefix, and that is all.
  var isV6: Bool { vpc.subnets.first?.cidr.family == .v6 }

  /// Single addresses, /28s with prefix delegation, /80s of IPv6.
  public func unitLength(_ family: IPFamily) -> Int? {
    guard (family == .v6) == isV6 else { return nil }
    if isV6 { return VPC.v6PrefixLength }
    return settings.targets.delegatesPrefixes ? VPC.v4PrefixLength : 32
  }

  /// The addresses of each subnet, or its /80s.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    vpc.subnets.filter { !$0.isDeleted && $0.cidr.family == family }.map(\.units)
  }

  /// The kubelet's limit on the default type.
  public var maxPods: Int { maxPods(ofType: settings.instanceType) }

  /// The kubelet's limit on a node's own type.
  public func maxPods(for order: NodeOrder) -> Int {
    maxPods(ofType: order.instanceType ?? settings.instanceType)
  }

  /// AWS's calculator caps what prefixes would allow; single addresses are taken as they are.
  private func maxPods(ofType type: String) -> Int {
    if let limit = settings.maxPods { return limit }
    guard let capacity = PodCapacity(ofEC2: type) else { return 110 }
    let prefixes = settings.targets.delegatesPrefixes || isV6
    return capacity.maxPods(
      prefixes: prefixes, customNetworking: settings.customNetworking,
      interfaceLimit: settings.interfaceLimit, capped: prefixes)
  }

  /// Addresses on all interfaces of the default type: the published number without the two pods
  /// that use the host's network.
  public var usablePerNode: [IPFamily: Int] {
    if isV6 { return [.v6: InterfaceCIDR.v6Addresses] }
    guard let capacity = PodCapacity(ofEC2: settings.instanceType) else { return [.v4: 0] }
    let usable = capacity.addresses(
      prefixes: settings.targets.delegatesPrefixes,
      customNetworking: settings.customNetworking, interfaceLimit: settings.interfaceLimit)
    return [.v4: usable]
  }

  /// What the plugin tells the kubelet (`cmd/routed-eni-cni-plugin/cni.go`).
  public func exhaustedText(_ family: IPFamily) -> String {
    "plugin type=\"aws-cni\" name=\"aws-cni\" failed (add): add cmd: failed to assign an IP address "
      + "to container"
  }

  /// A node waits until its daemon has an address to give.
  public func waitingText(of node: Node) -> String {
    "Failed to attach any ENIs for custom networking"
  }
}
