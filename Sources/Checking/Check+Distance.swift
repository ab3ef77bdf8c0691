import Addressing
import Importing

extension Check {
  /// The pools of one family with blocks of one length, from which the operator gives in turn.
  private struct Stock {
    var pools: [ImportedPool] = []
    var total: UInt128 = 0
    var left: UInt128 = 0
    var block: IPPrefix
  }

  /// How many blocks are left, and whether the next node still gets one.
  mutating func findDistance() {
    tellUnknownDistance()
    for stock in stocks {
      let pools = stock.pools.map(\.prefix.description).joined(separator: " and ")
      let evidence = "\(pools) with mask \(stock.block.length)"
      let blocks = "blocks of /\(stock.block.length)"
      let place = stock.pools.last?.place
      guard stock.left > 0 else {
        let all = stock.total == 1 ? "the only block" : "all \(stock.total) \(blocks)"
        let taken = stock.total == 1 ? "is taken" : "are taken"
        add(
          .poolExhausted, "\(all) in \(pools) \(taken): the next node gets none",
          evidence: evidence, place: place)
        continue
      }
      let (pods, isHuge) = stock.left.multipliedReportingOverflow(by: podAddresses(of: stock.block))
      let room = isHuge ? "more pods than can be counted" : "\(pods) pods"
      add(
        .distance,
        "\(stock.left) of \(stock.total) \(blocks) are left in \(pools), for as many nodes and "
          + "\(room) on them; node \(stock.left + 1) from now gets none",
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
      "how many more nodes get a block cannot be told: no file names the pool, and \(pools) is only "
        + "what the blocks span; add the file that names it (ConfigMap cilium-config, Helm values, "
        + "kube-controller-manager's flags)", evidence: pools)
  }

  private var stocks: [Stock] {
    var stocks: [Stock] = []
    // The smallest pool around the blocks at hand is always as good as full.
    for pool in cluster.pools where !pool.isInferred {
      guard let length = pool.blockLength,
        length >= pool.prefix.length, length - pool.prefix.length < 64
      else { continue }
      let block = IPPrefix(pool.prefix.base, length: length)
      var free = PrefixSet([pool.prefix])
      for held in cluster.nodes.flatMap(\.blocks) where held.overlaps(pool.prefix) {
        free.remove(held.length > length ? held.supernet(length: length) : held)
      }
      if isSkippingServices {
        for range in cluster.serviceRanges where range.prefix.overlaps(pool.prefix) {
          let withheld = range.prefix
          free.remove(withheld.length > length ? withheld.supernet(length: length) : withheld)
        }
      }
      let index =
        stocks.firstIndex { $0.block.family == block.family && $0.block.length == length }
        ?? stocks.endIndex
      if index == stocks.endIndex { stocks.append(Stock(block: block)) }
      stocks[index].pools.append(pool)
      stocks[index].total += pool.prefix.size / block.size
      stocks[index].left += free.count / block.size
    }
    return stocks
  }
}
