import Addressing
import HashTreeCollections

extension Transition {
  /// Deletes pods; their nodes' agents take the addresses back, and other pods of theirs are tried.
  mutating func removePods(_ ids: [PodID]) {
    var seen: Set<NodeID> = []
    var released = 0
    for id in ids {
      guard let node = cluster.pods.node(of: id) else { continue }
      if cluster.pods.status(of: id).isRunning { released += 1 }
      if seen.insert(node).inserted { touched.append(node) }
    }
    guard !ids.isEmpty else { return }
    delete(ids)
    happen(.worked(controlPlane: 0, node: released))
  }

  /// Deletes pods and tells the mode, if it keeps books beside those of the nodes.
  mutating func delete(_ ids: [PodID]) {
    guard !cluster.mode.givesFromRangesAlone else {
      happen(.podsDeleted(ids))
      return
    }
    var released: [(node: NodeID, pod: ReleasedPod)] = []
    for id in ids {
      guard cluster.pods.status(of: id) == .running, let node = cluster.pods.node(of: id),
        let pod = cluster.pods[id]
      else { continue }
      let addresses = [pod.v4, pod.v6].compactMap(\.self)
      released.append((node, ReleasedPod(pod: id, addresses: addresses)))
    }
    happen(.podsDeleted(ids))
    var mode = cluster.mode
    var scene = Scene(cluster)
    var seen: Set<PodID> = []
    for entry in released where seen.insert(entry.pod.pod).inserted {
      _ = scene.with(entry.node) { node, rest in mode.takeBack(entry.pod, on: &node, &rest) }
    }
    happen(.modeRemembers(mode))
    touched += record(scene)
  }

  /// Lets everything that needs no further event come to rest at the same instant: what the mode does
  /// of itself where something changed, then pods that may now get what they were refused.
  mutating func settle() {
    for _ in 0..<Cluster.roundLimit {
      let ids = touched
      let all = (touched + asked).uniqued
      touched = []
      asked = []
      let changed = maintain(all)
      for id in (ids + changed).uniqued { retryPods(of: id) }
      placeUnscheduled()
      if touched.isEmpty, asked.isEmpty { return }
    }
  }

  private mutating func maintain(_ ids: [NodeID]) -> [NodeID] {
    guard !ids.isEmpty, !cluster.mode.givesFromRangesAlone else { return [] }
    var mode = cluster.mode
    var scene = Scene(cluster)
    let present = ids.filter { cluster.nodes[$0] != nil }
    mode.maintain(present, &scene)
    happen(.modeRemembers(mode))
    let changed = record(scene)
    asked += changed
    return changed
  }

  private mutating func retryPods(of id: NodeID) {
    guard let node = cluster.nodes[id], node.pods.count > node.running else { return }
    var admitted = node.admitted
    var placements: [PodOutcome] = []
    var mode = cluster.mode
    var scene = Scene(cluster)
    for pod in node.pods {
      let old = cluster.pods.status(of: pod)
      guard old.isPending else { continue }
      let isTurnedAway = old == .nodeAtMaxPods
      guard let demand = cluster.pods.demand(of: pod) else { continue }
      let grant = scene.with(id) { node, rest in
        Self.grant(demand, on: &node, admitted: isTurnedAway ? admitted : 0, &mode, &rest)
      }
      guard let grant else { continue }
      if isTurnedAway, grant.status != .nodeAtMaxPods { admitted += 1 }
      // The same answer again is a refused attempt, but nothing to tell twice.
      if grant.status == old, !old.isRefusal { continue }
      if grant.status == .running { scene.work.node += 1 }
      placements.append(PodOutcome(pod: pod, node: id, grant: grant))
    }
    place(placements, mode, scene)
  }

  private mutating func placeUnscheduled() {
    let waiting = cluster.pods.unscheduled.population
    guard waiting > 0, cluster.room > 0 else { return }
    let nodes = cluster.nodes
    let places = cluster.scheduler.place(waiting) { nodes[$0]?.maxPods ?? 0 }
    var placements: [PodOutcome] = []
    placements.reserveCapacity(places.count)
    var mode = cluster.mode
    var scene = Scene(cluster)
    var row = -1
    if mode.givesFromRangesAlone {
      placements = placedByNode(places, &mode, &scene)
      place(placements, mode, scene)
      return
    }
    for place in places {
      guard let next = cluster.pods.unscheduled.firstSet(from: row + 1) else { break }
      row = next
      let id = NodeID(rawValue: place)
      guard let demand = cluster.pods.demand(of: PodID(row)) else { continue }
      let grant = scene.with(id) { node, rest in
        Self.grant(demand, on: &node, admitted: 0, &mode, &rest)
      }
      guard let grant else { continue }
      if grant.status == .running { scene.work.node += 1 }
      placements.append(PodOutcome(pod: PodID(row), node: id, grant: grant))
    }
    place(placements, mode, scene)
  }

  /// Places waiting pods a node at a time: each node's record is copied once.
  private func placedByNode(
    _ places: [UInt32], _ mode: inout any IPAMMode, _ scene: inout Scene
  ) -> [PodOutcome] {
    var rows: [Int] = []
    rows.reserveCapacity(places.count)
    var row = -1
    for _ in places {
      guard let next = cluster.pods.unscheduled.firstSet(from: row + 1) else { break }
      row = next
      rows.append(row)
    }
    var placements: [PodOutcome] = []
    placements.reserveCapacity(places.count)
    RowGroups(places).forEach { id, group in
      guard var node = cluster.nodes[NodeID(rawValue: id)] else { return }
      for position in group {
        let pod = PodID(rows[Int(position)])
        let demand = PodDemand(
          pod: pod, pool: nil, wanted: cluster.pods.wanted[pod], names: [])
        let grant = Self.grant(demand, on: &node, admitted: 0, &mode, &scene)
        if grant.status == .running { scene.work.node += 1 }
        placements.append(PodOutcome(pod: pod, node: node.id, grant: grant))
      }
    }
    placements.sort { $0.pod < $1.pod }
    return placements
  }

  /// Records where pods have come to be; what a mode keeps beside the nodes' books comes with it.
  private mutating func place(
    _ placements: [PodOutcome], _ mode: any IPAMMode, _ scene: Scene
  ) {
    if mode.givesFromRangesAlone {
      if !placements.isEmpty { happen(.podsPlaced(placements)) }
      happen(scene.work)
      return
    }
    happen(.modeRemembers(mode))
    if !placements.isEmpty { happen(.podsPlaced(placements)) }
    record(scene)
    // Grants change what the mode wants to have ready; a refusal only repeats what is known.
    for placement in placements {
      guard let node = placement.node else { continue }
      if placement.status == .running { asked.append(node) }
    }
  }
}

extension PodTable {
  /// What a pod asks for, as it did when it was created.
  func demand(of id: PodID) -> PodDemand? {
    guard let segment = names.segment(of: id) else { return nil }
    return PodDemand(pod: id, pool: segment.pool, wanted: wanted[id], names: [segment])
  }
}

extension [NodeID] {
  /// Each once, in the order first named.
  fileprivate var uniqued: [NodeID] {
    guard count > 1 else { return self }
    var seen: Set<NodeID> = []
    return filter { seen.insert($0).inserted }
  }
}
