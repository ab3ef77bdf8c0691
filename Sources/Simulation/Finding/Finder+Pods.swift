import Addressing
import Allocation

extension Finder {
  /// Pods that the question asks for by name, run by run; false if the watcher ended it.
  mutating func findPods(while goesOn: () -> Bool) -> Bool {
    guard let condition = query.condition.asking(\.isOfPods) else { return true }
    let table = ground.cluster.pods
    var hits = PodHits()
    var judge = PodJudge(condition, ground)
    var isEnded = false
    var looked = 0
    table.forEachRun { run in
      looked += 1
      if looked & 0x3FF == 0, !goesOn() {
        isEnded = true
        return false
      }
      switch judge.verdict(onRun: run) {
      case .some(true): hits.append(run, table.count(in: run))
      case .some(false): break
      case nil:
        table.forEach(in: run) { id in
          if judge.holds(id, in: run) { hits.append(id) }
        }
      }
      return true
    }
    guard !isEnded else { return false }
    candidates += table.count
    pods = hits.count
    arePodsGrouped = hits.count > Self.podLimit
    if arePodsGrouped { addGroups(of: hits) } else { addEach(of: hits) }
    return true
  }

  private mutating func addEach(of hits: PodHits) {
    let table = ground.cluster.pods
    hits.forEach(in: table) { id in
      let place = table.address(of: id).flatMap { self.place(of: IPPrefix($0)) }
      matches.append(Finding(.pod(id), at: place))
    }
  }

  /// Pods by the nodes that they are bound to.
  private mutating func addGroups(of hits: PodHits) {
    let cluster = ground.cluster
    var counts = [Int](repeating: 0, count: Int(cluster.nodes.nextID.rawValue))
    hits.forEach(in: cluster.pods) { id in
      if let node = cluster.pods.node(of: id) { counts[Int(node.rawValue)] += 1 }
    }
    for (index, count) in counts.enumerated() where count > 0 {
      guard let node = cluster.nodes[NodeID(rawValue: UInt32(index))] else { continue }
      let blocks = node.blocks.filter { place(of: $0) != nil }
      matches.append(Finding(.pods(count, on: node.id), at: blocks.min()))
      mark(blocks)
    }
  }
}

/// Pods that were found: whole runs, or one by one.
private struct PodHits {
  private var runs: [PodSegment] = []
  private var ids: [PodID] = []
  private(set) var count = 0

  mutating func append(_ run: PodSegment, _ count: Int) {
    guard count > 0 else { return }
    runs.append(run)
    self.count += count
  }

  mutating func append(_ id: PodID) {
    ids.append(id)
    count += 1
  }

  func forEach(in table: PodTable, _ body: (PodID) -> Void) {
    for run in runs { table.forEach(in: run, body) }
    for id in ids { body(id) }
  }
}
