import Addressing
import Allocation

extension Inquiry {
  /// Why the modelled system refused something last.
  func latestRefusal() -> Finding {
    for step in (0..<end).reversed() {
      let events = story.events(at: step)
      guard events.contains(where: \.isRefusal) else { continue }
      let then = Inquiry(self, at: step + 1)
      if let found = then.refused(in: events) { return found }
    }
    if let id = cluster.firstPending { return reason(pod: id) }
    return (Reason("the latest refusal", verdict: "nothing has been refused so far"), nil)
  }

  /// What events refused, as it is right after them: the latest node, or pod.
  private func refused(in events: [Event]) -> Finding? {
    for event in events.reversed() {
      switch event {
      case .podsCreated(let batch):
        if let id = batch.firstRefused { return reason(pod: id) }
      case .podsPlaced(let outcomes):
        if let outcome = outcomes.first(where: { $0.status.isRefusal }) {
          return reason(pod: outcome.pod)
        }
      case .noted(let note) where note.isRefusal:
        if let node = cluster.nodes[note.subject], !node.isReady { return reason(node) }
      default: break
      }
    }
    return nil
  }
}
