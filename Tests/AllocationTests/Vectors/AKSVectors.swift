import Addressing
import Allocation
import TestSupport

/// Azure Kubernetes Service: what its documentation promises, by formula and on a cluster.
///
/// Given is a way of networking (`sizing WAY`), or a whole plan (`plan OPTIONS CIDR...`).
/// Words of sizing: `addresses NODES SURGE PODS`, `subnet NODES SURGE PODS`, `nodes /LENGTH [PODS]`,
/// `pods NODES PODS`, `usable /LENGTH`, `static PODS` (blocks, addresses for pods, wasted),
/// `dynamic PODS`. Words of plans: `nodes COUNT`, `pods COUNT`, `error` (that of the last node),
/// `blocks` (of the last node), `held` (addresses of all nodes), `grow CIDR`, `drop CIDR`,
/// `remove NODE`, `unpod COUNT`, `max-pods`, `pools`, `services`, `second-family`.
enum AKSVectors {
  static let table: [Vector] =
    [
      Vector("AKS-001", "sizing node-subnet", "addresses 50 1 30; subnet 50 1 30", "1581; /21"),
      Vector("AKS-004", "sizing node-subnet", "addresses 10 1 30; subnet 10 1 30", "341; /23"),
      Vector("AKS-005", "sizing node-subnet", "addresses 100 1 30; subnet 100 1 30", "3131; /20"),
      Vector("AKS-006", "sizing node-subnet", "addresses 100 33 30; subnet 100 33 30", "4123; /19"),
      Vector("AKS-008", "sizing node-subnet", "addresses 10 1 250; subnet 10 1 250", "2761; /20"),
      Vector("AKS-010", "sizing kubenet", "nodes /24; pods 251 110", "251; 27610"),
      Vector("AKS-011", "sizing kubenet", "usable /27; pods 20 110; pods 25 110", "27; 2200; 2750"),
      Vector("AKS-013", "sizing pod-subnet-static", "static 30", "2 31 1"),
      Vector("AKS-015", "sizing pod-subnet-static", "static 32", "3 47 15"),
      Vector("AKS-016", "sizing pod-subnet-static", "static 15", "1 15 0"),
      Vector("AKS-019", "sizing pod-subnet-static", "static 63", "4 63 0"),
      Vector("AKS-021", "sizing pod-subnet-static", "static 250", "16 255 5"),
      Vector("AKS-022", "sizing pod-subnet-dynamic", "dynamic 0", "16"),
      Vector(
        "AKS-022", "plan networking=pod-subnet-dynamic 10.241.0.0/24", "nodes 1; held",
        "1 ready; 16"),
      Vector("AKS-024", "sizing pod-subnet-dynamic", "dynamic 9", "32"),
      Vector(
        "AKS-024", "plan networking=pod-subnet-dynamic 10.241.0.0/24",
        "nodes 1; pods 8; held; pods 1; held", "1 ready; 8 run; 16; 9 run; 32"),
      Vector("AKS-026", "sizing pod-subnet-dynamic", "dynamic 25", "48"),
      Vector(
        "AKS-026", "plan networking=pod-subnet-dynamic 10.241.0.0/24",
        "nodes 1; pods 24; held; pods 1; held", "1 ready; 24 run; 32; 25 run; 48"),
      Vector("AKS-029", "sizing pod-subnet-dynamic", "dynamic 110", "128"),
      Vector(
        "AKS-029", "plan networking=pod-subnet-dynamic 10.241.0.0/24", "nodes 1; pods 110; held",
        "1 ready; 110 run; 128"),
      Vector("AKS-030", "sizing overlay", "nodes /16", "256"),
      Vector(
        "AKS-030", "plan networking=overlay 10.244.0.0/16", "nodes 256; nodes 1; error",
        "256 ready; 256 ready; Pre-allocated IPs 65792 exceeds IPs available 65536 in Subnet Cidr "
          + "10.244.0.0/16, Subnet Name networkProfile.podCIDR. "
          + "http://aka.ms/aks/insufficientsubnetsize"),
      Vector("AKS-031", "sizing overlay", "nodes /18", "64"),
      Vector(
        "AKS-031", "plan networking=overlay 10.244.0.0/18",
        "nodes 64; nodes 1; grow 10.244.0.0/16; nodes 1; blocks; pools",
        "64 ready; 64 ready; grown; 66 ready; 10.244.65.0/24; 10.244.0.0/16"),
      Vector("AKS-032", "sizing overlay", "nodes /20", "16"),
      Vector(
        "AKS-034", "plan networking=overlay 10.244.0.0/16", "grow 10.245.0.0/16; pools",
        "adding a discontinuous pod CIDR isn't supported: 10.245.0.0/16 does not contain "
          + "10.244.0.0/16, and the new pod CIDR must be a larger superset of the original; "
          + "10.244.0.0/16"),
      Vector("AKS-037", "plan networking=overlay", "max-pods", "250"),
      Vector("AKS-037", "plan networking=pod-subnet-dynamic", "max-pods", "110"),
      Vector("AKS-037", "plan networking=pod-subnet-static", "max-pods", "110"),
      Vector("AKS-037", "plan networking=node-subnet", "max-pods", "30"),
      Vector("AKS-037", "plan networking=kubenet", "max-pods", "110"),
      // 3,855 nodes with 16 addresses for pods and one of their own.
      Vector(
        "AKS-039", "plan networking=pod-subnet-dynamic 10.0.0.0/14", "nodes 3856; error; held",
        "3855 ready; the virtual network has 65536 configured addresses, the most that Azure "
          + "allows; 61680"),
      Vector(
        "AKS-040", "plan networking=pod-subnet-static 10.0.0.0/12", "nodes 1; pools",
        "1 ready; 10.0.0.0/12"),
      Vector(
        "AKS-040", "plan networking=pod-subnet-static 10.0.0.0/11", "pools",
        "10.0.0.0/11 is too large: a subnet for static blocks is at most a /12"),
    ] + more

