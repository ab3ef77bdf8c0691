/// Google's arithmetic of pod ranges, node subnets and pods a node.
///
/// cloud.google.com/kubernetes-engine/docs: how-to/flexible-pod-cidr (blocks by pods a node) and
/// concepts/alias-ips (tables of ranges); GoogleCloudPlatform/gke-ip-address-management 8963a7c
/// (`src/rules`). All of it is IPv4.
public enum GKESizing {
  /// Pods a node can be set to take.
  public static let maxPodsRange = 8...256
  /// What a Standard cluster's nodes take unless they are told otherwise.
  public static let standardMaxPods = 110
  /// What an Autopilot cluster's nodes take.
  public static let autopilotMaxPods = 32
  /// The length of the pod range that GKE makes itself.
  public static let standardPodRange = 14
  /// Addresses of every subnet's primary range that Google keeps: the first two and the last two.
  public static let reservedInSubnet = 4

  /// The length of a node's block: the smallest that holds twice the pods, so that an address is not
  /// used again at once.
  public static func nodeMask(maxPods: Int) -> Int {
    precondition(maxPods > 0 && maxPods <= 1 << 30, "a node takes 1 to 2^30 pods")
    var mask = 32
    while 1 << (32 - mask) < 2 * maxPods { mask -= 1 }
    return mask
  }

  /// Pods that the calculator offers for a block: half of its addresses, at most the 110 of GKE's
  /// default.
  public static func offeredMaxPods(nodeMask: Int) -> Int {
    precondition((0...32).contains(nodeMask), "a mask of IPv4 has 0 to 32 bits")
    return min(standardMaxPods, addresses(nodeMask) / 2)
  }

  /// Addresses of a range.
  public static func addresses(_ length: Int) -> Int {
    precondition((0...32).contains(length), "a range of IPv4 has a length of 0 to 32")
    return 1 << (32 - length)
  }

  /// Nodes whose blocks a pod range holds.
  public static func nodes(podRange: Int, nodeMask: Int) -> Int {
    nodeMask < podRange ? 0 : addresses(podRange) / addresses(nodeMask)
  }

  /// Nodes that a subnet's primary range has addresses for.
  public static func nodes(nodeSubnet: Int) -> Int {
    max(0, addresses(nodeSubnet) - reservedInSubnet)
  }

  /// Nodes a cluster can have: by subnet and by pod range, in whole zones.
  public static func nodes(
    nodeSubnet: Int, podRange: Int, nodeMask: Int, zones: Int = 1
  ) -> Int {
    precondition(zones > 0, "a cluster has a zone")
    let limit = min(nodes(nodeSubnet: nodeSubnet), nodes(podRange: podRange, nodeMask: nodeMask))
    return limit - limit % zones
  }

  /// Addresses that the blocks of all nodes of a subnet take.
  public static func podAddresses(nodeSubnet: Int, nodeMask: Int) -> Int {
    nodes(nodeSubnet: nodeSubnet) * addresses(nodeMask)
  }

  /// The pod range Google's table gives a subnet: a block for each of its addresses, reserved ones
  /// included; nil if that is more than all of IPv4.
  public static func tabledPodRange(nodeSubnet: Int, nodeMask: Int) -> Int? {
    let length = nodeSubnet + nodeMask - 32
    return length < 0 ? nil : length
  }

  /// The smallest pod range that holds the blocks of all nodes of a subnet.
  public static func smallestPodRange(nodeSubnet: Int, nodeMask: Int) -> Int? {
    let needed = podAddresses(nodeSubnet: nodeSubnet, nodeMask: nodeMask)
    return (0...32).last { addresses($0) >= needed }
  }
}
