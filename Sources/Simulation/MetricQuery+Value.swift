import Addressing
import Allocation
import Measurement

extension MetricQuery {
  /// The number as it is in a plan at a moment; nil where it does not exist.
  public func value(in plan: Plan, at moment: Moment) -> Int128? {
    let cluster = plan.cluster
    let family = family(in: cluster)
    let tallies = cluster.tallies
    switch name {
    case .nodes: return Int128(cluster.nodes.count)
    case .nodesReady: return Int128(tallies.nodesReady)
    case .nodesWaiting: return Int128(tallies.nodesWaiting)
    case .nodesFailed: return Int128(tallies.nodesFailed)
    case .pods: return Int128(tallies.podsRunning + tallies.podsPending)
    case .podsRunning: return Int128(tallies.podsRunning)
    case .podsPending: return Int128(tallies.podsPending)
    case .podsHostNetwork: return Int128(tallies.podsHostNetwork)
    case .podsRefused: return Int128(tallies.podsRefused)
    case .collisions: return Int128(cluster.ledger.total(family).extraHolders)
    case .overlaps: return Int128(Self.overlaps(plan, moment.claims, family))
    case .controlPlaneOperations: return Int128(tallies.work.controlPlane)
    case .nodeOperations: return Int128(tallies.work.node)
    case .controlPlaneRate, .nodeRate, .operationWait: return ofOperations(cluster)
    case .headroomNodes: return Headroom.nodes(of: cluster).map { Int128($0) }
    case .headroomPods: return Headroom.pods(of: cluster).map { Int128($0) }
    case .routes: return Int128(RouteFigures.routes(of: cluster, family: family))
    case .reuseMinimum, .reuseMedian, .reuseTime, .reuseTimeMedian, .addressReuse,
      .addressReuseTime:
      return ofReuse(tallies)
    case .firstFailure: return plan.firstFailure.map { Int128($0) }
    case .usablePerNode: return cluster.mode.usablePerNode[family].map { Int128($0) }
    case .services: return Int128(moment.services.names.count)
    case .servicesFree: return moment.services.free(family).map { Int128(clamping: $0) }
    case .blocksTotal, .blocksUsed, .blocksFree, .largestFree, .externalWaste, .unusableFree,
      .fragmentation:
      return ofFreeSpace(FreeSpace(of: cluster, family: family), family: family, in: cluster)
    default:
      if let cause = name.reservedCause {
        guard cluster.mode.unitLength(family) != nil else { return nil }
        return Int128(clamping: ReservedAddresses(of: cluster, family: family)[cause])
      }
      return ofAddresses(AddressFigures(of: cluster, family: family), in: cluster, family)
    }
  }

  private func ofReuse(_ tallies: Tallies) -> Int128? {
    let (blocks, addresses) = (tallies.blockReuse, tallies.addressReuse)
    let number: Int? =
      switch name {
      case .reuseMinimum: blocks.distances.least
      case .reuseMedian: blocks.distances.median
      case .reuseTime: blocks.seconds.least
      case .reuseTimeMedian: blocks.seconds.median
      case .addressReuse: addresses.leastDistance
      case .addressReuseTime: addresses.leastSeconds
      default: nil
      }
    return number.map { Int128($0) }
  }

  private func ofOperations(_ cluster: Cluster) -> Int128? {
    let work = cluster.tallies.work
    let number: Int? =
      switch name {
      case .controlPlaneRate: OperationFigures.rate(work.controlPlane, over: cluster.now)
      case .nodeRate: OperationFigures.rate(work.node, over: cluster.now)
      case .operationWait: OperationFigures.wait(of: cluster)
      default: nil
      }
    return number.map { Int128($0) }
  }

  /// The family the query is about: IPv4 if the plan has it, else IPv6; `.v6` asks for IPv6.
  func family(in cluster: Cluster) -> IPFamily {
    let families = IPFamily.allCases.filter { cluster.mode.unitLength($0) != nil }
    return isOtherFamily ? .v6 : families.first ?? .v4
  }

  private func ofFreeSpace(
    _ space: FreeSpace, family: IPFamily, in cluster: Cluster
  ) -> Int128? {
    guard cluster.mode.unitLength(family) != nil, prefixLength ?? 0 <= family.bitWidth else {
      return nil
    }
    switch (name, prefixLength) {
    case (.blocksTotal, _): return Int128(space.totalBlocks)
    case (.blocksUsed, _): return Int128(space.usedBlocks)
    case (.blocksFree, nil): return Int128(space.freeBlocks)
    case (.blocksFree, let length?): return Int128(space.blocks(ofLength: length))
    case (.externalWaste, _): return space.outsideLargest.map { Int128($0) }
    case (.largestFree, _): return space.largestFree.map { Int128($0) }
    case (.unusableFree, let length?): return Int128(space.unusableIndex(forLength: length))
    case (.fragmentation, let length?): return Int128(space.fragmentationIndex(forLength: length))
    default: return nil
    }
  }

  private func ofAddresses(
    _ figures: AddressFigures, in cluster: Cluster, _ family: IPFamily
  ) -> Int128? {
    guard cluster.mode.unitLength(family) != nil else { return nil }
    switch name {
    case .addressesTotal: return Int128(clamping: figures.total)
    case .addressesCommitted: return Int128(clamping: figures.committed)
    case .addressesUsed: return Int128(clamping: figures.used)
    case .addressesReserved: return Int128(clamping: figures.reserved)
    case .addressesStranded: return Int128(clamping: figures.stranded)
    case .addressesWithheld: return Int128(clamping: figures.withheld)
    case .addressesFree: return Int128(clamping: figures.free)
    case .addressesOutside: return Int128(clamping: figures.outside)
    case .idleShare: return figures.idleShare.map { Int128($0) }
    case .internalWaste: return figures.internalWaste.map { Int128($0) }
    case .hostDensity: return figures.hostDensity.map { Int128($0) }
    default: return nil
    }
  }

  /// Claims that the plan's pools overlap.
  static func overlaps(_ plan: Plan, _ claims: [Claim], _ family: IPFamily) -> Int {
    claims.count { claim in
      claim.prefix.family == family
        && plan.cluster.mode.pools.contains { $0.overlaps(claim.prefix) }
    }
  }
}
