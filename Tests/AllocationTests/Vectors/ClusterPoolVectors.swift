import Addressing
import Allocation
import TestSupport

/// Cilium's operator: `pkg/ipam/allocator/podcidr/podcidr.go`, `clusterpool.go`, `cidralloc.go`
/// and their unit tests at 1.19.
enum ClusterPoolVectors {
  /// Given are the lists as `v4=CIDR,CIDR:MASK`, and `parked` before the restore is finished.
  ///
  /// Words: `start`, `node NAME [CIDR...]` (its object was added or changed), `delete NAME`,
  /// `restored`, `known NAME`, `parse CIDR...`.
  static let table: [Vector] =
    [
      Vector("CP-04", "v6=fd00::/100,fd00::1:0:0/96:112", "start", "runs"),
      Vector("CP-05", "v6=fd00::/104:120", "start", "runs"),
      Vector(
        "CP-06", "v4=10.0.0.0/16,10.0.0.0/16:24", "start",
        "unable to initialize IPv4 allocator: requested CIDR 10.0.0.0/16 collides with "
          + "clusterCIDR: 10.0.0.0/16, nodeMask: 24"),
      Vector(
        "CP-07", "v4=fd00::/104:24", "start",
        "unable to initialize IPv4 allocator: CIDR is not v4 family: fd00::/104"),
      Vector(
        "CP-09", "v4=10.0.0.0/8:24 off6=fd00::/104:120", "start",
        "cluster-pool-ipv6-cidr must not be set if IPv6 is disabled"),
      Vector("CP-11", "v4=10.10.0.0/16:24", "node node-1", "write 10.10.0.0/24"),
      Vector(
        "CP-12", "v4=10.10.0.0/24:24", "node node-0; node node-1; known node-1",
        "write 10.10.0.0/24; allocator full; unknown"),
      Vector(
        "CP-13", "v4=10.10.0.0/16:24", "node node-1; node node-1 10.10.0.0/24",
        "write 10.10.0.0/24; nothing"),
      Vector(
        "CP-15", "v4=10.10.0.0/16:24 v6=fd00::/64,fd01::/64:80",
        "node node-1 10.10.1.0/24 fd01::/80; node node-1 10.10.0.0/24 fd00::/80; known node-1",
        "write 10.10.1.0/24 fd01::/80; node has CIDRs allocated ([10.10.1.0/24]) that conflict "
          + "with requested CIDRs [10.10.0.0/24]; 10.10.1.0/24 fd01::/80"),
      Vector(
        "CP-19", "v4=10.0.0.0/16:24 v6=fd00::/104:120 parked",
        "node node-1 10.0.5.0/24; node node-2 10.0.6.0/24 fd00::/120",
        "write 10.0.5.0/24 fd00::/120; requested CIDR (fd00::/120) is already allocated"),
      Vector(
        "CP-23", "v4=10.0.0.0/24:26 v6=fd00::/120:120",
        "node n1; node n2; node n2; delete n1; node n2",
        "write 10.0.0.0/26 fd00::/120; allocator full; allocator full; released; "
          + "write 10.0.0.192/26 fd00::/120"),
      Vector(
        "CP-24", "", "node node-1",
        "Unable to allocate node CIDR for node node-1. IPAMInfo: {IPv4: [], IPv6: []}. Please "
          + "check that your configuration is correct."),
      Vector(
        "CP-25", "v4=10.10.0.0/16:24", "node node-1; delete node-1; known node-1",
        "write 10.10.0.0/24; released; unknown"),
      Vector("CP-26", "v4=10.10.0.0/16:24", "delete node-1", "unknown"),
      Vector(
        "CP-27", "v4=10.0.0.0/22:24", "node n1; node n2; delete n1; node n1",
        "write 10.0.0.0/24; write 10.0.1.0/24; released; write 10.0.2.0/24"),
      Vector(
        "CP-31", "v4=10.0.0.0/16:24 parked",
        "node n1 10.0.4.0/24; node n2 10.0.4.0/23",
        "write 10.0.4.0/24; write 10.0.4.0/23"),
      Vector(
        "CP-31", "v4=10.0.0.0/16:24 parked", "node n2 10.0.4.0/23; node n1 10.0.4.0/24",
        "write 10.0.4.0/23; requested CIDR (10.0.4.0/24) is already allocated"),
      Vector(
        "CP-33", "v4=10.0.0.0/23:24 parked",
        "node n1 10.0.0.0/24; node n2 10.0.1.0/24; node n3 10.0.0.0/24",
        "write 10.0.0.0/24; write 10.0.1.0/24; "
          + "allocator clusterCIDR: 10.0.0.0/23, nodeMask: 24 full"),
      Vector("CP-34", "v4=10.0.0.0/8:24", "parse fd00::1/64 1.1.1.1/28", "1.1.1.0/28 fd00::/64"),
      Vector("CP-35", "v4=10.0.0.0/8:24", "parse 1.1.1.1/280", "invalid CIDR address: 1.1.1.1/280"),
      Vector(
        "CP-36", "v4=1.1.0.0/16:28",
        "parse 1.1.1.1/20 1.1.1.1/28; node n1 1.1.1.1/20 1.1.1.1/28",
        "1.1.0.0/20 1.1.1.0/28; requested CIDR (1.1.1.0/28) is already allocated"),
      Vector(
        "CP-39", "v4=10.0.0.0/23:24", "node n1; node n2; node n3; delete n1; known n3; node n3",
        "write 10.0.0.0/24; write 10.0.1.0/24; allocator full; released; unknown; "
          + "write 10.0.0.0/24"),
    ] + more

