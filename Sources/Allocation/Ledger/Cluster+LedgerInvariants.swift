import Addressing

extension Cluster {
  /// The ledger against the nodes' blocks and, where cells are small, against every address.
  func brokenLedger() -> [String] {
    var broken: [String] = []
    let all = nodes.ids.compactMap { nodes[$0] }
    let never = PrefixSet(mode.withheld)
    for section in ledger.sections {
      var sum = Holdings()
      var isFree: [Bool] = []
      let holdersByCell = holdersByCell(of: section, all)
      for cell in 0..<section.grid.count {
        let kept = section.holdings(in: cell..<cell + 1)
        let holders = holdersByCell[cell] ?? []
        let prefix = section.grid[cell]
        let withheld = never.intersection(PrefixSet([prefix]))
          .subtracting(PrefixSet(holders.flatMap(\.blocks))).count
        var counted = Holdings()
        if !holders.isEmpty {
          counted = prefix.size > 1 << 16 ? kept : Holdings(recounting: prefix, holders)
        }
        counted.withheld = withheld
        // Of IPv6 only whole blocks are counted, and a cell may hold several.
        counted.returns = kept.returns
        describe(holders, in: prefix, to: &counted)
        isFree.append(holders.isEmpty && withheld == 0)
        counted.freeOrder = isFree[cell] ? 0 : -1
        if Set(section.holders(of: cell)) != Set(holders.map(\.id)) {
          broken.append("\(prefix) is held by \(section.holders(of: cell))")
        }
        if kept != counted { broken.append("\(prefix) holds \(kept), recounted \(counted)") }
        sum.add(counted)
      }
      sum.freeOrder = largestRun(isFree)
      if sum != section.total { broken.append("\(section.pool) adds up to \(section.total)") }
    }
    var outside: [IPFamily: UInt128] = [:]
    for block in all.flatMap(\.blocks) {
      let inside = ledger.sections.filter { $0.pool.overlaps(block) }
        .reduce(UInt128(0)) { $0.addingSaturated(min($1.pool.size, block.size)) }
      outside[block.family, default: 0] &+= block.size.subtractingSaturated(inside)
    }
    for family in IPFamily.allCases where outside[family] ?? 0 != ledger.outside[family] ?? 0 {
      broken.append("outside the pools lie \(ledger.outside), recounted \(outside)")
    }
    return broken
  }
}

extension Cluster {
  /// Who holds a cell since when, who waits there, and how often its addresses came back, read off
  /// nodes, pods and the book of addresses.
  private func describe(_ holders: [Node], in cell: IPPrefix, to holdings: inout Holdings) {
    holdings.holder = .nobody
    holdings.since = nil
    holdings.refused = 0
    for node in holders {
      for block in node.blocks where block.overlaps(cell) {
        holdings.holder.add(Holder(node.id))
        guard let time = ledger.time(of: block) else { continue }
        holdings.since = holdings.since?.union(BlockTimes(time)) ?? BlockTimes(time)
      }
      if let first = node.blocks.first, cell.contains(first.base) {
        holdings.refused += node.pods.count { pods.status(of: $0).isRefusal }
      }
    }
    guard cell.family == .v4, cell.size <= 1 << 16 else { return }
    holdings.returns = 0
    var page = IPPrefix(cell.base, length: 24)
    while true {
      if let returns = tallies.addressReuse.returns(inPageOf: page.base) {
        for (place, count) in returns.enumerated()
        where cell.contains(IPAddress(.v4, bits: page.base.bits + UInt128(place))) {
          holdings.returns += Int(count)
        }
      }
      guard page.last < cell.last else { return }
      page = IPPrefix(IPAddress(.v4, bits: page.base.bits + 256), length: 24)
    }
  }
}

/// The order of the largest aligned run of free cells, -1 for none.
private func largestRun(_ isFree: [Bool]) -> Int8 {
  var best: Int8 = -1
  var runs = isFree
  var order: Int8 = 0
  while runs.contains(true) {
    best = order
    guard runs.count > 1 else { break }
    runs = stride(from: 0, to: runs.count, by: 2).map { runs[$0] && runs[$0 + 1] }
    order += 1
  }
  return best
}

