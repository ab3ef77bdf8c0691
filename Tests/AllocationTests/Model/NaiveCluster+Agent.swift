import Addressing
import Allocation

extension NaiveCluster {
  private var roles: [InfrastructureRole] {
    var roles: [InfrastructureRole] = []
    if settings.reservesRouter { roles.append(.router) }
    if settings.reservesIngress { roles.append(.ingress) }
    if settings.reservesHealth { roles.append(.health) }
    return roles
  }

  mutating func startAgent(_ index: Int) {
    let wasReady = nodes[index].isReady
    let families = [IPFamily.v4, .v6].filter {
      isOn($0) && !(wasReady && nodes[index].agent[$0] != nil)
    }
    for family in families where !nodes[index].blocks.contains(where: { $0.family == family }) {
      return
    }
    for family in families {
      nodes[index].agent[family] = nodes[index].blocks.first { $0.family == family }
    }
    nodes[index].isReady = false
    nodes[index].agentError = nil
    for role in roles {
      for family in families where nodes[index].roles[family]?[role] == nil {
        guard take(role, family, index) else { return }
      }
    }
    nodes[index].isReady = true
  }

  private mutating func take(_ role: InfrastructureRole, _ family: IPFamily, _ index: Int) -> Bool {
    guard nodes[index].free(family) > 0 else {
      let advice = "range is full, see https://cilium.link/ipam-range-full"
      nodes[index].agentError =
        switch role {
        case .router:
          "unable to allocate router IP for family \(family == .v4 ? "ipv4" : "ipv6"): "
            + "range is full"
        case .ingress: "unable to allocate ingress IPs: \(advice)"
        case .health: "unable to allocate health \(family): \(advice)"
        case .tunnel: "Cilium has no such address"
        }
      return false
    }
    let real = self.real.nodes[nodes[index].id]?[family]?.address(of: role)
    guard let real, nodes[index].canGive(real), nodes[index].taken.insert(real).inserted else {
      complaints.append("\(nodes[index].name) cannot have \(role) \(String(describing: real))")
      return true
    }
    nodes[index].roles[family, default: [:]][role] = real
    return true
  }

  mutating func addPods(_ order: PodOrder) -> Bool {
    guard order.count > 0 else { return true }
    if let node = order.node, index(of: node) == nil { return false }
    var names: [String] = []
    switch order.naming {
    case .named(let name):
      if isTaken(NamespacedName(namespace: order.namespace, name: name)) { return false }
      names = [name]
    case .listed(let listed):
      let full = listed.map { NamespacedName(namespace: order.namespace, name: $0) }
      if Set(listed).count < listed.count || full.contains(where: isTaken) { return false }
      names = listed
    case .app(let app):
      var ordinal = 1
      while names.count < order.count {
        let name = "\(app)-\(ordinal)"
        if !isTaken(NamespacedName(namespace: order.namespace, name: name)) { names.append(name) }
        ordinal += 1
      }
    }
    let first = pods.count
    for name in names {
      let full = NamespacedName(namespace: order.namespace, name: name)
      pods.append(NaivePod(name: full, wanted: order.address))
    }
    for pod in first..<pods.count {
      guard let index = order.node.flatMap({ index(of: $0) }) ?? choice() else { continue }
      if order.node != nil, admitted(index) >= nodes[index].maxPods {
        bind(pod, to: index)
        pods[pod].status = .nodeAtMaxPods
      } else {
        bind(pod, to: index)
        serve(pod, index)
      }
    }
    return true
  }

  private func isTaken(_ name: NamespacedName) -> Bool {
    pods.contains { $0.isPresent && $0.name == name }
  }

  private func admitted(_ index: Int) -> Int {
    nodes[index].pods.count { pods[$0].status != .nodeAtMaxPods }
  }

  /// The ready, uncordoned node with the fewest pods below its maximum, the earliest on ties.
  private func choice() -> Int? {
    nodes.indices.filter {
      nodes[$0].isReady && !nodes[$0].isCordoned && admitted($0) < nodes[$0].maxPods
    }
    .min { (admitted($0), nodes[$0].id) < (admitted($1), nodes[$1].id) }
  }

  private mutating func bind(_ pod: Int, to index: Int) {
    pods[pod].node = nodes[index].id
    nodes[index].pods.append(pod)
  }

  mutating func placeWaiting() {
    for pod in pods.indices where pods[pod].isPresent && pods[pod].node == nil {
      guard let index = choice() else { return }
      bind(pod, to: index)
      serve(pod, index)
    }
  }

  /// Something changed on the node: its pending pods are tried again, the earliest first.
  mutating func retry(_ index: Int) {
    for pod in nodes[index].pods where pods[pod].status.isPending {
      if pods[pod].status == .nodeAtMaxPods, admitted(index) >= nodes[index].maxPods { continue }
      serve(pod, index)
    }
  }

  mutating func removePods(_ ids: [PodID]) {
    var touched: [NodeID] = []
    for id in ids {
      guard let name = before.pods[id]?.name,
        let pod = pods.firstIndex(where: { $0.isPresent && $0.name == name })
      else { continue }
      pods[pod].isPresent = false
      guard let node = pods[pod].node, let index = index(of: node) else { continue }
      nodes[index].taken.subtract(pods[pod].addresses)
      nodes[index].pods.removeAll { $0 == pod }
      if !touched.contains(node) { touched.append(node) }
    }
    for id in touched {
      if let index = index(of: id) { retry(index) }
    }
    placeWaiting()
  }

  /// The agent's answer to one pod: IPv6 first, given back if IPv4 has none.
  private mutating func serve(_ pod: Int, _ index: Int) {
    pods[pod].error = nil
    guard nodes[index].isReady else {
      pods[pod].status = .nodeNotReady
      return
    }
    let wanted = pods[pod].wanted
    if let wanted, nodes[index].agent[wanted.family] == nil {
      refuse(pod, .refusedAddress, "\(wanted.family) allocation disabled")
      return
    }
    for family in [IPFamily.v6, .v4] where nodes[index].agent[family] != nil {
      if let wanted, wanted.family == family {
        if !nodes[index].canGive(wanted) {
          let block = nodes[index].agent[family].map(\.description) ?? ""
          refuse(
            pod, .refusedAddress,
            "provided IP is not in the valid range. The range of valid IPs is \(block)")
          return
        }
        if nodes[index].taken.contains(wanted) {
          refuse(pod, .refusedAddress, "provided IP is already allocated")
          return
        }
      } else if nodes[index].free(family) == 0 {
        refuse(pod, family == .v4 ? .refusedV4 : .refusedV6, nil)
        return
      }
    }
    take(pod, index)
  }

  private mutating func refuse(_ pod: Int, _ status: PodStatus, _ error: String?) {
    pods[pod].status = status
    pods[pod].error = error
    refused += 1
  }

  private mutating func take(_ pod: Int, _ index: Int) {
    pods[pod].status = .running
    let name = pods[pod].name
    guard let real = self.real.pods[name].flatMap({ self.real.pods[$0] }) else {
      complaints.append("\(name) is missing")
      return
    }
    for family in IPFamily.allCases where nodes[index].agent[family] != nil {
      guard let address = real[family], nodes[index].canGive(address),
        nodes[index].taken.insert(address).inserted
      else {
        complaints.append("\(name) cannot have \(String(describing: real[family]))")
        continue
      }
      if let wanted = pods[pod].wanted, wanted.family == family, wanted != address {
        complaints.append("\(name) asked for \(wanted) and has \(address)")
      }
      pods[pod].addresses.append(address)
    }
  }
}
