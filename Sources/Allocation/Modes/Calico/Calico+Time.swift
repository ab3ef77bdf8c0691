import Addressing
import HashTreeCollections

extension Calico {
  /// What follows at once: tunnels of new nodes, the collector's look at what changed, and another
  /// attempt of those that were refused when something became free.
  public mutating func maintain(_ ids: [NodeID], _ scene: inout Scene) {
    begin(scene)
    relearn(&scene)
    for id in ids { reconcileTunnels(of: id, &scene) }
    collector.look(at: &ipam, now: now)
    follow(&scene)
    tellRefused(&scene)
  }

  /// Has the refused ask again: kubelets do so by themselves all the time, and what matters is that
  /// they get what is there.
  private mutating func tellRefused(_ scene: inout Scene) {
    guard hasNewRoom else { return }
    hasNewRoom = false
    let waiting = refused.sorted()
    refused = []
    for id in waiting {
      reconcileTunnels(of: id, &scene)
      // A node is looked at again when it has changed, and its count of attempts has.
      scene.change(id) { $0.draws += 1 }
    }
    // A tunnel that got an address anew is no room for others.
    hasNewRoom = false
  }

  /// The collector restarts: it forgets how long blocks have been empty, and finds hosts that are gone.
  ///
  /// New pools, options and reservations take effect on nodes here.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    begin(scene)
    relearn(&scene)
    collector = CalicoCollector(grace: settings.grace)
    for host in ipam.hosts where ids[host] == nil { collector.forget(host) }
    follow(&scene)
    for id in scene.nodeIDs {
      guard let node = scene.node(id) else { continue }
      let ranges = node.ranges.map { refit($0) }
      if ranges != node.ranges { scene.change(id) { $0.ranges = ranges } }
    }
  }

  /// The collector's next look where it waits for something; the end of a cool-down or of a block's
  /// first minute where somebody was refused.
  public var nextDue: Duration? {
    var due: [Duration] = []
    if collector.isWatching || !ipam.cooling.isEmpty { due.append(collector.nextLook(after: now)) }
    if !refused.isEmpty {
      due += [ipam.nextCooled(after: now), ipam.nextReclaimable(after: now)].compactMap(\.self)
    }
    return due.min()
  }

  /// Time has come to what was due.
  public mutating func timePasses(_ scene: inout Scene) {
    begin(scene)
    relearn(&scene)
    if collector.looksByItself(at: now) { collector.look(at: &ipam, now: now) }
    follow(&scene)
    hasNewRoom = true
    tellRefused(&scene)
  }

  /// What the node has of each block, whose addresses it has borrowed, and its tunnel's address.
  public func details(of node: Node) -> [(key: String, text: String)] {
    var lines: [(key: String, text: String)] = []
    for affinity in ipam.affinities(of: node.name) {
      guard let block = ipam.block(affinity.cidr) else { continue }
      // A dump's pods are in the node's books; the datastore learns of them with the first decision.
      let used = node.range(on: block.cidr)?.taken.population ?? block.assigned
      var text = "\(max(used, block.assigned)) of \(block.capacity) addresses in use"
      if block.coolingCount > 0 { text += ", \(block.coolingCount) cool down" }
      let lent = node.range(on: block.cidr)?.loans.count ?? 0
      if lent > 0 { text += ", \(lent) lent to pods of other nodes" }
      if used <= block.assigned, let next = block.next(reserving: ipam.reservations) {
        text += ", next \(next)"
      }
      lines.append((block.cidr.description, text))
    }
    for address in tunnelAddresses(of: node.id) {
      let owner = lender(of: address) == node.id ? "" : " (of a block of another node)"
      lines.append(("tunnel address", "\(address)\(owner)"))
    }
    let alone = singles.filter { $0.value == node.id }.keys.sorted()
    if !alone.isEmpty {
      lines.append(("of blocks without a node", alone.map(\.description).joined(separator: ", ")))
    }
    return lines
  }

  /// A node without a block is ready: there is nothing to wait for.
  public func waitingText(of node: Node) -> String { "calico-node is not running" }
}
