public import Addressing

/// kube-controller-manager's blocks, and the CNI plugin host-local inside them: flannel, kindnet,
/// kubenet, K3s, RKE2's Canal and many others.
///
/// Sources: Kubernetes `pkg/controller/nodeipam/ipam/range_allocator.go` (283f41fe); CNI plugins
/// 1.9.1, `plugins/ipam/host-local`.
public struct HostLocal: IPAMMode {
  /// The controller, with what it remembers.
  public private(set) var controller: ControllerManager
  private var plugin: PluginOptions
  private(set) var nodes = HostLocalNodes()

  /// The mode as a plan names it; kube-controller-manager refuses some flags, in its own words.
  public init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
    var nodeIPAM = NodeIPAMOptions(pools: pools)
    var plugin = PluginOptions()
    try Self.read(options, &nodeIPAM, &plugin)
    controller = try ControllerManager(nodeIPAM)
    self.plugin = plugin
  }

  private static func read(
    _ options: [ModeOption], _ nodeIPAM: inout NodeIPAMOptions, _ plugin: inout PluginOptions
  ) throws(Refusal) {
    do throws(OptionError) {
      for option in options {
        if try nodeIPAM.set(option) { continue }
        if try plugin.set(option) { continue }
        throw OptionText.unknown(option, of: description)
      }
    } catch {
      throw .badOption(error)
    }
  }

  /// The options as they stand.
  public var options: [ModeOption] { controller.options.values + plugin.values }
  /// The cluster CIDRs, in the order of the flag.
  public var pools: [IPPrefix] { controller.options.clusterCIDRs }
  /// The service ranges in whole blocks, and blocks that were lost.
  public var withheld: [IPPrefix] { controller.withheld }
  /// The kubelet's limit of pods.
  public var maxPods: Int { plugin.maxPods }

  /// The node mask of the family.
  public func unitLength(_ family: IPFamily) -> Int? { controller.unitLength(family) }

  /// Addresses host-local can give to pods of a node, by family.
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

  /// The controller looks at the new node, whose plugin is configured with what the node has by then.
  public mutating func join(_ node: inout Node, _ scene: inout Scene) throws(Refusal) {
    try controller.validate(node)
    controller.sync(&node, &scene)
    nodes.open(families, on: &node)
  }

  /// Takes nodes over as they were recorded; where their pointers stand nobody says.
  public mutating func adopt(_ nodes: inout [Node]) {
    controller.relearn(nodes)
    for index in nodes.indices { self.nodes.open(families, on: &nodes[index]) }
  }

  /// The controller frees the node's blocks.
  public mutating func leave(_ node: Node, _ scene: inout Scene) {
    controller.forget(node, &scene)
    nodes.forget(node.id)
  }

  /// The node reboots: a directory in memory is empty afterwards, one on disk is as it was.
  public mutating func touch(_ node: inout Node, _ scene: inout Scene) {
    controller.sync(&node, &scene)
    nodes.open(families, on: &node)
    if !plugin.keepsFiles { nodes.wipe(&node) }
  }

  /// kube-controller-manager starts anew.
  public mutating func restart(_ scene: inout Scene) throws(Refusal) {
    controller.start(&scene)
    openWaiting(scene.nodeIDs, &scene)
  }

  /// Nodes whose blocks are there by now have their plugin configured.
  private func openWaiting(_ ids: [NodeID], _ scene: inout Scene) {
    let families = families
    for id in ids {
      guard let node = scene.node(id), !node.isReady || node.ranges.count < families.count else {
        continue
      }
      scene.change(id) { nodes.open(families, on: &$0) }
    }
  }

  /// Other flags, checked as the controller checks them when it starts, or a service range.
  public mutating func change(_ change: ModeChange) throws(Refusal) {
    var nodeIPAM = controller.options
    var plugin = plugin
    switch change {
    case .set(let options): try Self.read(options, &nodeIPAM, &plugin)
    case .addPool(let pool, _, _): nodeIPAM.clusterCIDRs.append(pool)
    case .removePool(let pool): try nodeIPAM.remove(pool)
    case .serviceRange(let service):
      controller.claim(service)
      return
    }
    try controller.change(nodeIPAM)
    self.plugin = plugin
  }

  /// The plugin's answer to a pod; an address asked for is the runtime's `ips` capability.
  public mutating func give(
    _ demand: PodDemand, on node: inout Node, _ scene: inout Scene
  ) -> AddressGrant {
    do {
      return try nodes.add(wanted: demand.wanted, on: &node)
    } catch {
      return HostLocalNodes.refusal(error)
    }
  }

  /// The runtime calls DEL, unless it lost the pod.
  public mutating func takeBack(
    _ released: ReleasedPod, on node: inout Node, _ scene: inout Scene
  ) {
    if plugin.losesNext() { nodes.leak(released.addresses, on: &node) }
  }

  /// When the controller tries a node, or itself, again.
  public var nextDue: Duration? { controller.nextDue }

  /// Retries that are due.
  public mutating func timePasses(_ scene: inout Scene) {
    openWaiting(controller.timePasses(&scene), &scene)
  }

  /// What flannel says while it waits (commit cdf7605, `pkg/subnet/kube/kube.go`).
  public func waitingText(of node: Node) -> String {
    "node \"\(node.name)\" pod cidr not assigned"
  }

  /// The controller's retries, the pointers and the leaks.
  public func details(of node: Node) -> [(key: String, text: String)] {
    var lines = controller.details(of: node)
    for (index, family) in IPFamily.allCases.filter({ node[$0] != nil }).enumerated() {
      guard let last = nodes.last(node.id, family) else { continue }
      lines.append(("last_reserved_ip.\(index)", last.description))
    }
    let leaked = HostLocalNodes.leaked(on: node)
    if leaked > 0 { lines.append(("files of lost pods", String(leaked))) }
    return lines
  }
}
