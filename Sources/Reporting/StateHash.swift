import Addressing
import Allocation
public import Simulation

/// A number that two people compare to know that they see the same state.
///
/// It is FNV-1a of 64 bits (the IETF's draft-eastlake-fnv: offset basis cbf29ce484222325, prime
/// 100000001b3) over the seed, the time, the plans with their nodes and pods by name, and the claims
/// in their own order. How the state was reached is no part of it: undone and redone is the same, and
/// so is the same life under plans that were added in another order, whichever of them is shown.
public struct StateHash: Hashable, Sendable, CustomStringConvertible {
  /// The number.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of a moment.
  public init(of moment: Moment) {
    add(moment.seed)
    add(UInt64(moment.time))
    for plan in moment.plans.sorted(by: { $0.name < $1.name }) { add(plan) }
    for claim in moment.claims {
      add(claim.name)
      add(claim.kind.rawValue)
      add(claim.prefix)
    }
  }

  /// Sixteen hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private mutating func add(_ plan: Plan) {
    let cluster = plan.cluster
    add(plan.name)
    add(cluster.mode.about.name)
    for option in cluster.mode.options {
      add(option.key)
      add(option.value)
    }
    for pool in cluster.mode.pools { add(pool) }
    // Where the next search begins decides the next block: two who differ in it see it soon.
    for set in IPFamily.allCases.flatMap(cluster.mode.blockSets) {
      add(UInt64(set.nextCandidate))
      add(UInt64(set.count))
    }
    add(UInt64(cluster.nodes.count))
    for id in cluster.nodes.ids {
      if let node = cluster.nodes[id] { add(node) }
    }
    add(UInt64(cluster.pods.count))
    cluster.pods.forEach { id in
      if let pod = cluster.pods[id] { add(pod, in: cluster) }
      return true
    }
  }

  private mutating func add(_ node: Node) {
    add(UInt64(node.id.rawValue))
    add(node.name)
    add(node.state.rawValue)
    add(byte: node.isCordoned ? 1 : 0)
    add(UInt64(node.maxPods))
    add(node.zone ?? "")
    add(node.instanceType ?? "")
    add(node.error ?? "")
    add(node.agentError ?? "")
    add(UInt64(node.blocks.count))
    for block in node.blocks { add(block) }
    for range in node.ranges {
      for role in InfrastructureRole.allCases {
        if let address = range.address(of: role) { add(address.bits) }
      }
      for offset in range.keptOffsets { add(range.address(at: offset).bits) }
    }
  }

  private mutating func add(_ pod: Pod, in cluster: Cluster) {
    add(pod.name.namespace)
    add(pod.name.name)
    add(UInt64(pod.node?.rawValue ?? .max))
    add(pod.v4?.bits ?? 0)
    add(pod.v6?.bits ?? 0)
    add(UInt64(pod.status.rawValue))
    if !pod.status.isRunning { add(cluster.error(of: pod) ?? "") }
  }

  private mutating func add(_ prefix: IPPrefix) {
    add(prefix.base.bits)
    add(UInt64(prefix.length) << 8 | UInt64(prefix.family.rawValue))
  }

  private mutating func add(_ number: UInt128) {
    add(UInt64(truncatingIfNeeded: number))
    add(UInt64(truncatingIfNeeded: number >> 64))
  }

  /// Least significant byte first, whatever the machine.
  private mutating func add(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      add(byte: UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// The bytes and a zero, so that two texts in a row cannot pass for two others.
  private mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    add(byte: 0)
  }

  private mutating func add(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
