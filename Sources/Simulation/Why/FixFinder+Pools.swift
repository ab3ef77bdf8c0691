import Addressing
import Allocation

/// Another pool: the smallest CIDR next to the pools that is enough and overlaps nothing.
extension FixFinder {
  mutating func tryPools() {
    let families = lackingFamilies
    guard !families.isEmpty else { return }
    var changes: [Change] = []
    for larger in 0..<7 {
      let pools = families.compactMap { family in
        smallest(family).flatMap { length in
          length < larger ? nil : freeSpace(family, length: length - larger)
        }
      }
      guard pools.count == families.count else { break }
      let list = pools.map(\.description).joined(separator: " and ")
      for name in poolNames {
        let commands = pools.map { Command.addPool($0, name: name, mask: nil) }
        let what = "add pool \(list)" + (name.map { " to \($0)" } ?? "")
        changes.append(Change(what, commands, [.then, .now]))
      }
      guard larger % 4 == 0 else { continue }
      let all = ModeSwitch(task.now.mode.about.name, pools: task.now.mode.pools + pools)
      changes.append(Change("pool \(list) from the start too", all))
    }
    _ = offer(changes)
  }

  /// The length of a pool with a unit for each that waits: a node, or a pod where addresses are
  /// given one by one.
  private func smallest(_ family: IPFamily) -> Int? {
    guard let unit = unit(family) else { return nil }
    let nodes = refused.tallies.nodesWaiting + refused.tallies.nodesFailed
    let need = max(1, nodes, unit == family.bitWidth ? refused.tallies.podsPending : 0)
    let bits = Int.bitWidth - (need - 1).leadingZeroBitCount
    return max(0, unit - bits)
  }

  /// Families of which something is lacking.
  private var lackingFamilies: [IPFamily] {
    let mode = task.now.mode
    let on = IPFamily.allCases.filter { family in
      mode.pools.contains { $0.family == family }
    }
    switch task.target {
    case .node(let name):
      let node = refused.nodes[name] ?? task.now.nodes[name]
      let missing = on.filter { family in
        node?.blocks.contains { $0.family == family } != true
      }
      return missing.isEmpty ? on : missing
    case .pod(let name):
      let status = (task.pod(name, in: refused) ?? task.pod(name, in: task.now))?.status
      return status == .refusedV6 ? [.v6] : on.contains(.v4) ? [.v4] : on
    }
  }

  /// The names under which a pool could be added: none, or that of the pool that is asked for.
  private var poolNames: [String?] {
    guard case .pod(let name) = task.target, let pod = task.now.pods[name],
      let pool = task.now.demand(of: pod)?.pool
    else { return [nil, "default"] }
    return [pool, nil]
  }

  private func unit(_ family: IPFamily) -> Int? {
    let mode = task.now.mode
    let pool = mode.pools.last { $0.family == family }
    return pool.flatMap { mode.unitLength(of: $0) } ?? mode.unitLength(family)
  }

  /// The first block of `length` after the pools, or else before them, that touches nothing known.
  func freeSpace(_ family: IPFamily, length: Int) -> IPPrefix? {
    let mode = task.now.mode
    let pools = mode.pools.filter { $0.family == family }
    guard let highest = pools.max(by: { $0.last < $1.last }),
      let lowest = pools.min(by: { $0.base < $1.base })
    else { return nil }
    let taken = (mode.pools + mode.withheld + task.claims.map(\.prefix)).filter {
      $0.family == family
    }
    let home = Self.privateRanges.first { $0.contains(highest) }
    func isFree(_ prefix: IPPrefix) -> Bool {
      !taken.contains(where: prefix.overlaps) && home?.contains(prefix) != false
    }
    var next = highest.last.advanced(by: 1).map { IPPrefix($0, length: length) }
    for _ in 0..<Self.lookAround {
      guard let prefix = next else { break }
      if prefix.base > highest.last, isFree(prefix) { return prefix }
      next = prefix.last.advanced(by: 1).map { IPPrefix($0, length: length) }
    }
    var before = lowest.base.before.map { IPPrefix($0, length: length) }
    for _ in 0..<Self.lookAround {
      guard let prefix = before else { break }
      if isFree(prefix) { return prefix }
      before = prefix.base.before.map { IPPrefix($0, length: length) }
    }
    return nil
  }

  /// Blocks that are looked at on each side.
  private static let lookAround = 1024

  /// Ranges that a new pool does not leave if the old one is inside (RFC 1918, 6598, 4193).
  private static let privateRanges: [IPPrefix] = [
    IPPrefix(IPAddress(.v4, bits: 0x0A00_0000), length: 8),
    IPPrefix(IPAddress(.v4, bits: 0xAC10_0000), length: 12),
    IPPrefix(IPAddress(.v4, bits: 0xC0A8_0000), length: 16),
    IPPrefix(IPAddress(.v4, bits: 0x6440_0000), length: 10),
    IPPrefix(IPAddress(.v6, bits: 0xFC << 120), length: 7),
  ]
}

extension IPAddress {
  /// The address before, if there is one.
  fileprivate var before: IPAddress? {
    bits == 0 ? nil : IPAddress(family, bits: bits - 1)
  }
}
