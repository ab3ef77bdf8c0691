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

  /// The interface to release from, and what: free prefixes as far as all of each is too much, then
  /// free single addresses; primary addresses stay.
  ///
  /// No prefix ever went before 2025 (issue 32209).
  func releasable(
    _ node: Node, _ instance: CloudInstance
  ) -> (place: Int?, units: [IPPrefix]) {
    let excess = excess(node, instance)
    var best: (place: Int?, units: [IPPrefix], count: Int) = (nil, [], 0)
    guard excess > 0 else { return (nil, []) }
    var idle: Set<IPPrefix> = []
    for range in node.ranges where range.usable > 0 && range.taken.population == 0 {
      idle.insert(range.prefix)
    }
    for place in instance.podInterfaces(instance.own(rules)).indices {
      let interface = instance.interfaces[place]
      let prefixes = interface.prefixes.lazy.filter(idle.contains)
        .prefix(excess / CloudRules.prefixSize)
      var units = Array(prefixes)
      let whole = units.count * CloudRules.prefixSize
      let singles = interface.addresses.lazy.map { IPPrefix($0) }.filter(idle.contains)
      units += Array(singles.prefix(excess - whole))
      let count = units.reduce(0) { $0 + Int($1.size) }
      if count > best.count { best = (place, units, count) }
    }
    return (best.place, best.units)
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
