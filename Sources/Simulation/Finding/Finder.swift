import Addressing
public import Allocation

/// Goes through a cluster for all that a question is about.
///
/// It walks nodes, free pieces and runs of pods, and reads the counts that agents and the ledger keep;
/// it never walks addresses. A word about blocks finds blocks, `free` finds the largest free pieces,
/// and a name finds nodes, pods, claims and annotations.
public struct Finder: Sendable {
  /// The question.
  public let query: NodeQuery
  let ground: FindingGround
  let pools: [IPPrefix]
  let families: [IPFamily]
  var matches: [Finding] = []
  /// What is marked besides the places of the matches.
  var extent: [IPPrefix] = []
  var candidates = 0
  var pods = 0
  var arePodsGrouped = false

  /// Pods that are told of one by one; more are told of by their nodes.
  public static let podLimit = 4096
  /// Blocks of a node that are told of one by one; a node with more is told of as a whole.
  static let blockLimit = 8
  /// Stretches that are marked besides the places of the matches.
  private static let extentLimit = 1 << 20

  /// A search in `cluster` and in what has been said of its addresses.
  public init(
    _ query: NodeQuery, in cluster: Cluster, claims: [Claim] = [], annotations: [Annotation] = []
  ) {
    self.query = query
    ground = FindingGround(cluster: cluster, claims: claims, annotations: annotations)
    pools = cluster.mode.pools
    families = IPFamily.allCases.filter { cluster.mode.unitLength($0) != nil }
  }

  /// How many things have to be looked at, as a measure of the time it takes.
  public var effort: Int {
    let nodes = ground.cluster.nodes.count
    let asksForPods = query.condition.asking(\.isOfPods) != nil
    return nodes + (asksForPods ? ground.cluster.pods.count / 8 : 0)
  }

  /// All matches; nil if whoever watches ended the search.
  public func findings(watching watch: Watcher? = nil) -> Findings? {
    var finder = self
    func goesOn(_ done: Int) -> Bool {
      watch?(Progress("find \(query)", done: done, total: 3)) ?? true
    }
    guard goesOn(0) else { return nil }
    finder.findSpace()
    finder.findNodes()
    guard goesOn(1) else { return nil }
    finder.findWords()
    guard goesOn(2), finder.findPods(while: { goesOn(2) }) else { return nil }
    return Findings(
      query: query, matches: finder.matches, candidates: finder.candidates, pods: finder.pods,
      arePodsGrouped: finder.arePodsGrouped, extent: finder.extent)
  }

  /// Where a stretch shows in the pools: itself, or the pool that it covers.
  func place(of prefix: IPPrefix) -> IPPrefix? {
    if pools.contains(where: { $0.contains(prefix) }) { return prefix }
    return pools.first { prefix.contains($0) }
  }

  mutating func mark(_ prefixes: some Sequence<IPPrefix>) {
    for prefix in prefixes where extent.count < Self.extentLimit && place(of: prefix) != nil {
      extent.append(prefix)
    }
  }
}

extension Finder {
  /// Blocks of nodes; nodes without one, and those with many, as a whole.
  private mutating func findNodes() {
    let ground = ground
    let condition = query.condition
    var finder = self
    ground.cluster.nodes.forEach { node in
      let isMany =
        node.blocks.count > Self.blockLimit || node.blocks.allSatisfy { $0.hostBits == 0 }
      guard isMany else {
        for (index, block) in node.blocks.enumerated()
        where !node.blocks[..<index].contains(block) {
          finder.candidates += 1
          let here = BlockFigures(node, block: block)
          if condition.truth({ ground.holds($0, here) }) == true {
            finder.matches.append(Finding(.block(block, of: node.id), at: finder.place(of: block)))
          }
        }
        return
      }
      finder.candidates += 1
      // A node of both families is asked about each, one after the other.
      let family = finder.families.first { family in
        condition.truth { ground.holds($0, BlockFigures(node, family: family)) } == true
      }
      guard let family else { return }
      let blocks = node.blocks.filter { $0.family == family }
      let first = blocks.filter { finder.place(of: $0) != nil }.min()
      finder.matches.append(Finding(.node(node.id), at: first))
      finder.mark(blocks)
    }
    self = finder
  }

  /// Free pieces, and what the mode's system never gives.
  private mutating func findSpace() {
    if let condition = query.condition.asking(\.isOfFreeSpace) {
      for family in families {
        for set in ground.cluster.mode.blockSets(family) {
          let unit = ground.cluster.mode.unitLength(of: set.cluster) ?? set.nodeMask
          set.forEachFreePiece { piece in
            guard piece.length <= max(unit, set.cluster.length) else { return }
            candidates += 1
            let holds = condition.truth { ground.holds($0, freePiece: piece, unit: unit) }
            if holds == true { matches.append(Finding(.free(piece), at: place(of: piece))) }
          }
        }
      }
    }
    if let condition = query.condition.asking(\.isOfWithheldSpace) {
      for part in ground.cluster.mode.withheld {
        candidates += 1
        let holds = condition.truth { ground.holds($0, withheld: part) }
        if holds == true { matches.append(Finding(.withheld(part), at: place(of: part))) }
      }
    }
  }

  /// Claims and annotations.
  private mutating func findWords() {
    if let condition = query.condition.asking(\.isOfClaims) {
      for (index, claim) in ground.claims.enumerated() {
        candidates += 1
        let holds = condition.truth { ground.holds($0, of: claim) }
        if holds == true { matches.append(Finding(.claim(index), at: place(of: claim.prefix))) }
      }
    }
    if let condition = query.condition.asking(\.isOfAnnotations) {
      for (index, note) in ground.annotations.enumerated() {
        candidates += 1
        let holds = condition.truth { ground.holds($0, of: note) }
        if holds == true { matches.append(Finding(.annotation(index), at: place(of: note.prefix))) }
      }
    }
  }
}

extension CIDRSet {
  /// Calls `body` with the aligned pieces of free space that are part of no larger one, in the order
  /// of addresses.
  ///
  ///     . . . . # . . .     a piece of four, one of one, and one of two
  func forEachFreePiece(_ body: (IPPrefix) -> Void) {
    var start = used.firstClear()
    while let first = start {
      let end = used.firstSet(from: first) ?? used.count
      var from = first
      while from < end {
        let aligned = from == 0 ? Int.bitWidth - 2 : from.trailingZeroBitCount
        let fitting = Int.bitWidth - 1 - (end - from).leadingZeroBitCount
        let order = min(aligned, fitting)
        body(IPPrefix(block(at: from).base, length: nodeMask - order))
        from += 1 << order
      }
      start = end < used.count ? used.firstClear(from: end) : nil
    }
  }
}
