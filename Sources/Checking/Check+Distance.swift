import Addressing
import Importing

extension Check {
  /// The pools of one family with blocks of one length, from which the operator gives in turn.
  private struct Stock {
    var pools: [ImportedPool] = []
    var total: UInt128 = 0
    var left: UInt128 = 0
    var block: IPPrefix
    /// A pool of multi-pool, from which nodes ask by name.
    var name: String?
  }

  /// How many blocks are left, and whether the next node still gets one.
  mutating func findDistance() {
    tellUnknownDistance()
    for stock in stocks {
      let cidrs = stock.pools.map(\.prefix.description).joined(separator: " and ")
      let evidence = "\(cidrs) with mask \(stock.block.length)"
      let pools = (stock.name.map { "pool \($0), " } ?? "") + cidrs
      let blocks = "blocks of /\(stock.block.length)"
      let place = stock.pools.last?.place
      guard stock.left > 0 else {
        let all = stock.total == 1 ? "the only block" : "all \(stock.total) \(blocks)"
        let taken = stock.total == 1 ? "is taken" : "are taken"
        add(
          .poolExhausted,
          "\(all) in \(pools) \(taken): "
            + (stock.name == nil
              ? "the next node gets none" : "a node that asks it for one more gets none"),
          evidence: evidence, place: place)
        continue
      }
      // In multi-pool the agent's own addresses are one pool's, and one set a node, not a block.
      let addresses =
        stock.name == nil ? podAddresses(of: stock.block) : stock.block.hosts.count
      let (pods, isHuge) = stock.left.multipliedReportingOverflow(by: addresses)
      let room = isHuge ? "more pods than can be counted" : "\(pods) pods"
      let left = "\(stock.left) of \(stock.total) \(blocks) are left in \(pools), for "
      add(
        .distance,
        left
          + (stock.name == nil
            ? "as many nodes and \(room) on them; node \(stock.left + 1) from now gets none"
            : "at most \(room)"),
        evidence: evidence, place: place)
    }
  }

  /// Says why nothing is said of how many nodes still get a block.
  private mutating func tellUnknownDistance() {
    let inferred = cluster.pools.filter { $0.origin == .inferredFromBlocks }
    guard !inferred.isEmpty else { return }
    let pools = inferred.map(\.prefix.description).joined(separator: " and ")
    add(
      .distance,
      "how many more nodes get a block cannot be told: no file names the pool, and the blocks at hand "
        + "only span \(pools); add the file that names it (ConfigMap cilium-config, Helm values, "
        + "kube-controller-manager's flags)", evidence: pools)
  }

  /// The pools that files name, each with its name if it is one of multi-pool's.
  private var namedPools: [(pool: ImportedPool, name: String?)] {
    // The smallest pool around the blocks at hand is always as good as full.
    var pools: [(pool: ImportedPool, name: String?)] = cluster.pools.filter { !$0.isInferred }
      .map { ($0, nil) }
    for pool in cluster.podIPPools {
      for section in [pool.v4, pool.v6].compactMap(\.self) {
        pools += section.prefixes.map {
          (
            ImportedPool(prefix: $0, blockLength: section.blockLength, origin: .configured),
            pool.name
          )
        }
      }
    }
    return pools
  }

  private var stocks: [Stock] {
    var stocks: [Stock] = []
    for (pool, name) in namedPools {
      guard let length = pool.blockLength, length >= pool.prefix.length,
        length - pool.prefix.length < 64
      else { continue }
      let block = IPPrefix(pool.prefix.base, length: length)
      let index =
        stocks.firstIndex {
          $0.block.family == block.family && $0.block.length == length && $0.name == name
        } ?? stocks.endIndex
      if index == stocks.endIndex { stocks.append(Stock(block: block, name: name)) }
      stocks[index].pools.append(pool)
      stocks[index].total += pool.prefix.size / block.size
      stocks[index].left += free(in: pool.prefix, byBlocksOf: length).count / block.size
    }
    return stocks
  }

  /// What is left of a pool once every block of a length is gone that anybody has a part of.
  private func free(in pool: IPPrefix, byBlocksOf length: Int) -> PrefixSet {
    var free = PrefixSet([pool])
    for held in cluster.nodes.flatMap(\.blocks) where held.overlaps(pool) {
      free.remove(held.length > length ? held.supernet(length: length) : held)
    }
    if isSkippingServices {
      for range in cluster.serviceRanges where range.prefix.overlaps(pool) {
        let withheld = range.prefix
        free.remove(withheld.length > length ? withheld.supernet(length: length) : withheld)
      }
    }
    return free
  }
}
