import Addressing
import Allocation

extension NaiveCluster {
  /// In what the real cluster differs from this one.
  func differences(from real: Cluster) -> [String] {
    complaints + nodeDifferences(from: real) + podDifferences(from: real)
      + operatorDifferences(from: real)
  }

  private func nodeDifferences(from real: Cluster) -> [String] {
    guard real.nodes.ids == nodes.map(\.id) else { return ["nodes are \(real.nodes.ids)"] }
    var wrong: [String] = []
    for mine in nodes {
      guard let node = real.nodes[mine.id] else { continue }
      if node.name != mine.name { wrong.append("\(mine.name) is called \(node.name)") }
      if node.blocks != mine.blocks {
        wrong.append("\(mine.name) has \(node.blocks), not \(mine.blocks)")
      }
      if node.error != mine.error {
        wrong.append("\(mine.name) says \(node.error ?? "nothing"), not \(mine.error ?? "nothing")")
      }
      if node.agentError != mine.agentError {
        wrong.append("\(mine.name)'s agent says \(node.agentError ?? "nothing")")
      }
      if node.isReady != mine.isReady { wrong.append("\(mine.name) is \(node.state)") }
      if node.isCordoned != mine.isCordoned { wrong.append("\(mine.name)'s cordon") }
      if node.maxPods != mine.maxPods { wrong.append("\(mine.name)'s maximum") }
      let names = node.pods.map { real.pods[$0]?.name }
      if names != mine.pods.map({ pods[$0].name }) { wrong.append("\(mine.name) lists \(names)") }
      for family in IPFamily.allCases {
        let free = node[family]?.free ?? 0
        if free != mine.free(family) { wrong.append("\(mine.name) has \(free) \(family) free") }
      }
    }
    return wrong
  }

  private func podDifferences(from real: Cluster) -> [String] {
    let present = pods.filter(\.isPresent)
    var wrong: [String] = []
    if real.pods.count != present.count { wrong.append("\(real.pods.count) pods are there") }
    for mine in present {
      guard let pod = real.pods[mine.name].flatMap({ real.pods[$0] }) else {
        wrong.append("\(mine.name) is missing")
        continue
      }
      if pod.status != mine.status {
        wrong.append("\(mine.name) is \(pod.status), not \(mine.status)")
      }
      if pod.node != mine.node {
        wrong.append("\(mine.name) is on \(String(describing: pod.node))")
      }
      let addresses = IPFamily.allCases.compactMap { pod[$0] }
      if addresses != mine.addresses.sorted() { wrong.append("\(mine.name) has \(addresses)") }
      if let error = mine.error, real.error(of: pod) != error {
        wrong.append("\(mine.name) says \(real.error(of: pod) ?? "nothing")")
      }
    }
    let running = present.count { $0.status.isRunning }
    let pending = present.count { $0.status.isPending }
    let tallies = real.tallies
    if (tallies.podsRunning, tallies.podsPending) != (running, pending) {
      wrong.append("\(tallies.podsRunning) run and \(tallies.podsPending) wait")
    }
    if tallies.podsRefused != refused {
      wrong.append("\(tallies.podsRefused) refused, not \(refused)")
    }
    return wrong
  }

  private func operatorDifferences(from real: Cluster) -> [String] {
    let sets = real.mode.blockSets(.v4) + real.mode.blockSets(.v6)
    guard sets.map(\.cluster) == nodeOperator.sets.map(\.cluster) else {
      return ["the lists are \(sets.map(\.cluster))"]
    }
    return zip(sets, nodeOperator.sets).flatMap { set, mine -> [String] in
      var wrong: [String] = []
      if set.nextCandidate != mine.next {
        wrong.append("\(set.cluster)'s cursor is \(set.nextCandidate), not \(mine.next)")
      }
      let used = (0..<set.maxCIDRs).map { set.used[$0] }
      if used != mine.used { wrong.append("\(set.cluster) has \(set.used) taken") }
      return wrong
    }
  }
}
