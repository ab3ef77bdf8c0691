import Addressing
import HashTreeCollections

extension VPCCNI {
  /// Takes the scene's source of randomness over before EC2 is asked anything.
  mutating func begin(_ scene: Scene) {
    vpc.seed = scene.seed
  }

  /// Counts calls of EC2 as writes of the control plane.
  mutating func count(_ scene: inout Scene) {
    scene.work.controlPlane += vpc.calls - callsSeen
    callsSeen = vpc.calls
  }

  /// Pools that grow at once do so; then it is reckoned what is due when.
  public mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {
    begin(scene)
    if settings.growsAtOnce {
      for id in ids where managers[id] != nil { growAtOnce(id, &scene) }
    }
    followUp(ids, &scene)
  }

  private mutating func growAtOnce(_ id: NodeID, _ scene: inout Scene) {
    guard let manager = managers[id], manager.wantsGrowth(at: scene.now, in: vpc),
      var node = scene.node(id)
    else { return }
    let pick = pick(for: &node, scene)
    let steps = managers[id]?.growAtOnce(at: scene.now, in: &vpc, pick: pick) ?? []
    guard !steps.isEmpty else { return }
    enter(steps, on: &node)
    refresh(&node)
    scene.change(id) { $0 = node }
  }

  /// Does what is due by now.
  public mutating func timePasses(_ scene: inout Scene) {
    begin(scene)
    let ids = due.filter { $0.value <= scene.now }.map(\.key).sorted()
    for id in ids {
      guard var node = scene.node(id) else { continue }
      let pick = pick(for: &node, scene)
      var steps = managers[id]?.look(at: scene.now, in: &vpc, pick: pick) ?? []
      if settings.growsAtOnce {
        steps += managers[id]?.growAtOnce(at: scene.now, in: &vpc, pick: pick) ?? []
      }
      enter(steps, on: &node)
      refresh(&node)
      // The draw alone is a change: pods that wait for a rested address are tried again.
      starving[id] = nil
      scene.change(id) { $0 = node }
    }
    followUp(ids, &scene)
  }

  /// Reckons anew when the daemons of `ids`, and those EC2 refused something, will act.
  mutating func followUp(_ ids: [NodeID], _ scene: inout Scene) {
    var ids = ids
    if vpc.openings != openingsSeen {
      openingsSeen = vpc.openings
      let waiting = refused.keys.sorted()
      for id in waiting { launchAgain(id, &scene) }
      ids += waiting
    }
    for id in ids { due[id] = nextAction(of: id, after: scene.now) }
    nextDue = due.values.min()
    count(&scene)
  }

  /// An instance that found its subnet full is tried again when an address has become free.
  private mutating func launchAgain(_ id: NodeID, _ scene: inout Scene) {
    guard managers[id]?.store.interfaces.isEmpty == true, var node = scene.node(id) else { return }
    launch(&node, scene)
    scene.change(id) { $0 = node }
  }

  /// When a node's daemon, or the rest of an address that a pod waits for, changes something next.
  private func nextAction(of id: NodeID, after now: Duration) -> Duration? {
    guard let manager = managers[id] else { return nil }
    let action = manager.nextAction(after: now, in: vpc)
    guard starving[id] != nil, let rested = manager.nextRested(after: now) else { return action }
    return action.map { min($0, rested) } ?? rested
  }
}

extension PoolManager {
  /// When the first address that cools down has done so.
  func nextRested(after now: Duration) -> Duration? {
    store.interfaces.flatMap(\.cidrs).filter { store.serves($0) }
      .compactMap { $0.firstRest(after: now, coolDown: store.coolDown) }.min()
  }

  /// Whether the pool is too low and EC2 may be asked.
  func wantsGrowth(at now: Duration, in vpc: VPC) -> Bool {
    attaching != nil
      || (!store.interfaces.isEmpty && refusedAt != vpc.openings && isTooLow(at: now))
  }

  /// Takes over what a recorded node holds: its first single address is its own, and all others are
  /// on that one interface, for no dump tells which interface a pod's address is on, nor the
  /// interfaces' own.
  mutating func adopt(_ blocks: [IPPrefix], in vpc: inout VPC) {
    store.delegatesPrefixes = settings.targets.delegatesPrefixes
    store.coolDown = settings.coolDown
    guard let own = blocks.firstIndex(where: { $0.length == $0.family.bitWidth }) else { return }
    var subnets = blocks.map { vpc.subnet(of: $0) }
    guard let home = subnets[own] ?? subnets.lazy.compactMap(\.self).first else { return }
    subnets[own] = home
    var interface = ENIDatastore.Interface(
      device: 0, subnet: home, primaryAddress: blocks[own].base, since: .zero)
    for (index, block) in blocks.enumerated() where subnets[index] != nil {
      vpc.occupy(block)
      guard index != own else { continue }
      let isPrefix = block.length != block.family.bitWidth
      interface.cidrs.append(InterfaceCIDR(block, isPrefix: isPrefix))
    }
    store.interfaces.append(interface)
    nextLook = Self.interval / 2
  }
}
