public import Addressing
import HashTreeCollections

/// Calico's IPAM as it stands in its datastore: pools, configuration, blocks, and whose they are.
///
/// The rules and texts are those of projectcalico/calico at commit 87c1590 (August 2026),
/// `libcalico-go/lib/ipam`. There is no controller in between: each host reads and writes the
/// datastore itself. Here one call is done before the next begins, so the retries after a conflict
/// of two writers never happen.
public struct CalicoIPAM: Sendable {
  /// The pools, in the order of their names.
  public private(set) var pools: [CalicoPool] = []
  /// The global configuration.
  public private(set) var configuration = CalicoConfiguration()
  /// Addresses no pod is given by itself, of all IPReservations.
  public private(set) var reservations = PrefixSet()
  /// The blocks that exist.
  var blocks: TreeDictionary<IPPrefix, CalicoBlock> = [:]
  /// The affinities of each host, in the order in which the datastore lists them.
  private var affinities: TreeDictionary<String, [CalicoAffinity]> = [:]
  /// What is known of each pool without looking at its blocks, in the order of `pools`.
  private(set) var tallies: [PoolTally] = []
  /// What was done since `drain` was called.
  var effects = CalicoEffects()
  /// Blocks with addresses that cool down.
  private(set) var cooling: TreeSet<IPPrefix> = []
  /// Decides where walks of blocks of one address begin, where Calico takes the time.
  public var seed: UInt64
  private var walks: UInt64 = 0
  /// Where walks of hosts begin, by the number of blocks: Go's generator takes long to seed.
  private var starts: TreeDictionary<WalkStart, UInt128> = [:]

  private struct WalkStart: Hashable {
    let host: String
    let blockBits: Int
  }

  /// A datastore with no pool.
  public init(seed: UInt64 = 0) {
    self.seed = seed
  }

  /// What is known of a pool without looking at its blocks.
  struct PoolTally: Sendable {
    /// Blocks that neither exist nor are wholly reserved.
    var claimable: UInt128
    /// Blocks without an address in use, though some may still cool down.
    var idle: TreeSet<IPPrefix> = []
    /// Blocks that may have an address to give.
    var roomy = 0
  }

  /// Adds a pool, checked as its creation is checked.
  public mutating func add(_ pool: CalicoPool) throws(CalicoPoolError) {
    if let other = pools.first(where: { $0.cidr.overlaps(pool.cidr) }) {
      throw .overlaps(
        name: pool.name, cidr: pool.cidr, otherName: other.name, other: other.cidr)
    }
    // Blocks of a pool that went away with addresses in use are still there.
    if blocks.keys.contains(where: { $0.overlaps(pool.cidr) && $0.length != pool.blockSize }) {
      throw .otherBlockSize(pool.blockSize)
    }
    pools.append(pool)
    pools.sort { $0.name < $1.name }
    recount()
  }

  /// Removes a pool: its blocks lose their hosts, and the empty ones go.
  ///
  /// Blocks with addresses in use stay behind without a host until the last address is released
  /// (`Delete` in `libcalico-go/lib/clientv3/ippool.go`).
  public mutating func remove(_ cidr: IPPrefix, at now: Duration) {
    guard let position = pools.firstIndex(where: { $0.cidr == cidr }) else { return }
    for block in blocks.keys.filter(cidr.contains).sorted() {
      guard let host = blocks[block]?.affinity else { continue }
      try? releaseAffinity(of: block, host: host, mustBeEmpty: false, at: now)
    }
    pools.remove(at: position)
    recount()
  }

  /// Replaces the IPReservations.
  public mutating func reserve(_ prefixes: [IPPrefix]) {
    reservations = PrefixSet(prefixes)
    recount()
  }

  /// Replaces the configuration, checked as `SetIPAMConfig` checks it.
  public mutating func configure(_ wanted: CalicoConfiguration) throws(CalicoError) {
    try wanted.check()
    configuration = wanted
  }

  /// The block with this CIDR, if it exists.
  public func block(_ cidr: IPPrefix) -> CalicoBlock? { blocks[cidr] }

  /// All blocks, in the order of their addresses.
  public var allBlocks: [CalicoBlock] {
    blocks.keys.sorted().compactMap { blocks[$0] }
  }

  /// The affinities of a host, in the order in which the datastore lists them.
  public func affinities(of host: String) -> [CalicoAffinity] { affinities[host] ?? [] }

  /// The hosts that have affinities, by name.
  public var hosts: [String] { affinities.keys.sorted() }

  /// When the next released address may be given again, after `now`.
  public func nextCooled(after now: Duration) -> Duration? {
    cooling.compactMap { blocks[$0] }.flatMap(\.cooling)
      .map { $0.releasedAt + configuration.cooldown }.filter { $0 > now }.min()
  }

