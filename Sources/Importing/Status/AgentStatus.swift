import Addressing

/// What one agent says of itself: `cilium status`, which is `cilium-dbg status` since Cilium 1.15.
///
/// One agent is one node, but only the section on health names it. Everything else that may tell
/// whose it is (its block, its router's address) is kept for matching.
struct AgentStatus {
  /// The use of one family's addresses: `IPv4: 4/254 allocated from 10.0.0.0/24`.
  struct Use {
    var family: IPFamily
    var used: UInt128
    /// As printed: 2^h - 2 since April 2021 (cilium/cilium#15707, 7ee1037936), and one more before.
    var total: UInt128
    /// None in modes without blocks; several in cluster-pool-v2beta.
    var prefixes: [IPPrefix] = []
  }

  /// One line of `Allocated addresses:`.
  struct Allocation {
    var address: IPAddress
    /// `router`, `health`, `ingress` or a pod's namespace and name.
    var owner: String
  }

  var source: String
  /// The node's name without its cluster's.
  var node: String?
  /// The node's addresses, as the section on health and the devices show them.
  var nodeAddresses: [IPAddress] = []
  /// Whether a line on IPAM was there at all.
  var hasUse = false
  var uses: [Use] = []
  /// The mode that only the wording of the line tells.
  var mode: String?
  var allocations: [Allocation] = []
  /// What the line or the list holds that is not understood.
  var oddities: [String] = []

  var prefixes: [IPPrefix] { uses.flatMap(\.prefixes) }

  /// The addresses that the agent holds for a part of its own.
  func addresses(of part: String) -> [IPAddress] {
    allocations.filter { $0.owner == part }.map(\.address)
  }
}
