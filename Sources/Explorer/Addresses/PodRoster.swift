import Addressing
import Allocation
import Terminal
import Theming

/// The pods of one node by their addresses in one family; those without one come last.
struct PodRoster {
  struct Entry: Hashable {
    let pod: Pod
    let app: String?
    let address: IPAddress?
  }

  let entries: [Entry]

  init(of node: Node, in cluster: Cluster, family: IPFamily) {
    var entries: [Entry] = []
    entries.reserveCapacity(node.pods.count)
    for id in node.pods {
      guard let pod = cluster.pods[id] else { continue }
      entries.append(Entry(pod: pod, app: cluster.pods.app(of: id)?.name, address: pod[family]))
    }
    self.entries = entries.sorted { left, right in
      (left.address?.bits ?? .max, left.pod.id) < (right.address?.bits ?? .max, right.pod.id)
    }
  }

  /// The place of a pod, or where the address would stand among the others.
  func place(of pod: PodID?, or address: IPAddress) -> Int {
    if let pod, let place = entries.firstIndex(where: { $0.pod.id == pod }) { return place }
    return entries.firstIndex { ($0.address?.bits ?? .max) >= address.bits } ?? entries.count
  }

  /// The entries in sight, the one at a place in the middle as far as the ends allow.
  func window(around place: Int, height: Int) -> Range<Int> {
    let first = max(0, min(place - height / 2, entries.count - height))
    return first..<min(entries.count, first + max(0, height))
  }
}

extension PodRoster.Entry {
  /// The pod as a line, with as many of its facts as fit.
  func line(width: Int, isHere: Bool) -> TextLine {
    let role: Role = isHere ? .selection : pod.status.isPending ? .warning : .text
    let dim: Role = isHere ? .selection : .dim
    let room = min(16, max(11, width / 3))
    let place = address.map { Self.end(of: $0, room) } ?? pod.status.word
    var line = TextLine(Self.padded(place, room + 1), isHere ? .selection : dim)
    let rest = width - room - 1
    guard rest >= 27 else {
      return line.adding(
        Self.padded(TextWidth.shortenedInside(pod.name.name, to: rest), rest), role)
    }
    let name = rest - 18
    line = line.adding(
      Self.padded(TextWidth.shortenedInside(pod.name.name, to: name), name + 1), role)
    line = line.adding(Self.padded(pod.status.word, 8), role == .text ? .dim : role)
    return line.adding(Self.padded(TextWidth.shortened(app ?? "", to: 9), 9), dim)
  }

  /// As much of an address as fits, from its end: the beginning is that of the block.
  private static func end(of address: IPAddress, _ width: Int) -> String {
    let text = address.description
    guard text.utf8.count > width else { return text }
    return "…" + text.suffix(max(0, width - 1))
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - TextWidth.columns(of: text)))
  }
}

extension PodStatus {
  /// One short word for a list.
  var word: String {
    switch self {
    case .absent: "gone"
    case .running: "running"
    case .unscheduled, .nodeNotReady, .nodeAtMaxPods: "pending"
    case .refusedV4, .refusedV6, .refusedAddress: "refused"
    case .creating: "creating"
    case .hostNetwork: "host"
    case .foreignAddress: "foreign"
    }
  }
}
