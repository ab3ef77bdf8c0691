public import Addressing
public import Allocation
public import Cartography
public import Simulation

/// What a cluster holds of any stretch of address space, read off its ledger and its agents' books.
///
/// Stretches of a block and more are sums the ledger keeps; smaller ones are counted in the one
/// agent's bitmap that has them. Nothing walks addresses or pods.
public struct ClusterOccupancy: Occupancy, Sendable {
  /// All that is asked of, in a box: a cluster has so many parts that a copy of it is felt where it
  /// is made for thousands of blocks.
  private let box: Box

  /// What a map is asked to show, and what it is read from.
  final class Box: Sendable {
    let cluster: Cluster
    let claims: PrefixSet
    let owners: OwnerIndex?
    let usable: [IPFamily: Int]
    let now: UInt32
    /// What every stretch of a section has in common.
    let frames: [Coverage]
    /// What is looked up only where a layer shows it.
    let details: Details

    init(_ cluster: Cluster, _ claims: [Claim], _ owners: OwnerIndex?, _ details: Details) {
      self.cluster = cluster
      self.claims = PrefixSet(claims.map(\.prefix))
      self.owners = owners
      self.details = details
      usable = cluster.mode.usablePerNode
      let now = UInt32(clamping: cluster.now.components.seconds)
      self.now = now
      frames = cluster.ledger.sections.map { section in
        var frame = Coverage.outside
        frame.isInside = true
        frame.isUniform = false
        frame.now = now
        frame.unitLength = section.grid.blockLength
        frame.poolLength = section.pool.length
        return frame
      }
    }
  }

  /// What takes a look of its own, beside the sums and the books.
  struct Details: OptionSet {
    let rawValue: UInt8
    /// The pods of single addresses.
    static let pods = Details(rawValue: 1)
    /// Which free block a free stretch lies in.
    static let freeBlocks = Details(rawValue: 2)
    /// How often the addresses of a part of a block came back.
    static let returns = Details(rawValue: 4)
  }

  private var claims: PrefixSet { box.claims }

  /// The occupancy of a cluster, with the address space others claim, and with owners if they show.
  ///
  /// What only other layers than `layer` show may be left out; nil leaves nothing out.
  public init(
    of cluster: Cluster, claims: [Claim] = [], owners: OwnerIndex? = nil, for layer: Layer? = nil
  ) {
    let details: Details =
      switch layer {
      case nil: [.pods, .freeBlocks, .returns]
      case .age: .pods
      case .owner: owners?.isOfPods == true ? .pods : []
      case .free: .freeBlocks
      case .churn: .returns
      case .utilisation, .state, .claims, .refusals: []
      }
    box = Box(cluster, claims, owners, details)
  }

  /// What is known of the stretch.
  public func coverage(of prefix: IPPrefix) -> Coverage {
    var coverage = Coverage.outside
    coverage.addresses = prefix.size
    coverage.now = box.now
    for (index, section) in box.cluster.ledger.sections.enumerated()
    where section.pool.overlaps(prefix) {
      coverage.isInside = true
      coverage.unitLength = section.grid.blockLength
      coverage.poolLength = section.pool.length
      if prefix.length > section.grid.blockLength {
        BlockParts(of: box, at: index).forEach(1, from: prefix) { coverage = $1 }
      } else {
        add(prefix, of: section, index, to: &coverage)
      }
    }
    claim(prefix, &coverage)
    return coverage
  }

  /// Calls `body` with what is known of a run of stretches, found in one walk where one pool has all
  /// of them.
  public func survey(
    _ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void
  ) {
    let step = first.size
    guard count > 1,
      let index = section(around: first),
      let lastBase = Self.base(of: count - 1, step, from: first),
      box.cluster.ledger.sections[index].pool.contains(lastBase)
    else {
      surveyOneByOne(count, from: first, body)
      return
    }
    let run = IPRange(first.base, IPPrefix(lastBase, length: first.length).last)
    let isClaimed = !claims.isEmpty && claims.overlaps(run)
    let finish = { (index: Int, coverage: inout Coverage) in
      if isClaimed, let base = Self.base(of: index, step, from: first) {
        claim(IPPrefix(base, length: first.length), &coverage)
      }
      body(index, coverage)
    }
    if first.length > box.frames[index].unitLength {
      BlockParts(of: box, at: index).forEach(count, from: first, finish)
    } else {
      surveyBlocks(count, from: first, of: box.cluster.ledger.sections[index], index, finish)
    }
  }

  /// The section of the only pool that has any of a stretch, and all of it.
  private func section(around prefix: IPPrefix) -> Int? {
    var found: Int?
    let sections = box.cluster.ledger.sections
    for index in sections.indices where sections[index].pool.overlaps(prefix) {
      guard found == nil, sections[index].pool.contains(prefix) else { return nil }
      found = index
    }
    return found
  }

  /// The base of the stretch so many steps on.
  static func base(of index: Int, _ step: UInt128, from first: IPPrefix) -> IPAddress? {
    let (distance, isTooFar) = step.multipliedReportingOverflow(by: UInt128(index))
    let (bits, isBeyond) = first.base.bits.addingReportingOverflow(distance)
    guard !isTooFar, !isBeyond, first.family == .v6 || bits <= UInt128(UInt32.max) else {
      return nil
    }
    return IPAddress(first.family, bits: bits)
  }

  private func surveyOneByOne(
    _ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void
  ) {
    for index in 0..<count {
      guard let base = Self.base(of: index, first.size, from: first) else { return }
      body(index, coverage(of: IPPrefix(base, length: first.length)))
    }
  }

