public import Addressing
import HashTreeCollections

/// Calico: nodes claim blocks of the pools as they need them, and borrow when there is none.
///
/// Who has which address is in `ipam`, as in Calico's datastore; nodes' blocks and books are brought
/// after it. An address of a block whose node has left, or whose pool was removed, is a block of one
/// address of the node that uses it.
public struct Calico: IPAMMode {
  /// What was chosen.
  public private(set) var settings: Settings
  /// Calico's datastore.
  public internal(set) var ipam = CalicoIPAM()
  /// Calico's garbage collector.
  var collector = CalicoCollector()
  /// The nodes present, by name.
  var ids: TreeDictionary<String, NodeID> = [:]
  /// The nodes whose tunnels have these addresses.
  var tunnels: TreeDictionary<IPAddress, NodeID> = [:]
  /// The same by node, IPv4 first.
  var tunnelsByNode: TreeDictionary<NodeID, [IPAddress]> = [:]
  /// Addresses that nodes use of blocks without a node, each a block by itself in the nodes' books.
  var singles: TreeDictionary<IPAddress, NodeID> = [:]
  /// Nodes whose pods were refused, or whose tunnels have no address.
  var refused: TreeSet<NodeID> = []
  /// Whether something became free since the refused were told.
  var hasNewRoom = false
  /// Nodes of a dump, whose tunnels have what was recorded and get nothing more.
  var recorded: TreeSet<NodeID> = []
  /// Nodes were taken over from a dump, and the datastore does not know their addresses yet.
  var isRecorded = false
  /// The instant of the last decision.
  var now = Duration.zero
  /// The blocks of each pool that exist or are wholly reserved; none for pools too large for a set.
  var sets: [IPPrefix: CIDRSet] = [:]
  /// Pools that were added so far, for names.
  private var named = 0

  /// The pool of Calico's manifests when none is named.
  static let standardPool = IPPrefix(IPAddress(.v4, bits: 0xc0a8_0000), length: 16)

