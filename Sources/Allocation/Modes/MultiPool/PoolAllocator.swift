public import Addressing
import HashTreeCollections

/// Cilium's multi-pool operator: pools of node blocks, and who has which.
///
/// The rules are those of Cilium 1.19, `pkg/ipam/allocator/multipool/{pool_allocator,pool}.go`.
/// Blocks come out of the first element of a pool that is not full, next-fit. A node's object says
/// what it has and what it wants; a CIDR it no longer lists is free again. Nothing is checked
/// between pools: two pools of one CIDR hand out the same blocks.
public struct PoolAllocator: Hashable, Sendable {
  /// A pool as the operator keeps it.
  public struct Pool: Hashable, Sendable {
    /// The IPv4 elements.
    public internal(set) var v4: [CIDRSet] = []
    /// The IPv6 elements.
    public internal(set) var v6: [CIDRSet] = []
    /// The IPv4 mask size.
    public internal(set) var v4Mask: Int
    /// The IPv6 mask size.
    public internal(set) var v6Mask: Int

    /// The elements of one family.
    public internal(set) subscript(family: IPFamily) -> [CIDRSet] {
      get { family == .v4 ? v4 : v6 }
      set { if family == .v4 { v4 = newValue } else { v6 = newValue } }
    }
  }

  var poolsByName: TreeDictionary<String, Pool> = [:]
  var nodes: TreeDictionary<String, PoolHoldings> = [:]
  /// CIDRs of nodes whose pool, or whose element of the pool, is gone.
  var orphans: TreeDictionary<String, PoolHoldings> = [:]
  /// Whether all nodes' CIDRs are known, so that blocks can be given.
  public private(set) var isReady = false
  /// The families that are on.
  public let families: [IPFamily]
  /// Whether CIDRs outlive their pool as orphans (October 2025, Cilium 1.19); before, the operator
  /// forgot them.
  public let keepsOrphans: Bool

  /// An operator without pools, not ready yet.
  public init(families: [IPFamily] = [.v4, .v6], keepsOrphans: Bool = true) {
    self.families = families
    self.keepsOrphans = keepsOrphans
  }

  /// A pool by name.
  public subscript(pool: String) -> Pool? { poolsByName[pool] }

  /// The names of the pools, in order.
  public var poolNames: [String] { poolsByName.keys.sorted() }

  /// Says that all nodes have been seen.
  public mutating func finishRestore() { isReady = true }

  /// What a node has, orphans included: pools by name, CIDRs in the order they are written.
  public func allocatedPools(_ node: String) -> [PoolAllocation] {
    var all = nodes[node] ?? PoolHoldings()
    for orphaned in orphans[node]?.pools ?? [] {
      for cidr in orphaned.cidrs { all.insert(cidr, of: orphaned.pool) }
    }
    return all.pools
  }

  /// What a node keeps of pools and elements that are gone.
  public func orphanedPools(_ node: String) -> [PoolAllocation] { orphans[node]?.pools ?? [] }

  /// Brings a node's object before the operator, and answers what of it fails.
  ///
  /// What the object lists is taken, what it no longer lists is free, and what it wants beyond is
  /// given as far as it goes.
  public mutating func allocate(
    to node: String, allocated: [PoolAllocation], requested: [PoolRequest]
  ) -> [PoolError] {
    var errors = occupy(allocated, of: node)
    errors += releaseWhatIsNotListed(allocated, of: node)
    guard isReady else { return [.notReady] }
    for request in requested {
      for family in families {
        do {
          try allocate(request.needed(family), family, to: node, from: request.pool)
        } catch {
          errors.append(.failedToAllocate(family, node: node, pool: request.pool, error))
        }
      }
    }
    return errors
  }

  /// Frees what a node has, but for its orphans.
  ///
  /// Those stay in the books: when their pool returns they are taken for a node that is gone, until
  /// the operator restarts (as in Cilium, `ReleaseNode`).
  public mutating func releaseNode(_ node: String) -> [PoolError] {
    var errors: [PoolError] = []
    for holding in nodes[node]?.pools ?? [] {
      for cidr in holding.cidrs {
        do {
          try giveBack(cidr, to: holding.pool)
        } catch {
          errors.append(error)
        }
      }
    }
    nodes[node] = nil
    return errors
  }

