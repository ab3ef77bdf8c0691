/// What a real cilium-operator was seen to do: cilium-operator-generic built from main at 507103c6
/// (2026-01-07, 1.19.0-dev) against kube-apiserver 1.36.2, written down step by step.
///
///     +n5 !allocator full      node n5 appears; its status says "allocator full"
///     +d1@10.0.5.0/24 ok       node d1 appears and asks for a block
///     ?n1 10.0.0.0/24          n1 has this block and no error
///     ^n6 10.10.0.16/28        n6's object is touched; now it has this block
///     -n2                      n2 goes
///     restart                  the operator restarts
///     flags v4=CIDR:MASK       the operator restarts with other flags
struct OperatorRecording: Sendable, CustomStringConvertible {
  let id: String
  let flags: String
  let steps: [String]

  init(_ id: String, _ flags: String, _ steps: [String]) {
    self.id = id
    self.flags = flags
    self.steps = steps
  }

  var description: String { "\(id) \(flags)" }

  /// Nodes `n(first)...` that appear one after the other and are given `blocks`.
  static func adds(named prefix: String = "n", from first: Int = 1, _ blocks: [String]) -> [String]
  {
    blocks.enumerated().map { "+\(prefix)\(first + $0.offset) \($0.element)" }
  }

  /// Blocks `10.0.N.0/24` for the numbers of `range`.
  static func tens(_ range: ClosedRange<Int>) -> [String] { range.map { "10.0.\($0).0/24" } }

  static let all: [OperatorRecording] = [
    OperatorRecording(
      "C1", "v4=10.0.0.0/8:24",
      adds(tens(0...19)) + ["-n3", "-n7", "-n12"] + adds(from: 21, tens(20...24)) + ["restart"]
        + adds(from: 26, tens(2...2) + tens(6...6) + tens(11...11) + tens(25...26))
        + adds(named: "b", from: 40, tens(27...56))
        // C7: the same nodes, and another pool.
        + ["flags v4=10.1.0.0/16:24"]
        + adds(from: 71, ["10.1.0.0/24", "10.1.1.0/24", "10.1.2.0/24"])
        + (40...44).map {
          let block = "10.0.\($0 - 13).0/24"
          return "?b\($0) \(block) !allocator not configured for the requested CIDR \(block)"
        }),
    OperatorRecording(
      "C2", "v4=10.10.0.0/26:28",
      adds(["10.10.0.0/28", "10.10.0.16/28", "10.10.0.32/28", "10.10.0.48/28"])
        + adds(from: 5, ["!allocator full", "!allocator full", "!allocator full"])
        + [
          "-n2", "?n1 10.10.0.0/28", "?n3 10.10.0.32/28", "?n4 10.10.0.48/28",
          "?n5 !allocator full", "?n6 !allocator full", "?n7 !allocator full",
        ]),
    OperatorRecording(
      "C2b", "v4=10.10.0.0/26:28",
      adds(["10.10.0.0/28", "10.10.0.16/28", "10.10.0.32/28", "10.10.0.48/28"])
        + adds(from: 5, ["!allocator full", "!allocator full"])
        + [
          "-n2", "?n5 !allocator full", "?n6 !allocator full", "^n6 10.10.0.16/28",
          "?n5 !allocator full", "?n1 10.10.0.0/28",
        ]),
    OperatorRecording(
      "C3", "v4=10.0.42.0/28,10.0.84.0/28:29",
      adds(["10.0.42.0/29", "10.0.42.8/29", "10.0.84.0/29", "10.0.84.8/29"])
        + adds(from: 5, ["!allocator full", "!allocator full"])
        + ["-n1", "?n2 10.0.42.8/29", "?n5 !allocator full", "?n6 !allocator full"]),
    OperatorRecording(
      "C4", "v4=10.0.0.0/8:24 v6=fd00::/104:120",
      adds(["10.0.0.0/24,fd00::/120", "10.0.1.0/24,fd00::100/120", "10.0.2.0/24,fd00::200/120"])),
    OperatorRecording(
      "C4b", "v4=10.20.0.0/16:24 v6=fd00:20::/62:64",
      adds([
        "10.20.0.0/24,fd00:20::/64", "10.20.1.0/24,fd00:20:0:1::/64",
        "10.20.2.0/24,fd00:20:0:2::/64", "10.20.3.0/24,fd00:20:0:3::/64", "!allocator full",
        "!allocator full",
      ]) + ["-n1", "?n2 10.20.1.0/24,fd00:20:0:1::/64", "?n5 !allocator full"]),
    // The masks of a live cluster are changed. Which node of the four slots' many holders the
    // operator sees first decides who loses; it saw n5 first, here it is the first name.
    OperatorRecording(
      "C5", "v4=10.30.0.0/20:24",
      adds((0...3).map { "10.30.\($0).0/24" }) + ["-n2", "flags v4=10.30.0.0/20:26"]
        + adds(from: 5, ["10.30.1.0/26", "10.30.1.64/26", "10.30.1.128/26", "10.30.1.192/26"])
        + ["flags v4=10.30.0.0/20:22"]
        + adds(from: 9, ["10.30.4.0/22", "10.30.8.0/22", "10.30.12.0/22"])
        + adds(from: 12, ["!allocator full", "!allocator full"])
        + ["one-of n1 n3 n4 n5 n6 n7 n8", "-n1", "?n12 !allocator full", "?n13 !allocator full"]
        + ["n3 10.30.2.0/24", "n4 10.30.3.0/24", "n6 10.30.1.64/26", "n7 10.30.1.128/26"]
        .map { "?\($0) !requested CIDR (\($0.split(separator: " ")[1])) is already allocated" }),
    OperatorRecording(
      "C5b", "v4=10.30.0.0/21:26",
      adds(["10.30.0.0/26", "10.30.0.64/26", "10.30.0.128/26", "10.30.0.192/26", "10.30.1.0/26"])
        + ["flags v4=10.30.0.0/21:22", "+n6 10.30.4.0/22", "+n7 !allocator full"]
        + ["?n1 10.30.0.0/26"]
        + ["n2 10.30.0.64/26", "n3 10.30.0.128/26", "n4 10.30.0.192/26", "n5 10.30.1.0/26"]
        .map { "?\($0) !requested CIDR (\($0.split(separator: " ")[1])) is already allocated" }
        + ["?n6 10.30.4.0/22", "-n1", "+n8 10.30.0.0/22", "?n7 !allocator full"]),
    OperatorRecording(
      "C6-7", "v4=10.244.0.0/16:12", ["+a !allocator full", "+b !allocator full"]),
    OperatorRecording("C6-9", "v4=10.244.0.0/16:32", ["+a 10.244.0.0/32", "+b 10.244.0.1/32"]),
    OperatorRecording("C6", "v4=10.0.0.0/8:25", ["+a 10.0.0.0/25", "+b 10.0.0.128/25"]),
    OperatorRecording("C6", "v4=10.0.0.0/16:0", ["+a !allocator full", "+b !allocator full"]),
    OperatorRecording("C6-14", "v4=10.50.3.77/20:24", ["+a 10.50.0.0/24", "+b 10.50.1.0/24"]),
    OperatorRecording("C6", "v4=172.20.0.0/12:12", ["+a 172.16.0.0/12", "+b !allocator full"]),
    OperatorRecording(
      "C8", "v4=10.0.0.0/8:24",
      [
        "+d1@10.0.5.0/24 10.0.5.0/24",
        "+d2@10.0.5.0/24 10.0.5.0/24 !requested CIDR (10.0.5.0/24) is already allocated",
        "+d3@10.0.6.0/25 10.0.6.0/25",
        "+d4@192.168.7.0/24 192.168.7.0/24 !allocator not configured for the requested CIDR "
          + "192.168.7.0/24",
        "+d5@10.0.8.0/24,10.0.9.0/24 10.0.8.0/24,10.0.9.0/24",
      ] + adds(tens(0...4) + tens(7...7) + tens(10...11))),
    OperatorRecording(
      "C13-1", "v4=10.0.42.0/28,10.0.84.0/28:29",
      adds([
        "10.0.42.0/29", "10.0.42.8/29", "10.0.84.0/29", "10.0.84.8/29", "!allocator full",
      ])),
    OperatorRecording(
      "C13-5", "v4=172.16.0.0/28:29",
      adds(["172.16.0.0/29", "172.16.0.8/29"])
        + adds(from: 3, ["!allocator full", "!allocator full", "!allocator full"])),
  ]

