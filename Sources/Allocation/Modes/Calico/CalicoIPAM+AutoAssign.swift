public import Addressing
import HashTreeCollections

/// What a host asks of Calico's IPAM when any address will do.
public struct CalicoRequest: Hashable, Sendable {
  /// How many addresses.
  public var count = 1
  /// The family.
  public var family: IPFamily
  /// The host.
  public var host: String
  /// Pools that the request is confined to; none for all.
  public var pools: [IPPrefix] = []
  /// The request's own limit of blocks, 0 for none.
  public var maxBlocks = 0
  /// Addresses that the host keeps in each block it claims.
  public var kept = CalicoHostReservation.none

  /// A request for one address of any pool.
  public init(_ family: IPFamily, host: String, count: Int = 1) {
    self.family = family
    self.host = host
    self.count = count
  }
}

extension CalicoIPAM {
  /// Gives a host addresses: from its own blocks, else from a block it claims, else borrowed.
  ///
  /// A host at its limit of blocks is refused without borrowing; the addresses found before an error
  /// stay given (`autoAssign` in `ipam.go`).
  public mutating func autoAssign(
    _ request: CalicoRequest, at now: Duration
  ) -> CalicoAssignments {
    var answer = CalicoAssignments(requested: request.count, family: request.family)
    do {
      let chosen = try qualifiedPools(request)
      try assignFromOwn(request, chosen, &answer, at: now)
      if answer.addresses.count < request.count, !configuration.strictAffinity {
        borrow(request, chosen, &answer, at: now)
      }
    } catch {
      answer.error = error
    }
    return answer
  }

  /// The pools a request may use, in order (`determinePools`).
  private func qualifiedPools(_ request: CalicoRequest) throws(CalicoError) -> [CalicoPool] {
    let longest = request.kept.longestBlock(request.family)
    let able = pools.filter { $0.cidr.family == request.family && $0.blockSize <= longest }
    guard !able.isEmpty else { throw .noQualifiedPool }
    var chosen: [CalicoPool] = []
    for cidr in request.pools {
      guard let pool = able.first(where: { $0.cidr == cidr }) else { throw .noSuchPool(cidr) }
      chosen.append(pool)
    }
    return chosen.isEmpty ? able : chosen
  }

  private mutating func assignFromOwn(
    _ request: CalicoRequest, _ chosen: [CalicoPool], _ answer: inout CalicoAssignments,
    at now: Duration
  ) throws(CalicoError) {
    var own = affinities(of: request.host)
      .filter { affinity in chosen.contains { $0.cidr.contains(affinity.cidr) } }[...]
    var owned = own.count
    let limit = configuration.effectiveMaxBlocks(requested: request.maxBlocks)
    while answer.addresses.count < request.count {
      var found: IPPrefix?
      while found == nil, let affinity = own.popFirst() {
        found = usableBlock(of: affinity, request, at: now)
      }
      if found == nil {
        guard owned < limit else {
          answer.add(
            "Need to allocate an IPAM block but could not - limit of \(limit) blocks reached for "
              + "this node")
          throw .blockLimit
        }
        guard configuration.autoAllocateBlocks else { throw .cannotClaim }
        guard let free = freeBlock(request, chosen, at: now) else {
          if configuration.strictAffinity {
            answer.add("No more free affine blocks and strict affinity enabled")
          }
          return
        }
        claim(free, host: request.host, keeping: request.kept, at: now)
        owned += 1
        found = free
      }
      guard let found else { return }
      let missing = request.count - answer.addresses.count
      answer.addresses += assign(missing, from: found, at: now)
    }
  }

