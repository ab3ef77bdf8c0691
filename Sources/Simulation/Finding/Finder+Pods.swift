import Addressing
import Allocation

extension Finder {
  /// Pods that the question asks for by name, run by run; false if the watcher ended it.
  mutating func findPods(while goesOn: () -> Bool) -> Bool {
    guard let condition = query.condition.asking(\.isOfPods) else { return true }
    let table = ground.cluster.pods
    var hits = PodHits()
    var judge = PodJudge(condition, ground)
    var isEnded = false
    var looked = 0
    table.forEachRun { run in
      looked += 1
      if looked & 0x3FF == 0, !goesOn() {
        isEnded = true
        return false
      }
      switch judge.verdict(onRun: run) {
      case .some(true): hits.append(run, table.count(in: run))
      case .some(false): break
      case nil:
        table.forEach(in: run) { id in
          if judge.holds(id, in: run) { hits.append(id) }
        }
      }
      return true
    }
    guard !isEnded else { return false }
    candidates += table.count
    pods = hits.count
    arePodsGrouped = hits.count > Self.podLimit
    if arePodsGrouped { addGroups(of: hits) } else { addEach(of: hits) }
    return true
  }

  private mutating func addEach(of hits: PodHits) {
    let table = ground.cluster.pods
    hits.forEach(in: table) { id in
      let place = table.address(of: id).flatMap { self.place(of: IPPrefix($0)) }
      matches.append(Finding(.pod(id), at: place))
    }
  }

  /// Pods by the nodes that they are bound to.
  private mutating func addGroups(of hits: PodHits) {
    let cluster = ground.cluster
    var counts = [Int](repeating: 0, count: Int(cluster.nodes.nextID.rawValue))
    hits.forEach(in: cluster.pods) { id in
      if let node = cluster.pods.node(of: id) { counts[Int(node.rawValue)] += 1 }
    }
    for (index, count) in counts.enumerated() where count > 0 {
      guard let node = cluster.nodes[NodeID(rawValue: UInt32(index))] else { continue }
      let blocks = node.blocks.filter { place(of: $0) != nil }
      matches.append(Finding(.pods(count, on: node.id), at: blocks.min()))
      mark(blocks)
    }
  }
}

/// Pods that were found: whole runs, or one by one.
private struct PodHits {
  private var runs: [PodSegment] = []
  private var ids: [PodID] = []
  private(set) var count = 0

  mutating func append(_ run: PodSegment, _ count: Int) {
    guard count > 0 else { return }
    runs.append(run)
    self.count += count
  }

  mutating func append(_ id: PodID) {
    ids.append(id)
    count += 1
  }

  func forEach(in table: PodTable, _ body: (PodID) -> Void) {
    for run in runs { table.forEach(in: run, body) }
    for id in ids { body(id) }
  }
}

/// Judges pods by the run of names they are in, by their nodes, and only then by their own names.
struct PodJudge {
  private let condition: NodeQuery.Condition
  private let ground: FindingGround
  /// What is known of nodes, kept for a run whose names are all alike.
  private var known: [UInt32: Bool] = [:]
  private var isByNodeAlone = false
  private var namer = PodNamer()

  init(_ condition: NodeQuery.Condition, _ ground: FindingGround) {
    self.condition = condition
    self.ground = ground
  }

  /// What holds of all pods of a run; nil where they have to be looked at.
  mutating func verdict(onRun run: PodSegment) -> Bool? {
    let verdict = condition.truth { $0.verdict(onRun: run) }
    if verdict == nil {
      known = [:]
      namer = PodNamer(run)
      isByNodeAlone = !condition.contains { leaf in
        if case .within = leaf { return true }
        return leaf.isNameOfPod && leaf.verdict(onRun: run) == nil
      }
    }
    return verdict
  }

  /// What holds of one pod of the run that was judged last.
  mutating func holds(_ id: PodID, in run: PodSegment) -> Bool {
    let node = ground.cluster.pods.node(of: id)
    if isByNodeAlone, let node, let answer = known[node.rawValue] { return answer }
    let answer = judge(id, in: run, node)
    if isByNodeAlone, let node { known[node.rawValue] = answer }
    return answer
  }

  private mutating func judge(_ id: PodID, in run: PodSegment, _ node: NodeID?) -> Bool {
    // Names first: most pods are told apart by them, and a node is large to look at.
    var namer = namer
    let byName = condition.truth { leaf in
      leaf.isNameOfPod ? leaf.verdict(onRun: run) ?? namer.matches(leaf, id, run) : nil
    }
    if let byName { return byName }
    let address = ground.cluster.pods.address(of: id)
    let figures = node.flatMap { ground.cluster.nodes[$0] }.map {
      BlockFigures($0, family: address?.family ?? .v4)
    }
    return condition.truth { leaf in
      if leaf.isNameOfPod { return leaf.verdict(onRun: run) ?? namer.matches(leaf, id, run) }
      if case .within(let prefix) = leaf { return address.map(prefix.contains) }
      if case .size = leaf { return nil }
      return figures.flatMap { ground.holds(leaf, $0) }
    } == true
  }
}

/// Writes the names of a run's pods as bytes, one after the other in the same place.
private struct PodNamer {
  private var bytes: [UInt8] = []
  private var start = 0
  private var stem = 0

  init() {}

  init(_ run: PodSegment) {
    bytes = Array("\(run.namespace)/".utf8)
    start = bytes.count
    if let app = run.app { bytes += Array("\(app)-".utf8) }
    stem = bytes.count
  }

  /// Whether a leaf about names holds of a pod: the name alone, or with its namespace.
  mutating func matches(
    _ leaf: NodeQuery.Condition, _ id: PodID, _ run: PodSegment
  ) -> Bool? {
    guard let (pattern, isLike) = leaf.podPattern else { return nil }
    bytes.removeSubrange(stem...)
    if run.app != nil {
      bytes += Array(String(run.ordinal(of: id)).utf8)
    } else {
      bytes += Array(run.name(of: id).name.utf8)
    }
    let isFound = bytes.withUnsafeBytes { all in
      pattern.matches(pattern.hasSlash ? all : UnsafeRawBufferPointer(rebasing: all[start...]))
    }
    return isFound == isLike
  }
}

extension NodeQuery.Condition {
  /// Whether the leaf is about the name of a pod, its app or its namespace.
  var isNameOfPod: Bool { podPattern != nil }

  fileprivate var podPattern: (NamePattern, Bool)? {
    switch self {
    case .label(.pod, let isLike, let pattern), .label(.name, let isLike, let pattern),
      .label(.app, let isLike, let pattern), .label(.namespace, let isLike, let pattern):
      (pattern, isLike)
    case .named(let pattern): (pattern, true)
    default: nil
    }
  }

  /// What the leaf says of all pods of a run; nil where it differs from pod to pod, or is about nodes.
  fileprivate func verdict(onRun run: PodSegment) -> Bool? {
    switch self {
    case .label(.app, let isLike, let pattern):
      return (run.app.map(pattern.matches) ?? false) == isLike
    case .label(.namespace, let isLike, let pattern):
      return pattern.matches(run.namespace) == isLike
    case .label(.pod, let isLike, let pattern), .label(.name, let isLike, let pattern):
      return pattern.verdict(onRun: run).map { $0 == isLike }
    case .named(let pattern):
      // A bare name is that of an app or a namespace too.
      if run.app.map(pattern.matches) ?? false || pattern.matches(run.namespace) { return true }
      return pattern.verdict(onRun: run)
    default: return nil
    }
  }
}
