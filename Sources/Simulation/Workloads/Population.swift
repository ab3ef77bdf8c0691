import Addressing
public import Allocation

/// Who lives in a cluster, whatever its plan: nodes with their traits, and how many pods each app has.
///
/// Where a mode refused nodes or pods as a whole its plan has fewer; the population is of all that any
/// plan has, so that a plan that is added changes nothing of what happens to the others.
public struct Population: Sendable {
  /// The apps that have or had pods, in the order first seen, each with the size that is wanted of it.
  public private(set) var apps: [(name: NamespacedName, count: Int)]
  /// Pods of no app: nobody brings them back.
  public private(set) var loosePods: Int
  /// Nodes of zones that have failed, to come back with `recover`.
  public internal(set) var lost: [Resident]
  /// Nodes present.
  public private(set) var nodeCount = 0
  /// Pods that the nodes take, each as many as it says or as a kubelet does that is told nothing.
  public private(set) var places = 0
  private var podsOfApps: Int
  /// Nodes in the order of joining, with gaps where some have left.
  private var slots: [Resident?] = []
  private var positions: [String: Int] = [:]
  private var appPositions: [NamespacedName: Int] = [:]
  /// Names that were borne at any time: none is given twice in a life.
  private var names: Set<String>
  private var firstFree: [String: Int] = [:]

  /// The inhabitants of `cluster`.
  public init(of cluster: Cluster, lost: [Resident] = []) {
    self.lost = lost
    names = Set(lost.map(\.name))
    apps = cluster.pods.apps.map { ($0, cluster.pods.count(ofApp: $0)) }.filter { $0.1 > 0 }
    podsOfApps = apps.reduce(0) { $0 + $1.count }
    loosePods = cluster.pods.count - podsOfApps
    for (position, app) in apps.enumerated() { appPositions[app.name] = position }
    slots.reserveCapacity(cluster.nodes.count)
    cluster.nodes.forEach { node in join(Resident(node)) }
  }

  /// Takes in nodes that only another plan's cluster has, and pods it has more of.
  mutating func take(in cluster: Cluster) {
    cluster.nodes.forEach { node in join(Resident(node)) }
    var sum = 0
    for app in cluster.pods.apps {
      let present = cluster.pods.count(ofApp: app)
      sum += present
      guard present > count(of: app) else { continue }
      if let position = appPositions[app] {
        podsOfApps += present - apps[position].count
        apps[position].count = present
      } else {
        appPositions[app] = apps.count
        apps.append((app, present))
        podsOfApps += present
      }
    }
    loosePods = max(loosePods, cluster.pods.count - sum)
  }

  /// The nodes, in the order of joining.
  public var nodes: [Resident] { slots.compactMap(\.self) }

  /// Pods in all, those of no app included.
  public var podCount: Int { podsOfApps + loosePods }

  /// How many pods are wanted of an app.
  public func count(of app: NamespacedName) -> Int {
    appPositions[app].map { apps[$0].count } ?? 0
  }

  /// The app that a text means: `namespace/name`, or a name that only one app bears; nil if none does.
  ///
  /// As with `scale`, that of the default namespace goes first.
  public func app(called text: String) throws(Refusal) -> NamespacedName? {
    let exact = NamespacedName(text)
    if count(of: exact) > 0 { return exact }
    guard !text.contains("/") else { return nil }
    let found = apps.filter { $0.name.name == text && $0.count > 0 }.map(\.name)
    guard found.count <= 1 else {
      let list = found.map(\.description).joined(separator: ", ")
      throw .system("several apps are called \"\(text)\": \(list); say which")
    }
    return found.first
  }

  /// `count` names that no node bears: the prefix and the lowest free numbers, from 1.
  public mutating func newNames(_ count: Int, prefix: String) -> [String] {
    var found: [String] = []
    var number = firstFree[prefix] ?? 1
    while found.count < count {
      let name = prefix + String(number)
      if names.insert(name).inserted { found.append(name) }
      number += 1
    }
    firstFree[prefix] = number
    return found
  }

  /// A node, each as likely.
  func node(using generator: inout SeededGenerator) -> Resident? {
    guard nodeCount > 0 else { return nil }
    while true {
      if let node = slots[generator.int(in: 0..<slots.count)] { return node }
    }
  }

