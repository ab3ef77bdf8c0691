import Addressing
import Allocation

extension Inquiry {
  /// Why a pod is where it is, or why it waits.
  func reason(pod id: PodID) -> Finding {
    guard let pod = cluster.pods[id] else {
      return (Reason("pod", verdict: "the pod is not there any more"), nil)
    }
    var reason = Reason("pod \(pod.name.short)", verdict: verdict(on: pod))
    reason.isRefusal = pod.status.isPending
    let traces = traces(of: { $0.outcome(of: id) }) { event in
      if case .podsCreated = event { true } else { false }
    }
    guard let asked = traces.first, let decided = decisive(traces, for: pod) else {
      return (reason, nil)
    }
    reason.occasions = [occasion("asked for", at: asked.step)]
    if decided.step != asked.step {
      reason.occasions.append(
        occasion(pod.status.isRunning ? "addressed" : "refused", at: decided.step))
    }
    let bound = traces.first { $0.value.node != nil }
    if let part = placement(of: pod, at: bound ?? decided) { reason.parts.append(part) }
    if let part = addressing(of: pod, at: decided) { reason.parts.append(part) }
    guard reason.isRefusal else { return (reason, nil) }
    if pod.status == .nodeNotReady, let node = pod.node.flatMap({ cluster.nodes[$0] }) {
      // What keeps the pod is what keeps its node.
      let cause = self.reason(node).reason
      reason.parts += cause.parts.map { Reason.Part("\(node.name): \($0.heading)", $0.explanation) }
    }
    return (reason, FixFinder.Case(.pod(pod.name), decidedAt: decided.step, in: self))
  }

  private func verdict(on pod: Pod) -> String {
    let node = pod.node.flatMap { cluster.nodes.name(of: $0) }
    let place = node.map { " on \($0)" } ?? ""
    if pod.status == .hostNetwork {
      return "\(pod.name.short) runs\(place) on the host's network and takes no address of IPAM"
    }
    let addresses = [pod.v4, pod.v6].compactMap { $0?.description }.joined(separator: " and ")
    if pod.status.isRunning { return "\(pod.name.short) has \(addresses)\(place)" }
    return "\(pod.name.short) waits\(place): \(cluster.error(of: pod) ?? "no address yet")"
  }

  /// The event since which the pod fares as it does.
  private func decisive(_ traces: [Trace<PodOutcome>], for pod: Pod) -> Trace<PodOutcome>? {
    var found = traces.last
    for trace in traces.reversed() {
      guard trace.value.status == pod.status, trace.value.node == pod.node else { break }
      found = trace
    }
    return found
  }

  /// The scheduler's part: its choice, unless the node was named.
  private func placement(of pod: Pod, at trace: Trace<PodOutcome>) -> Reason.Part? {
    let command = story.command(at: trace.step)
    if let name = command.namedNode {
      let rule = Explanation(rule: [
        "The pod was bound to \(name) by node=, which bypasses the scheduler, not max-pods."
      ])
      return Reason.Part("its node", rule)
    }
    guard let before = cluster(before: trace.step, event: trace.event),
      let halfway = before.halfway(to: pod.id, in: story.events(at: trace.step)[trace.event])
    else { return nil }
    let heading = pod.node == nil ? "why no node took it" : "the scheduler's choice of its node"
    return Reason.Part(heading, halfway.cluster.explainPlacement())
  }

  /// The agent's part: what it looked at for an address, or why it was never asked.
  private func addressing(of pod: Pod, at trace: Trace<PodOutcome>) -> Reason.Part? {
    guard let id = pod.node, pod.status != .hostNetwork,
      let before = cluster(before: trace.step, event: trace.event),
      let halfway = before.halfway(to: pod.id, in: story.events(at: trace.step)[trace.event]),
      let node = halfway.cluster.nodes[id]
    else { return nil }
    switch pod.status {
    case .nodeAtMaxPods:
      var limit = Explanation(rule: [
        "A kubelet runs at most max-pods pods and rejects the next one (--max-pods, default 110).",
        "Kubernetes, pkg/kubelet/kubelet.go and pkg/scheduler NodeResourcesFit.",
      ])
      limit.add("pods on \(node.name)", "\(node.admitted) of at most \(node.maxPods)")
      for family in IPFamily.allCases {
        if let free = node.free(family) { limit.add("free \(family) addresses", "\(free)") }
      }
      return Reason.Part("the kubelet's limit", limit)
    case .nodeNotReady: return nil
    default:
      let explanation = halfway.cluster.mode.explainGive(
        halfway.demand, on: node, in: halfway.cluster)
      let heading = pod.status.isRunning ? "how it got its address" : "why it got no address"
      return Reason.Part(heading, explanation)
    }
  }
}

extension Command {
  /// The node that a command about new pods names.
  var namedNode: String? {
    switch self {
    case .addPod(_, _, let placement), .addPods(_, _, _, let placement): placement.node
    default: nil
    }
  }
}

extension NamespacedName {
  /// The name as people say it: with its namespace where that is not the default one.
  var short: String { namespace == Cluster.defaultNamespace ? name : description }
}
