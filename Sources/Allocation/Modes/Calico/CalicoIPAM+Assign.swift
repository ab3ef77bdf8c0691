public import Addressing
import HashTreeCollections

extension CalicoIPAM {
  /// Gives a host one address it names; the block is claimed if nobody has it.
  ///
  /// Neither reservations nor the limit of blocks are looked at (`AssignIP` in `ipam.go`).
  public mutating func assign(
    _ address: IPAddress, host: String, at now: Duration
  ) throws(CalicoError) {
    guard let pool = pool(of: address), let cidr = pool.block(of: address) else {
      throw .notInPool
    }
    if blocks[cidr] == nil { claim(cidr, host: host, keeping: .none, at: now) }
    guard var block = blocks[cidr], let ordinal = block.ordinal(of: address) else {
      throw .notInPool
    }
    if configuration.strictAffinity {
      guard let owner = block.affinity else { throw .noAffinity(cidr) }
      guard owner == host else { throw .otherHost }
    }
    block.collect(since: ripe(at: now))
    guard block.take(ordinal: ordinal) else { throw .alreadyAssigned(address) }
    store(block)
    effects.writes += 2
  }

  /// Gives addresses back, each once; answers those that nobody had.
  @discardableResult
  public mutating func release(_ addresses: [IPAddress], at now: Duration) -> [IPAddress] {
    var unassigned: [IPAddress] = []
    var changed: [IPPrefix: CalicoBlock] = [:]
    for address in Set(addresses).sorted() {
      guard let cidr = blockHolding(address), var block = changed[cidr] ?? blocks[cidr],
        let ordinal = block.ordinal(of: address), block.release(ordinal: ordinal, at: now)
      else {
        unassigned.append(address)
        continue
      }
      changed[cidr] = block
      effects.writes += 1
    }
    for cidr in changed.keys.sorted() {
      guard var block = changed[cidr] else { continue }
      block.collect(since: ripe(at: now))
      effects.writes += 1
      if block.affinity == nil, block.isEmpty(since: ripe(at: now)) {
        delete(cidr)
        effects.changes.append(.deleted(cidr, of: nil))
      } else {
        store(block)
      }
    }
    return unassigned
  }

  /// The block that holds an address; those of pools that went away are searched one by one.
  func blockHolding(_ address: IPAddress) -> IPPrefix? {
    if let pool = pool(of: address) { return pool.block(of: address) }
    return blocks.keys.first { $0.contains(address) }
  }

  /// Frees what has cooled down in all blocks, as the garbage collector does where nobody else
  /// writes (`GarbageCollectColdIPs`); answers whether anything was freed.
  @discardableResult
  mutating func collectCooled(at now: Duration) -> Bool {
    var collected = false
    for cidr in cooling.sorted() {
      guard var block = blocks[cidr], block.collect(since: ripe(at: now)) else { continue }
      store(block)
      effects.writes += 1
      collected = true
    }
    return collected
  }
}
