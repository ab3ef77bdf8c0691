import Addressing
public import Importing

/// A pod's namespace and name.
public struct PodKey: Hashable, Comparable, Sendable {
  /// The namespace.
  public let namespace: String
  /// The name.
  public let name: String

  /// The key of a pod.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// By namespace, then by name.
  public static func < (one: PodKey, other: PodKey) -> Bool {
    (one.namespace, one.name) < (other.namespace, other.name)
  }
}

/// What has become different of a live cluster since it was asked last.
public struct LiveChanges: Hashable, Sendable {
  /// Nodes that are new or different, as they are now; the earliest created first.
  public internal(set) var nodes: [ImportedNode] = []
  /// Nodes that are gone.
  public internal(set) var goneNodes: [String] = []
  /// Pods that are new or different, as they are now.
  public internal(set) var pods: [ImportedPod] = []
  /// Pods that are gone or have ended.
  public internal(set) var gonePods: [PodKey] = []
  /// Whether the pools or the configuration may be different, so that all is to be looked at anew.
  public internal(set) var changesSetting = false

  /// Whether nothing is different.
  public var isEmpty: Bool { self == LiveChanges() }
}

/// A cluster as the watches of its kinds tell it: events in, differences out.
///
/// Duplicates, late news and heartbeats make no difference. The differences are between two instants
/// at which somebody asked, whatever happened in between, so a burst costs what is left of it.
public struct LiveCluster: Sendable {
  private var objects = LiveObjects()
  private var known: [WatchedKind: KnownObjects] = [:]
  /// What the one who asks knows.
  private var toldNodes: [String: ImportedNode] = [:]
  private var toldPods: [PodKey: ImportedPod] = [:]
  private var podsOfNode: [String: Set<PodKey>] = [:]
  /// Pods by address, so that who shares one is told of again when the other one lets it go.
  private var holders: [IPAddress: Set<PodKey>] = [:]
  /// Pods to be told of although nothing about them is different.
  private var retold: Set<PodKey> = []
  private var dirtyNodes: Set<String> = []
  private var dirtyPods: Set<PodKey> = []
  private var isSettingDirty = false
  private var mode: String?
  private var pools: [ImportedPool] = []
  /// What nodes hold where no file shows a block, and what was told of it.
  private var concluded: ConcludedBlocks?
  private var toldBlocks: [String: [IPPrefix]] = [:]
  /// Nodes of whose pods some came or went.
  private var restlessNodes: Set<String> = []
  /// Objects that could not be read.
  public private(set) var unreadable = 0
  /// Why the last of them could not.
  public private(set) var unreadableText: String?

  /// A cluster of which nothing is known.
  public init() {}

  /// Nodes and pods that are known.
  public var counts: (nodes: Int, pods: Int) { objects.counts }

  /// Whether there is news.
  public var hasNews: Bool { isSettingDirty || !dirtyNodes.isEmpty || !dirtyPods.isEmpty }

  /// Reads an object that no watch tells of, such as Cilium's configuration.
  public mutating func read(_ object: [UInt8], from source: String) throws(ImportError) {
    for subject in try objects.read(object, from: source) { note(subject) }
  }

  /// A list of a kind begins.
  public mutating func beginList(of kind: WatchedKind) {
    known[kind, default: KnownObjects()].beginList()
  }

  /// The list of a kind is complete: what is not in it is gone.
  public mutating func endList(of kind: WatchedKind) {
    for object in known[kind, default: KnownObjects()].endList(kind: kind.kind) {
      remove(object, kind)
    }
  }

  /// Takes over what a watch told, if it is news.
  public mutating func take(_ event: WatchEvent, of kind: WatchedKind) {
    switch event {
    case .present(let object, let bytes):
      guard known[kind, default: KnownObjects()].see(object) else { return }
      do throws(ImportError) {
        for subject in try objects.read(bytes, from: "kubectl get \(kind.resource)") {
          note(subject)
        }
      } catch {
        unreadable += 1
        unreadableText = error.description
      }
    case .gone(let object):
      guard known[kind, default: KnownObjects()].lose(object) else { return }
      remove(object, kind)
    case .bookmark, .ended, .damaged: break
    }
  }

  private mutating func remove(_ object: ObjectReference, _ kind: WatchedKind) {
    let subject = objects.remove(
      kind: kind.kind, namespace: object.namespace, name: object.name)
    if let subject { note(subject) }
  }

  private mutating func note(_ subject: LiveObjects.Subject) {
    switch subject {
    case .node(let name): dirtyNodes.insert(name)
    case .pod(let namespace, let name):
      dirtyPods.insert(PodKey(namespace: namespace, name: name))
    case .setting: isSettingDirty = true
    }
  }

  /// All that is known, as a cluster of files; from here on only differences are told.
  public mutating func whole() -> ImportedCluster {
    let cluster = objects.cluster()
    (mode, pools) = (cluster.mode, cluster.pools)
    toldNodes = [:]
    toldPods = [:]
    podsOfNode = [:]
    holders = [:]
    retold = []
    for node in cluster.nodes { toldNodes[node.name] = node }
    for pod in cluster.pods where !pod.isFinished {
      tell(pod, PodKey(namespace: pod.namespace, name: pod.name))
    }
    concluded = ConcludedBlocks(cluster)
    toldBlocks = [:]
    if let concluded {
      toldBlocks = cluster.addressesByNode.mapValues { concluded.blocks(of: $0) }
    }
    restlessNodes = []
    dirtyNodes = []
    dirtyPods = []
    isSettingDirty = false
    return cluster
  }

