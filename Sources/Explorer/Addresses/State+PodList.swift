import Addressing
import Allocation
import Terminal

extension ExplorerApp.State {
  /// Whether keys move in the list of pods and not among the addresses.
  var isInPodList: Bool { view == .addresses && podListHasKeys && layout.panel != nil }

  /// Whether Tab is for the list of pods: with plans side by side it goes from plan to plan.
  var isListNext: Bool { view == .addresses && comparison == nil }

  /// The pods of the node whose addresses are shown.
  var podRoster: PodRoster? {
    guard let cluster, let node else { return nil }
    return PodRoster(of: node, in: cluster, family: block.family)
  }

  /// The pod that the list stands on, or that has the address under the cursor.
  var podUnderCursor: Pod? {
    guard view == .addresses, let cluster else { return nil }
    if isInPodList, let id = listedPod, let node, node.pods.contains(id) { return cluster.pods[id] }
    return cluster.pod(at: anchor)
  }

  /// Gives the keys to the list of pods, or back to the addresses.
  mutating func switchPodList() {
    guard layout.panel != nil else {
      notice = Notice(.plain, "the list of pods has no room on \(size)")
      return
    }
    guard let roster = podRoster, !roster.entries.isEmpty else {
      podListHasKeys = false
      notice = Notice(.plain, node.map { "no pod is on \($0.name)" } ?? "no node holds \(block)")
      return
    }
    podListHasKeys.toggle()
    listedPod = nil
    guard podListHasKeys else { return }
    stand(on: min(roster.place(of: nil, or: anchor), roster.entries.count - 1), of: roster)
  }

  /// Moves in the list of pods; the cursor among the addresses goes along.
  mutating func moveInPodList(by steps: Int) {
    guard let roster = podRoster, !roster.entries.isEmpty else {
      podListHasKeys = false
      return
    }
    let place = roster.place(of: listedPod, or: anchor)
    let (sum, overflow) = place.addingReportingOverflow(steps)
    let last = roster.entries.count - 1
    stand(on: overflow ? (steps > 0 ? last : 0) : min(max(0, sum), last), of: roster)
  }

  /// Stands on a pod that is there after whatever has happened; without any the keys go back.
  mutating func settlePodList() {
    guard isInPodList else { return }
    guard let roster = podRoster, !roster.entries.isEmpty else {
      podListHasKeys = false
      return
    }
    if let id = listedPod, roster.entries.contains(where: { $0.pod.id == id }) { return }
    // The one after a pod that is gone takes its place under the cursor.
    stand(on: min(listedPlace, roster.entries.count - 1), of: roster)
  }

  /// Rows of the list that half a screen is.
  var podListPage: Int { max(1, (layout.panel?.height ?? 2) / 3) }

  private mutating func stand(on place: Int, of roster: PodRoster) {
    let entry = roster.entries[place]
    listedPlace = place
    listedPod = entry.pod.id
    guard let address = entry.address, let node,
      node.blocks.contains(where: { $0.contains(address) })
    else { return }
    anchor = address
    keepRowInSight()
  }

  /// The next block of the node whose addresses are shown.
  mutating func showNextBlock() {
    guard let node, let index = node.blocksInOrder.firstIndex(of: block) else {
      showNextPool()
      return
    }
    let blocks = node.blocksInOrder
    guard blocks.count > 1 else {
      notice = Notice(.plain, "\(node.name) has one block, \(block)")
      return
    }
    let next = (index + 1) % blocks.count
    // Another pool's map knows nothing of this node, so the node itself is remembered.
    addressOwner = node.id
    anchor = blocks[next].base
    firstRow = 0
    listedPod = nil
    keepRowInSight()
    notice = Notice(.plain, "block \(next + 1) of \(blocks.count) of \(node.name): \(blocks[next])")
  }
}
