public import Addressing

/// The CIDRs of one pool and family on a node, in the order in which its agent looks at them.
///
/// Cilium 1.19, `pkg/ipam/pool.go` (`cidrPool`).
public struct PodCIDRList: Hashable, Sendable {
  /// The CIDRs in the order of the scan.
  public private(set) var cidrs: [IPPrefix] = []
  /// CIDRs that were taken out of the node's object while addresses of them were in use: they are
  /// kept for those and give no new one.
  ///
  /// Cilium never takes the mark away again, so that a CIDR that comes back gives nothing either
  /// until the agent restarts.
  public private(set) var removed: [IPPrefix] = []

  /// No CIDR.
  public init() {}

  /// Takes over the CIDRs of the node's object, and answers those kept although they are gone.
  ///
  /// Known ones keep their place, new ones follow, one that is gone leaves unless addresses of it
  /// are in use. A CIDR without a usable address is skipped.
  public mutating func update<Ranges: PodRanges>(
    to cidrs: [IPPrefix], of pool: String, ranges: inout Ranges
  ) -> [IPPrefix] {
    var kept: [IPPrefix] = []
    var removedInUse: [IPPrefix] = []
    for cidr in self.cidrs {
      if !cidrs.contains(cidr) {
        guard ranges.used(cidr, of: pool) > 0 else {
          ranges.close(cidr, of: pool)
          continue
        }
        removedInUse.append(cidr)
        if !removed.contains(cidr) { removed.append(cidr) }
      }
      kept.append(cidr)
    }
    for cidr in cidrs where !kept.contains(cidr) {
      ranges.open(cidr, of: pool)
      if ranges.free(cidr, of: pool) == 0 {
        ranges.close(cidr, of: pool)
      } else {
        kept.append(cidr)
      }
    }
    self.cidrs = kept
    return removedInUse
  }

  /// Drops unused CIDRs from the end of the list while at least `freeNeeded` addresses stay free;
  /// the list is turned round by it, as in Cilium.
  public mutating func releaseExcess<Ranges: PodRanges>(
    freeNeeded: Int, of pool: String, ranges: inout Ranges
  ) -> [IPPrefix] {
    var free = cidrs.reduce(0) { $0 + ranges.free($1, of: pool) }
    var kept: [IPPrefix] = []
    var released: [IPPrefix] = []
    for cidr in cidrs.reversed() {
      let freeHere = ranges.free(cidr, of: pool)
      if ranges.used(cidr, of: pool) == 0, free - freeHere >= freeNeeded {
        free -= freeHere
        released.append(cidr)
        ranges.close(cidr, of: pool)
      } else {
        kept.append(cidr)
      }
    }
    cidrs = kept
    return released
  }

  /// Puts the CIDRs in the order in which a node's object has them.
  mutating func sortAsWritten() { cidrs.sort(by: PoolAllocation.isBefore) }

  /// Addresses in use, those of removed CIDRs included.
  public func used(of pool: String, _ ranges: some PodRanges) -> Int {
    cidrs.reduce(0) { $0 + ranges.used($1, of: pool) }
  }

  /// The CIDR the next address comes from: the first that is not removed and not full.
  public func first(of pool: String, _ ranges: some PodRanges) -> IPPrefix? {
    cidrs.first { !removed.contains($0) && ranges.free($0, of: pool) > 0 }
  }
}
