import Addressing
import Allocation

/// Judges pods by the run of names they are in, then by their own names, and by their nodes last.
struct PodJudge {
  private let condition: NodeQuery.Condition
  private let ground: FindingGround
  /// What is left to decide of the pods of the run that was judged last.
  private var rest = RunCondition.known(nil)
  /// What is known of nodes, kept for a run whose pods differ by their nodes alone.
  private var known: [UInt32: Bool] = [:]
  private var isByNodeAlone = false
  private var namer = PodNamer()

  init(_ condition: NodeQuery.Condition, _ ground: FindingGround) {
    self.condition = condition
    self.ground = ground
  }

  /// What holds of all pods of a run; nil where they have to be looked at.
  mutating func verdict(onRun run: PodSegment) -> Bool? {
    rest = RunCondition(condition, run)
    if case .known(let verdict) = rest { return verdict == true }
    known.removeAll(keepingCapacity: true)
    namer = PodNamer(run)
    isByNodeAlone = rest.isByNodeAlone
    return nil
  }

  /// What holds of one pod of the run that was judged last.
  mutating func holds(_ id: PodID, in run: PodSegment) -> Bool {
    guard isByNodeAlone else {
      namer.write(id, of: run)
      // A node is large to look at, and names tell most pods apart.
      if let byName = rest.truth(namer, { _ in nil }) { return byName }
      return judge(id, ground.cluster.pods.node(of: id))
    }
    guard let node = ground.cluster.pods.node(of: id) else { return judge(id, nil) }
    if let answer = known[node.rawValue] { return answer }
    let answer = judge(id, node)
    known[node.rawValue] = answer
    return answer
  }

  private func judge(_ id: PodID, _ node: NodeID?) -> Bool {
    let address = ground.cluster.pods.address(of: id)
    let figures = node.flatMap { ground.cluster.nodes[$0] }.map {
      BlockFigures($0, family: address?.family ?? .v4)
    }
    return rest.truth(namer) { leaf in
      switch leaf {
      case .within(let prefix): return address.map(prefix.contains)
      case .size: return nil
      default: return figures.flatMap { ground.holds(leaf, $0) }
      }
    } == true
  }
}

/// A condition about the pods of one run, where what is the same for all of them is decided.
private indirect enum RunCondition {
  case known(Bool?)
  case all([RunCondition])
  case any([RunCondition])
  case not(RunCondition)
  case name(NamePattern, isLike: Bool)
  case other(NodeQuery.Condition)

  init(_ condition: NodeQuery.Condition, _ run: PodSegment) {
    switch condition {
    case .all(let parts):
      let rest = parts.map { RunCondition($0, run) }.filter { !$0.isKnown(true) }
      if rest.contains(where: { $0.isKnown(false) }) {
        self = .known(false)
      } else {
        self = rest.isEmpty ? .known(true) : rest.count == 1 ? rest[0] : .all(rest)
      }
    case .any(let parts):
      let rest = parts.map { RunCondition($0, run) }.filter { !$0.isKnown(false) }
      if rest.contains(where: { $0.isKnown(true) }) {
        self = .known(true)
      } else {
        self = rest.isEmpty ? .known(false) : rest.count == 1 ? rest[0] : .any(rest)
      }
    case .not(let part):
      let rest = RunCondition(part, run)
      if case .known(let verdict) = rest {
        self = .known(verdict.map { !$0 })
      } else {
        self = .not(rest)
      }
    default:
      guard let (pattern, isLike) = condition.podPattern else {
        self = .other(condition)
        return
      }
      let verdict = condition.verdict(onRun: run)
      self = verdict.map { .known($0) } ?? .name(pattern, isLike: isLike)
    }
  }

  private func isKnown(_ verdict: Bool) -> Bool {
    if case .known(verdict) = self { true } else { false }
  }

  /// Whether the names of pods and their addresses play no part.
  var isByNodeAlone: Bool {
    switch self {
    case .known: true
    case .name, .other(.within): false
    case .other: true
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isByNodeAlone)
    case .not(let part): part.isByNodeAlone
    }
  }

  /// What holds of the pod whose name is written, in the logic of `NodeQuery.Condition.truth`.
  func truth(_ namer: borrowing PodNamer, _ leaf: (NodeQuery.Condition) -> Bool?) -> Bool? {
    switch self {
    case .known(let verdict): return verdict
    case .name(let pattern, let isLike): return namer.matches(pattern) == isLike
    case .other(let condition): return leaf(condition)
    case .not(let part): return part.truth(namer, leaf).map { !$0 }
    case .all(let parts):
      var isKnown = true
      for part in parts {
        let holds = part.truth(namer, leaf)
        if holds == false { return false }
        if holds == nil { isKnown = false }
      }
      return isKnown ? true : nil
    case .any(let parts):
      var isKnown = true
      for part in parts {
        let holds = part.truth(namer, leaf)
        if holds == true { return true }
        if holds == nil { isKnown = false }
      }
      return isKnown ? false : nil
    }
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
    bytes.reserveCapacity(stem + 20)
  }

  mutating func write(_ id: PodID, of run: PodSegment) {
    bytes.removeLast(bytes.count - stem)
    guard run.app != nil else {
      bytes.append(contentsOf: run.name(of: id).name.utf8)
      return
    }
    var left = run.ordinal(of: id)
    repeat {
      bytes.append(UInt8(0x30 + left % 10))
      left /= 10
    } while left > 0
    bytes[stem...].reverse()
  }

  /// Whether the name is like a pattern: with its namespace where the pattern has a slash.
  func matches(_ pattern: NamePattern) -> Bool {
    bytes.withUnsafeBytes { all in
      pattern.matches(pattern.hasSlash ? all : UnsafeRawBufferPointer(rebasing: all[start...]))
    }
  }
}

extension NodeQuery.Condition {
  /// The pattern that the leaf holds against the name of a pod, its app or its namespace.
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