  /// When the next empty block has been its host's for long enough to be taken from it.
  public func nextReclaimable(after now: Duration) -> Duration? {
    tallies.flatMap(\.idle).compactMap { blocks[$0]?.claimedAt }
      .map { $0 + Self.reclaimAge }.filter { $0 > now }.min()
  }

  /// How long an empty block stays with its host, so that two hosts do not take it from each other
  /// for ever (`EmptyBlockMinReclaimAge`).
  static let reclaimAge = Duration.seconds(60)

  /// What was done since the last call.
  public mutating func drain() -> CalicoEffects {
    defer { effects = CalicoEffects() }
    return effects
  }

  /// The pool that holds `address`.
  public func pool(of address: IPAddress) -> CalicoPool? {
    pools.first { $0.cidr.contains(address) }
  }

  /// The walk of a host through a pool; walks of single addresses begin elsewhere each time.
  mutating func walk(_ pool: CalicoPool, host: String) -> CalicoBlockWalk {
    if pool.blockSize == pool.cidr.family.bitWidth {
      walks += 1
      return CalicoBlockWalk(
        pool: pool, host: host, clock: SeededGenerator.mix(seed, walks))
    }
    let key = WalkStart(host: host, blockBits: pool.blockBits)
    if let start = starts[key] { return CalicoBlockWalk(pool: pool, start: start) }
    let walk = CalicoBlockWalk(pool: pool, host: host)
    starts[key] = walk.start
    return walk
  }

  /// Released addresses may be given again when they were released at this time or before.
  func ripe(at now: Duration) -> Duration { now - configuration.cooldown }
}

// Keeping count.

extension CalicoIPAM {
  /// Writes a block, new or changed.
  mutating func store(_ block: CalicoBlock) {
    let old = blocks.updateValue(block, forKey: block.cidr)
    count(block.cidr, old: old, new: block)
  }

  /// Deletes a block.
  mutating func delete(_ cidr: IPPrefix) {
    guard let old = blocks.removeValue(forKey: cidr) else { return }
    count(cidr, old: old, new: nil)
  }

  private mutating func count(_ cidr: IPPrefix, old: CalicoBlock?, new: CalicoBlock?) {
    if new?.coolingCount ?? 0 > 0 {
      cooling.insert(cidr)
    } else if !cooling.isEmpty {
      cooling.remove(cidr)
    }
    guard let position = pools.firstIndex(where: { $0.cidr.contains(cidr) }) else { return }
    if (old == nil) != (new == nil), !reservations.contains(cidr) {
      if new == nil { tallies[position].claimable += 1 } else { tallies[position].claimable -= 1 }
    }
    if old?.mayHaveRoom == true { tallies[position].roomy -= 1 }
    if new?.mayHaveRoom == true { tallies[position].roomy += 1 }
    guard old?.isIdle != new?.isIdle else { return }
    if new?.isIdle == true {
      tallies[position].idle.insert(cidr)
    } else {
      tallies[position].idle.remove(cidr)
    }
  }

  /// Counts anew after pools or reservations changed.
  private mutating func recount() {
    tallies = pools.map { PoolTally(claimable: $0.blockCount - $0.covered(by: reservations)) }
    for cidr in blocks.keys { count(cidr, old: nil, new: blocks[cidr]) }
  }

  /// Adds an affinity, or sets the state of one that is there.
  mutating func setAffinity(_ state: CalicoAffinity.State, of cidr: IPPrefix, host: String) {
    var list = affinities[host] ?? []
    if let position = list.firstIndex(where: { $0.cidr == cidr }) {
      list[position].state = state
    } else {
      let new = CalicoAffinity(cidr: cidr, state: state)
      let name = new.listName
      list.insert(new, at: list.firstIndex { $0.listName > name } ?? list.endIndex)
    }
    affinities[host] = list
    effects.writes += 1
  }

  /// Removes an affinity.
  mutating func removeAffinity(of cidr: IPPrefix, host: String) {
    guard var list = affinities[host] else { return }
    list.removeAll { $0.cidr == cidr }
    affinities[host] = list.isEmpty ? nil : list
    effects.writes += 1
  }
}

extension CalicoPool {
  /// How many of the pool's blocks are reserved as a whole.
  func covered(by reserved: PrefixSet) -> UInt128 {
    let size: UInt128 = 1 << UInt128(cidr.family.bitWidth - blockSize)
    var count: UInt128 = 0
    for range in reserved.ranges where range.overlaps(IPRange(cidr)) {
      let first = max(range.lower, cidr.base).bits - cidr.base.bits
      let last = min(range.upper, cidr.last).bits - cidr.base.bits
      let begin = first / size + (first % size == 0 ? 0 : 1)
      let end = last / size + (last % size == size - 1 ? 1 : 0)
      if end > begin { count += end - begin }
    }
    return count
  }
}