  /// A cluster with these pools and options and no node.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    settings = try Settings(options)
    for pool in pools.isEmpty ? [Self.standardPool] : pools {
      try add(pool, name: nil, blockSize: nil)
    }
    collector = CalicoCollector(grace: settings.grace)
    try configure()
  }

  /// Each pool has a name and a block size of its own, which options and CIDRs alone do not tell.
  public func afresh() throws(Refusal) -> any IPAMMode {
    var fresh = self
    fresh.ipam = CalicoIPAM()
    for pool in ipam.pools {
      try fresh.add(pool.cidr, name: pool.name, blockSize: pool.blockSize)
    }
    let empty = try Calico(pools: [], options: options)
    (fresh.collector, fresh.now, fresh.named) = (empty.collector, empty.now, named)
    (fresh.ids, fresh.tunnels, fresh.tunnelsByNode) = ([:], [:], [:])
    (fresh.singles, fresh.refused, fresh.recorded) = ([:], [], [])
    (fresh.hasNewRoom, fresh.isRecorded) = (false, false)
    try fresh.configure()
    return fresh
  }

  private mutating func add(
    _ cidr: IPPrefix, name: String?, blockSize: Int?
  ) throws(Refusal) {
    let size = blockSize ?? (cidr.family == .v4 ? settings.mask : settings.mask6)
    // Pools are tried in the order of their names; those without one are in the order added.
    let number = String(named + 1)
    let zeros = String(repeating: "0", count: max(0, 4 - number.count))
    do {
      let pool = try CalicoPool(
        name: name ?? "ippool-\(zeros)\(number)", cidr: cidr, blockSize: size)
      try ipam.add(pool)
    } catch {
      throw .system(error.description)
    }
    named += 1
    recount()
  }

  /// Hands the settings to the parts that follow them.
  private mutating func configure() throws(Refusal) {
    do { try ipam.configure(settings.configuration) } catch { throw .system(error.description) }
    ipam.reserve(settings.reservations)
    recount()
  }

  /// The options as they stand.
  public var options: [ModeOption] { settings.options }
  /// The pools' addresses, in the order in which Calico tries them.
  public var pools: [IPPrefix] { ipam.pools.map(\.cidr) }
  /// The kubelet's limit of pods.
  public var maxPods: Int { settings.maxPods }
  /// IPReservations, as far as they lie in pools.
  public var withheld: [IPPrefix] {
    ipam.reservations.intersection(PrefixSet(pools)).prefixes
  }

  /// Each pool has blocks of its own size.
  public var poolsHaveOwnMasks: Bool { true }

  /// The block size of the family's first pool.
  public func unitLength(_ family: IPFamily) -> Int? {
    ipam.pools.first { $0.cidr.family == family }?.blockSize
  }

  /// The block size of the pool.
  public func unitLength(of pool: IPPrefix) -> Int? {
    ipam.pools.first { $0.cidr == pool }?.blockSize
  }

  /// What a node gets before it meets its limit of blocks, its tunnel's address apart.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    var left: [IPFamily: UInt128] = [:]
    let limit = UInt128(settings.configuration.effectiveMaxBlocks())
    // The largest blocks first: the most that the limit allows.
    for pool in ipam.pools.sorted(by: { $0.blockAddresses > $1.blockAddresses }) {
      let family = pool.cidr.family
      let blocks = min(pool.blockCount, left[family] ?? limit)
      left[family] = (left[family] ?? limit) - blocks
      let tunnel = usable[family] == nil && settings.tunnelFamilies.contains(family) ? 1 : 0
      usable[family, default: 0] += Int(blocks) * pool.blockAddresses - tunnel
    }
    return usable
  }

  /// The blocks of each pool; those that exist or are wholly reserved are set.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] {
    pools.filter { $0.family == family }.compactMap { sets[$0] }
  }

  /// Marks anew which blocks are taken, after pools or reservations changed.
  private mutating func recount() {
    sets = [:]
    for pool in ipam.pools {
      guard var set = CIDRSet(unlimited: pool.cidr, nodeMask: pool.blockSize) else { continue }
      for prefix in ipam.reservations.intersection(PrefixSet([pool.cidr])).prefixes
      where prefix.length <= pool.blockSize {
        try? set.occupy(prefix)
      }
      for block in ipam.blocks.keys where pool.cidr.contains(block) { try? set.occupy(block) }
      sets[pool.cidr] = set
    }
  }

  /// Marks one block.
  mutating func mark(_ block: IPPrefix, isTaken: Bool) {
    guard let pool = ipam.pool(of: block.base)?.cidr else { return }
    if isTaken {
      try? sets[pool]?.occupy(block)
    } else if !ipam.reservations.contains(block) {
      try? sets[pool]?.release(block)
    }
  }

  /// New options or pools, checked as Calico checks them; what follows on nodes comes with `restart`.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    switch change {
    case .set(let options):
      var changed = settings
      try changed.set(options)
      try resize(to: changed)
      if changed.encapsulation != settings.encapsulation { recorded = [] }
      settings = changed
      try configure()
    case .addPool(let cidr, let name, let mask):
      try add(cidr, name: name, blockSize: mask)
    case .removePool(let cidr):
      guard pools.contains(cidr) else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw .system("\(cidr) is not in the list of pools, which is \(list)")
      }
      guard pools.count > 1 else {
        throw .unsupported(
          mode: "calico", what: "do without a pool", instead: "add another before removing \(cidr)")
      }
      // A tunnel's address in a pool that goes is given up, and another is asked for.
      let given = tunnels.keys.filter(cidr.contains).sorted()
      for address in given { setTunnel(address, of: nil) }
      ipam.release(given, at: now)
      ipam.remove(cidr, at: now)
      recount()
    // Calico gives the addresses of its pools whether services use them or not.
    case .serviceRange: return
    }
    hasNewRoom = true
  }

  /// Notes whose tunnel has an address, or that nobody's has.
  mutating func setTunnel(_ address: IPAddress, of id: NodeID?) {
    if let old = tunnels[address] { tunnelsByNode[old]?.removeAll { $0 == address } }
    tunnels[address] = id
    guard let id else { return }
    tunnelsByNode[id, default: []].append(address)
    tunnelsByNode[id]?.sort { $0.family < $1.family }
  }

  /// Gives pools of the standard size the new one; Calico does not change the size of a pool in use.
  private mutating func resize(to changed: Settings) throws(Refusal) {
    for (family, old, new) in [
      (IPFamily.v4, settings.mask, changed.mask), (.v6, settings.mask6, changed.mask6),
    ] where old != new {
      let affected = ipam.pools.filter { $0.cidr.family == family && $0.blockSize == old }
      for pool in affected {
        guard !ipam.blocks.keys.contains(where: pool.cidr.contains) else {
          throw .system(
            "Block size cannot be changed; follow IP pool migration guide to avoid corruption.")
        }
        ipam.remove(pool.cidr, at: now)
        do {
          try ipam.add(CalicoPool(name: pool.name, cidr: pool.cidr, blockSize: new))
        } catch {
          throw .system(error.description)
        }
      }
    }
  }
}
