import Addressing
import HashTreeCollections

extension PoolAllocator {
  /// Takes over a pool that was added or changed; it fails where the real one does.
  ///
  /// A failure to take over orphans leaves the pool changed all the same, as in Cilium.
  public mutating func upsert(_ pool: PodIPPool) throws(PoolError) {
    let existing = poolsByName[pool.name]
    if let existing {
      if existing.v4Mask != pool.v4Mask { throw .maskChange(.v4, pool: pool.name) }
      if existing.v6Mask != pool.v6Mask { throw .maskChange(.v6, pool: pool.name) }
    }
    let before = existing ?? Pool(v4Mask: pool.v4Mask, v6Mask: pool.v6Mask)
    var after = before
    for family in IPFamily.allCases {
      after[family].removeAll { !pool.cidrs(family).contains($0.cluster) }
      after[family] += try newElements(of: pool, family, besides: before)
    }
    for family in IPFamily.allCases {
      for gone in before[family] where !pool.cidrs(family).contains(gone.cluster) {
        orphanBlocks(of: gone, family)
      }
    }
    poolsByName[pool.name] = after
    let failures = readoptOrphans(inside: after)
    if let first = failures.first { throw failures.count == 1 ? first : .several(failures) }
  }

  /// New elements are checked against each other, not against those that are there: an overlap
  /// with an earlier one goes unseen (`updateCIDRSets`).
  private func newElements(
    of pool: PodIPPool, _ family: IPFamily, besides existing: Pool
  ) throws(PoolError) -> [CIDRSet] {
    var added: [CIDRSet] = []
    for cidr in pool.cidrs(family)
    where !existing[family].contains(where: { $0.cluster == cidr }) {
      guard cidr.family == family else { throw .wrongFamily(cidr, family) }
      if let earlier = added.first(where: { $0.isInRange(cidr) }) {
        throw .collides(cidr, with: earlier)
      }
      do {
        added.append(try CIDRSet(cluster: cidr, nodeMask: pool.mask(family)))
      } catch {
        throw .set(error)
      }
    }
    return added
  }

  /// Blocks of an element that goes stay with their nodes, whichever pool they came from: Cilium
  /// looks at all pools here.
  private mutating func orphanBlocks(of element: CIDRSet, _ family: IPFamily) {
    guard keepsOrphans else { return }
    for (node, holdings) in nodes {
      for holding in holdings.pools {
        for cidr in holding.cidrs where cidr.family == family {
          guard element.isInRange(cidr), (try? element.isAllocated(cidr)) ?? false else { continue }
          markOrphan(cidr, of: holding.pool, node: node)
          unmark(cidr, of: holding.pool, node: node)
        }
      }
    }
  }

  /// Orphans inside the pool's elements are taken over for their own pool; where that one is gone
  /// still they stay orphans.
  private mutating func readoptOrphans(inside changed: Pool) -> [PoolError] {
    var failures: [PoolError] = []
    for node in orphans.keys.sorted() {
      for holding in orphans[node]?.pools ?? [] {
        for cidr in holding.cidrs
        where changed[cidr.family].contains(where: { $0.isInRange(cidr) }) {
          do {
            try occupy(cidr, of: holding.pool, node: node)
            unmarkOrphan(cidr, of: holding.pool, node: node)
          } catch {
            failures.append(.orphanInTheWay(cidr, node: node, error))
          }
        }
      }
    }
    return failures
  }

  /// Deletes a pool.
  ///
  /// Its CIDRs stay with their nodes as orphans; before 1.19 they left the books.
  public mutating func deletePool(_ pool: String) throws(PoolError) {
    guard poolsByName[pool] != nil else { throw .deletionOfMissing(pool: pool) }
    for (node, holdings) in nodes {
      guard let holding = holdings[pool] else { continue }
      nodes[node]?.removeAll(of: pool)
      guard keepsOrphans else { continue }
      for cidr in holding.cidrs { markOrphan(cidr, of: pool, node: node) }
    }
    poolsByName[pool] = nil
  }

  mutating func mark(_ cidr: IPPrefix, of pool: String, node: String) {
    nodes[node, default: PoolHoldings()].insert(cidr, of: pool)
  }

  mutating func unmark(_ cidr: IPPrefix, of pool: String, node: String) {
    nodes[node]?.remove(cidr, of: pool)
  }

  mutating func markOrphan(_ cidr: IPPrefix, of pool: String, node: String) {
    orphans[node, default: PoolHoldings()].insert(cidr, of: pool)
  }

  mutating func unmarkOrphan(_ cidr: IPPrefix, of pool: String, node: String) {
    orphans[node]?.remove(cidr, of: pool)
    if orphans[node]?.isEmpty ?? false { orphans[node] = nil }
  }
}
