import Addressing
import HashTreeCollections

/// What the daemons do, entered in the nodes' books.
extension VPCCNI {
  /// Opens the books of a node's primary interface.
  func openPrimary(on node: inout Node) {
    guard let primary = managers[node.id]?.store.interfaces.first?.primaryAddress else { return }
    node.blocks = [IPPrefix(primary)]
    node.ranges = [.reserved(IPPrefix(primary))]
  }

  /// Enters steps of a node's daemon in its books.
  func enter(_ steps: [PoolManager.Step], on node: inout Node) {
    for step in steps {
      switch step {
      case .grew(let cidrs, _):
        node.blocks += cidrs
        node.ranges += cidrs.map { BlockAddresses(attached: $0) }
      case .attaching(let primary, let cidrs, _):
        // Taken from the subnet already; pods have to wait for the interface.
        node.blocks.append(IPPrefix(primary))
        node.blocks += cidrs
        node.ranges.append(.reserved(IPPrefix(primary)))
      case .attached(let device):
        let interface = managers[node.id]?.store.interfaces.first { $0.device == device }
        node.ranges += (interface?.cidrs ?? []).map { BlockAddresses(attached: $0.prefix) }
      case .returned(let cidrs), .detached(_, let cidrs):
        let gone = Set(cidrs)
        node.blocks.removeAll { gone.contains($0) }
        node.ranges.removeAll { gone.contains($0.prefix) }
      case .refused: break
      }
    }
  }

  /// Brings a node's state in line with its daemon.
  mutating func refresh(_ node: inout Node) {
    guard let manager = managers[node.id] else { return }
    node.error = manager.refusal?.description
    refused[node.id] = manager.refusal == nil && !manager.store.interfaces.isEmpty ? nil : true
    guard !manager.store.interfaces.isEmpty else { return }
    // A node with custom networking, or one of IPv6, comes up with the first addresses for pods.
    let needsAddresses = settings.customNetworking || isV6
    node.isReady =
      node.isReady || !needsAddresses || manager.store.interfaces.contains { !$0.cidrs.isEmpty }
  }

  /// The draw of a daemon's next walk through its tables.
  func pick(for node: inout Node, _ scene: Scene) -> UInt64 {
    node.draws += 1
    guard settings.walksAtRandom else { return 0 }
    return SeededGenerator.mix(SeededGenerator.mix(scene.seed, node.stream), node.draws)
  }
}

extension BlockAddresses {
  /// An interface's own address, which no pod gets.
  static func reserved(_ prefix: IPPrefix) -> BlockAddresses {
    BlockAddresses(prefix, firstUsable: prefix.base, usable: 0)
  }

  /// What is attached for pods: every address of it.
  init(attached prefix: IPPrefix) {
    let all = prefix.family == .v6 ? InterfaceCIDR.v6Addresses : 1 << min(prefix.hostBits, 32)
    self.init(
      prefix, firstUsable: prefix.base, usable: Int(clamping: min(prefix.size, UInt128(all))))
  }
}
