import Addressing
import Allocation
import Measurement
import Reporting
import Simulation

/// What must hold of every state, whatever was asked for; a breach is our error: exit code 3.
enum Invariants {
  /// Checks all plans: by their sums, and by a recount where that is quick or was asked for.
  static func check(_ session: Session, thoroughly: Bool) throws(Failure) {
    var broken: [String] = []
    for plan in session.moment.plans {
      let cluster = plan.cluster
      let found =
        thoroughly || isSmall(cluster) ? cluster.brokenInvariants() : brokenSums(of: cluster)
      broken += found.map { "internal error: plan \(plan.name): \($0)".printable }
    }
    guard broken.isEmpty else { throw Failure(lines: broken, code: 3) }
  }

  /// Clusters whose recount nobody notices; it walks every address of the pools.
  private static func isSmall(_ cluster: Cluster) -> Bool {
    cluster.nodes.count <= 256 && cluster.pods.count <= 4096
      && cluster.mode.pools.allSatisfy { $0.hostBits <= 12 } && cluster.mode.pools.count <= 16
  }

  private static func brokenSums(of cluster: Cluster) -> [String] {
    let tallies = cluster.tallies
    var broken: [String] = []
    if tallies.nodesReady + tallies.nodesWaiting + tallies.nodesFailed != cluster.nodes.count {
      broken.append("\(cluster.nodes.count) nodes do not add up by state: \(tallies)")
    }
    let pods = tallies.podsRunning + tallies.podsPending + tallies.podsHostNetwork
    if pods != cluster.pods.count {
      broken.append("\(cluster.pods.count) pods do not add up by state: \(tallies)")
    }
    for family in IPFamily.allCases where cluster.mode.unitLength(family) != nil {
      let held = cluster.ledger.total(family)
      if UInt128(held.used) + held.reserved > held.committed {
        broken.append("more \(family) addresses are used and reserved than committed: \(held)")
      }
    }
    return broken
  }
}