  /// The block of one of the host's affinities, if it has an address to give.
  ///
  /// A claim that was not finished is finished, one on a block that is another host's is dropped
  /// (`getBlockFromAffinity`).
  private mutating func usableBlock(
    of affinity: CalicoAffinity, _ request: CalicoRequest, at now: Duration
  ) -> IPPrefix? {
    let cidr = affinity.cidr
    if reservations.contains(cidr) { return nil }
    guard let block = blocks[cidr] else {
      claim(cidr, host: request.host, keeping: request.kept, at: now)
      return cidr
    }
    guard block.affinity == request.host else {
      removeAffinity(of: cidr, host: request.host)
      return nil
    }
    if affinity.state == .pending {
      store(block)
      effects.writes += 2
      setAffinity(.confirmed, of: cidr, host: request.host)
    }
    return block.free(reserving: reservations, since: ripe(at: now)) > 0 ? cidr : nil
  }

  /// A block that does not exist yet, or one that stood empty for a minute and is taken from its
  /// host for it (`findUsableBlock`).
  private mutating func freeBlock(
    _ request: CalicoRequest, _ chosen: [CalicoPool], at now: Duration
  ) -> IPPrefix? {
    var walks: [CalicoBlockWalk] = []
    for pool in chosen {
      var walk = walk(pool, host: request.host)
      walks.append(walk)
      guard isClaimable(pool) else { continue }
      while let cidr = walk.next(skipping: reservations) {
        guard let block = blocks[cidr] else { return cidr }
        if block.affinity == request.host,
          block.free(reserving: reservations, since: ripe(at: now)) > 0
        {
          return cidr
        }
      }
    }
    for walk in walks {
      for cidr in idleBlocks(walk) {
        if reclaim(cidr, at: now) { return cidr }
      }
    }
    return nil
  }

  private func isClaimable(_ pool: CalicoPool) -> Bool {
    pools.firstIndex(of: pool).map { tallies[$0].claimable > 0 } ?? false
  }

  /// The pool's blocks without an address in use, in the order of a walk.
  private func idleBlocks(_ walk: CalicoBlockWalk) -> [IPPrefix] {
    guard let position = pools.firstIndex(of: walk.pool) else { return [] }
    return tallies[position].idle.sorted { walk.distance(to: $0) < walk.distance(to: $1) }
  }

  /// Takes an empty block from its host, unless it was claimed less than a minute ago.
  private mutating func reclaim(_ cidr: IPPrefix, at now: Duration) -> Bool {
    guard let block = blocks[cidr], block.isEmpty(since: ripe(at: now)),
      block.free(reserving: reservations, since: ripe(at: now)) > 0,
      now - (block.claimedAt ?? .zero) >= Self.reclaimAge, let host = block.affinity
    else { return false }
    return (try? releaseAffinity(of: cidr, host: host, mustBeEmpty: true, at: now)) != nil
  }

  /// Takes addresses from whatever block has some, walking each pool from the host's own start.
  private mutating func borrow(
    _ request: CalicoRequest, _ chosen: [CalicoPool], _ answer: inout CalicoAssignments,
    at now: Duration
  ) {
    var exhausted: [String] = []
    for pool in chosen {
      var walk = walk(pool, host: request.host)
      while answer.addresses.count < request.count {
        guard let position = pools.firstIndex(of: pool), tallies[position].roomy > 0,
          let cidr = walk.next(skipping: reservations)
        else {
          exhausted.append(pool.cidr.description)
          break
        }
        guard let block = blocks[cidr], block.mayHaveRoom else { continue }
        answer.addresses += assign(request.count - answer.addresses.count, from: cidr, at: now)
      }
    }
    if !exhausted.isEmpty {
      // As Go prints a slice.
      answer.add("No IPs available in pools: [\(exhausted.joined(separator: " "))]")
    }
  }

  /// Takes up to `count` addresses of a block; writes the block and the owner's handle if there are
  /// any.
  private mutating func assign(_ count: Int, from cidr: IPPrefix, at now: Duration) -> [IPAddress] {
    guard var block = blocks[cidr] else { return [] }
    block.collect(since: ripe(at: now))
    let taken = block.take(count, reserving: reservations)
    guard !taken.isEmpty else { return [] }
    effects.writes += 2
    store(block)
    return taken
  }
}
