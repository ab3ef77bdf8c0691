import Addressing
import Allocation
import Measurement
public import Simulation

/// What a plan has come to, on a dozen lines.
public enum Summary {
  /// The lines, without ends.
  public static func lines(of plan: Plan, at moment: Moment) -> [String] {
    let cluster = plan.cluster
    var lines = [heading(of: plan)]
    lines.append("nodes     " + nodes(cluster.tallies))
    lines.append("pods      " + pods(cluster.tallies))
    for family in IPFamily.allCases where cluster.mode.unitLength(family) != nil {
      lines += figures(of: cluster, family)
    }
    for claim in moment.claims {
      // Where addresses are given one by one, nodes and pods live in the same subnets.
      let pools = cluster.mode.pools.filter { pool in
        pool.overlaps(claim.prefix)
          && (claim.kind != .node || cluster.mode.unitLength(of: pool) != pool.family.bitWidth)
      }
      guard !pools.isEmpty else { continue }
      let list = pools.map(\.description).joined(separator: ", ")
      lines.append("overlap   \(claim.prefix) of \(claim.name.printable) with pool \(list)")
    }
    if let position = plan.firstFailure {
      lines.append("refused   first at command \(position.grouped) of the history")
    }
    return lines
  }

  /// One line that ends a script: the plan, its nodes and pods, and what became of expectations.
  public static func closingLine(of plan: Plan?, _ expectations: ExpectationCount) -> String {
    var parts: [String] = []
    if let plan {
      let tallies = plan.cluster.tallies
      let waiting = tallies.nodesWaiting + tallies.nodesFailed
      parts = [
        "plan \(plan.name.printable)",
        plan.cluster.nodes.count.counted("node")
          + (waiting > 0 ? " (\(waiting.grouped) not ready)" : ""),
        tallies.podsRunning.counted("pod") + " running"
          + (tallies.podsPending > 0 ? ", \(tallies.podsPending.grouped) pending" : ""),
      ]
    } else {
      parts = ["no plan"]
    }
    let tried = expectations.held + expectations.failed
    if tried > 0 {
      parts.append("expectations: \(expectations.held) held, \(expectations.failed) failed")
    }
    return parts.joined(separator: "; ")
  }

  private static func heading(of plan: Plan) -> String {
    let mode = plan.cluster.mode
    let pools = mode.pools.map { pool in
      let length = mode.unitLength(of: pool).map { " in blocks of /\($0)" } ?? ""
      return "\(pool)\(plan.inferredPools.contains(pool) ? " (inferred)" : "")\(length)"
    }
    let list = pools.prefix(poolsShown).joined(separator: ", ")
    let more = pools.count > poolsShown ? " and \(pools.count - poolsShown) more" : ""
    return "plan \(plan.name.printable): \(mode.about.name.printable)"
      + (list.isEmpty ? ", no pool" : ", \(list)\(more)")
  }

  private static let poolsShown = 6

  private static func nodes(_ tallies: Tallies) -> String {
    let all = tallies.nodesReady + tallies.nodesWaiting + tallies.nodesFailed
    return "\(all.grouped): \(tallies.nodesReady.grouped) ready, "
      + "\(tallies.nodesWaiting.grouped) waiting, \(tallies.nodesFailed.grouped) failed"
  }

  private static func pods(_ tallies: Tallies) -> String {
    let all = tallies.podsRunning + tallies.podsPending
    var text =
      "\(all.grouped): \(tallies.podsRunning.grouped) running, "
      + "\(tallies.podsPending.grouped) pending"
    if tallies.podsHostNetwork > 0 {
      text += "; \(tallies.podsHostNetwork.grouped) on the host's network"
    }
    if tallies.podsRefused > 0 { text += "; \(tallies.podsRefused.counted("refusal")) so far" }
    return text
  }

  /// Addresses, blocks and free space of one family.
  private static func figures(of cluster: Cluster, _ family: IPFamily) -> [String] {
    let name = family.description
    let held = AddressFigures(of: cluster, family: family)
    var addresses =
      "\(name)      \(held.total.grouped) addresses = \(held.committed.grouped) committed + "
      + (held.withheld > 0 ? "\(held.withheld.grouped) withheld + " : "")
      + "\(held.free.grouped) free"
    if held.outside > 0 {
      // What two pods hold is in the books of one of them only.
      let isOfPods = cluster.tallies.foreignAddresses[family] ?? 0 > 0
      let place = isOfPods ? "outside the pools and blocks, or held twice" : "outside the pools"
      addresses += "; \(held.outside.grouped) \(place)"
    }
    var lines = [addresses]
    if held.committed > 0 {
      lines.append(
        "          committed = \(held.used.grouped) used + \(held.reserved.grouped) reserved + "
          + "\(held.stranded.grouped) stranded")
    }
    let space = FreeSpace(of: cluster, family: family)
    lines.append(
      "          \(space.totalBlocks.counted("block")): \(space.usedBlocks.grouped) used, "
        + "\(space.freeBlocks.grouped) free")
    let isInPieces = space.largestFree == nil && held.free > 0
    lines.append(
      "          "
        + (isInPieces ? "no whole block is free" : FreeSpectrum.words(of: space)))
    let collisions = cluster.ledger.total(family).extraHolders
    if collisions > 0 {
      lines.append("          \(collisions.counted("collision")): more than one holder")
    }
    return lines
  }
}
