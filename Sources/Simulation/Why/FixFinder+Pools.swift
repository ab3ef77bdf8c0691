import Addressing
import Allocation

/// Another pool: the smallest CIDR next to the pools that is enough and overlaps nothing.
extension FixFinder {
  mutating func tryPools() {
    let families = lackingFamilies
    guard !families.isEmpty else { return }
    let need = max(1, refused.tallies.nodesWaiting + refused.tallies.nodesFailed)
    let bits = need == 1 ? 0 : Int.bitWidth - (need - 1).leadingZeroBitCount
    for larger in 0..<9 {
      for name in poolNames {
        var pools: [IPPrefix] = []
        for family in families {
          guard let unit = unit(family), unit - bits - larger >= 0,
            let pool = freeSpace(family, length: unit - bits - larger)
          else { return }
          pools.append(pool)
        }
        let commands = pools.map { Command.addPool($0, name: name, mask: nil) }
        let list = pools.map(\.description).joined(separator: " and ")
        let what = "add pool \(list)" + (name.map { " to \($0)" } ?? "")
        if offer(what, commands, [.then, .now]) { return }
        let all = task.now.mode.pools + pools
        let change = ModeSwitch(task.now.mode.about.name, pools: all)
        if larger == 0 || larger == 4, name == nil, offer("pool \(list) from the start too", change)
        {
          return
        }
      }
    }
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