  /// Flags with which the operator ended at once, and the error it ended with.
  static let refusedStarts: [(flags: String, error: String)] = [
    (
      "v4=10.244.0.0/16:33",
      "unable to initialize IPv4 allocator: SubNetMask is invalid, should be lower or equal to 32 "
        + "for IPv4 and to 128 for IPv6"
    ),
    (
      "v4=10.0.0.0/16,10.0.1.0/24:24",
      "unable to initialize IPv4 allocator: requested CIDR 10.0.1.0/24 collides with clusterCIDR: "
        + "10.0.0.0/16, nodeMask: 24"
    ),
    ("v4=:24", "cluster-pool-ipv4-cidr must be provided when using ClusterPool"),
    ("v4=10.0.0.0:24", "unable to initialize IPv4 allocator: invalid CIDR address: 10.0.0.0"),
    (
      "v4=10.0.0.0/16 10.1.0.0/16:24",
      "unable to initialize IPv4 allocator: invalid CIDR address: 10.0.0.0/16 10.1.0.0/16"
    ),
    (
      "v6=fd00::/56:80",
      "unable to initialize IPv6 allocator: New CIDR set failed; the node CIDR size is too big"
    ),
    (
      "v6=fd00::/104:121",
      "unable to initialize IPv6 allocator: New CIDR set failed; the node CIDR size is too big"
    ),
    ("v4=10.0.0.0/8:24 v6=:112", "cluster-pool-ipv6-cidr must be provided when using ClusterPool"),
    (
      "v4=fd00::/104:112",
      "unable to initialize IPv4 allocator: CIDR is not v4 family: fd00::/104"
    ),
    (
      "v4=[\"10.0.42.0/28\"]:29",
      "unable to initialize IPv4 allocator: invalid CIDR address: [\"10.0.42.0/28\"]"
    ),
  ]
}
