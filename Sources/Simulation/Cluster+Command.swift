import Addressing
import Allocation

extension Cluster {
  /// Does to the cluster what a command of the workload says, at a position of the history.
  ///
  /// The position names the stream of the command's random picks, so that a replay picks the same.
  mutating func carryOut(_ command: Command, at position: Int) throws(Refusal) -> [Event] {
    switch command {
    case .set(let options):
      return try perform(.change(.set(options.map { ModeOption($0.key, $0.value) })))
    case .addPool(let prefix, let name, let mask):
      return try perform(.change(.addPool(prefix, name: name, mask: mask)))
    case .removePool(let prefix): return try perform(.change(.removePool(prefix)))
    case .addNode(let name, let cidr, let traits):
      return try perform(.addNodes([order(name, cidr, traits)]))
    case .addNodes(let count, let prefix, let traits):
      guard count <= Self.nodeLimit - nodes.count else {
        throw .tooMany("a cluster here has at most \(Self.nodeLimit) nodes")
      }
      let names = nodes.freeNames(count, prefix: prefix)
      return try perform(.addNodes(names.map { order($0, nil, traits) }))
    case .removeNode(let name): return try perform(.removeNodes([try node(name).id]))
    case .removeNodes(let count, let pick, let onlyEmpty):
      return try perform(
        .removeNodes(try pickNodes(count, pick, onlyEmpty: onlyEmpty, at: position)))
    case .cordon(let name): return try perform(.cordon(try node(name).id, true))
    case .uncordon(let name): return try perform(.cordon(try node(name).id, false))
    case .drain(let name): return try drain(try node(name))
    case .addPod, .addPods, .removePod, .removePods, .scale:
      return try carryOutOnPods(command, at: position)
    case .restartOperator: return try perform(.restartOperator)
    case .restartAgent(let name): return try perform(.restartAgent(try node(name).id))
    case .wait(let span): return try perform(.wait(.seconds(span.seconds)))
    case .claim(let prefix, _, .service): return try perform(.change(.serviceRange(prefix)))
    default: preconditionFailure("\(command) is no command of the workload")
    }
  }

  /// Nodes of the largest cluster: sixteen times the blocks of 10.0.0.0/8 in /24s.
  static let nodeLimit = 1 << 20

  private func order(_ name: String, _ cidr: IPPrefix?, _ traits: NodeTraits) -> NodeOrder {
    NodeOrder(
      name: name, zone: traits.zone, instanceType: traits.type, maxPods: traits.maxPods,
      blocks: cidr.map { [$0] } ?? [], mask: traits.mask)
  }

  func node(_ name: String) throws(Refusal) -> Node {
    guard let node = nodes[name] else { throw .noSuchNode(name) }
    return node
  }

  private func pickNodes(
    _ count: Int, _ pick: Pick, onlyEmpty: Bool, at position: Int
  ) throws(Refusal) -> [NodeID] {
    var candidates: [NodeID] = []
    nodes.forEach { if !onlyEmpty || $0.pods.isEmpty { candidates.append($0.id) } }
    guard candidates.count >= count else {
      throw .tooFew(
        of: onlyEmpty ? "empty nodes" : "nodes", asked: count, present: candidates.count)
    }
    return picked(candidates, count, pick, at: position)
  }

  /// Cordons a node and moves its pods: those of apps are created anew elsewhere, as their
  /// controllers do; a pod with a name of its own is nobody's and goes.
  private mutating func drain(_ node: Node) throws(Refusal) -> [Event] {
    var events = try perform(.cordon(node.id, true))
    guard !node.pods.isEmpty else { return events }
    var apps: [(app: NamespacedName, count: Int)] = []
    for id in node.pods {
      guard let app = pods.app(of: id) else { continue }
      if let index = apps.firstIndex(where: { $0.app == app }) {
        apps[index].count += 1
      } else {
        apps.append((app, 1))
      }
    }
    events += try perform(.removePods(node.pods))
    for (app, count) in apps {
      events += try perform(
        .addPods(
          PodOrder(
            namespace: app.namespace, naming: .app(app.name), count: count,
            pool: pods.pool(ofApp: app))))
    }
    return events
  }
}

extension Cluster {
  fileprivate mutating func carryOutOnPods(
    _ command: Command, at position: Int
  ) throws(Refusal) -> [Event] {
    switch command {
    case .addPod(let name, let address, let placement):
      return try perform(
        .addPods(
          PodOrder(
            namespace: name.namespace ?? Self.defaultNamespace, naming: .named(name.name),
            node: try nodeID(placement), address: address, pool: placement.pool)))
    case .addPods(let count, let app, let namespace, let placement):
      return try perform(
        .addPods(
          PodOrder(
            namespace: namespace ?? Self.defaultNamespace, naming: .app(app), count: count,
            node: try nodeID(placement), pool: placement.pool)))
    case .removePod(let name):
      guard let id = pods[name.full] else { throw .noSuchPod(name.description) }
      return try perform(.removePods([id]))
    case .removePods(let count, let app, let nodeName, let pick):
      let ids = try pickPods(count, app: app, node: nodeName, pick, at: position)
      return try perform(.removePods(ids))
    case .scale(let app, let count): return try scale(app, to: count, at: position)
    default: preconditionFailure("\(command) is not about pods")
    }
  }

  private func nodeID(_ placement: PodPlacement) throws(Refusal) -> NodeID? {
    guard let name = placement.node else { return nil }
    return try node(name).id
  }

  /// The namespace of names that are written without one.
  static let defaultNamespace = "default"

  private mutating func scale(
    _ app: String, to count: Int, at position: Int
  ) throws(Refusal) -> [Event] {
    let key = try theApp(called: app)
    let present = pods.count(ofApp: key)
    if count > present {
      let order = PodOrder(
        namespace: key.namespace, naming: .app(app), count: count - present,
        pool: pods.pool(ofApp: key))
      return try perform(.addPods(order))
    }
    guard count < present else { return [] }
    return try perform(.removePods(pods.newest(present - count, ofApp: key)))
  }

  /// The app that `scale` means: that of the default namespace, or the only one of the name.
  private func theApp(called name: String) throws(Refusal) -> NamespacedName {
    let standard = NamespacedName(namespace: Self.defaultNamespace, name: name)
    if pods.count(ofApp: standard) > 0 { return standard }
    let others = apps(called: name)
    guard others.count <= 1 else {
      let list = others.map(\.namespace).joined(separator: ", ")
      throw .system("app \(name) is in several namespaces: \(list); scale means one of default")
    }
    return others.first ?? standard
  }
}

extension PodName {
  /// The name with its namespace.
  var full: NamespacedName {
    NamespacedName(namespace: namespace ?? Cluster.defaultNamespace, name: name)
  }
}
