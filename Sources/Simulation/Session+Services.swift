public import Addressing
public import Allocation

extension Session {
  /// Services belong to the cluster whatever its pods' plan is: each change is kept as a whole.
  mutating func changeServices(_ command: Command) throws(Refusal) -> String {
    var services = moment.services
    let said = try services.carryOut(command, seed: moment.seed, at: .seconds(moment.time))
    moment.services = services
    return said
  }

  /// The Services as the history made them, under the seed as it is now.
  func replayedServices() -> Services {
    var services = Services()
    var now = Duration.zero
    for entry in timeline.entries[..<position] {
      if case .wait(let span) = entry.command { now += .seconds(span.seconds) }
      services.settle(at: now)
      _ = try? services.carryOut(entry.command, seed: moment.seed, at: now)
    }
    return services
  }
}

/// The Services of a cluster with their addresses, and where the next draw stands.
public struct Services: Hashable, Sendable {
  /// The ServiceCIDRs and addresses; none before a range is claimed.
  public private(set) var network: ServiceNetwork?
  /// The Services present, in the order created.
  public private(set) var names: [String] = []
  private var draws: UInt64 = 0

  /// Addresses of the family that Services could still have.
  ///
  /// Ranges may overlap: an address that lies in several counts once.
  public func free(_ family: IPFamily) -> UInt128? {
    guard let network else { return nil }
    let ranges = network.ranges.filter { $0.cidr.family == family }
    guard !ranges.isEmpty else { return nil }
    let bands = ranges.flatMap { [$0.staticBand, $0.dynamicBand].compactMap(\.self) }
    return PrefixSet(bands).count.subtractingSaturated(UInt128(network.used(family)))
  }

  mutating func carryOut(
    _ command: Command, seed: UInt64, at now: Duration
  ) throws(Refusal) -> String {
    switch command {
    case .claim(let prefix, let name, .service): return claim(prefix, name)
    case .plan(let plan):
      // The first preset's services are the API server's flags; others stand for other clusters.
      guard network == nil else { return "" }
      for range in plan.services { _ = claim(range, plan.name + "-services") }
      return ""
    case .removeClaim(let name): return try unclaim(name, at: now)
    case .addService(let name, let address): return try create([name.full], address, seed: seed)
    case .addServices(let count, let prefix):
      return try create(freeNames(count, prefix: prefix), nil, seed: seed)
    case .removeService(let name):
      let full = name.full.description
      guard let index = names.firstIndex(of: full) else {
        throw .system("services \"\(name.name)\" not found")
      }
      names.remove(at: index)
      network?.delete(service: full)
      return "service \(full) is gone"
    default: return ""
    }
  }

  /// A range of Services: the first one of each family is the API server's flag, as long as there is
  /// no Service; later ones are ServiceCIDR objects of their own.
  private mutating func claim(_ prefix: IPPrefix, _ name: String) -> String {
    do throws(ServiceCIDRError) {
      let flags = network.flatMap { $0.serviceCIDRs.count == 1 ? $0.serviceCIDRs[0].cidrs : nil }
      if network == nil {
        network = try ServiceNetwork(flags: [prefix])
      } else if let flags, names.isEmpty, flags.count == 1, flags[0].family != prefix.family {
        network = try ServiceNetwork(flags: flags + [prefix])
      } else {
        try network?.add(ServiceCIDR(name, [prefix]))
      }
      return "\(name) claims \(prefix) for Services"
    } catch {
      return "\(name) claims \(prefix), but no Service can have of it: \(error)"
    }
  }

  private mutating func unclaim(_ name: String, at now: Duration) throws(Refusal) -> String {
    guard network?.serviceCIDRs.contains(where: { $0.name == name }) == true else { return "" }
    do { try network?.delete(name, at: now) } catch { throw .system(error.description) }
    settle(at: now)
    guard let condition = network?.condition(of: name), !condition.isReady else {
      return "ServiceCIDR \(name) goes in ten seconds"
    }
    return "ServiceCIDR \(name) stays: \(condition.message)"
  }

  private mutating func create(
    _ wanted: [NamespacedName], _ address: IPAddress?, seed: UInt64
  ) throws(Refusal) -> String {
    guard var network else {
      throw .system(
        "there is no range for Services yet; claim one: claim 10.96.0.0/16 services kind=service")
    }
    var given: [IPAddress] = []
    for name in wanted.map(\.description) {
      guard !names.contains(name) else { throw .system("services \"\(name)\" already exists") }
      var request = ServiceRequest(name)
      request.addresses = address.map { [$0] } ?? []
      var generator = SeededGenerator(
        seed: SeededGenerator.mix(SeededGenerator.mix(seed, 0x7376_6373), draws))
      draws += 1
      do { given = try network.create(request, &generator) } catch {
        throw .system(error.description)
      }
      names.append(name)
    }
    self.network = network
    let list = given.map(\.description).joined(separator: " ")
    return wanted.count == 1 ? "service \(wanted[0]): \(list)" : "+\(wanted.count) services"
  }

  private func freeNames(_ count: Int, prefix: String) throws(Refusal) -> [NamespacedName] {
    guard count <= 1 << 20 else { throw .tooMany("a cluster here has at most \(1 << 20) Services") }
    let taken = Set(names)
    var found: [NamespacedName] = []
    var number = 1
    while found.count < count {
      let name = NamespacedName(
        namespace: Cluster.defaultNamespace, name: prefix + String(number))
      if !taken.contains(name.description) { found.append(name) }
      number += 1
    }
    return found
  }

  /// Lets deleted ServiceCIDRs go that nothing needs.
  mutating func settle(at now: Duration) {
    _ = network?.settle(at: now)
  }

  /// The Services as a table.
  var table: Table {
    Table(
      title: "services", columns: ["NAME", "CLUSTER-IP"],
      rows: names.map { name in
        let addresses = network?.addresses(of: name) ?? []
        return [name, addresses.map(\.description).joined(separator: " ")]
      })
  }
}
