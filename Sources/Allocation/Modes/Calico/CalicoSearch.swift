import Addressing
import HashTreeCollections

/// A request for an address as a host of Calico works through it.
struct CalicoSearch {
  var store: CalicoIPAM
  let host: String
  let now: Duration
  let given: [IPAddress]

  private var ripe: Duration { store.ripe(at: now) }

  init(store: CalicoIPAM, host: String, now: Duration, given: [IPAddress]) {
    self.store = store
    self.host = host
    self.now = now
    self.given = given
  }

  private func free(_ block: CalicoBlock) -> Int {
    block.free(reserving: store.reservations, since: ripe)
  }

  /// The end of a search: the address at the head of a block's free list, once what has cooled down
  /// is at its tail.
  private func take(_ cidr: IPPrefix, _ how: String, _ explanation: inout Explanation) {
    var block = store.block(cidr) ?? CalicoBlock(cidr, affinity: host)
    block.collect(since: ripe)
    guard let address = block.next(reserving: store.reservations) else { return }
    let isTaken = given.contains(address)
    explanation.add(
      Candidate(
        address.description,
        found: isTaken ? "\(how) \(cidr)" : "free, and not given after all", isTaken: isTaken))
  }

  /// An empty block that is taken from its host is written anew, in the order of its addresses.
  private func takeAnew(_ cidr: IPPrefix, _ explanation: inout Explanation) {
    let block = CalicoBlock(cidr, affinity: host)
    guard let address = block.next(reserving: store.reservations) else { return }
    explanation.add(
      Candidate(
        address.description, found: "the first of \(cidr)", isTaken: given.contains(address)))
  }

  mutating func lookAsked(_ wanted: IPAddress, _ explanation: inout Explanation) {
    let found: String
    if let cidr = store.pool(of: wanted)?.block(of: wanted) {
      if let block = store.block(cidr) {
        let isOurs = block.affinity == host
        let place = isOurs ? "the node's own block" : "of \(block.affinity ?? "nobody")"
        let isHeld = block.ordinal(of: wanted).map(block.isAssigned) ?? false
        found = "in \(cidr), \(place); " + (isHeld ? "taken" : "nobody has it")
      } else {
        found = "in \(cidr), which nobody has"
      }
    } else {
      found = "in no pool"
    }
    explanation.add(
      Candidate("\(wanted), asked for", found: found, isTaken: given.contains(wanted)))
  }

  /// One family: own blocks, then blocks to claim, then idle ones, then loans.
  mutating func look(_ family: IPFamily, pool name: String?, _ explanation: inout Explanation) {
    let all = store.pools.filter { $0.cidr.family == family }
    let cidr = name.flatMap { try? IPPrefix(maskingHostBits: $0) }
    let named = store.pools.filter { $0.name == name || $0.cidr == cidr }
    if let name, named.isEmpty {
      explanation.add(Candidate("pool \(name)", found: "there is no such pool"))
      return
    }
    // A pool of the other family says nothing about this one.
    let chosen = named.contains { $0.cidr.family == family } ? named : all
    let own = store.affinities(of: host).filter { affinity in
      chosen.contains { $0.cidr.contains(affinity.cidr) }
    }
    for affinity in own {
      guard let block = store.block(affinity.cidr) else {
        explanation.add(Candidate("\(affinity.cidr), claimed", found: "not written yet"))
        take(affinity.cidr, "the first of", &explanation)
        return
      }
      guard block.affinity == host else {
        explanation.add(Candidate("\(affinity.cidr), claimed", found: "another node's"))
        continue
      }
      let count = free(block)
      explanation.add(
        Candidate(
          "\(affinity.cidr), its own",
          found: "\(count) of \(block.capacity) free"
            + (block.coolingCount > 0 ? ", \(block.coolingCount) cool down or have done so" : "")))
      guard count > 0 else { continue }
      take(affinity.cidr, "head of the free list of", &explanation)
      return
    }
    let limit = store.configuration.effectiveMaxBlocks()
    guard own.count < limit else {
      explanation.add(Candidate("another block", found: "the node has its limit of \(limit)"))
      return
    }
    guard store.configuration.autoAllocateBlocks else {
      explanation.add(Candidate("another block", found: "auto-allocate-blocks is off"))
      return
    }
    if claim(chosen, &explanation) || reclaim(chosen, &explanation) { return }
    if store.configuration.strictAffinity {
      explanation.add(Candidate("other nodes' blocks", found: "affinity is strict"))
    } else {
      borrow(chosen, &explanation)
    }
  }

