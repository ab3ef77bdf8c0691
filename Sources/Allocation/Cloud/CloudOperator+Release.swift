import Addressing
import HashTreeCollections

extension CloudOperator {
  /// One round of giving back what is too much (`handleIPRelease` in `pkg/ipam/node.go`).
  ///
  /// A unit is found to be too much in one round; is marked in the first round after the delay, and
  /// the agent answers at once; and goes back in the round after that. One interface is looked at a
  /// time, that with the most to release.
  mutating func release(_ node: inout Node, now: Duration, _ work: inout Work) {
    guard rules.releasesExcess, var instance = instances[node.id] else { return }
    let (place, units) = releasable(node, instance)
    guard let place else {
      instances[node.id]?.marks = []
      return
    }
    instance.marks.removeAll { !units.contains($0.unit) }
    for unit in units where !instance.marks.contains(where: { $0.unit == unit }) {
      instance.marks.append(ReleaseMark(unit, since: now))
    }
    var gone: [IPPrefix] = []
    var isMarking = false
    for index in instance.marks.indices {
      let mark = instance.marks[index]
      guard mark.since + .seconds(rules.releaseDelay) <= now else { continue }
      switch mark.status {
      case nil, .marked:
        let isUsed = node.range(on: mark.unit).map { $0.taken.population > 0 } ?? true
        instance.marks[index].status = ReleaseStatus(answerFor: isUsed)
        isMarking = true
      case .ready: gone.append(mark.unit)
      case .refused, .released: break
      }
    }
    instance.marks.removeAll { $0.status == .refused || gone.contains($0.unit) }
    if isMarking { work.controlPlane += 1 }
    if !gone.isEmpty {
      work.controlPlane += 2
      giveBack(gone, from: &instance.interfaces[place], of: &node)
    }
    instances[node.id] = instance
  }

  /// The interface to release from, and what: free single addresses, or free prefixes under prefix
  /// delegation, as many as are too much; primary addresses stay.
  func releasable(
    _ node: Node, _ instance: CloudInstance
  ) -> (place: Int?, units: [IPPrefix]) {
    let excess = excess(node, instance)
    var best: (place: Int?, units: [IPPrefix]) = (nil, [])
    guard excess > 0 else { return best }
    let rules = instance.own(rules)
    // A prefix goes only whole, and only if all of it is too much; before 2025 none ever went.
    let delegated = instance.isDelegated(rules)
    let limit = delegated ? excess / CloudRules.prefixSize : excess
    var idle: Set<IPPrefix> = []
    for range in node.ranges where range.usable > 0 && range.taken.population == 0 {
      idle.insert(range.prefix)
    }
    for place in instance.podInterfaces(rules).indices {
      let interface = instance.interfaces[place]
      let candidates =
        delegated
        ? interface.prefixes
        : interface.addresses.map { IPPrefix($0) }
      let free = Array(candidates.lazy.filter(idle.contains).prefix(limit))
      if free.count > best.units.count { best = (place, free) }
    }
    return best
  }

  /// The cloud takes units back.
  private mutating func giveBack(
    _ units: [IPPrefix], from interface: inout CloudInterface, of node: inout Node
  ) {
    interface.addresses.removeAll { units.contains(IPPrefix($0)) }
    interface.prefixes.removeAll(where: units.contains)
    for unit in units {
      if let index = node.blocks.firstIndex(of: unit) {
        node.blocks.remove(at: index)
        node.ranges.removeAll { $0.prefix == unit }
      }
      if let position = position(of: interface.subnet) { subnets[position].release(unit) }
    }
    freed += 1
  }
}