  /// One node of each sort, in the order first seen: those that new nodes are made like.
  ///
  /// Where none is there, a node that is told nothing.
  var sorts: [Resident] {
    var seen: Set<Resident> = []
    var sorts: [Resident] = []
    for case let node? in slots {
      let sort = Resident(name: node.prefix, traits: node.traits)
      if seen.insert(sort).inserted { sorts.append(node) }
    }
    let plain = Resident(name: Command.defaultNodePrefix, traits: NodeTraits())
    return sorts.isEmpty ? [plain] : sorts
  }

  /// The app that a text means, or a new one.
  func appOrNew(_ text: String) throws(Refusal) -> NamespacedName {
    try app(called: text) ?? NamespacedName(text)
  }

  /// The `count` nodes that joined last and are not `spared`, the latest first.
  func newestNodes(_ count: Int, sparing spared: Set<String> = []) -> [Resident] {
    var found: [Resident] = []
    for case let node? in slots.reversed() {
      guard found.count < count else { break }
      if !spared.contains(node.name) { found.append(node) }
    }
    return found
  }
}

extension Population {
  /// Changes as an action changes a cluster that refuses nothing.
  ///
  /// Pods that go with their nodes are still wanted of their apps. Those of no app go for good, and
  /// as nobody here knows where they are, each node counts for as many.
  mutating func apply(_ action: WorkloadAction) {
    switch action {
    case .addNodes(let residents): for resident in residents { join(resident) }
    case .removeNodes(let names), .loseNodes(let names):
      loosen(names)
      for name in names { leave(name) }
    case .drainNodes(let names): loosen(names)
    case .cordonNodes, .uncordonNodes: break
    case .addPods(let count, let app): add(count, to: app)
    case .restorePods(let count, let app): add(max(0, count - self.count(of: app)), to: app)
    case .removePods(let count, let app?, _): add(-min(count, self.count(of: app)), to: app)
    case .removePods(let count, nil, _): loosePods -= min(count, loosePods)
    }
  }

  private mutating func join(_ resident: Resident) {
    guard positions[resident.name] == nil else { return }
    names.insert(resident.name)
    positions[resident.name] = slots.count
    slots.append(resident)
    nodeCount += 1
    places += resident.places
  }

  private mutating func leave(_ name: String) {
    guard let position = positions.removeValue(forKey: name), let node = slots[position] else {
      return
    }
    slots[position] = nil
    nodeCount -= 1
    places -= node.places
    guard slots.count > 2 * nodeCount + 64 else { return }
    slots.removeAll { $0 == nil }
    for (position, node) in slots.enumerated() {
      if let node { positions[node.name] = position }
    }
  }

  private mutating func loosen(_ names: [String]) {
    guard nodeCount > 0, loosePods > 0 else { return }
    let share = UInt64(loosePods).multipliedFullWidth(by: UInt64(min(names.count, nodeCount)))
    loosePods -= Int(UInt64(nodeCount).dividingFullWidth(share).quotient)
  }

  private mutating func add(_ count: Int, to app: NamespacedName) {
    guard count != 0 else { return }
    let position = appPositions[app] ?? apps.count
    if position == apps.count {
      appPositions[app] = position
      apps.append((app, 0))
    }
    apps[position].count += count
    podsOfApps += count
  }
}

/// A node of a population: its name, and what it was told when it joined.
public struct Resident: Hashable, Sendable {
  /// The name.
  public var name: String
  /// Zone, type and limits.
  public var traits: NodeTraits

  /// The node called `name`.
  public init(name: String, traits: NodeTraits) {
    self.name = name
    self.traits = traits
  }

  /// The name without its number: `worker-` of `worker-17`.
  var prefix: String {
    let digits = name.utf8.reversed().prefix { 0x30...0x39 ~= $0 }.count
    return digits > 0 ? String(name.dropLast(digits)) : name.hasSuffix("-") ? name : name + "-"
  }

  /// Pods of a kubelet that is told nothing (Kubernetes 1.33, `pkg/kubelet/apis/config/v1beta1`,
  /// `defaults.go`, `MaxPods`); a mode may have a limit of its own, which no workload asks for.
  static let standardPlaces = 110

  var places: Int { min(traits.maxPods ?? Self.standardPlaces, Cluster.podLimit) }
}

extension Resident {
  /// The node with what it was told when it joined.
  fileprivate init(_ node: Node) {
    self.init(
      name: node.name,
      traits: NodeTraits(
        zone: node.zone, type: node.instanceType, maxPods: node.wantedMaxPods,
        mask: node.wantedMask))
  }
}
