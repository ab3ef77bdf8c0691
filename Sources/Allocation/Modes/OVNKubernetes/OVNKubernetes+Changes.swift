import Addressing

extension OVNKubernetes {
  /// Other options or networks, checked by the network operator if there is one.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var changed = settings
    switch change {
    case .set(let options):
      do { try changed.set(options) } catch { throw .badOption(error) }
    case .addPool(let pool, _, let mask):
      let network = changed.network(pool, mask: mask)
      if let grown = changed.networks.firstIndex(where: { $0.prefix.base == pool.base }) {
        let kept = mask ?? changed.networks[grown].hostPrefix
        changed.networks[grown] = .init(pool, hostPrefix: kept)
      } else {
        changed.networks.append(network)
      }
    case .removePool(let pool): try remove(pool, from: &changed)
    case .serviceRange: return
    }
    let next = try changed.configuration()
    if changed.hasOperator, !changesFamilies(next) {
      do { try configuration.checkChange(to: next) } catch { throw .system(error.description) }
    }
    settings = changed
    configuration = next
  }

  private func remove(_ pool: IPPrefix, from changed: inout Settings) throws(Refusal) {
    guard pools.contains(pool) else {
      let list = pools.map(\.description).joined(separator: ", ")
      throw .system("\(pool) is not in the list of pools, which is \(list)")
    }
    changed.networks.removeAll { $0.prefix == pool }
    let inUse = allocator[pool.family].first { $0.network == pool }?.usage ?? 0
    let goes = changed.networks.contains { $0.prefix.family == pool.family } == false
    if inUse > 0, goes || !changed.hasOperator, !changed.networks.isEmpty {
      throw .system(
        "\(inUse) nodes have subnets of \(pool), which would be renumbered under their pods; remove "
          + "the nodes first")
    }
  }

  /// Whether a second family comes or goes while the first stays as it is, which the operator lets
  /// pass (`render.go`, single to dual stack and back).
  private func changesFamilies(_ next: OVNNetworkConfiguration) -> Bool {
    let (old, new) = (configuration.cluster, next.cluster)
    let (fewer, more) = old.count < new.count ? (old, new) : (new, old)
    guard let first = fewer.first?.prefix.family, Array(more.prefix(fewer.count)) == fewer else {
      return false
    }
    let rest = more.dropFirst(fewer.count)
    return !rest.isEmpty && rest.allSatisfy { $0.prefix.family != first }
      && fewer.allSatisfy { $0.prefix.family == first }
  }

  /// When failed nodes are looked at again.
  public var nextDue: Duration? { retries.nextDue }

  /// A tick: nodes whose back-off is over are tried, those tried too often are dropped.
  public mutating func timePasses(_ scene: inout Scene) {
    let (due, dropped) = retries.take(at: scene.now)
    for id in dropped {
      guard let node = scene.node(id) else { continue }
      scene.note(
        node.name,
        "RetryFailed: failed to reconcile and retried \(OVNRetries.attemptLimit) times for object",
        isRefusal: true)
    }
    for id in due {
      _ = scene.with(id) { node, rest in
        sync(&node, &rest)
        if node.error != nil { retries.failAgain(id, at: rest.now) }
      }
    }
  }
}
