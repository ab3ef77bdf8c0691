import Addressing
import HashTreeCollections

/// host-local on every node of a cluster: books in the nodes' records, pointers and leaks here.
///
/// With the plugin's defaults the addresses of a block that can be given lie side by side, so that
/// round robin over a `HostLocalRangeSet` is a scan of the block's bitmap from one past the last.
struct HostLocalNodes: Sendable {
  /// The files `last_reserved_ip.<n>` of each node, by family.
  private var last: TreeDictionary<NodeID, Pointers> = [:]

  private struct Pointers: Hashable {
    var v4: IPAddress?
    var v6: IPAddress?

    subscript(family: IPFamily) -> IPAddress? {
      get { family == .v4 ? v4 : v6 }
      set { if family == .v4 { v4 = newValue } else { v6 = newValue } }
    }
  }

  /// Addresses of a block that pods can get: 2^host bits - 3, of IPv6 - 2.
  ///
  /// Of blocks above 2^32 addresses the first 2^32 are managed: round robin does not get further.
  static func usable(in block: IPPrefix) -> Int {
    guard let range = try? HostLocalRange(block) else { return 0 }
    return Int(clamping: min(range.available, 1 << 32))
  }

  /// The addresses of a block, free.
  static func books(on block: IPPrefix) -> BlockAddresses {
    let usable = usable(in: block)
    let first = IPAddress(block.family, bits: block.base.bits + (usable > 0 ? 2 : 0))
    return BlockAddresses(block, firstUsable: first, usable: usable)
  }

  /// Opens the first block of each family that is on; the node is ready once it has them all.
  func open(_ families: [IPFamily], on node: inout Node) {
    for family in families {
      guard let block = node.blocks.first(where: { $0.family == family }) else { continue }
      if node[family]?.prefix != block { node.open(Self.books(on: block)) }
    }
    node.isReady = families.allSatisfy { node[$0] != nil }
  }

  /// The address reserved last on a node.
  func last(_ id: NodeID, _ family: IPFamily) -> IPAddress? { last[id]?[family] }

  /// Forgets a node.
  mutating func forget(_ id: NodeID) { last[id] = nil }

  /// ADD: an address of every range set, IPv4 first, or of none; the pointers do not go back.
  mutating func add(wanted: IPAddress?, on node: inout Node) throws(HostLocalError) -> AddressGrant
  {
    var grant = AddressGrant()
    var given: [IPAddress] = []
    var open = wanted
    let families = IPFamily.allCases.filter { node.position($0) != nil }
    for (index, family) in families.enumerated() {
      guard let position = node.position(family) else { continue }
      do throws(HostLocalError) {
        let set: HostLocalRangeSet
        do throws(HostLocalError) {
          set = try HostLocalRangeSet(node.ranges[position].prefix)
        } catch {
          throw .badSet(index, error)
        }
        let asked = open.flatMap { set.contains($0) ? $0 : nil }
        if asked != nil { open = nil }
        let address = try take(asked, of: set, &node.ranges[position], node.id)
        given.append(address)
        grant.add(address)
      } catch {
        Self.release(given, on: &node)
        // A configuration that cannot be loaded is reported as such.
        if case .badSet = error { throw error }
        throw .allocationFailed(set: index, error)
      }
    }
    if let open {
      Self.release(given, on: &node)
      throw .unfulfilled([open])
    }
    return grant
  }

  /// What a pod is told, with the family that has no address left if that is why.
  static func refusal(_ error: HostLocalError) -> AddressGrant {
    var grant = AddressGrant(refusedWith: error.description)
    if case .allocationFailed(_, .exhausted(let set)) = error {
      grant.status = set.family == .v4 ? .refusedV4 : .refusedV6
    }
    return grant
  }

  private static func release(_ addresses: [IPAddress], on node: inout Node) {
    for address in addresses {
      if let position = node.position(of: address) { node.ranges[position].release(address) }
    }
  }

  private mutating func take(
    _ asked: IPAddress?, of set: HostLocalRangeSet, _ books: inout BlockAddresses, _ id: NodeID
  ) throws(HostLocalError) -> IPAddress {
    let family = set.family
    if let asked {
      guard asked != set.ranges[0].gateway else { throw .isGateway(asked) }
      do { try books.allocate(asked) } catch { throw .taken(asked, set) }
      last[id, default: Pointers()][family] = asked
      return asked
    }
    let start = last(id, family).flatMap(books.offset).map { $0 + 1 } ?? 0
    guard books.usable > 0, let offset = try? books.allocateNext(from: start % books.usable) else {
      throw .exhausted(set)
    }
    let address = books.address(at: offset)
    last[id, default: Pointers()][family] = address
    return address
  }

  /// A DEL that never comes: the files of a pod that is gone stay.
  func leak(_ addresses: [IPAddress], on node: inout Node) {
    for address in addresses {
      guard let position = node.position(of: address),
        let offset = node.ranges[position].offset(of: address)
      else { continue }
      node.ranges[position].keep(offset)
    }
  }

  /// Removes the files of pods that are gone, and the pointers, as a reboot does in memory.
  mutating func wipe(_ node: inout Node) {
    last[node.id] = nil
    for position in node.ranges.indices where !node.ranges[position].keptOffsets.isEmpty {
      let old = node.ranges[position]
      let kept = Set(old.keptOffsets)
      var fresh = Self.books(on: old.prefix)
      old.taken.forEachSet { offset in
        if !kept.contains(offset) { fresh.take(offset) }
      }
      node.ranges[position] = fresh
    }
  }

  /// Files of pods that are gone.
  static func leaked(on node: Node) -> Int {
    node.ranges.reduce(0) { $0 + $1.keptOffsets.count }
  }
}
