public import Addressing

/// The CNI plugin host-local on one node: its configuration and its directory.
///
/// CNI plugins 1.9.1, `plugins/ipam/host-local/main.go` and `backend/allocator/config.go`. Every
/// range set gives each container one address, which is how a node gives one of each family.
public struct HostLocalPlugin: Hashable, Sendable {
  /// The range sets, in the order of the configuration.
  public let sets: [HostLocalRangeSet]
  /// The plugin's directory on the node's disk.
  public var store = HostLocalStore()

  /// A node whose configuration lists these sets, which may not share an address.
  public init(_ sets: [HostLocalRangeSet]) throws(HostLocalError) {
    guard !sets.isEmpty else { throw .noRanges }
    for (index, set) in sets.enumerated() {
      for other in sets.indices[(index + 1)...] where set.overlaps(sets[other]) {
        throw .setsOverlap(index, other)
      }
    }
    self.sets = sets
  }

  /// A node whose configuration lists these ranges, set by set.
  public init(_ ranges: [[HostLocalRange]]) throws(HostLocalError) {
    var sets: [HostLocalRangeSet] = []
    for (index, list) in ranges.enumerated() {
      do {
        sets.append(try HostLocalRangeSet(list))
      } catch {
        throw .badSet(index, error)
      }
    }
    try self.init(sets)
  }

  /// ADD: one address of every set, or of none.
  ///
  /// The addresses asked for are taken up in ascending order; the plugin walks a Go map of them. If
  /// a set fails, everything the container holds is released, also what it held before.
  public mutating func add(
    _ holder: HostLocalStore.Holder, wanted: [IPAddress] = []
  ) throws(HostLocalError) -> [IPAddress] {
    var open = Set(wanted).sorted()
    var given: [IPAddress] = []
    for (index, set) in sets.enumerated() {
      let choice = open.firstIndex(where: set.contains)
      let asked = choice.map { open.remove(at: $0) }
      do {
        given.append(try take(asked, of: set, index, for: holder))
      } catch {
        if index > 0 { store.release(holder) }
        throw .allocationFailed(set: index, error)
      }
    }
    guard open.isEmpty else {
      store.release(holder)
      throw .unfulfilled(open)
    }
    return given
  }

  /// DEL: removes every file of the container's interface; one that is unknown is let pass.
  @discardableResult
  public mutating func delete(_ holder: HostLocalStore.Holder) -> [IPAddress] {
    store.release(holder)
  }

  /// CHECK: whether the container holds any address, whichever it is.
  public func check(_ holder: HostLocalStore.Holder) throws(HostLocalError) {
    if store.addresses(of: holder).isEmpty { throw .notFound(container: holder.container) }
  }

  private mutating func take(
    _ asked: IPAddress?, of set: HostLocalRangeSet, _ index: Int,
    for holder: HostLocalStore.Holder
  ) throws(HostLocalError) -> IPAddress {
    if let asked {
      let range = try set.range(for: asked)
      guard asked != range.gateway else { throw .isGateway(asked) }
      guard store.reserve(asked, for: holder, set: index) else { throw .taken(asked, set) }
      return asked
    }
    if let held = store.addresses(of: holder).first(where: set.contains) {
      throw .duplicate(held, container: holder.container)
    }
    let last = store.lastReserved(index)
    guard let free = set.next(after: last, isTaken: { store.holder(of: $0) != nil }) else {
      throw .exhausted(set)
    }
    _ = store.reserve(free, for: holder, set: index)
    return free
  }
}
