import Measurement

extension MetricQuery.Name {
  var ofAddresses: MetricDefinition? {
    switch self {
    case .addressesTotal:
      MetricDefinition(
        self, .addresses, "addresses", "addresses in the pools: committed + withheld + free",
        why: "it is what somebody had to set aside for the cluster")
    case .addressesCommitted:
      MetricDefinition(
        self, .addresses, "addresses",
        "addresses in blocks that nodes hold: used + reserved + stranded", better: .less,
        why: "nobody else can have them, whether or not a pod uses them")
    case .addressesUsed:
      MetricDefinition(
        self, .addresses, "addresses", "addresses that pods hold, each once",
        why: "it is the part of the plan that does something")
    case .addressesReserved:
      MetricDefinition(
        self, .addresses, "addresses",
        "committed addresses that can never serve a pod: network, broadcast, gateway, router, "
          + "ingress, health, tunnel, interfaces, and what is kept", better: .less,
        why: "it is the fixed price of a block, and the smaller the block the dearer")
    case .addressesStranded:
      MetricDefinition(
        self, .addresses, "addresses", "committed - used - reserved", better: .less,
        why: "they are idle and no other node can have them: most waste is here")
    case .addressesWithheld:
      MetricDefinition(
        self, .addresses, "addresses",
        "addresses of the pools that the modelled system itself never gives: a service range, a "
          + "cloud's own addresses, a tail shorter than a block", better: .less,
        why: "they look free in every table and are not")
    case .addressesFree:
      MetricDefinition(
        self, .addresses, "addresses", "total - committed - withheld", better: .more,
        why: "only from these can nodes to come be served")
    case .addressesOutside:
      MetricDefinition(
        self, .addresses, "addresses", "addresses held outside the pools, in no other number",
        better: .less, why: "nobody accounts for them: a pool was removed, or a node imported")
    default: ofShares
    }
  }

  private var ofShares: MetricDefinition? {
    switch self {
    case .internalWaste:
      MetricDefinition(
        self, .addresses, "thousandths", "(committed - used) x 1000 / committed, cut off",
        better: .less, source: "allocator textbooks' internal fragmentation: allocated - requested",
        why: "a fixed block a node wastes here and nowhere else: 882 with 30 pods in a /24")
    case .idleShare:
      MetricDefinition(
        self, .addresses, "thousandths", "stranded x 1000 / (stranded + used), cut off",
        better: .less,
        why: "internal waste with the fixed price of a block apart: interfaces' own addresses, "
          + "network, broadcast, router")
    case .hostDensity:
      MetricDefinition(
        self, .addresses, "thousandths", "ln(used) x 1000 / ln(total), rounded",
        source: "RFC 3194, section 2",
        why: "it compares pools of unlike size, and IPv6, where percentages say nothing; 800 is "
          + "reasonable, 870 the practical maximum")
    case .usablePerNode:
      MetricDefinition(
        self, .addresses, "addresses",
        "addresses that IPAM can give the pods of one node, whatever the kubelet's limit",
        source: "the modelled system's own rule, see describe MODE",
        why: "below max-pods the node fails with room in the kubelet, far above it strands")
    default: nil
    }
  }

  var ofReserved: MetricDefinition? {
    guard let cause = reservedCause else { return nil }
    let (formula, why) = Self.reserved(cause)
    return MetricDefinition(
      self, .addresses, "addresses", "committed addresses that are \(formula)", better: .less,
      source: cause.source, why: why)
  }

  private static func reserved(_ cause: ReservedCause) -> (formula: String, why: String) {
    switch cause {
    case .network:
      ("the first of their block", "one a block, so small blocks pay it often")
    case .broadcast:
      ("the last of their block", "one a block, of IPv6 blocks too in Cilium")
    case .gateway:
      ("the second of their block, a bridge's or switch's", "one a block with host-local and OVN")
    case .router: ("cilium_host's", "one a node and family")
    case .ingress: ("the shared Envoy ingress's", "one a node where ingress is on")
    case .health: ("the health endpoint's", "one a node where health checks are on")
    case .tunnel: ("a tunnel device's", "one a node with Calico's encapsulation")
    case .interface:
      (
        "the own address of a node or of one of its network interfaces",
        "one an interface in cloud networks, which fill interfaces and attach more"
      )
    case .kept:
      (
        "kept from pods: by a reservation, by a host-local file that nobody removed, for another "
          + "node's tunnel", "leaked addresses are found here"
      )
    case .other:
      (
        "reserved for any other reason: further addresses of a switch, and what an agent does not "
          + "manage of a large block",
        "of an IPv6 /64 an agent manages 65,534 addresses and all others are here"
      )
    }
  }
}

extension ReservedCause {
  /// Where it is laid down that such an address serves no pod.
  fileprivate var source: String {
    switch self {
    case .network, .broadcast:
      "Cilium 1.19 pkg/ipam/service/ipallocator/allocator.go; host-local range.go"
    case .gateway: "host-local range.go; OVN-Kubernetes subnet allocator"
    case .router, .ingress, .health:
      "Cilium 1.19 daemon/infraendpoints/infra_ip_allocation.go"
    case .tunnel: "Calico node/pkg/allocateip"
    case .interface: "amazon-vpc-cni-k8s docs/eni-and-ip-target.md; AKS static block allocation"
    case .kept: "Calico IPReservation; host-local backend/disk"
    case .other: "the modelled system's own rule, see describe MODE"
    }
  }
}
