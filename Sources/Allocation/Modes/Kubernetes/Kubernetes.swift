public import Addressing

/// Cilium's `ipam: kubernetes`: kube-controller-manager gives each node its pod CIDRs, and Cilium's
/// host-scope agent picks addresses inside the first block of each family.
///
/// Sources: Kubernetes `pkg/controller/nodeipam/ipam/range_allocator.go` (283f41fe) and Cilium 1.19
/// `pkg/ipam/hostscope.go`, `pkg/k8s/watchers`; what Cilium does itself is as in `cluster-pool`.
public struct Kubernetes: IPAMMode {
  /// The controller, with what it remembers.
  public private(set) var controller: ControllerManager
  private var agentOptions: AgentOptions
  private(set) var agent: HostScopeAgent

  /// The mode as a plan names it; kube-controller-manager refuses some flags, in its own words.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    var nodeIPAM = NodeIPAMOptions(pools: pools)
    var agentOptions = AgentOptions()
    do throws(OptionError) {
      try Self.read(options, &nodeIPAM, &agentOptions)
    } catch {
      throw .badOption(error)
    }
    controller = try ControllerManager(nodeIPAM)
    self.agentOptions = agentOptions
    agent = Self.agent(nodeIPAM, agentOptions)
  }

  private static func read(
    _ options: [ModeOption], _ nodeIPAM: inout NodeIPAMOptions, _ agent: inout AgentOptions
  ) throws(OptionError) {
    for option in options {
      if try nodeIPAM.set(option) { continue }
      if try agent.set(option) { continue }
      throw OptionText.unknown(option, of: description)
    }
  }

  private static func agent(_ nodeIPAM: NodeIPAMOptions, _ agent: AgentOptions) -> HostScopeAgent {
    agent.agent(
      hasV4: nodeIPAM.clusterCIDRs.contains { $0.family == .v4 },
      hasV6: nodeIPAM.clusterCIDRs.contains { $0.family == .v6 })
  }

  /// The options as they stand.
  public var options: [ModeOption] { controller.options.values + agentOptions.values }
  /// The cluster CIDRs, in the order of the flag.
  public var pools: [IPPrefix] { controller.options.clusterCIDRs }
  /// The service ranges in whole blocks, and blocks that were lost.
  public var withheld: [IPPrefix] { controller.withheld }
  /// The kubelet's limit of pods.
  public var maxPods: Int { agentOptions.maxPods }

  /// The node mask of the family.
  public func unitLength(_ family: IPFamily) -> Int? { controller.unitLength(family) }

  /// Addresses a node can give to pods, by family.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in IPFamily.allCases {
      guard let length = unitLength(family) else { continue }
      usable[family] = agent.usable(in: IPPrefix(IPAddress(family, bits: 0), length: length))
    }
    return usable
  }

  /// The controller's set of one family.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] { controller.blockSets(family) }

  /// The controller looks at the new node; the agent starts on what the node has by then.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    try controller.validate(node)
    // The agent's own CiliumNode, which copies the pod CIDRs.
    scene.work.controlPlane += 1
    controller.sync(&node, &scene)
    agent.start(&node, &scene)
  }

  /// Takes nodes over as they were recorded; what the controller could not enter it says.
  public mutating func adopt(_ nodes: inout [Node]) {
    let texts = controller.relearn(nodes)
    for index in nodes.indices {
      agent.adopt(&nodes[index])
      nodes[index].error = nodes[index].error ?? texts[index]
    }
  }

  /// The controller frees the node's blocks.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    controller.forget(node, &scene)
  }

  /// The node's object changed: the controller looks at it at once, however long it was to wait.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    controller.sync(&node, &scene)
    startIfDown(&node, &scene)
  }

  private func startIfDown(_ node: inout Node, _ scene: inout Scene) {
    if !node.isReady || agent.isBehind(node) { agent.start(&node, &scene) }
  }

  /// kube-controller-manager starts anew; waiting agents start where their blocks are there now.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    agent = Self.agent(controller.options, agentOptions)
    controller.start(&scene)
    startWaiting(scene.nodeIDs, &scene)
  }

  /// Agents wait for their pod CIDRs without limit, and start as soon as they are there.
  private func startWaiting(_ ids: [NodeID], _ scene: inout Scene) {
    for id in ids {
      guard let node = scene.node(id), !node.isReady, node.agentError == nil else { continue }
      _ = scene.with(id) { node, rest in agent.start(&node, &rest) }
    }
  }

  /// Other flags, checked as the controller checks them when it starts, or a service range.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var nodeIPAM = controller.options
    var agentOptions = agentOptions
    switch change {
    case .set(let options):
      do throws(OptionError) {
        try Self.read(options, &nodeIPAM, &agentOptions)
      } catch {
        throw .badOption(error)
      }
    case .addPool(let pool, _, _): nodeIPAM.clusterCIDRs.append(pool)
    case .removePool(let pool): try nodeIPAM.remove(pool)
    case .serviceRange(let service):
      controller.claim(service)
      return
    }
    try controller.change(nodeIPAM)
    self.agentOptions = agentOptions
  }

  /// The agent's answer to a pod; an address asked for is the article's annotation.
  public func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    let grant = agent.giveAddresses(on: &node, wanted: demand.wanted, seed: scene.seed)
    if let wanted = demand.wanted, grant.status == .running {
      scene.note(
        demand.name.description,
        "\(wanted) is pinned as if by the annotation ipam.kubernetes.io/address; real Cilium "
          + "ignores it and gives any address of the node's block")
    }
    return grant
  }

  /// An agent's draws are functions of the seed, the node's name and its own count.
  public var givesFromRangesAlone: Bool { true }

  /// When the controller tries a node, or itself, again.
  public var nextDue: Duration? { controller.nextDue }

  /// Retries that are due.
  public mutating func timePasses(_ scene: inout Scene) {
    startWaiting(controller.timePasses(&scene), &scene)
  }

  /// The controller's retries.
  public func details(of node: Node) -> [(key: String, text: String)] {
    controller.details(of: node)
  }
}
