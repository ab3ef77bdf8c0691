import Addressing
import Allocation

/// Works a choice out: which block, which pool, and what the modelled system then says.
struct SizingDraft {
  let question: SizingQuestion
  let mode: SizingMode
  let variant: SizingMode.Variant
  /// Pods that a node must be able to hold.
  let pods: Int

  /// Blocks of a node that a mode with many of them should need at most: each is a route.
  private static let blocksOfANode: UInt128 = 8

  /// The most bits between a pool and its blocks: sixteen million nodes.
  private static let bitsOfAPool = 24

  /// The choice, or why there is none.
  func choice() throws(Refusal) -> SizingChoice {
    var masks: [IPFamily: Int] = [:]
    for family in question.families.list { masks[family] = try mask(family) }
    return try choice(masks: masks)
  }

  /// The choice with blocks that somebody else picked.
  func choice(masks: [IPFamily: Int]) throws(Refusal) -> SizingChoice {
    var pools: [IPFamily: IPPrefix] = [:]
    for family in question.families.list { pools[family] = try pool(family, masks) }
    let list = question.families.list.compactMap { pools[$0] }
    let options = mode.options(question, mask: masks[.v4], mask6: masks[.v6], variant)
    let made = try AllModes.make(mode.name, pools: list, options: options)
    var ranges: [SizingChoice.Range] = []
    for family in question.families.list {
      guard let pool = pools[family] else { continue }
      ranges.append(try range(family, pool, made))
    }
    let limits = SizingLimit.all(question, mode.name)
    var capacity = ranges.map(\.nodes).min() ?? 0
    for limit in limits where limit.subject == .nodes && limit.binds {
      capacity = min(capacity, limit.value)
    }
    return SizingChoice(
      mode: mode.name, setting: variant.label, options: options, ranges: ranges, pods: pods,
      capacity: capacity, firstRefusal: question.firstRefusal(capacity: capacity), limits: limits)
  }

  private func range(
    _ family: IPFamily, _ pool: IPPrefix, _ made: any IPAMMode
  ) throws(Refusal) -> SizingChoice.Range {
    let mean = try NodeProbe(
      made, family: family, pods: question.pods, of: mode)
    let full = try NodeProbe(
      made, family: family, pods: pods, of: mode)
    let free = pool.size - min(pool.size, full.withheld)
    let nodes = full.committed > 0 ? free / full.committed : 0
    return SizingChoice.Range(
      pool: pool, mask: full.length.flatMap { $0 == family.bitWidth ? nil : $0 },
      usable: full.usable, perNode: mean.committed, perFullNode: full.committed,
      reserved: mean.reserved, nodes: Int(clamping: nodes))
  }

  /// A mode with a wide pool, to see what a node takes of it.
  func probe(
    _ family: IPFamily, mask: Int?, pods: Int
  ) throws(Refusal) -> NodeProbe {
    let text =
      family == .v6
      ? "fd00::/\(max(0, (mask ?? 112) - 8))"
      : mode.name == "vpc-cni" ? "10.0.0.0/16" : "10.0.0.0/12"
    guard let pool = IPPrefix(text) else { throw .system("\(text) is no pool") }
    let options = mode.options(
      question, mask: family == .v4 ? mask : nil, mask6: family == .v6 ? mask : nil, variant)
    let made = try AllModes.make(mode.name, pools: [pool], options: options)
    return try NodeProbe(
      made, family: family, pods: pods, of: mode)
  }

  /// The block of a node: the one asked for, or the smallest that serves its pods.
  private func mask(_ family: IPFamily) throws(Refusal) -> Int? {
    if family == .v6 { return try mask6() }
    guard !mode.masks.isEmpty else { return nil }
    if let mask = question.mask { return mask }
    if mode.growsByBlocks { return try thriftiest() }
    for mask in mode.masks.reversed() where try probe(.v4, mask: mask, pods: 0).usable >= pods {
      return mask
    }
    throw .system("no block of \(mode.name) serves \(pods) pods")
  }

  /// The block by which least is committed to a node with the mean of pods, the larger on ties.
  private func thriftiest() throws(Refusal) -> Int {
    var best: (mask: Int, committed: UInt128)?
    for mask in mode.masks {
      let size: UInt128 = 1 << (32 - UInt128(mask))
      // Too many blocks, whatever is kept spare: not worth a try.
      guard size * Self.blocksOfANode >= UInt128(pods) else { continue }
      let full = try probe(.v4, mask: mask, pods: pods)
      guard full.usable >= pods, full.committed / size <= Self.blocksOfANode else { continue }
      let committed = try probe(.v4, mask: mask, pods: question.pods).committed
      if committed < best?.committed ?? .max { best = (mask, committed) }
    }
    guard let best else { throw .system("no block of \(mode.name) serves \(pods) pods") }
    return best.mask
  }

  private func mask6() throws(Refusal) -> Int {
    guard let standard = mode.mask6 else {
      throw .system("\(mode.name) is not sized for IPv6 here: its provider sets the ranges")
    }
    if let mask = question.mask6 { return mask }
    guard standard >= 112 else { return standard }
    for mask in (112...standard).reversed() {
      if try probe(.v6, mask: mask, pods: pods).usable >= pods { return mask }
    }
    return standard
  }

  /// The pool: the one asked for, or the smallest for all nodes, where nothing else is.
  private func pool(_ family: IPFamily, _ masks: [IPFamily: Int]) throws(Refusal) -> IPPrefix {
    if let pool = family == .v4 ? question.pool : question.pool6 {
      guard (masks[family] ?? pool.length) - pool.length <= Self.bitsOfAPool else {
        throw .system("\(pool) has more than 2^\(Self.bitsOfAPool) blocks: no cluster has so many")
      }
      return pool
    }
    let full = try probe(family, mask: masks[family], pods: pods)
    // Of a cloud's subnet some addresses are nobody's.
    let needed = UInt128(question.nodesToHold) * full.committed + min(full.withheld, 5)
    var length = family.bitWidth - (128 - (needed - min(needed, 1)).leadingZeroBitCount)
    // AWS has no subnet smaller than a /28; a pool is no smaller than the block of a node.
    length = min(length, masks[family] ?? full.length ?? 28)
    guard length >= 1 else { throw .system("\(needed) addresses are more than \(family) has") }
    let taken = question.taken.map(\.prefix)
    guard let pool = FreeRange.first(length, family, avoiding: taken) else {
      throw .system(
        "no /\(length) of private \(family) space is free: \(question.nodesToHold) nodes need "
          + "\(needed) addresses")
    }
    return pool
  }
}
