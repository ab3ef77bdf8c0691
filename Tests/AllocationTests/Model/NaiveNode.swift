import Addressing
import Allocation

/// A node of the naive cluster: its agent's addresses are a plain set.
struct NaiveNode: Equatable {
  let id: NodeID
  let name: String
  var maxPods: Int
  var isCordoned = false
  var blocks: [IPPrefix] = []
  var error: String?
  var agentError: String?
  var isReady = false
  /// The block of each family the agent runs on.
  var agent: [IPFamily: IPPrefix] = [:]
  var taken: Set<IPAddress> = []
  var roles: [IPFamily: [InfrastructureRole: IPAddress]] = [:]
  /// Positions in the naive cluster's list of pods, in the order of arrival.
  var pods: [Int] = []

  /// All addresses the agent of `block` can give, written out.
  static func usable(_ block: IPPrefix) -> [IPAddress] {
    let count = Int(min(block.size, 65_536))
    let all = (0..<count).map { IPAddress(block.family, bits: block.base.bits + UInt128($0)) }
    return count > 2 ? Array(all.dropFirst().dropLast()) : all
  }

  func canGive(_ address: IPAddress) -> Bool {
    agent[address.family].map { Self.usable($0).contains(address) } ?? false
  }

  func free(_ family: IPFamily) -> Int {
    agent[family].map { Self.usable($0).count { !taken.contains($0) } } ?? 0
  }
}

/// A pod of the naive cluster.
struct NaivePod: Equatable {
  let name: NamespacedName
  let wanted: IPAddress?
  var isPresent = true
  var node: NodeID?
  var status = PodStatus.unscheduled
  var addresses: [IPAddress] = []
  var error: String?
}
