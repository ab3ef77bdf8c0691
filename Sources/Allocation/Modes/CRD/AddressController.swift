import Addressing
import HashTreeCollections

/// The controller outside of Cilium that writes addresses to the nodes' objects, as this project has
/// it: Cilium says nothing about it.
///
/// It gives each node the same number of addresses, the lowest free ones; addresses pinned to an owner
/// are on the node where the owner is, while it is there.
struct AddressController: Hashable, Sendable {
  /// Which addresses of each pool are not free.
  private(set) var sets: [CIDRSet] = []
  /// Addresses kept for owners.
  private var pinned: TreeDictionary<IPAddress, String> = [:]
  /// The first address kept for an owner in each family.
  private var pinsOf: TreeDictionary<String, [IPAddress]> = [:]
  /// Addresses that are on a node for one pod only.
  private var lent: TreeDictionary<IPAddress, NodeID> = [:]

  /// A controller that has seen no node; pools must not overlap, and IPv6 pools must be small.
  init(_ settings: CRDBacked.Settings) throws(Refusal) {
    for pool in settings.pools {
      if let earlier = sets.first(where: { $0.cluster.overlaps(pool) }) {
        throw .system("\(pool) overlaps \(earlier.cluster), and one address has one place")
      }
      do {
        sets.append(try CIDRSet(cluster: pool, nodeMask: pool.family.bitWidth))
      } catch {
        throw .system(
          "\(pool) has more than 65,536 addresses: write an IPv6 pool of /112 or longer")
      }
    }
    for edge in settings.edges { occupy(edge.base) }
    for pin in settings.pins {
      pinned[pin.address] = pin.owner
      pinsOf[pin.owner, default: []].append(pin.address)
      occupy(pin.address)
    }
  }

  private func index(_ address: IPAddress) -> Int? {
    sets.firstIndex { $0.cluster.contains(address) }
  }

  /// Marks an address as not free; false if it was none or lies in no pool.
  @discardableResult
  mutating func occupy(_ address: IPAddress) -> Bool {
    guard let index = index(address), !isTaken(address) else { return false }
    return (try? sets[index].occupy(IPPrefix(address))) != nil
  }

  func isTaken(_ address: IPAddress) -> Bool {
    guard let index = index(address) else { return true }
    return (try? sets[index].isAllocated(IPPrefix(address))) ?? true
  }

  private mutating func free(_ address: IPAddress) {
    guard pinned[address] == nil, let index = index(address) else { return }
    try? sets[index].release(IPPrefix(address))
  }

  /// The lowest free address of one family.
  private func lowest(_ family: IPFamily) -> IPAddress? {
    for set in sets where set.cluster.family == family && !set.isFull {
      if let place = set.used.firstClear(from: 0) { return set.block(at: place).base }
    }
    return nil
  }

  /// Gives a node what it lacks of `target` addresses a family, and takes what is too much and idle.
  mutating func level(_ node: inout Node, to target: Int, _ families: [IPFamily]) {
    for family in families {
      var own = node.blocks.count { $0.family == family && lent[$0.base] == nil }
      while own < target, let address = lowest(family) {
        occupy(address)
        node.add(address)
        own += 1
      }
      guard own > target else { continue }
      for block in node.blocks.filter({ $0.family == family }).sorted().reversed() {
        guard own > target else { break }
        guard lent[block.base] == nil, node.range(on: block)?.free == 1 else { continue }
        node.drop(block)
        free(block.base)
        own -= 1
      }
    }
  }

  /// Whether a node has less than it should.
  func isShort(_ node: Node, of target: Int, _ families: [IPFamily]) -> Bool {
    families.contains { family in node.blocks.count { $0.family == family } < target }
  }

  /// The address of one family that is kept for an owner.
  func pin(of owner: String, _ family: IPFamily) -> IPAddress? {
    pinsOf.isEmpty ? nil : pinsOf[owner]?.first { $0.family == family }
  }

  /// Whether anybody's address is kept at all.
  var hasPins: Bool { !pinsOf.isEmpty }

  /// Whom an address is kept for.
  func owner(of address: IPAddress) -> String? { pinned[address] }

  /// Writes an address to a node for one pod; false if it is somewhere else or in no pool.
  mutating func lend(_ address: IPAddress, to node: inout Node, owner: String) -> Bool {
    guard lent[address] == nil, index(address) != nil else { return false }
    if let keeper = pinned[address] {
      guard keeper == owner else { return false }
    } else {
      guard occupy(address) else { return false }
    }
    lent[address] = node.id
    node.add(address)
    return true
  }

  /// Takes an address back that was on a node for one pod.
  mutating func endLoan(_ address: IPAddress, of node: inout Node) {
    guard lent[address] == node.id else { return }
    lent[address] = nil
    node.drop(IPPrefix(address))
    free(address)
  }

  /// Takes all addresses of a node that goes.
  mutating func forget(_ node: Node) {
    for block in node.blocks where block.hostBits == 0 {
      if lent[block.base] == node.id { lent[block.base] = nil }
      free(block.base)
    }
  }

  /// Takes note of what nodes have, and of what is theirs for one pod only, as `before` knew.
  mutating func learn(_ node: Node, from before: AddressController) {
    for block in node.blocks {
      guard block.hostBits == 0 else {
        for index in sets.indices where sets[index].isInRange(block) {
          try? sets[index].occupy(block)
        }
        continue
      }
      occupy(block.base)
      let isLent = before.lent[block.base] == node.id
      if isLent || pinned[block.base] != nil { lent[block.base] = node.id }
    }
  }
}

extension Node {
  /// Takes a single address into the node's books, free.
  fileprivate mutating func add(_ address: IPAddress) {
    let block = IPPrefix(address)
    blocks.append(block)
    ranges.append(BlockAddresses(all: block))
  }

  /// Gives a block up.
  fileprivate mutating func drop(_ block: IPPrefix) {
    blocks.removeAll { $0 == block }
    ranges.removeAll { $0.prefix == block }
  }
}