  /// What is different since this or `whole` was asked last.
  public mutating func changes() -> LiveChanges {
    var changes = LiveChanges()
    changes.changesSetting = isSettingDirty
    isSettingDirty = false
    tellNodes(&changes)
    for key in dirtyPods.sorted() {
      if let new = present(key) {
        guard toldPods[key] != new else { continue }
        tell(new, key)
        retold.insert(key)
      } else if let old = toldPods.removeValue(forKey: key) {
        forget(old, key)
        changes.gonePods.append(key)
      }
    }
    tellConcludedBlocks(&changes)
    changes.pods = retold.sorted().compactMap { present($0) }
    dirtyNodes = []
    dirtyPods = []
    retold = []
    return changes
  }

  /// A pod that is there and has not ended.
  private func present(_ key: PodKey) -> ImportedPod? {
    guard let pod = objects.pod(namespace: key.namespace, name: key.name), !pod.isFinished
    else { return nil }
    return pod
  }

  private mutating func tellNodes(_ changes: inout LiveChanges) {
    for name in dirtyNodes.sorted() {
      guard let new = objects.node(name, mode: mode, pools: pools) else {
        if toldNodes.removeValue(forKey: name) != nil { changes.goneNodes.append(name) }
        continue
      }
      let old = toldNodes.updateValue(new, forKey: name)
      guard old?.isSame(as: new) != true else { continue }
      changes.nodes.append(new)
      if mode == nil || !isInPools(new) { changes.changesSetting = true }
      // Pods may be told of before their node is, or before its blocks are.
      if old?.blocks != new.blocks { retold.formUnion(podsOfNode[name] ?? []) }
    }
    changes.nodes.sort { ($0.created ?? "~", $0.name) < ($1.created ?? "~", $1.name) }
  }

  /// Where no file shows blocks, nodes hold something else whenever their pods do.
  private mutating func tellConcludedBlocks(_ changes: inout LiveChanges) {
    defer { restlessNodes = [] }
    guard let concluded else {
      // The first address of all may show what the others will be.
      if !restlessNodes.isEmpty, toldNodes.values.allSatisfy(\.blocks.isEmpty) {
        changes.changesSetting = true
      }
      return
    }
    for index in changes.nodes.indices {
      let name = changes.nodes[index].name
      restlessNodes.remove(name)
      changes.nodes[index].blocks = tellBlocks(of: changes.nodes[index], concluded, &changes)
    }
    for name in changes.goneNodes { toldBlocks[name] = nil }
    for name in restlessNodes.sorted() {
      guard var node = toldNodes[name] else { continue }
      let before = toldBlocks[name] ?? []
      node.blocks = tellBlocks(of: node, concluded, &changes)
      if node.blocks != before { changes.nodes.append(node) }
    }
    changes.nodes.sort { ($0.created ?? "~", $0.name) < ($1.created ?? "~", $1.name) }
  }

  /// What a node holds by now; a second block, one outside the pools or one of another node shows
  /// that something else is to be concluded.
  private mutating func tellBlocks(
    of node: ImportedNode, _ concluded: ConcludedBlocks, _ changes: inout LiveChanges
  ) -> [IPPrefix] {
    guard node.blocks.isEmpty else {
      changes.changesSetting = true
      return node.blocks
    }
    let pods = (podsOfNode[node.name] ?? []).compactMap { toldPods[$0] }
    let held = node.addressPool.map(\.address) + pods.filter(\.holdsPodAddress).flatMap(\.addresses)
    let blocks = concluded.blocks(of: held)
    let before = toldBlocks.updateValue(blocks, forKey: node.name) ?? []
    for family in IPFamily.allCases where !concluded.isSingle(family) {
      let own = blocks.filter { $0.family == family }
      if own.count > 1 { changes.changesSetting = true }
      for block in own where !before.contains(block) {
        let isShared = toldBlocks.contains { $0.key != node.name && $0.value.contains(block) }
        if isShared { changes.changesSetting = true }
      }
    }
    if held.contains(where: { concluded.lengths[$0.family] == nil }) {
      changes.changesSetting = true
    }
    let new = blocks.filter { !before.contains($0) }
    if !new.allSatisfy({ block in pools.contains { $0.prefix.contains(block) } }) {
      changes.changesSetting = true
    }
    return blocks
  }

  /// Whether the pools that were concluded from blocks hold these blocks too.
  private func isInPools(_ node: ImportedNode) -> Bool {
    guard pools.allSatisfy(\.isInferred) else { return true }
    return node.blocks.allSatisfy { block in pools.contains { $0.prefix.contains(block) } }
  }

  private mutating func tell(_ pod: ImportedPod, _ key: PodKey) {
    if let old = toldPods.updateValue(pod, forKey: key) { forget(old, key) }
    if let node = pod.node {
      podsOfNode[node, default: []].insert(key)
      if pod.holdsPodAddress { restlessNodes.insert(node) }
    }
    guard pod.network != .host else { return }
    for address in pod.addresses { holders[address, default: []].insert(key) }
  }

  /// Takes a pod as it was told out of the indices.
  private mutating func forget(_ pod: ImportedPod, _ key: PodKey) {
    if let node = pod.node {
      podsOfNode[node]?.remove(key)
      if pod.holdsPodAddress { restlessNodes.insert(node) }
      if podsOfNode[node]?.isEmpty == true { podsOfNode[node] = nil }
    }
    guard pod.network != .host else { return }
    for address in pod.addresses {
      holders[address]?.remove(key)
      if holders[address]?.isEmpty == true { holders[address] = nil }
      retold.formUnion(holders[address] ?? [])
    }
  }
}

extension ImportedNode {
  /// Whether nothing but the way in which it is known differs.
  fileprivate func isSame(as other: ImportedNode) -> Bool {
    var other = other
    other.sources = sources
    return self == other
  }
}
