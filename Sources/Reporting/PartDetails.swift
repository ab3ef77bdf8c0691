import Addressing
import Allocation
import Cartography

/// What takes a look of its own at the parts of a cell: how often their addresses came back, and
/// whose the single addresses are.
struct PartDetails {
  private let box: ClusterOccupancy.Box
  private let cell: IPPrefix
  /// How often each address of the first part's /24 came back, where that shows.
  private let page: [UInt16]?
  private let countsReturns: Bool
  private let pods: PodsByAddress?

  /// Nil where nothing of the kind shows; no holders where nobody holds the cell.
  init?(
    of cell: IPPrefix, _ first: IPPrefix, _ frame: Coverage, _ box: ClusterOccupancy.Box,
    holders: @autoclosure () -> [NodeID]?
  ) {
    countsReturns =
      first.family == .v4 && frame.returns > 0 && box.details.contains(.returns)
    let showsPods = first.hostBits == 0 && box.details.contains(.pods)
    guard countsReturns || showsPods else { return nil }
    self.box = box
    self.cell = cell
    page =
      countsReturns ? box.cluster.tallies.addressReuse.returns(inPageOf: first.base) : nil
    pods = showsPods ? holders().map { PodsByAddress(of: $0, in: cell, box) } : nil
  }

  /// Says what only a look at the part itself can tell.
  func describe(_ part: IPPrefix, _ coverage: inout Coverage) {
    if countsReturns { coverage.returns = returned(in: part) }
    pods?.describe(part.base, &coverage)
  }

  /// How often pods have given addresses of an IPv4 part back.
  private func returned(in prefix: IPPrefix) -> Int {
    let returns = box.cluster.tallies.addressReuse
    if prefix.length < 24 {
      let pages = Int(prefix.size / 256)
      return (0..<pages).reduce(0) { sum, number in
        let base = IPAddress(.v4, bits: prefix.base.bits + UInt128(number) * 256)
        return sum + (returns.returns(inPageOf: base)?.reduce(0) { $0 + Int($1) } ?? 0)
      }
    }
    // A run of parts of a long cell leaves the first one's page.
    let counts = cell.length >= 24 ? page : returns.returns(inPageOf: prefix.base)
    guard let counts else { return 0 }
    let start = Int(prefix.base.bits & 255)
    var sum = 0
    for place in start..<start + Int(prefix.size) { sum += Int(counts[place]) }
    return sum
  }
}

/// The pods of a few nodes by address, for pixels of a single address.
private struct PodsByAddress {
  private let box: ClusterOccupancy.Box
  private let table: PodTable
  private let base: IPAddress
  /// By offset in the cell, where it is small enough to be written out.
  private var slots: [PodID?] = []
  /// By offset in a larger cell.
  private var found: [UInt128: PodID] = [:]

  /// Cells of at most so many addresses are written out.
  private static let mostSlots: UInt128 = 4096

  init(of holders: [NodeID], in cell: IPPrefix, _ box: ClusterOccupancy.Box) {
    self.box = box
    table = box.cluster.pods
    base = cell.base
    let isSmall = cell.size <= Self.mostSlots
    if isSmall { slots = Array(repeating: nil, count: Int(cell.size)) }
    for (place, node) in holders.enumerated() where !holders[..<place].contains(node) {
      table.forEachRunning(box.cluster.nodes.pods(of: node), in: cell) { id, offset in
        if isSmall { slots[Int(offset)] = id } else { found[offset] = id }
      }
    }
  }

  /// Says of a single address whose it is and since when, instead of what holds of its block.
  func describe(_ address: IPAddress, _ coverage: inout Coverage) {
    guard coverage.committed > 0 else { return }
    let offset = address.bits - base.bits
    let pod = slots.isEmpty ? found[offset] : slots[Int(offset)]
    guard let pod else {
      coverage.oldest = nil
      coverage.youngest = nil
      if box.owners?.isOfPods == true { coverage.owner = .nobody }
      return
    }
    let age = box.now - min(box.now, table.born(pod))
    coverage.oldest = age
    coverage.youngest = age
    if let owner = box.owners?.owner(of: pod, in: table) { coverage.owner = owner }
  }
}
