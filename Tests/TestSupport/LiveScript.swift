/// A cluster that lives by chance, and what an API server would tell of it: for tests of whoever
/// listens.
///
/// Objects have the shape of `kubectl get nodes --watch` against kube-apiserver 1.36, without
/// `managedFields`. Versions are one counter over all kinds, as revisions of etcd are.
public struct LiveScript {
  /// One thing told.
  public struct Event: Hashable, Sendable {
    /// `nodes` or `pods`.
    public let resource: String
    /// `ADDED`, `MODIFIED` or `DELETED`.
    public let type: String
    /// The object in JSON.
    public let object: String
    /// What the object is called, with its namespace.
    public let key: String

    /// The event as kubectl prints it with `--output-watch-events`.
    public var json: String { "{\"type\":\"\(type)\",\"object\":\(object)}" }
  }

  private struct NodeState {
    var uid: String
    var version: Int
    var block: Int
    var isCordoned = false
  }

  private struct PodState {
    var uid: String
    var version: Int
    var node: String?
    var address: Int?
  }

  private var generator: SeededRandom
  private var version = 100
  private var nodes: [String: NodeState] = [:]
  private var pods: [String: PodState] = [:]
  private var nextNode = 1
  private var nextPod = 1
  private var freeBlocks: [Int]
  /// Whether nodes show no blocks and pods have single addresses of one subnet, as in clouds.
  private let isFlat: Bool

  /// A cluster with nothing in it, whose chance comes from `seed`.
  public init(seed: UInt64, blocks: Int = 200, isFlat: Bool = false) {
    self.isFlat = isFlat
    generator = SeededRandom(seed: seed)
    freeBlocks = Array(0..<blocks)
  }

  /// The names of the nodes that are there.
  public var nodeNames: [String] { nodes.keys.sorted() }
  /// The names of the pods that are there.
  public var podNames: [String] { pods.keys.sorted() }

  private mutating func below(_ bound: Int) -> Int {
    Int(generator.next() % UInt64(max(1, bound)))
  }

  private mutating func tick() -> Int {
    version += 1
    return version
  }

  private mutating func touchNode(_ name: String) {
    let version = tick()
    nodes[name]?.version = version
  }

  private mutating func touchPod(_ name: String) {
    let version = tick()
    pods[name]?.version = version
  }

  /// A node joins.
  public mutating func join() -> Event {
    let name = "node-\(nextNode)"
    nextNode += 1
    let block = freeBlocks.isEmpty ? 250 : freeBlocks.removeFirst()
    let uid = "uid-\(name)-\(version)"
    nodes[name] = NodeState(uid: uid, version: tick(), block: block)
    return event(ofNode: name, "ADDED")
  }

  /// A node leaves, and its pods before it.
  public mutating func leave(_ name: String) -> [Event] {
    let own = pods.keys.sorted().filter { pods[$0]?.node == name }
    let events = own.map { remove($0) }
    touchNode(name)
    let last = event(ofNode: name, "DELETED")
    if let block = nodes[name]?.block { freeBlocks.append(block) }
    nodes[name] = nil
    return events + [last]
  }

  /// A pod is created, bound, and given an address.
  public mutating func start(on node: String) -> [Event] {
    let name = "pod-\(nextPod)"
    nextPod += 1
    let uid = "uid-\(name)-\(version)"
    pods[name] = PodState(uid: uid, version: tick())
    var events = [event(ofPod: name, "ADDED")]
    pods[name]?.node = node
    touchPod(name)
    events.append(event(ofPod: name, "MODIFIED"))
    let taken = Set(pods.values.filter { $0.node == node }.compactMap(\.address))
    pods[name]?.address = (10..<250).first { !taken.contains($0) }
    touchPod(name)
    events.append(event(ofPod: name, "MODIFIED"))
    return events
  }

  /// A pod is deleted.
  public mutating func remove(_ name: String) -> Event {
    touchPod(name)
    defer { pods[name] = nil }
    return event(ofPod: name, "DELETED")
  }

  /// Something happens.
  public mutating func happen() -> [Event] {
    let names = nodeNames
    switch below(10) {
    case 0, 1: return [join()]
    case 2 where names.count > 3: return leave(names[below(names.count)])
    case 3 where !names.isEmpty:
      let name = names[below(names.count)]
      nodes[name]?.isCordoned.toggle()
      touchNode(name)
      return [event(ofNode: name, "MODIFIED")]
    case 4 where !pods.isEmpty:
      let all = podNames
      return [remove(all[below(all.count)])]
    default:
      guard !names.isEmpty else { return [join()] }
      return start(on: names[below(names.count)])
    }
  }

  /// What a list of a resource holds now, as events that `kubectl` makes of it.
  public func list(of resource: String) -> [Event] {
    resource == "nodes"
      ? nodeNames.map { event(ofNode: $0, "ADDED") } : podNames.map { event(ofPod: $0, "ADDED") }
  }

  private func event(ofNode name: String, _ type: String) -> Event {
    guard let node = nodes[name] else {
      return Event(resource: "nodes", type: type, object: "{}", key: name)
    }
    let block = "10.244.\(node.block).0/24"
    let blocks = isFlat ? "" : ",\"podCIDR\":\"\(block)\",\"podCIDRs\":[\"\(block)\"]"
    let cordon = node.isCordoned ? ",\"unschedulable\":true" : ""
    let metadata = """
      {"name":"\(name)","uid":"\(node.uid)","resourceVersion":"\(node.version)",\
      "creationTimestamp":"2026-11-22T15:29:30Z","labels":{"kubernetes.io/arch":"amd64",\
      "topology.kubernetes.io/zone":"eu-central-1a"}}
      """
    let status = """
      {"capacity":{"cpu":"8","pods":"110"},"allocatable":{"cpu":"7800m","pods":"110"},\
      "conditions":[{"type":"Ready","status":"True","reason":"KubeletReady"}],\
      "addresses":[{"type":"InternalIP","address":"192.168.\(node.block).10"}]}
      """
    return Event(
      resource: "nodes", type: type,
      object: """
        {"kind":"Node","apiVersion":"v1","metadata":\(metadata),"spec":{"providerID":"x"\
        \(blocks)\(cordon)},"status":\(status)}
        """, key: name)
  }

  private func event(ofPod name: String, _ type: String) -> Event {
    guard let pod = pods[name] else {
      return Event(resource: "pods", type: type, object: "{}", key: name)
    }
    let spec = pod.node.map { "\"nodeName\":\"\($0)\"," } ?? ""
    var status = "\"phase\":\"Pending\""
    if let host = pod.address, let node = pod.node, let block = nodes[node]?.block {
      let number = Int(name.drop { !$0.isNumber }) ?? 0
      let address = isFlat ? "10.9.\(number / 250).\(number % 250)" : "10.244.\(block).\(host)"
      status =
        "\"phase\":\"Running\",\"podIP\":\"\(address)\",\"podIPs\":[{\"ip\":\"\(address)\"}]"
    }
    return Event(
      resource: "pods", type: type,
      object: """
        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"\(name)","namespace":"default",\
        "uid":"\(pod.uid)","resourceVersion":"\(pod.version)",\
        "creationTimestamp":"2026-11-22T15:30:00Z"},"spec":{\(spec)"containers":[]},\
        "status":{\(status)}}
        """, key: name)
  }
}
