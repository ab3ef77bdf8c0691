import Addressing
import Allocation
import Explorer
import Glibc
import Reporting
import Simulation
import Watching

/// A followed cluster as lines: what changed, when, until somebody ends it.
struct WatchLog {
  private var nodes: [String: RecordedNode] = [:]
  private var pods: [NamespacedName: RecordedPod] = [:]
  private var output = StandardStream.output
  private var state: LiveStatus?
  private var complaints: [String] = []

  /// Names that a line has room for.
  private static let named = 3

  init(_ beginning: WatchBeginning, name: String) {
    let opening = beginning.opening
    for node in opening.base.nodes { nodes[node.order.name] = node }
    for pod in opening.base.pods { pods[pod.name] = pod }
    let pools = opening.base.pools.map(\.description).joined(separator: " ")
    write(
      "following \(name): \(nodes.count.of("node")), "
        + "\(pods.count.of("pod")); mode \(beginning.mode ?? "unknown")"
        + (pools.isEmpty ? "" : ", pools \(pools)"))
    for remark in beginning.remarks { write(remark) }
  }

  /// Writes until the reader goes away; signals end it before.
  mutating func run(_ feed: LiveFeed, _ signals: SignalPipe) throws {
    try feed.listen(signals) { news in
      take(news)
      return !output.isClosed
    }
    try output.check()
  }

  private mutating func take(_ news: WatchNews) {
    switch news {
    case .seen(let step): take(step)
    case .status(let status, let clock, let complaints): take(status, since: clock, complaints)
    case .connecting, .began, .failed: break
    }
  }

  private mutating func take(_ step: ObservedStep) {
    var words: [String] = []
    let joined = step.seen.nodes.filter { nodes[$0.order.name] == nil }
    if !joined.isEmpty {
      words.append("+\(joined.count.of("node")): \(Self.list(joined.map(\.title)))")
    }
    let gone = step.seen.goneNodes.filter { nodes.removeValue(forKey: $0) != nil }
    if !gone.isEmpty { words.append("-\(gone.count.of("node")): \(Self.list(gone))") }
    let changed = step.seen.nodes.compactMap { node in
      nodes[node.order.name].flatMap { node.difference(from: $0) }
    }
    if !changed.isEmpty { words.append(Self.list(changed)) }
    for node in step.seen.nodes { nodes[node.order.name] = node }
    let ended = step.seen.gonePods.count { pods.removeValue(forKey: $0) != nil }
    var (born, moved) = (0, 0)
    for pod in step.seen.pods {
      switch pods.updateValue(pod, forKey: pod.name) {
      case nil: born += 1
      case let old? where old != pod: moved += 1
      case _?: break
      }
    }
    if born > 0 { words.append("+\(born.of("pod"))") }
    if ended > 0 { words.append("-\(ended.of("pod"))") }
    if moved > 0 { words.append("\(moved.of("pod")) changed") }
    if let setting = step.setting {
      let pools = setting.pools.map(\.description).joined(separator: " ")
      words.append("mode \(setting.mode), pools \(pools)")
    }
    guard !words.isEmpty else { return }
    write(
      words.joined(separator: "; ") + "  (\(nodes.count.of("node")), \(pods.count.of("pod")))",
      at: step.clock)
  }

  private mutating func take(_ status: LiveStatus, since clock: String?, _ told: [String]) {
    let isNew = state.map { $0.word != status.word } ?? (status != .live)
    state = status
    if isNew { write(status.word + (clock.map { " since \($0)" } ?? "")) }
    for complaint in LiveSignal.news(in: told, after: complaints) { write(complaint) }
    complaints = told
  }

  private static func list(_ names: [String]) -> String {
    let rest = names.count - named
    return names.prefix(named).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private mutating func write(_ text: String, at clock: String = WallClock.now) {
    output.writeLine("\(clock)  \(text)".printable)
  }
}

extension Int {
  /// `1 node`, `12 nodes`.
  fileprivate func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension LiveStatus {
  /// The status without its figures.
  fileprivate var word: String {
    switch self {
    case .connecting: "connecting"
    case .live: "live"
    case .reconnecting: "reconnecting"
    case .stale: "stale"
    }
  }
}

extension RecordedNode {
  /// Name and blocks.
  fileprivate var title: String {
    ([order.name] + order.blocks.map(\.description)).joined(separator: " ")
  }

  /// What is different, in a few words.
  fileprivate func difference(from old: RecordedNode) -> String? {
    var words: [String] = []
    if order.blocks != old.order.blocks {
      words.append(
        order.blocks.isEmpty
          ? "without a block" : "now \(order.blocks.map(\.description).joined(separator: " "))")
    }
    if isCordoned != old.isCordoned { words.append(isCordoned ? "cordoned" : "uncordoned") }
    if error != old.error { words.append(error ?? "no error any more") }
    return words.isEmpty ? nil : "\(order.name) \(words.joined(separator: ", "))"
  }
}
