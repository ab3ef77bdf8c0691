import Addressing
import HashTreeCollections

extension MultiPool {
  /// Gives a pod an address of every family: IPv6 first, given back if IPv4 has none.
  ///
  /// Each family may come from a pool of its own.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    guard var entry = books.removeValue(forKey: node.id) else {
      return AddressGrant(refusedWith: "CiliumNode for own node is not available")
    }
    entry.ranges.take(from: &node, seed: scene.seed, rules: settings.scanRules)
    let grant = addresses(for: demand, &entry, now: scene.now)
    if grant.status != .running {
      if !entry.agent.pending.isEmpty, !entry.waiting.contains(demand.pod) {
        entry.waiting.append(demand.pod)
      }
    } else if !entry.waiting.isEmpty {
      entry.waiting.removeAll { $0 == demand.pod }
    }
    entry.ranges.put(into: &node)
    books[node.id] = entry
    return grant
  }

  private func addresses(
    for demand: PodDemand, _ entry: inout Books, now: Duration
  ) -> AddressGrant {
    if let wanted = demand.wanted, !settings.families.contains(wanted.family) {
      return AddressGrant(refusedWith: "\(wanted.family) allocation disabled")
    }
    var grant = AddressGrant()
    var given: [(address: IPAddress, pool: String)] = []
    for family in settings.families.reversed() {
      do {
        let pool = try pool(for: demand, family)
        let address = try address(
          of: pool, family, for: demand, &entry.agent, &entry.ranges, now: now)
        grant.add(address)
        given.append((address, pool))
      } catch {
        for entryGiven in given {
          try? entry.agent.release(
            entryGiven.address, pool: entryGiven.pool, ranges: &entry.ranges)
        }
        return refused(error, family, isOwnWish: demand.wanted?.family == family)
      }
    }
    return grant
  }

  private func address(
    of pool: String, _ family: IPFamily, for demand: PodDemand, _ agent: inout MultiPoolAgent,
    _ ranges: inout NodeRanges, now: Duration
  ) throws(MultiPoolAgentError) -> IPAddress {
    let owner = Books.owner(demand.pod)
    if let wanted = demand.wanted, wanted.family == family {
      try agent.allocate(wanted, owner: owner, pool: pool, now: now, ranges: &ranges)
      return wanted
    }
    return try agent.allocateNext(
      family, owner: owner, pool: pool, hasPoolObject: hasPool(pool), now: now, ranges: &ranges)
  }

  private func refused(
    _ error: any Error, _ family: IPFamily, isOwnWish: Bool
  ) -> AddressGrant {
    if !isOwnWish, let error = error as? MultiPoolAgentError, error == .exhausted {
      // Nothing of the pod's own to say: millions may be told so.
      var grant = AddressGrant()
      grant.status = family == .v4 ? .refusedV4 : .refusedV6
      return grant
    }
    return AddressGrant(refusedWith: "\(error)")
  }

  /// The pool of a pod: by its own annotation, its namespace's, the pools' selectors, or the default.
  func pool(
    for demand: PodDemand, _ family: IPFamily
  ) throws(PoolSelectionError) -> String {
    if let own = demand.pool, !own.isEmpty { return own }
    guard settings.choosesPools else { return settings.defaultPool }
    let name = demand.name
    var pod = PoolSelection.Metadata()
    pod.labels = [LabelSelector.Term("app", Self.app(of: name.name))]
    var namespace = PoolSelection.Metadata()
    namespace.pool = settings.namespacePools.first { $0.namespace == name.namespace }?.pool
    namespace.labels = [LabelSelector.Term(PoolOptionText.namespaceLabel, name.namespace)]
    namespace.requiresMatch = settings.requireMatch.contains(name.namespace)
    return try selection.pool(
      for: name.description, family, pod: pod, namespace: namespace)
  }

  /// `web` of `web-12`: pods of an app have its name for a label.
  static func app(of name: String) -> String {
    guard let dash = name.lastIndex(of: "-"), dash != name.startIndex else { return name }
    let ordinal = name[dash...].dropFirst()
    return !ordinal.isEmpty && ordinal.allSatisfy(\.isNumber) ? String(name[..<dash]) : name
  }
}