  /// The same rules in the cases around those rows.
  private static let more: [Vector] = [
    Vector("more", "sizing node-subnet", "addresses 60 1 30; subnet 60 1 30", "1891; /21"),
    Vector("more", "sizing node-subnet", "nodes /24 30", "8"),
    Vector(
      "more", "sizing pod-subnet-static", "static 31; static 1; static 16",
      "2 31 0; 1 15 14; 2 31 15"),
    Vector(
      "more", "sizing pod-subnet-dynamic", "dynamic 8; dynamic 24; dynamic 250", "16; 32; 250"),
    // Ten nodes of the legacy CNI reserve 310 addresses; a /24 has 251 (Azure/AKS#456).
    Vector(
      "more", "plan networking=node-subnet 10.240.0.0/24", "nodes 10; error; held",
      "8 ready; Pre-allocated IPs 279 exceeds IPs available 251 in Subnet Cidr 10.240.0.0/24, "
        + "Subnet Name nodes. http://aka.ms/aks/insufficientsubnetsize; 248"),
    Vector(
      "more", "plan networking=node-subnet 10.240.0.0/24", "nodes 1; blocks; pods 30; pods 1",
      "1 ready; 10.240.0.4/32 10.240.0.5/32 10.240.0.6/31 10.240.0.8/29 10.240.0.16/28 "
        + "10.240.0.32/31 10.240.0.34/32; 30 run; 30 run"),
    Vector(
      "more", "plan networking=pod-subnet-static max-pods=30 10.40.0.0/24",
      "nodes 7; blocks; nodes 1; error; remove node-1; nodes 1; blocks",
      "7 ready; 10.40.0.208/28 10.40.0.224/28; 7 ready; Subnet pods with address prefix "
        + "10.40.0.0/24 does not have enough capacity for 32 IP addresses.; 6 ready; 7 ready; "
        + "10.40.0.16/28 10.40.0.32/28"),
    Vector(
      "more", "plan networking=kubenet 10.244.0.0/15", "nodes 3; blocks; nodes 398; error",
      "3 ready; 10.244.2.0/24; 400 ready; a kubenet cluster has at most 400 nodes here, since "
        + "Azure's route tables have at most 400 routes"),
    Vector(
      "more", "plan networking=kubenet 10.244.0.0/16 fd12:3456:789a::/64",
      "nodes 1; blocks; nodes 200",
      "1 ready; 10.244.0.0/24 fd12:3456:789a::/80; 200 ready"),
    Vector(
      "more", "plan networking=overlay",
      "pools; services; second-family; grow fd00::/60; drop 10.244.0.0/16",
      "10.244.0.0/16; 10.0.0.0/16; fd12:3456:789a::/64; IPv6 pod CIDR expansion isn't supported; "
        + "shrinking or changing the pod CIDR isn't supported"),
    Vector(
      "more", "plan networking=kubenet", "grow 10.0.0.0/8",
      "the pod CIDR can't be changed once a kubenet cluster is deployed"),
    // Idle addresses go back: 16 x ceil(1/2 + pods / 16).
    Vector(
      "more", "plan networking=pod-subnet-dynamic 10.241.0.0/24",
      "nodes 1; pods 40; held; unpod 15; held; unpod 1; held; unpod 24; held",
      "1 ready; 40 run; 48; 25 run; 48; 24 run; 32; 0 run; 16"),
    // A subnet of 59: three batches, then a node that waits until another has gone.
    Vector(
      "more", "plan networking=pod-subnet-dynamic 10.241.0.0/26",
      "nodes 4; error; pods 40; held; remove node-1; held; error",
      "3 ready; Subnet pods with address prefix 10.241.0.0/26 does not have enough capacity for "
        + "16 IP addresses.; 40 run; 48; 3 ready; 48; none"),
    Vector(
      "more", "plan networking=node-subnet 10.240.0.0/26 fd00::/64", "pools",
      "fd00::/64 is IPv6, pods with addresses of a subnet have IPv4 only: choose networking=overlay "
        + "for dual stack"),
    Vector(
      "more", "plan networking=overlay 172.30.0.0/16", "pools",
      "172.30.0.0/16 overlaps 172.30.0.0/16, which AKS does not allow for pods"),
  ]
}
