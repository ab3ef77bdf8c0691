import Addressing
import HashTreeCollections

extension Calico {
  /// Blocks that a node claims by name or had before, and where its walk through the pools begins.
  public func explainJoin(of order: NodeOrder, in cluster: Cluster) -> Explanation {
    var explanation = Explanation(rule: [
      "A node joins without a block: it claims one when it needs its first address, for a pod or its "
        + "tunnel.",
      "It will begin at the block that a hash of its name gives and walk the pool round from there, so "
        + "that nodes which start together do not meet.",
      "A node that comes back under its name has the blocks that kept it.",
      "Calico 87c1590, libcalico-go/lib/ipam/ipam.go and ipam_block_reader_writer.go.",
    ])
    let outcome = outcome(of: order, in: cluster)
    for block in cluster.nodes[order.name] == nil ? order.blocks : [] {
      let pool = ipam.pool(of: block.base)
      let owner = ipam.block(block)?.affinity
      let isOurs = outcome.node?.blocks.contains(where: block.overlaps) ?? false
      let found =
        pool == nil
        ? "in none of the pools"
        : owner.map { "has the affinity of \($0)" } ?? "nobody has it"
      explanation.add(Candidate("\(block), asked for", found: found, isTaken: isOurs))
    }
    let fresh = outcome.fresh.filter { block in !order.blocks.contains { $0.contains(block) } }
    explanation.addRest(fresh, found: "left behind by a node of this name")
    var store = ipam
    for pool in ipam.pools where fresh.isEmpty && pool.blockSize < pool.cidr.family.bitWidth {
      let walk = store.walk(pool, host: order.name)
      let block = pool.block(at: walk.start)
      explanation.add(
        Candidate(
          "\(block), block \(walk.start)",
          found: "where its walk will begin; \(owner(of: block, in: ipam))"))
    }
    explanation.add("hash of the name", "\(CalicoBlockWalk.hash(of: order.name))")
    explanation.add("nodes before", "\(cluster.nodes.count)")
    for pool in ipam.poolUtilization {
      explanation.add("\(pool.cidr)", "\(pool.available) of \(pool.capacity) addresses available")
    }
    explanation.add(outcome, of: self)
    return explanation
  }

  private func owner(of block: IPPrefix, in store: CalicoIPAM) -> String {
    guard let present = store.block(block) else { return "nobody's yet" }
    return present.affinity.map { "claimed by \($0)" } ?? "without a host"
  }

  /// The node's own blocks, those it may claim, and those it may borrow of.
  public func explainGive(
    _ demand: PodDemand, on node: Node, in cluster: Cluster
  ) -> Explanation {
    var explanation = Explanation(rule: [
      "The node's own blocks are tried in the order of their names; each gives the address at the head "
        + "of its free list, to whose tail released ones go.",
      "When they are full the node claims the next block that does not exist, walking each pool round "
        + "from the block that a hash of its name gives; else one that stood empty for a minute.",
      "When there is none it borrows single addresses of other nodes' blocks, unless affinity is "
        + "strict; a node at its limit of blocks does neither.",
      "Calico 87c1590, libcalico-go/lib/ipam/ipam.go and ipam_block.go.",
    ])
    let grant = rehearsedGive(demand, on: node, in: cluster)
    // What was recorded is entered in the datastore before the first decision.
    var current = self
    var scene = Scene(cluster)
    current.begin(scene)
    current.relearn(&scene, hand: node)
    var search = CalicoSearch(
      store: current.ipam, host: node.name, now: cluster.now, given: grant.addresses)
    if let wanted = demand.wanted {
      search.lookAsked(wanted, &explanation)
    } else {
      for family in IPFamily.allCases where unitLength(family) != nil {
        search.look(family, pool: demand.pool, &explanation)
      }
    }
    let limit = settings.configuration.effectiveMaxBlocks()
    let blocks = current.ipam.affinities(of: node.name).count
    explanation.add("blocks of the node", "\(blocks) of at most \(limit)")
    explanation.add("affinity", settings.configuration.strictAffinity ? "strict" : "not strict")
    if settings.configuration.cooldown > .zero {
      let next = current.ipam.nextCooled(after: cluster.now)
      explanation.add(
        "cool-down",
        "\(settings.configuration.cooldown)"
          + (next.map { ", the next ends at \($0)" } ?? ", none under way"))
    }
    if let due = nextDue { explanation.add("next look or retry", "at \(due)") }
    for line in details(of: node) { explanation.add(line.key, line.text) }
    explanation.add(grant, to: demand, on: node, by: self)
    return explanation
  }
}