  /// Blocks that do not exist yet, in the order of the host's walk; true if one was found.
  private mutating func claim(
    _ chosen: [CalicoPool], _ explanation: inout Explanation
  ) -> Bool {
    for pool in chosen {
      var walk = store.walk(pool, host: host)
      let position = store.pools.firstIndex(of: pool)
      let claimable = position.map { store.tallies[$0].claimable } ?? 0
      let title = "\(pool.cidr) in /\(pool.blockSize)s"
      guard claimable > 0 else {
        explanation.add(Candidate(title, found: "no block is left to claim"))
        continue
      }
      explanation.add(
        Candidate(title, found: "\(claimable) to claim; the hash says block \(walk.start)"))
      var passed = 0
      while let cidr = walk.next(skipping: store.reservations) {
        guard let block = store.block(cidr) else {
          if passed > RowSearch.listed {
            explanation.add(
              Candidate("\(passed - RowSearch.listed) blocks more", found: "all of other nodes"))
          }
          explanation.add(
            Candidate("\(cidr), block \(pool.index(of: cidr.base))", found: "nobody's; claimed"))
          take(cidr, "the first of", &explanation)
          return true
        }
        if block.affinity == host, free(block) > 0 {
          take(cidr, "head of the free list of", &explanation)
          return true
        }
        if passed < RowSearch.listed {
          explanation.add(
            Candidate(
              "\(cidr), block \(pool.index(of: cidr.base))",
              found: block.affinity.map { "claimed by \($0)" } ?? "without a host, in use"))
        }
        passed += 1
      }
    }
    return false
  }

  /// Blocks that stand empty, in the order of the host's walk; true if one may be taken.
  private mutating func reclaim(
    _ chosen: [CalicoPool], _ explanation: inout Explanation
  ) -> Bool {
    for pool in chosen {
      let walk = store.walk(pool, host: host)
      guard let position = store.pools.firstIndex(of: pool) else { continue }
      let idle = store.tallies[position].idle.sorted {
        walk.distance(to: $0) < walk.distance(to: $1)
      }
      for cidr in idle {
        guard let block = store.block(cidr), let owner = block.affinity else { continue }
        let age = now - (block.claimedAt ?? .zero)
        guard block.isEmpty(since: ripe), free(block) > 0, age >= CalicoIPAM.reclaimAge else {
          explanation.add(
            Candidate("\(cidr), empty", found: "of \(owner) for less than a minute, or cooling"))
          continue
        }
        explanation.add(Candidate("\(cidr), empty", found: "taken from \(owner)"))
        takeAnew(cidr, &explanation)
        return true
      }
    }
    return false
  }

  /// Other hosts' blocks, in the order of the walk.
  private mutating func borrow(
    _ chosen: [CalicoPool], _ explanation: inout Explanation
  ) {
    for pool in chosen {
      var walk = store.walk(pool, host: host)
      guard let position = store.pools.firstIndex(of: pool), store.tallies[position].roomy > 0
      else {
        explanation.add(Candidate("\(pool.cidr)", found: "no block has an address to lend"))
        continue
      }
      while let cidr = walk.next(skipping: store.reservations) {
        guard let block = store.block(cidr), block.mayHaveRoom else { continue }
        let count = free(block)
        let owner = block.affinity ?? "nobody"
        explanation.add(
          Candidate("\(cidr), of \(owner)", found: "\(count) of \(block.capacity) free"))
        guard count > 0 else { continue }
        take(cidr, "borrowed from", &explanation)
        return
      }
    }
  }
}
