public import Addressing

/// The pod CIDRs of a node in Cilium's mode `cluster-pool-v2beta` (1.12 to 1.14), the ancestor of
/// multi-pool: two thresholds of free addresses decide what the node says of its CIDRs.
///
/// Cilium 1.13, `pkg/ipam/clusterpool.go`, later `pkg/ipam/pool.go` (`podCIDRPool`).
public struct PodCIDRWatermarks: Hashable, Sendable {
  /// What the node says of one of its CIDRs.
  public enum Status: String, Hashable, Sendable {
    /// Addresses of it are given.
    case inUse = "in-use"
    /// It is full, or the node has too few free addresses altogether and asks for another.
    case depleted
    /// The node does not need it any more.
    case released
  }

  /// Below so many free addresses the node asks for another CIDR.
  public let allocationThreshold: Int
  /// A CIDR may go while so many addresses stay free.
  public let releaseThreshold: Int
  private var ranges: [BlockAddresses] = []
  private var released: [IPPrefix] = []
  private var removed: [IPPrefix] = []
  private var generator: SeededGenerator

  /// A node without CIDRs; thresholds are Cilium's defaults.
  public init(allocationThreshold: Int = 8, releaseThreshold: Int = 16, seed: UInt64 = 1) {
    self.allocationThreshold = allocationThreshold
    self.releaseThreshold = releaseThreshold
    generator = SeededGenerator(seed: seed)
  }

  /// Takes over the CIDRs of the node's object (`updatePool`).
  ///
  /// Blocks of one or two addresses were not usable then: they are released at once.
  public mutating func update(to cidrs: [IPPrefix]) {
    released.removeAll { !cidrs.contains($0) }
    ranges = ranges.filter { range in
      if cidrs.contains(range.prefix) { return true }
      guard range.isUsed else { return false }
      if !removed.contains(range.prefix) { removed.append(range.prefix) }
      return true
    }
    for cidr in cidrs where !ranges.contains(where: { $0.prefix == cidr }) {
      let range = BlockAddresses(cidr, smallBlocksUsable: false)
      if range.free == 0 {
        if !released.contains(cidr) { released.append(cidr) }
      } else {
        ranges.append(range)
      }
    }
  }

  /// Gives an address of the first CIDR that has one and is still the node's.
  public mutating func allocateNext() throws(MultiPoolAgentError) -> IPAddress {
    let index = ranges.firstIndex { $0.free > 0 && !removed.contains($0.prefix) }
    guard let index else { throw .exhausted }
    let start = generator.int(in: 0..<ranges[index].usable)
    return try MultiPoolAgentError.wrapping { () throws(HostScopeError) in
      let offset = try ranges[index].allocateNext(from: start)
      return ranges[index].address(at: offset)
    }
  }

  /// Takes an address back.
  public mutating func release(_ address: IPAddress) {
    guard let index = ranges.firstIndex(where: { $0.prefix.contains(address) }) else { return }
    ranges[index].release(address)
  }

  /// Free addresses of the CIDRs that are still the node's and not given up.
  public var free: Int {
    ranges.filter { !released.contains($0.prefix) && !removed.contains($0.prefix) }
      .reduce(0) { $0 + $1.free }
  }

  /// What the node writes into its status: CIDRs are given up from the end of the list while the
  /// threshold holds (`clusterPoolV2Beta1Status`).
  public mutating func status() -> [(cidr: IPPrefix, status: Status)] {
    let free = self.free
    releaseExcess(free)
    var lines: [(cidr: IPPrefix, status: Status)] = []
    for range in ranges where !released.contains(range.prefix) {
      let isDepleted = free < allocationThreshold || range.free == 0
      lines.append((range.prefix, isDepleted ? .depleted : .inUse))
    }
    lines += released.map { ($0, .released) }
    return lines.sorted { PoolAllocation.isBefore($0.cidr, $1.cidr) }
  }

  private mutating func releaseExcess(_ totalFree: Int) {
    var free = totalFree
    for range in ranges.reversed() {
      guard !released.contains(range.prefix), !range.isUsed else { continue }
      if let index = removed.firstIndex(of: range.prefix) {
        removed.remove(at: index)
        released.append(range.prefix)
      } else if free - range.free >= releaseThreshold {
        free -= range.free
        released.append(range.prefix)
      }
    }
  }
}

extension BlockAddresses {
  fileprivate var isUsed: Bool { usable > free }
}