  /// The same rules in the cases around those rows.
  private static let more: [Vector] = [
    Vector("more", "v4=10.0.0.0/16:24", "start", "runs"),
    Vector(
      "more", "v4=10.0.0.0/16,10.0.0.0/8:24", "start",
      "unable to initialize IPv4 allocator: requested CIDR 10.0.0.0/8 collides with clusterCIDR: "
        + "10.0.0.0/16, nodeMask: 24"),
    Vector(
      "more", "v6=fd00::/100,fd00::/96:112", "start",
      "unable to initialize IPv6 allocator: requested CIDR fd00::/96 collides with clusterCIDR: "
        + "fd00::/100, nodeMask: 112"),
    Vector(
      "more", "v6=10.0.0.0/8:112", "start",
      "unable to initialize IPv6 allocator: CIDR is not v6 family: 10.0.0.0/8"),
    Vector(
      "more", "v4=:24", "start", "cluster-pool-ipv4-cidr must be provided when using ClusterPool"),
    Vector(
      "more", "off4=10.0.0.0/8:24 v6=fd00::/104:120", "start",
      "cluster-pool-ipv4-cidr must not be set if IPv4 is disabled"),
    Vector(
      "more", "v4=10.0.0.0:24", "start",
      "unable to initialize IPv4 allocator: invalid CIDR address: 10.0.0.0"),
    // A node whose object has lost its CIDRs is written those that the operator remembers.
    Vector(
      "more", "v4=10.10.0.0/16:24", "node node-1; node node-1",
      "write 10.10.0.0/24; write 10.10.0.0/24"),
    Vector(
      "more", "v4=10.0.0.0/24,10.1.0.0/24:24", "node n1; node n2; node n3; delete n1; node n4",
      "write 10.0.0.0/24; write 10.1.0.0/24; allocator full; released; write 10.0.0.0/24"),
    Vector(
      "more", "v4=10.0.0.0/16:24", "node n1 fd00::/64",
      "unable to allocate CIDR [fd00::/64] since allocator for IPv6 addresses does not exist"),
    Vector(
      "more", "v6=fd00::/104:120", "node n1 10.0.0.0/24 10.0.1.0/24",
      "unable to allocate CIDR [10.0.0.0/24 10.0.1.0/24] since allocator for IPv4 addresses does "
        + "not exist"),
    Vector(
      "more", "v4=10.0.0.0/16,10.2.0.0/16:24", "node n1 10.2.3.0/24; node n2 10.1.0.0/24",
      "write 10.2.3.0/24; allocator not configured for the requested CIDR 10.1.0.0/24"),
    Vector(
      "more", "v4=10.0.0.0/16:24 parked",
      "node n1; node n2 10.0.0.0/24; restored; node n1",
      "parked; write 10.0.0.0/24; n1; write 10.0.1.0/24"),
    Vector(
      "more", "v4=10.0.0.0/16:24 parked", "node n1; delete n1; restored",
      "parked; unknown; nobody"),
    // A subset of what a node has is no conflict, and its object stays as it is.
    Vector(
      "more", "v4=10.0.0.0/16:24",
      "node n1 10.0.1.0/24 10.0.2.0/24; node n1 10.0.2.0/24; known n1",
      "write 10.0.1.0/24 10.0.2.0/24; nothing; 10.0.1.0/24 10.0.2.0/24"),
    // A collision in IPv6 alone gives the IPv4 block back too, and the next node gets it.
    Vector(
      "more", "v4=10.0.0.0/16:24 v6=fd00::/104:120",
      "node n1; node n2 10.0.1.0/24 fd00::/120; node n3",
      "write 10.0.0.0/24 fd00::/120; requested CIDR (fd00::/120) is already allocated; "
        + "write 10.0.1.0/24 fd00::100/120"),
    // A block smaller than the mask has its whole slot.
    Vector(
      "more", "v4=10.0.0.0/16:24", "node n1 10.0.0.0/26; node n2 10.0.0.64/26; node n3",
      "write 10.0.0.0/26; requested CIDR (10.0.0.64/26) is already allocated; "
        + "write 10.0.1.0/24"),
    // Deleting the node with the larger block frees the slot of the other one.
    Vector(
      "more", "v4=10.0.0.0/22:24",
      "node n1 10.0.0.0/24; node n2 10.0.0.0/23; delete n2; node n3",
      "write 10.0.0.0/24; write 10.0.0.0/23; released; write 10.0.0.0/24"),
    // So does the revert of a request that fails at its second CIDR.
    Vector(
      "more", "v4=10.0.0.0/22:24",
      "node n1 10.0.0.0/24; node n2 10.0.2.0/24; node n3 10.0.0.0/23 10.0.2.0/24; node n4",
      "write 10.0.0.0/24; write 10.0.2.0/24; requested CIDR (10.0.2.0/24) is already allocated; "
        + "write 10.0.0.0/24"),
  ]

