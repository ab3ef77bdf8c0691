import Addressing

extension ClusterDraft {
  /// Gives nodes what only their agents tell, and answers the addresses held for pods.
  ///
  /// Objects know blocks better; where they say otherwise than the agent, it is told. An agent whose
  /// node nobody names stands for a node of its own.
  mutating func join(agentsTo cluster: inout ImportedCluster) -> [PodKey: EndpointFacts] {
    guard !agents.isEmpty else { return [:] }
    let wasGiven = cluster.nodes.contains { $0.sources.contains(.ciliumNode) }
    var statuses: [String: AgentStatus] = [:]
    let owners = AgentNodes(cluster.nodes)
    var names: [String] = []
    for agent in agents {
      let known = owners.node(of: agent)
      guard let name = known ?? agent.node ?? agent.standInName else {
        remarks.add(
          .warning, agent.source, "agents that tell neither their node nor an address, left out",
          of: agent.uses.map { "\($0.used) of \($0.total)" }.joined(separator: " and "))
        continue
      }
      if statuses.updateValue(agent, forKey: name) == nil {
        names.append(name)
      } else {
        noteDuplicate("status", name, in: agent.source)
      }
      guard known == nil else { continue }
      if agent.node == nil {
        remarks.add(
          .note, agent.source, "agents that do not name their node, called after what they hold",
          of: name)
      }
      if wasGiven {
        remarks.add(.warning, agent.source, "agents of nodes that are not given", of: name)
      }
    }
    return apply(statuses, in: names, to: &cluster)
  }

  private mutating func apply(
    _ statuses: [String: AgentStatus], in names: [String], to cluster: inout ImportedCluster
  ) -> [PodKey: EndpointFacts] {
    var places: [String: Int] = [:]
    for (index, node) in cluster.nodes.enumerated() { places[node.name] = index }
    var allocations: [PodKey: EndpointFacts] = [:]
    for name in names {
      guard let agent = statuses[name] else { continue }
      var node = places[name].map { cluster.nodes[$0] } ?? ImportedNode(name: name)
      take(agent, into: &node, usesBlocks: cluster.usesBlocks)
      if let place = places[name] {
        cluster.nodes[place] = node
      } else {
        cluster.nodes.append(node)
      }
      addAllocations(of: agent, on: name, to: &allocations)
    }
    cluster.nodes.sort { ($0.created ?? "~", $0.name) < ($1.created ?? "~", $1.name) }
    return allocations
  }

  private mutating func take(
    _ agent: AgentStatus, into node: inout ImportedNode, usesBlocks: Bool
  ) {
    node.sources.insert(.agent)
    for (part, addresses) in [
      ("router", \ImportedNode.routerAddresses), ("health", \.healthAddresses),
      ("ingress", \.ingressAddresses),
    ] where node[keyPath: addresses].isEmpty {
      node[keyPath: addresses] = agent.addresses(of: part)
    }
    if node.internalAddresses.isEmpty { node.internalAddresses = agent.nodeAddresses.uniqued }
    for use in agent.uses { tell(use, of: node.name, in: agent.source) }
    guard usesBlocks, !agent.prefixes.isEmpty else { return }
    if node.blocks.isEmpty {
      node.blocks = agent.prefixes
      if node.ciliumBlocks.isEmpty { node.ciliumBlocks = agent.prefixes }
    } else if let other = agent.prefixes.first(where: { !node.blocks.contains($0) }) {
      let blocks = node.blocks.map(\.description).joined(separator: " and ")
      remarks.add(
        .warning, agent.source,
        "agents whose block is not that of their node's objects, which count",
        of: "\(node.name) has \(blocks), its agent \(other)")
    }
  }

  /// The total as printed is one or two less than the block, by version, and 0 for the smallest.
  private mutating func tell(_ use: AgentStatus.Use, of node: String, in source: String) {
    let size = use.prefixes.reduce(UInt128(0)) { sum, prefix in
      let (more, isTooMuch) = sum.addingReportingOverflow(prefix.size)
      return isTooMuch ? .max : more
    }
    let usable = size > 2 ? size - 2 : size
    let block = use.prefixes.map { " in \($0)" }.joined()
    let text = "\(node) \(use.used) of \(use.total)\(block)"
    if size == 0 ? use.total > 0 && use.used >= use.total : use.used >= usable {
      remarks.add(.warning, source, "agents that have no address left", of: text)
    } else {
      remarks.add(.note, source, "addresses in use as agents count them", of: text)
    }
  }

  private mutating func addAllocations(
    of agent: AgentStatus, on node: String, to allocations: inout [PodKey: EndpointFacts]
  ) {
    for entry in agent.allocations where !["router", "health", "ingress"].contains(entry.owner) {
      // A second interface's name may follow the pod's; no pod has a colon in its own.
      let pod = entry.owner.prefix { $0 != ":" }.split(separator: "/")
      guard pod.count == 2 else {
        remarks.add(
          .note, agent.source, "addresses that an agent holds for no pod",
          of: "\(entry.address) of \(entry.owner.quoted) on \(node)")
        continue
      }
      let key = PodKey(namespace: String(pod[0]), name: String(pod[1]))
      var facts =
        allocations[key]
        ?? EndpointFacts(source: agent.source, namespace: key.namespace, name: key.name)
      facts.node = node
      facts.teller = Noun("agent's allocation", "agents' allocations")
      if !facts.addresses.contains(entry.address) { facts.addresses.append(entry.address) }
      allocations[key] = facts
    }
  }
}

extension AgentStatus {
  /// What a node is called that nobody names, as a node may be called.
  fileprivate var standInName: String? {
    let text =
      prefixes.first?.description ?? (addresses(of: "router") + nodeAddresses).first?.description
    guard let text else { return nil }
    let words = text.split { $0 == "/" || $0 == ":" }
    return "agent-of-" + words.joined(separator: "-")
  }
}

extension [IPAddress] {
  fileprivate var uniqued: [IPAddress] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// Finds the node that an agent runs on.
private struct AgentNodes {
  private var names: Set<String> = []
  private var byAddress: [IPAddress: String] = [:]
  private var byBlock: [IPPrefix: String] = [:]

  init(_ nodes: [ImportedNode]) {
    for node in nodes {
      names.insert(node.name)
      for address in node.routerAddresses + node.internalAddresses {
        byAddress[address] = node.name
      }
      for block in node.blocks { byBlock[block] = node.name }
    }
  }

  /// By name if it tells one, else by the router's address, the block, or the node's own address.
  func node(of agent: AgentStatus) -> String? {
    if let name = agent.node { return names.contains(name) ? name : nil }
    return agent.addresses(of: "router").lazy.compactMap { byAddress[$0] }.first
      ?? agent.prefixes.lazy.compactMap { byBlock[$0] }.first
      ?? agent.nodeAddresses.lazy.compactMap { byAddress[$0] }.first
  }
}
