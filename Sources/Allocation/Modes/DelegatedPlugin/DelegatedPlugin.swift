public import Addressing

/// Cilium's `ipam: delegated-plugin`: Cilium asks another CNI plugin for addresses, here host-local
/// inside the pod CIDR that kube-controller-manager gave the node.
///
/// Sources: Cilium 1.19 `plugins/cilium-cni/cmd/cmd.go` (`allocateIPsWithDelegatedPlugin`) and
/// `pkg/option/config.go`; CNI plugins 1.9.1 `plugins/ipam/host-local`; Kubernetes
/// `pkg/controller/nodeipam/ipam/range_allocator.go` (283f41fe).
public struct DelegatedPlugin: IPAMMode {
  /// The controller, with what it remembers.
  public private(set) var controller: ControllerManager
  private var chosen: Chosen
  private(set) var nodes = HostLocalNodes()

  private struct Chosen: Hashable, Sendable {
    var plugin = "host-local"
    var maxPods = 110
    var cilium = CiliumRequirements()
  }

  /// The mode as a plan names it; Cilium and kube-controller-manager refuse some flags, in their own
  /// words.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    var nodeIPAM = NodeIPAMOptions(pools: pools)
    var chosen = Chosen()
    try Self.read(options, &nodeIPAM, &chosen)
    controller = try ControllerManager(nodeIPAM)
    self.chosen = chosen
  }

  private static func read(
    _ options: [ModeOption], _ nodeIPAM: inout NodeIPAMOptions, _ chosen: inout Chosen
  ) throws(Refusal) {
    do throws(OptionError) {
      for option in options {
        switch option.key {
        case "plugin": _ = try OptionText.choice(option, of: ["host-local"])
        case "max-pods": chosen.maxPods = try OptionText.number(option, in: 1...65_535)
        default:
          if try nodeIPAM.set(option) { continue }
          if try chosen.cilium.set(option) { continue }
          throw OptionText.unknown(option, of: description)
        }
      }
    } catch {
      throw .badOption(error)
    }
    try check(nodeIPAM, chosen)
  }

  /// The agent's own look at its flags, before anything else starts.
  private static func check(
    _ nodeIPAM: NodeIPAMOptions, _ chosen: Chosen
  ) throws(Refusal) {
    let families = Set(nodeIPAM.clusterCIDRs.map(\.family))
    if let text = chosen.cilium.refusal(
      hasIPv4: families.contains(.v4), hasIPv6: families.contains(.v6))
    {
      throw .system(text)
    }
  }

  /// The options as they stand.
  public var options: [ModeOption] {
    [ModeOption("plugin", chosen.plugin)] + controller.options.values
      + [ModeOption("max-pods", String(chosen.maxPods))] + chosen.cilium.values
  }
  /// The cluster CIDRs, in the order of the flag.
  public var pools: [IPPrefix] { controller.options.clusterCIDRs }
  /// The service ranges in whole blocks, and blocks that were lost.
  public var withheld: [IPPrefix] { controller.withheld }
  /// The kubelet's limit of pods.
  public var maxPods: Int { chosen.maxPods }

  /// The node mask of the family.
  public func unitLength(_ family: IPFamily) -> Int? { controller.unitLength(family) }

  /// Addresses the plugin can give to pods of a node, by family; Cilium itself takes none.
  public var usablePerNode: [IPFamily: Int] {
    var usable: [IPFamily: Int] = [:]
    for family in families {
      guard let length = unitLength(family) else { continue }
      let block = IPPrefix(IPAddress(family, bits: 0), length: length)
      usable[family] = HostLocalNodes.usable(in: block)
    }
    return usable
  }

  private var families: [IPFamily] { IPFamily.allCases.filter { unitLength($0) != nil } }

  /// The controller's set of one family.
  public func blockSets(_ family: IPFamily) -> [CIDRSet] { controller.blockSets(family) }

  /// The controller looks at the new node, and the plugin is configured with what it has by then.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    try controller.validate(node)
    // The agent's own CiliumNode, which says nothing of addresses in this mode.
    scene.work.controlPlane += 1
    controller.sync(&node, &scene)
    nodes.open(families, on: &node)
  }

  /// Takes nodes over as they were recorded; where their pointers stand nobody says.
  public mutating func adopt(_ nodes: inout [Node]) {
    controller.relearn(nodes)
    for index in nodes.indices {
      self.nodes.open(families, on: &nodes[index])
      nodes[index].isReady = true
    }
  }

  /// The controller frees the node's blocks.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    controller.forget(node, &scene)
    nodes.forget(node.id)
  }

  /// The agent restarts: it knows no addresses, and the plugin's files are as they were.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    controller.sync(&node, &scene)
    nodes.open(families, on: &node)
  }

  /// kube-controller-manager starts anew.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    controller.start(&scene)
    openWaiting(scene.nodeIDs, &scene)
  }

  private func openWaiting(_ ids: [NodeID], _ scene: inout Scene) {
    let families = families
    for id in ids {
      guard let node = scene.node(id), !node.isReady || node.ranges.count < families.count else {
        continue
      }
      scene.change(id) { nodes.open(families, on: &$0) }
    }
  }

  /// Other flags, checked as Cilium and the controller check them, or a service range.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var nodeIPAM = controller.options
    var chosen = chosen
    switch change {
    case .set(let options): try Self.read(options, &nodeIPAM, &chosen)
    case .addPool(let pool, _, _): nodeIPAM.clusterCIDRs.append(pool)
    case .removePool(let pool): try nodeIPAM.remove(pool)
    case .serviceRange(let service):
      controller.claim(service)
      return
    }
    try Self.check(nodeIPAM, chosen)
    try controller.change(nodeIPAM)
    self.chosen = chosen
  }

  /// The plugin's answer, as Cilium's own CNI plugin hands a refusal on.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    do {
      return try nodes.add(wanted: demand.wanted, on: &node)
    } catch {
      return AddressGrant(
        refusedWith: "failed to invoke delegated plugin ADD for IPAM: \(error.description)")
    }
  }

  /// When the controller tries a node, or itself, again.
  public var nextDue: Duration? { controller.nextDue }

  /// Retries that are due.
  public mutating func timePasses(_ scene: inout Scene) {
    openWaiting(controller.timePasses(&scene), &scene)
  }

  /// The controller's retries and the plugin's pointers.
  public func details(of node: Node) -> [(key: String, text: String)] {
    var lines = controller.details(of: node)
    for (index, family) in IPFamily.allCases.filter({ node[$0] != nil }).enumerated() {
      guard let last = nodes.last(node.id, family) else { continue }
      lines.append(("last_reserved_ip.\(index)", last.description))
    }
    return lines
  }
}
