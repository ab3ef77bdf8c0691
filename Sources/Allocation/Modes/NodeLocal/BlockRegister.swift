public import Addressing
import HashTreeCollections

/// Which nodes hold which blocks, of any size and in any number of hands.
///
/// Other registers here refuse a second holder; where nobody coordinates it happens, and this one
/// says who meets whom.
public struct BlockRegister: Sendable {
  /// The blocks of one pool, by size.
  private struct Pool: Sendable {
    let prefix: IPPrefix
    /// What is held by anybody, in slots of the finest size that was ever asked for.
    var taken: CIDRSet
    /// Blocks held, one set for each size in use, the largest blocks first.
    var bySize: [CIDRSet] = []
  }

  private var pools: [Pool]
  private var holders: TreeDictionary<IPPrefix, [NodeID]> = [:]
  /// Blocks that no set can hold: outside the pools, around one, or too fine for its bitmap.
  private var odd: [(block: IPPrefix, node: NodeID)] = []
  /// Nodes that hold a block, counted once for each block.
  public private(set) var count = 0

  /// A register of `pools`, whose free space is counted in blocks of these sizes.
  public init(pools: [IPPrefix], grain: [IPFamily: Int]) throws(CIDRSetError) {
    var made: [Pool] = []
    for prefix in pools {
      let length = grain[prefix.family] ?? prefix.family.bitWidth
      made.append(Pool(prefix: prefix, taken: try CIDRSet(cluster: prefix, nodeMask: length)))
    }
    self.pools = made
  }

  /// What is held by anybody in the pools of one family, as bitmaps of slots.
  public func taken(_ family: IPFamily) -> [CIDRSet] {
    pools.filter { $0.prefix.family == family }.map(\.taken)
  }

  /// Enters a holder of a block.
  public mutating func insert(_ block: IPPrefix, _ node: NodeID) {
    count += 1
    for index in pools.indices { try? pools[index].taken.occupy(block) }
    guard let place = place(of: block, opening: true) else {
      odd.append((block, node))
      return
    }
    try? pools[place.pool].bySize[place.size].occupy(block)
    holders[block, default: []].append(node)
  }

  /// Takes a holder of a block out.
  public mutating func remove(_ block: IPPrefix, _ node: NodeID) {
    if let place = place(of: block, opening: false), var rest = holders[block] {
      guard let position = rest.firstIndex(of: node) else { return }
      rest.remove(at: position)
      holders[block] = rest.isEmpty ? nil : rest
      count -= 1
      guard rest.isEmpty else { return }
      try? pools[place.pool].bySize[place.size].release(block)
    } else {
      guard let position = odd.firstIndex(where: { $0.block == block && $0.node == node }) else {
        return
      }
      odd.remove(at: position)
      count -= 1
    }
    for index in pools.indices { free(block, in: index) }
  }

  /// Frees the slots under a block but for what others hold of them.
  private mutating func free(_ block: IPPrefix, in index: Int) {
    guard pools[index].taken.isInRange(block) else { return }
    let slots = block.supernet(length: min(block.length, pools[index].taken.nodeMask))
    guard (try? pools[index].taken.release(slots)) != nil else { return }
    for other in overlapping(slots) { try? pools[index].taken.occupy(other.block) }
  }

  /// Every block held that shares an address with `prefix`, with its holder, in order.
  public func overlapping(_ prefix: IPPrefix) -> [(block: IPPrefix, node: NodeID)] {
    var found = odd.filter { $0.block.overlaps(prefix) }
    func add(_ block: IPPrefix) { for node in holders[block] ?? [] { found.append((block, node)) } }
    for pool in pools where pool.prefix.overlaps(prefix) {
      for set in pool.bySize {
        if set.nodeMask <= prefix.length {
          add(prefix.supernet(length: set.nodeMask))
        } else if let span = try? set.span(of: prefix) {
          set.used.forEachSet(in: span) { add(set.block(at: $0)) }
        }
      }
    }
    return found.sorted { ($0.block, $0.node) < ($1.block, $1.node) }
  }

  /// The lowest free block of `length`, in the first pool of the family that has one.
  public mutating func firstFree(_ length: Int, _ family: IPFamily) -> IPPrefix? {
    for index in pools.indices
    where pools[index].prefix.family == family && pools[index].prefix.length <= length {
      if length > pools[index].taken.nodeMask { refine(index, to: length) }
      let order = pools[index].taken.nodeMask - length
      guard order >= 0, order <= pools[index].taken.nodeMask - pools[index].prefix.length,
        let slots = pools[index].taken.used.firstClearBlock(ofOrder: order)
      else { continue }
      let first = pools[index].taken.block(at: slots.lowerBound)
      return IPPrefix(first.base, length: length)
    }
    return nil
  }

  /// Counts a pool's free space in finer slots; a pool too large for that stays as it is.
  private mutating func refine(_ index: Int, to length: Int) {
    guard var finer = try? CIDRSet(cluster: pools[index].prefix, nodeMask: length) else { return }
    for other in overlapping(pools[index].prefix) { try? finer.occupy(other.block) }
    pools[index].taken = finer
  }

  /// The set that a block belongs in, made if there is none yet and one is wanted.
  private mutating func place(
    of block: IPPrefix, opening: Bool
  ) -> (pool: Int, size: Int)? {
    guard let pool = pools.firstIndex(where: { $0.prefix.contains(block) }) else { return nil }
    if let size = pools[pool].bySize.firstIndex(where: { $0.nodeMask == block.length }) {
      return (pool, size)
    }
    guard opening,
      let set = try? CIDRSet(cluster: pools[pool].prefix, nodeMask: block.length)
    else { return nil }
    let size = pools[pool].bySize.firstIndex { $0.nodeMask > block.length }
    let position = size ?? pools[pool].bySize.count
    pools[pool].bySize.insert(set, at: position)
    return (pool, position)
  }
}