/// The nodes with a block in each cell, in the order of joining.
private func holdersByCell(of section: LedgerSection, _ nodes: [Node]) -> [Int: [Node]] {
  var holders: [Int: [Node]] = [:]
  for node in nodes {
    var cells: Set<Int> = []
    for block in node.blocks { cells.formUnion(section.grid.indices(overlapping: block) ?? 0..<0) }
    for cell in cells { holders[cell, default: []].append(node) }
  }
  return holders
}

/// What somebody makes of one address, the better use being the greater.
private enum AddressUse: Int, Comparable {
  case free, ungivable, idle, ownAgent, used

  static func < (left: AddressUse, right: AddressUse) -> Bool { left.rawValue < right.rawValue }

  /// Blocks on which no agent runs are idle as a whole.
  init(of address: IPAddress, in range: BlockAddresses?) {
    guard let range else {
      self = .idle
      return
    }
    guard let offset = range.offset(of: address) else {
      self = .ungivable
      return
    }
    self = range.isOwn(offset) ? .ownAgent : range.taken[offset] ? .used : .idle
  }
}

extension Holdings {
  /// A cell counted address by address.
  fileprivate init(recounting cell: IPPrefix, _ holders: [Node]) {
    self.init()
    var best = [AddressUse](repeating: .free, count: Int(cell.size))
    var parts: [(part: IPPrefix, node: NodeID)] = []
    /// Addresses of blocks on which an agent runs; idle ones of the others serve nobody.
    var served: Set<Int> = []
    var users = [Int](repeating: 0, count: Int(cell.size))
    for node in holders {
      for block in Set(node.blocks) where block.overlaps(cell) {
        let part = block.length >= cell.length ? block : cell
        let range = node.range(on: block)
        parts.append((part, node.id))
        let first = Int(part.base.bits - cell.base.bits)
        var uses: [AddressUse] = []
        for offset in first..<first + Int(part.size) {
          let bits = cell.base.bits + UInt128(offset)
          let use = AddressUse(of: IPAddress(cell.family, bits: bits), in: range)
          uses.append(use)
          if use == .used { users[offset] += 1 }
          if range != nil {
            best[offset] = served.insert(offset).inserted ? use : max(best[offset], use)
          } else if !served.contains(offset) {
            best[offset] = .idle
          }
        }
        note(uses, range)
      }
    }
    count(best, served)
    count(parts, users)
  }

  private mutating func note(_ uses: [AddressUse], _ range: BlockAddresses?) {
    leastFree = Swift.min(leastFree ?? Int.max, range?.free ?? 0)
    guard let range else { return }
    if range.free == 0, range.prefix.hostBits > 0 { full = 1 }
    let capacity = uses.count { $0 == .used || $0 == .idle }
    let used = uses.count { $0 == .used }
    fullest = Swift.max(fullest, capacity > 0 ? used * 1000 / capacity : 1000)
  }

  private mutating func count(_ best: [AddressUse], _ served: Set<Int>) {
    committed = UInt128(best.count { $0 != .free })
    used = best.count { $0 == .used }
    reserved = UInt128(best.count { $0 == .ungivable || $0 == .ownAgent })
    capacity = best.indices.count { index in
      best[index] == .used || (best[index] == .idle && served.contains(index))
    }
  }

  private mutating func count(_ parts: [(part: IPPrefix, node: NodeID)], _ users: [Int]) {
    blocks = parts.isEmpty ? 0 : 1
    let widest = Set(parts.map(\.part)).filter { part in
      !parts.contains { $0.part != part && $0.part.contains(part) }
    }
    extraHolders = widest.reduce(0) { sum, part in
      sum + Set(parts.filter { part.contains($0.part) }.map(\.node)).count - 1
    }
    contested = extraHolders > 0 ? 1 : 0
    extraHolders += users.reduce(0) { $0 + Swift.max(0, $1 - 1) }
  }
}
