/// A cluster as watches tell it: object by object, each as it was last told.
///
/// What an object says is read by the same artefacts that read files. Unlike `Importer` it forgets:
/// what is gone leaves nothing behind, so a watch of days holds no more than the cluster does.
public struct LiveObjects: Sendable {
  /// What one object was about.
  public enum Subject: Hashable, Sendable {
    /// A node, by name: its Node or its CiliumNode.
    case node(String)
    /// A pod, by namespace and name.
    case pod(namespace: String, name: String)
    /// A pool or a configuration, which say how the cluster as a whole gives addresses.
    case setting
  }

  private var nodes: [String: ClusterDraft.NodeParts] = [:]
  private var pods: [ClusterDraft.PodKey: ImportedPod] = [:]
  private var podIPPools: [String: ImportedPodIPPool] = [:]
  private var configurations: [Configuration] = []
  /// CiliumNodes with CIDRs: whether there is any decides whose CIDRs count.
  private var ciliumBlockHolders = 0

  /// Objects of nothing.
  public init() {}

  /// Nodes and pods told of.
  public var counts: (nodes: Int, pods: Int) { (nodes.count, pods.count) }

  /// Reads one object in JSON, and answers what it is about; nothing where no artefact knows it.
  public mutating func read(
    _ object: [UInt8], from source: String
  ) throws(ImportError) -> [Subject] {
    let draft = try Self.draft(of: object, from: source)
    var subjects: [Subject] = []
    // One object names one node or pod; sorted for those that name more.
    for name in draft.nodes.keys.sorted() {
      guard let parts = draft.nodes[name] else { continue }
      countBlocks(of: name, by: -1)
      if let node = parts.node { nodes[name, default: .init()].node = node }
      if let node = parts.ciliumNode { nodes[name, default: .init()].ciliumNode = node }
      countBlocks(of: name, by: 1)
      subjects.append(.node(name))
    }
    for pod in draft.pods.compactMap(\.self) {
      pods[ClusterDraft.PodKey(namespace: pod.namespace, name: pod.name)] = pod
      subjects.append(.pod(namespace: pod.namespace, name: pod.name))
    }
    for name in draft.podIPPools.keys.sorted() {
      podIPPools[name] = draft.podIPPools[name]
      subjects.append(.setting)
    }
    for configuration in draft.configurations {
      configurations.removeAll { $0.title == configuration.title }
      configurations.append(configuration)
      subjects.append(.setting)
    }
    return subjects
  }

  /// One object in a window of its own size; that of a file would cost more than the object.
  private static func draft(
    of object: [UInt8], from source: String
  ) throws(ImportError) -> ClusterDraft {
    let window = JSONWindow(BytesFeed(object), room: object.count + 64)
    try window.fill(upTo: object.count)
    var draft = ClusterDraft()
    var reader = DocumentReader(source: source)
    try reader.read(window, into: &draft) { (document, draft) throws(ImportError) in
      let piece = Piece.document(document)
      guard let artefact = allArtefacts.first(where: { $0.recognises(piece) }) else { return }
      try artefact.read(piece, into: &draft)
    }
    return draft
  }

  /// Forgets the object of a kind (`Node`, `CiliumNode`, `Pod`, `CiliumPodIPPool`).
  public mutating func remove(kind: String, namespace: String, name: String) -> Subject? {
    switch kind {
    case "Node", "CiliumNode":
      countBlocks(of: name, by: -1)
      defer { countBlocks(of: name, by: 1) }
      if kind == "Node" { nodes[name]?.node = nil } else { nodes[name]?.ciliumNode = nil }
      if nodes[name]?.isEmpty == true { nodes[name] = nil }
      return .node(name)
    case "Pod":
      pods[ClusterDraft.PodKey(namespace: namespace, name: name)] = nil
      return .pod(namespace: namespace, name: name)
    case "CiliumPodIPPool":
      podIPPools[name] = nil
      return .setting
    default: return nil
    }
  }

  private mutating func countBlocks(of name: String, by step: Int) {
    if nodes[name]?.ciliumNode?.blocks.isEmpty == false { ciliumBlockHolders += step }
  }

  /// The whole as one cluster, as if it had been read from files.
  public func cluster() -> ImportedCluster {
    var draft = ClusterDraft()
    draft.nodes = nodes
    draft.podIPPools = podIPPools
    draft.configurations = configurations
    let pods = pods.values.sorted { ($0.namespace, $0.name) < ($1.namespace, $1.name) }
    for pod in pods { draft.add(new: pod) }
    var cluster = draft.cluster()
    // A node that only its pods still name is gone, unless nobody may look at nodes.
    if !nodes.isEmpty { cluster.nodes.removeAll { nodes[$0.name] == nil } }
    return cluster
  }

  /// A node with the blocks that count in a cluster of `mode` and `pools`; nil once it is gone.
  public func node(
    _ name: String, mode: String?, pools: [ImportedPool]
  ) -> ImportedNode? {
    guard let parts = nodes[name] else { return nil }
    var draft = ClusterDraft()
    var cluster = ImportedCluster()
    cluster.mode = mode
    cluster.pools = pools
    cluster.nodes = [ImportedNode(name: name, parts)]
    draft.chooseBlocks(of: &cluster, hasCiliumBlocks: ciliumBlockHolders > 0)
    cluster.nodes[0].isGone = parts.node == nil && nodes.values.contains { $0.node != nil }
    return cluster.nodes[0]
  }

  /// A pod; nil once it is gone.
  public func pod(namespace: String, name: String) -> ImportedPod? {
    pods[ClusterDraft.PodKey(namespace: namespace, name: name)]
  }
}