  /// A run of stretches of whole blocks: one walk over the ledger's sums.
  private func surveyBlocks(
    _ count: Int, from first: IPPrefix, of section: LedgerSection, _ index: Int,
    _ body: (Int, inout Coverage) -> Void
  ) {
    guard let start = section.grid.index(of: first.base) else { return }
    let size = 1 << (section.grid.blockLength - first.length)
    let perBlock = perBlock(of: section)
    var frame = box.frames[index]
    frame.addresses = first.size
    let cells = start..<start + count * size
    let owners = box.owners
    section.forEachRun(of: size, in: cells) { place, held in
      var coverage = frame
      fill(&coverage, with: held, cells: size, perBlock, of: section)
      if let owners, held.blocks > 0 {
        let run = start + place * size..<start + (place + 1) * size
        coverage.owner = owners.owner(of: held, run, at: index)
      }
      if held.isFreeRun, box.details.contains(.freeBlocks) {
        coverage.freeBlock = Self.freeBlock(around: start + place * size, in: section)
        coverage.freeLength = coverage.freeBlock?.length ?? coverage.freeLength
      }
      body(place, &coverage)
    }
  }

  /// What pods can use of a block: a node gets at most its own addresses, however many blocks it has.
  private func perBlock(of section: LedgerSection) -> Int {
    let size = section.pool.family.bitWidth - section.grid.blockLength
    return min(box.usable[section.pool.family] ?? 0, size < 62 ? 1 << size : Int.max)
  }

  /// Adds whole blocks.
  private func add(
    _ prefix: IPPrefix, of section: LedgerSection, _ index: Int, to coverage: inout Coverage
  ) {
    guard let cells = section.grid.indices(overlapping: prefix) else { return }
    let held = section.holdings(in: cells)
    fill(&coverage, with: held, cells: cells.count, perBlock(of: section), of: section)
    coverage.isUniform = coverage.isUniform && section.pool.contains(prefix)
    if let owners = box.owners, held.blocks > 0 {
      coverage.owner = owners.owner(of: held, cells, at: index)
    }
    if coverage.isUniform, held.isFreeRun, box.details.contains(.freeBlocks) {
      coverage.freeBlock = Self.freeBlock(around: cells.lowerBound, in: section)
      coverage.freeLength = coverage.freeBlock?.length
    }
  }

  private func fill(
    _ coverage: inout Coverage, with held: Holdings, cells: Int, _ perBlock: Int,
    of section: LedgerSection
  ) {
    coverage.committed = coverage.committed.addingSaturated(held.committed)
    coverage.used += UInt128(held.used)
    coverage.withheld = coverage.withheld.addingSaturated(held.withheld)
    coverage.reserved = coverage.reserved.addingSaturated(held.reserved)
      .addingSaturated(held.withheld)
    coverage.capacity += UInt128(cells) * UInt128(perBlock)
    coverage.blocks += cells
    coverage.committedBlocks += held.blocks
    coverage.fullBlocks += held.full
    coverage.contested += held.contested
    coverage.fullestPermille = max(coverage.fullestPermille, held.fullest)
    coverage.refused += held.refused
    coverage.returns += held.returns
    if let least = held.leastFree {
      coverage.leastFree = min(coverage.leastFree ?? least, least)
    }
    if let since = held.since {
      let (old, young) = (
        box.now - min(box.now, since.first), box.now - min(box.now, since.last)
      )
      coverage.oldest = max(coverage.oldest ?? old, old)
      coverage.youngest = min(coverage.youngest ?? young, young)
    }
    if held.freeOrder >= 0 {
      let length = section.grid.blockLength - Int(held.freeOrder)
      coverage.freeLength = min(coverage.freeLength ?? length, length)
    }
    coverage.isUniform =
      held.blocks == 0 && (held.withheld == 0 || held.withheld == coverage.addresses)
  }

  private func claim(_ prefix: IPPrefix, _ coverage: inout Coverage) {
    guard !claims.isEmpty, claims.overlaps(prefix) else { return }
    coverage.claimed = true
    coverage.isUniform = false
  }

  /// The maximal aligned block of free cells around a free cell.
  static func freeBlock(around cell: Int, in section: LedgerSection) -> IPPrefix? {
    var size = 1
    while size * 2 <= section.grid.count {
      let start = cell / (size * 2) * (size * 2)
      guard
        section.holdings(in: start..<start + size * 2).freeOrder
          == Int8((size * 2).trailingZeroBitCount)
      else { break }
      size *= 2
    }
    let block = section.grid[cell / size * size]
    return IPPrefix(
      block.base, length: section.grid.blockLength - size.trailingZeroBitCount)
  }

  /// The parts of the pools that may be different from an earlier occupancy; nil if all may be.
  ///
  /// It takes time by what has changed and not by what there is.
  ///
  /// Where ages show, all is different once time has passed.
  public func changes(since other: ClusterOccupancy, timeShows: Bool = false) -> [IPPrefix]? {
    let (mine, theirs) = (
      box.cluster.ledger.sections, other.box.cluster.ledger.sections
    )
    guard mine.count == theirs.count, claims == other.claims,
      !timeShows || box.now == other.box.now,
      box.owners?.isOfPods != true
    else { return nil }
    var changed: [IPPrefix] = []
    for (new, old) in zip(mine, theirs) {
      let isAlike = new.forEachChange(since: old) { cells in
        for cell in cells { changed.append(new.grid[cell]) }
      }
      if !isAlike { return nil }
    }
    return changed
  }
}

extension Holdings {
  /// Whether nobody holds any of it and all can be given.
  var isFreeRun: Bool { blocks == 0 && withheld == 0 && freeOrder >= 0 }
}