  /// What this project does not model: the API server's answers and the collector of CiliumNodes.
  static let leftOut: [String: String] = [
    "CP-38": "an error of the API server on a write; the simulated API server has none",
    "CP-40": "the garbage collection of CiliumNodes is not simulated: a node and its CiliumNode "
      + "come and go together",
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var nodeOperator: PodCIDROperator
    do {
      nodeOperator = try start(vector.given)
    } catch let error as OperatorError {
      return [error.description]
    }
    if !vector.given.contains("parked") { _ = nodeOperator.finishRestore() }
    return try vector.actions.map { words in
      do {
        return try step(words, &nodeOperator)
      } catch let error as OperatorError {
        return error.description
      }
    }
  }

  private static func start(_ given: String) throws -> PodCIDROperator {
    guard !given.isEmpty else {
      return try PodCIDROperator(v4: [], v4Mask: 24, v6: [], v6Mask: 120)
    }
    var flags = PodCIDROperator.Configuration()
    flags.enablesIPv4 = given.contains("v4=")
    flags.enablesIPv6 = given.contains("v6=")
    for word in given.split(separator: " ") where word.contains("=") {
      let sides = word.split(separator: "=")
      let colon = sides[1].lastIndex(of: ":") ?? sides[1].endIndex
      let list = sides[1][..<colon].split(separator: ",").map(String.init)
      let mask = Int(sides[1][colon...].dropFirst()) ?? 0
      if sides[0].hasSuffix("4") {
        (flags.v4, flags.v4Mask) = (list, mask)
      } else {
        (flags.v6, flags.v6Mask) = (list, mask)
      }
    }
    return try PodCIDROperator(flags)
  }

  private static func step(
    _ words: [String], _ nodeOperator: inout PodCIDROperator
  ) throws -> String {
    func text(_ cidrs: [IPPrefix]) -> String {
      cidrs.map(\.description).joined(separator: " ")
    }
    switch words[0] {
    case "start": return "runs"
    case "parse": return text(try PodCIDROperator.parse(Array(words.dropFirst())))
    case "restored":
      let parked = nodeOperator.finishRestore().map { name(of: $0) }
      return parked.isEmpty ? "nobody" : parked.joined(separator: " ")
    case "node":
      let wanted = try PodCIDROperator.parse(Array(words.dropFirst(2)))
      let answer = try nodeOperator.upsert(id(of: words[1]), name: words[1], requested: wanted)
      if let answer { return "write \(text(answer))" }
      return nodeOperator.parked.contains(id(of: words[1])) ? "parked" : "nothing"
    case "delete": return nodeOperator.delete(id(of: words[1])) ? "released" : "unknown"
    case "known": return nodeOperator.cidrs(of: id(of: words[1])).map(text) ?? "unknown"
    default: return "unknown step \(words[0])"
    }
  }

  /// Nodes are told apart by the number at the end of their names.
  private static func id(of name: String) -> NodeID {
    NodeID(rawValue: UInt32(String(name.filter(\.isNumber))) ?? 0)
  }

  private static func name(of id: NodeID) -> String { "n\(id.rawValue)" }
}
