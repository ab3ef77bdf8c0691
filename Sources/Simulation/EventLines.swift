import Addressing
import Allocation

/// What happened to one plan in a step, in lines: like things gathered, names up to a limit.
///
/// The events are applied one by one, for what is gone afterwards is known by name only before.
struct EventLines {
  typealias Line = StepReport.Line
  let plan: String
  private(set) var lines: [Line] = []
  private var joined = NameList()
  private var left = NameList()
  private var given = NameList()
  private var released = NameList()
  private var placed = NameList()
  private var refused = NameList()
  private var waiting = NameList()
  private var deleted = NameList()
  private var notes: [Line] = []
  private var work = (controlPlane: 0, node: 0)

  init(plan: String) {
    self.plan = plan
  }

  /// Adds what `events` did to `cluster`, which goes along.
  mutating func tell(_ events: [Event], in cluster: inout Cluster) {
    for event in events {
      noteBefore(event, in: cluster)
      cluster.apply(event)
      noteAfter(event, in: cluster)
    }
    close()
  }

  private mutating func noteBefore(_ event: Event, in cluster: Cluster) {
    switch event {
    case .nodesLeft(let ids):
      for node in ids.lazy.compactMap({ cluster.nodes[$0] }) {
        left.add(subject: node.name) { node.name }
        release(node.blocks, of: node.name)
      }
    case .nodesChanged(let nodes):
      for node in nodes {
        guard let old = cluster.nodes[node.id], old.blocks != node.blocks else { continue }
        release(old.blocks.filter { !node.blocks.contains($0) }, of: node.name)
        give(node.blocks.filter { !old.blocks.contains($0) }, to: node.name)
      }
    case .podsDeleted(let ids):
      for id in ids {
        deleted.add(subject: nil) { cluster.pods[id].map(Self.text) ?? "a pod" }
      }
    default: break
    }
  }

  private mutating func noteAfter(_ event: Event, in cluster: Cluster) {
    switch event {
    case .nodesJoined(let nodes):
      for node in nodes {
        joined.add(subject: node.name) {
          let blocks = node.blocks.map(\.description).joined(separator: " ")
          return node.name + " " + (blocks.isEmpty ? "without a block" : blocks)
        }
      }
    case .podsCreated(let batch):
      for row in batch.firstID.rawValue..<batch.firstID.rawValue + UInt32(batch.count) {
        note(PodID(rawValue: row), in: cluster)
      }
    case .podsPlaced(let outcomes): for outcome in outcomes { note(outcome.pod, in: cluster) }
    case .worked(let controlPlane, let node):
      work.controlPlane += controlPlane
      work.node += node
    case .noted(let note):
      let times = note.count > 1 ? " (\(note.count) times)" : ""
      notes.append(
        Line(
          plan, note.isRefusal ? "refused" : "told", "\(note.subject): \(note.text)\(times)",
          isRefusal: note.isRefusal, subject: note.subject))
    default: break
    }
  }

  /// A pod as its creation or its placement left it.
  private mutating func note(_ id: PodID, in cluster: Cluster) {
    let status = cluster.pods.status(of: id)
    let subject = { cluster.pods[id]?.name.description }
    let text = {
      guard let pod = cluster.pods[id] else { return "a pod" }
      return Self.text(pod)
        + (pod.node.flatMap { cluster.nodes.name(of: $0) }.map { " on \($0)" } ?? "")
    }
    switch status {
    case .running, .hostNetwork: placed.add(subject: subject(), text)
    case .refusedV4, .refusedV6, .refusedAddress: refused.add(subject: subject(), text)
    case .absent: break
    default: waiting.add(subject: subject(), text)
    }
  }

  private mutating func give(_ blocks: [IPPrefix], to node: String) {
    for block in blocks { given.add(subject: node) { "\(block) to \(node)" } }
  }

  private mutating func release(_ blocks: [IPPrefix], of node: String) {
    for block in blocks { released.add(subject: nil) { "\(block) of \(node)" } }
  }

  private static func text(_ pod: Pod) -> String {
    let addresses = [pod.v4, pod.v6].compactMap { $0?.description }.joined(separator: " ")
    return pod.name.description + (addresses.isEmpty ? "" : " " + addresses)
  }

  private mutating func close() {
    for (what, list, isRefusal) in [
      ("nodes joined", joined, false), ("nodes left", left, false),
      ("blocks given", given, false), ("blocks released", released, false),
      ("pods placed", placed, false), ("pods refused", refused, true),
      ("pods waiting", waiting, false), ("pods gone", deleted, false),
    ] where list.count > 0 {
      lines.append(Line(plan, what, list.text, isRefusal: isRefusal, subject: list.subject))
    }
    lines += notes.prefix(Session.listLimit)
    if notes.count > Session.listLimit {
      lines.append(Line(plan, "told", "\(notes.count - Session.listLimit) lines more"))
    }
    if work.controlPlane > 0 || work.node > 0 {
      lines.append(
        Line(
          plan, "writes", "\(work.controlPlane) to the API server, \(work.node) on nodes"))
    }
  }
}

/// The first few of many names, and how many they are.
private struct NameList {
  private(set) var count = 0
  private(set) var subject: String?
  private var names: [String] = []

  /// Names are made only as long as they are shown: a batch may hold millions.
  mutating func add(subject: @autoclosure () -> String?, _ name: () -> String) {
    if count == 0 { self.subject = subject() }
    if count < 6 { names.append(name()) }
    count += 1
  }

  var text: String {
    let shown = names.joined(separator: ", ")
    return "\(count): \(shown)" + (count > names.count ? " and \(count - names.count) more" : "")
  }
}
