import Addressing
import Allocation

/// Cilium's operator on a napkin: arrays of Booleans and searches from the start.
///
/// It follows podcidr.go and cidr_set.go line by line and shares no code with the real one.
struct NaiveOperator: Equatable {
  struct BlockSet: Equatable {
    let cluster: IPPrefix
    let mask: Int
    var used: [Bool]
    var next = 0

    init(_ cluster: IPPrefix, mask: Int) {
      self.cluster = cluster
      self.mask = mask
      let bits = mask - cluster.length
      used = Array(repeating: false, count: bits < 0 ? 0 : 1 << bits)
    }

    var isFull: Bool { used.allSatisfy { $0 } }

    func block(_ index: Int) -> IPPrefix {
      let size = UInt128(1) << UInt128(cluster.family.bitWidth - mask)
      return IPPrefix(
        IPAddress(cluster.family, bits: cluster.base.bits + UInt128(index) * size), length: mask)
    }

    /// Positions that `cidr` touches; nil where the real one answers an error.
    func touched(_ cidr: IPPrefix) -> [Int]? {
      if cidr.length <= cluster.length { return Array(used.indices) }
      let found = used.indices.filter { block($0).overlaps(cidr) }
      return found.isEmpty ? nil : found
    }

    mutating func mark(_ cidr: IPPrefix, _ value: Bool) {
      for index in touched(cidr) ?? [] { used[index] = value }
    }
  }

  var sets: [BlockSet]
  var known: [NodeID: [IPPrefix]] = [:]
  var isRestored = true

  init(pools: [IPPrefix], mask: (IPFamily) -> Int) {
    sets = pools.map { BlockSet($0, mask: mask($0.family)) }
  }

  struct Failure: Error {
    let text: String
  }

  private func positions(_ family: IPFamily) -> [Int] {
    sets.indices.filter { sets[$0].cluster.family == family }
  }

  /// The CIDRs to write, or nil when nothing is; nodes to be parked answer nil too.
  mutating func upsert(_ node: NodeID, name: String, _ wanted: [IPPrefix]) throws -> [IPPrefix]? {
    if wanted.isEmpty {
      guard isRestored else { return nil }
      if let cidrs = known[node] { return cidrs }
      guard !sets.isEmpty else {
        throw Failure(
          text: "Unable to allocate node CIDR for node \(name). IPAMInfo: {IPv4: [], IPv6: []}. "
            + "Please check that your configuration is correct.")
      }
      var given: [IPPrefix] = []
      for family in IPFamily.allCases where !positions(family).isEmpty {
        guard let block = allocate(family) else {
          given.forEach { release($0) }
          throw Failure(text: "allocator full")
        }
        given.append(block)
      }
      known[node] = given
      return given
    }
    return try reuse(node, wanted)
  }

  private mutating func reuse(_ node: NodeID, _ wanted: [IPPrefix]) throws -> [IPPrefix]? {
    let old = known[node]
    for family in IPFamily.allCases {
      let asked = wanted.filter { $0.family == family }
      if positions(family).isEmpty, !asked.isEmpty {
        throw Failure(
          text: "unable to allocate CIDR \(list(asked)) since allocator for \(family) addresses "
            + "does not exist")
      }
    }
    for family in IPFamily.allCases {
      let asked = wanted.filter { $0.family == family }
      let have = (old ?? []).filter { $0.family == family }
      if !have.isEmpty, !asked.allSatisfy(have.contains) {
        throw Failure(
          text: "node has CIDRs allocated (\(list(have))) that conflict with requested CIDRs "
            + list(asked))
      }
    }
    var result: [IPPrefix] = []
    var done: [IPPrefix] = []
    do {
      for family in IPFamily.allCases {
        let have = (old ?? []).filter { $0.family == family }
        guard have.isEmpty, old == nil || isRestored, !positions(family).isEmpty else {
          result += have
          continue
        }
        let new = try take(wanted.filter { $0.family == family }, family)
        done += new
        result += new
      }
    } catch {
      done.forEach { release($0) }
      throw error
    }
    known[node] = result
    return done.isEmpty ? nil : result
  }

  private mutating func take(_ asked: [IPPrefix], _ family: IPFamily) throws -> [IPPrefix] {
    guard !asked.isEmpty else {
      guard let block = allocate(family) else { throw Failure(text: "allocator full") }
      return [block]
    }
    var done: [IPPrefix] = []
    for cidr in asked {
      do {
        try occupy(cidr, family)
        done.append(cidr)
      } catch {
        done.forEach { release($0) }
        throw error
      }
    }
    return asked
  }

  private mutating func occupy(_ cidr: IPPrefix, _ family: IPFamily) throws {
    for index in positions(family) where sets[index].cluster.overlaps(cidr) {
      let set = sets[index]
      if set.isFull {
        throw Failure(
          text: "allocator clusterCIDR: \(set.cluster), nodeMask: \(set.mask) full")
      }
      guard let touched = set.touched(cidr) else {
        throw Failure(text: "CIDR: \(cidr) is out of the range of CIDR allocator")
      }
      if touched.allSatisfy({ set.used[$0] }) {
        throw Failure(text: "requested CIDR (\(cidr)) is already allocated")
      }
      sets[index].mark(cidr, true)
      return
    }
    throw Failure(text: "allocator not configured for the requested CIDR \(cidr)")
  }

  private mutating func allocate(_ family: IPFamily) -> IPPrefix? {
    guard let index = positions(family).first(where: { !sets[$0].isFull }) else { return nil }
    var candidate = sets[index].next
    while sets[index].used[candidate] { candidate = (candidate + 1) % sets[index].used.count }
    sets[index].used[candidate] = true
    sets[index].next = (candidate + 1) % sets[index].used.count
    return sets[index].block(candidate)
  }

  private mutating func release(_ cidr: IPPrefix) {
    for index in positions(cidr.family) where sets[index].cluster.overlaps(cidr) {
      sets[index].mark(cidr, false)
      return
    }
  }

  mutating func delete(_ node: NodeID) {
    for cidr in known.removeValue(forKey: node) ?? [] { release(cidr) }
  }

  private func list(_ cidrs: [IPPrefix]) -> String {
    "[" + cidrs.map(\.description).joined(separator: " ") + "]"
  }
}
