public import Addressing
import HashTreeCollections

extension CalicoIPAM {
  /// Claims a block for a host in two phases: a pending affinity, then the block, then the affinity is
  /// confirmed, so that no block is ever without a trace of whose it is.
  mutating func claim(
    _ cidr: IPPrefix, host: String, keeping kept: CalicoHostReservation, at now: Duration
  ) {
    let isOurs = blocks[cidr]?.affinity == host
    beginClaim(cidr, host: host)
    if !isOurs {
      store(CalicoBlock(cidr, affinity: host, keeping: kept, at: now))
      effects.writes += 1
      effects.changes.append(.claimed(cidr, by: host))
    }
    setAffinity(.confirmed, of: cidr, host: host)
  }

  /// The first phase of a claim alone, as it stays when a host fails between the two.
  public mutating func beginClaim(_ cidr: IPPrefix, host: String) {
    if !affinities(of: host).contains(where: { $0.cidr == cidr && $0.state == .confirmed }) {
      setAffinity(.pending, of: cidr, host: host)
    }
  }

  /// Claims all blocks inside `cidr` for a host; answers those claimed and those that others have.
  public mutating func claimAffinity(
    _ cidr: IPPrefix, host: String, at now: Duration
  ) throws(CalicoError) -> (claimed: [IPPrefix], failed: [IPPrefix]) {
    var claimed: [IPPrefix] = []
    var failed: [IPPrefix] = []
    for block in try blocks(inside: cidr) {
      if let owner = blocks[block], owner.affinity != host {
        failed.append(block)
      } else {
        claim(block, host: host, keeping: .none, at: now)
        claimed.append(block)
      }
    }
    return (claimed, failed)
  }

  /// Releases a host's affinity for all blocks inside `cidr`; blocks that are not its own are left.
  public mutating func releaseAffinity(
    _ cidr: IPPrefix, host: String, mustBeEmpty: Bool, at now: Duration
  ) throws(CalicoError) {
    for block in try blocks(inside: cidr) where blocks[block]?.affinity == host {
      try releaseAffinity(of: block, host: host, mustBeEmpty: mustBeEmpty, at: now)
    }
  }

  /// Releases all affinities of a host; the last error is thrown when all have been tried.
  public mutating func releaseHostAffinities(
    _ host: String, mustBeEmpty: Bool, at now: Duration
  ) throws(CalicoError) {
    var failure: CalicoError?
    for affinity in affinities(of: host) {
      do {
        try releaseAffinity(of: affinity.cidr, host: host, mustBeEmpty: mustBeEmpty, at: now)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// Releases one affinity: an empty block is deleted, another loses its host and keeps its
  /// addresses (`releaseBlockAffinity`).
  mutating func releaseAffinity(
    of cidr: IPPrefix, host: String, mustBeEmpty: Bool, at now: Duration
  ) throws(CalicoError) {
    guard var block = blocks[cidr], block.affinity == host else {
      removeAffinity(of: cidr, host: host)
      throw .claimed(cidr, by: blocks[cidr]?.affinity)
    }
    let isEmpty = block.isEmpty(since: ripe(at: now))
    if mustBeEmpty, !isEmpty { throw .notEmpty(cidr) }
    // The affinity is first marked as about to go, then the block is written.
    effects.writes += 2
    if isEmpty {
      delete(cidr)
      effects.changes.append(.deleted(cidr, of: host))
    } else {
      block.collect(since: ripe(at: now))
      block.affinity = nil
      block.claimedAt = nil
      store(block)
      effects.changes.append(.orphaned(cidr, of: host))
    }
    removeAffinity(of: cidr, host: host)
  }

  /// The CIDRs of the blocks inside `cidr`, whether they exist or not (`blockGenerator`).
  private func blocks(inside cidr: IPPrefix) throws(CalicoError) -> [IPPrefix] {
    guard let pool = pool(of: cidr.base), pool.cidr.contains(cidr) || cidr.length > pool.blockSize
    else { throw .outsidePools(cidr) }
    guard cidr.length <= pool.blockSize else { throw .smallerThanBlock(cidr) }
    let bits = pool.blockSize - cidr.length
    precondition(bits <= 20, "no host claims more than a million blocks")
    let hostBits = UInt128(cidr.family.bitWidth - pool.blockSize)
    return (0..<UInt128(1) << UInt128(bits)).map { index in
      let base = IPAddress(cidr.family, bits: cidr.base.bits + index << hostBits)
      return IPPrefix(base, length: pool.blockSize)
    }
  }
}