  private mutating func occupy(_ listed: [PoolAllocation], of node: String) -> [PoolError] {
    var errors: [PoolError] = []
    for holding in listed {
      for cidr in holding.cidrs {
        if poolsByName[holding.pool] == nil, keepsOrphans {
          markOrphan(cidr, of: holding.pool, node: node)
          errors.append(.markedOrphan(pool: holding.pool, cidr))
          continue
        }
        do {
          try occupy(cidr, of: holding.pool, node: node)
        } catch {
          errors.append(error)
        }
      }
    }
    return errors
  }

  private mutating func releaseWhatIsNotListed(
    _ listed: [PoolAllocation], of node: String
  ) -> [PoolError] {
    var errors: [PoolError] = []
    func isListed(_ cidr: IPPrefix, _ pool: String) -> Bool {
      listed.contains { $0.pool == pool && $0.cidrs.contains(cidr) }
    }
    for holding in nodes[node]?.pools ?? [] {
      for cidr in holding.cidrs where !isListed(cidr, holding.pool) {
        do {
          try giveBack(cidr, to: holding.pool)
          unmark(cidr, of: holding.pool, node: node)
        } catch {
          errors.append(error)
        }
      }
    }
    for holding in orphans[node]?.pools ?? [] {
      for cidr in holding.cidrs where !isListed(cidr, holding.pool) {
        unmarkOrphan(cidr, of: holding.pool, node: node)
      }
    }
    return errors
  }

  private mutating func allocate(
    _ needed: Int, _ family: IPFamily, to node: String, from pool: String
  ) throws(PoolError) {
    let has = nodes[node]?[pool]?.availableAddresses(family) ?? 0
    var missing = UInt128(max(0, needed))
    missing = missing > has ? missing - has : 0
    guard missing > 0 else { return }
    guard poolsByName[pool] != nil else { throw .allocateFromMissing(pool: pool) }
    while missing > 0 {
      let block = try takeFirstFree(family, of: pool)
      mark(block, of: pool, node: node)
      missing -= min(missing, block.addressesForOperator)
    }
  }

  private mutating func takeFirstFree(
    _ family: IPFamily, of pool: String
  ) throws(PoolError) -> IPPrefix {
    guard let index = poolsByName[pool]?[family].firstIndex(where: { !$0.isFull }) else {
      throw .poolEmpty
    }
    do {
      return try poolsByName[pool]![family][index].allocateNext()
    } catch {
      throw .set(error)
    }
  }

  mutating func occupy(
    _ cidr: IPPrefix, of pool: String, node: String
  ) throws(PoolError) {
    if nodes[node]?.contains(cidr, of: pool) ?? false { return }
    guard let elements = poolsByName[pool]?[cidr.family] else {
      throw .reuseFromMissing(pool: pool)
    }
    guard let index = elements.firstIndex(where: { $0.isInRange(cidr) }) else {
      throw .cannotReuse(pool: pool, .notPartOfPool(cidr))
    }
    if elements[index].isFull { throw .cannotReuse(pool: pool, .poolEmpty) }
    do {
      if try elements[index].isAllocated(cidr) { throw PoolError.alreadyAllocated(cidr) }
      try poolsByName[pool]![cidr.family][index].occupy(cidr)
    } catch let error as CIDRSetError {
      throw .cannotReuse(pool: pool, .set(error))
    } catch {
      throw .cannotReuse(pool: pool, .alreadyAllocated(cidr))
    }
    mark(cidr, of: pool, node: node)
  }

  private mutating func giveBack(_ cidr: IPPrefix, to pool: String) throws(PoolError) {
    guard let elements = poolsByName[pool]?[cidr.family] else {
      throw .releaseFromMissing(pool: pool)
    }
    guard let index = elements.firstIndex(where: { $0.isInRange(cidr) }) else {
      throw .cannotRelease(pool: pool, .releasedNotPart(cidr))
    }
    do {
      guard try elements[index].isAllocated(cidr) else { return }
      try poolsByName[pool]![cidr.family][index].release(cidr)
    } catch {
      throw .cannotRelease(pool: pool, .set(error))
    }
  }
}
