import Addressing
import Allocation

extension Session {
  /// Tries a claim about the state as it is.
  func check(_ command: Command) -> Outcome {
    guard case .expect(let expectation) = command else {
      preconditionFailure("only expect claims something")
    }
    if case .refusal(let text) = expectation {
      if lastRefusals.contains(where: { $0.contains(text) }) { return .held }
      let got = lastRefusals.isEmpty ? "no refusal" : lastRefusals.joined(separator: "; ")
      return .failed(expected: "error \"\(text)\"", got: got)
    }
    if case .serviceAddress(let name, let address) = expectation {
      return checkService(name, address)
    }
    guard let plan = current else {
      return .failed(expected: command.description, got: "no plan to ask")
    }
    return check(expectation, of: plan)
  }

  private func check(_ expectation: Expectation, of plan: Plan) -> Outcome {
    switch expectation {
    case .nodeBlocks(let name, let blocks):
      guard let node = plan.cluster.nodes[name] else { return noNode(name) }
      if Set(node.blocks) == Set(blocks) { return .held }
      return .failed(
        expected: "node \(name) cidr \(Self.list(blocks))",
        got: node.blocks.isEmpty
          ? "no block (\(node.error ?? node.state.rawValue))" : Self.list(node.blocks))
    case .node(let name, let claim):
      guard let node = plan.cluster.nodes[name] else { return noNode(name) }
      return check(claim, of: node)
    case .podAddress(let name, let address):
      guard let pod = pod(name, in: plan) else { return noPod(name) }
      if pod.v4 == address || pod.v6 == address { return .held }
      return .failed(
        expected: "pod \(name) address \(address)",
        got: pod.address.map(\.description) ?? "no address")
    case .serviceAddress(let name, let address): return checkService(name, address)
    case .pod(let name, let claim):
      guard let pod = pod(name, in: plan) else { return noPod(name) }
      return check(claim, of: pod, name: name, in: plan)
    case .metric(let query, let relation, let expected):
      let got = query.value(in: plan, at: moment)
      if relation.holds(got, expected) { return .held }
      return .failed(
        expected: "\(query) \(relation.rawValue) \(Self.text(expected))", got: Self.text(got))
    case .comparison(let name, let query, let relation, let other, let otherName):
      return compare(name, query, relation, other, otherName)
    case .refusal: preconditionFailure("handled before a plan is asked for")
    }
  }

  /// Services are the same under every plan.
  private func checkService(_ name: PodName, _ address: IPAddress) -> Outcome {
    let got = moment.services.network?.addresses(of: name.full.description) ?? []
    if got.contains(address) { return .held }
    return .failed(
      expected: "service \(name) address \(address)",
      got: got.isEmpty ? "no address" : got.map(\.description).joined(separator: " "))
  }

  private func compare(
    _ name: String, _ query: MetricQuery, _ relation: Expectation.Relation,
    _ other: MetricQuery, _ otherName: String
  ) -> Outcome {
    guard let left = moment.plan(name), let right = moment.plan(otherName) else {
      let missing = moment.plan(name) == nil ? name : otherName
      return .failed(expected: "a plan called \(missing)", got: "no such plan")
    }
    let got = query.value(in: left, at: moment)
    let bound = other.value(in: right, at: moment)
    if relation.holds(got, bound) { return .held }
    return .failed(
      expected: "plan \(name) \(query) \(relation.rawValue) \(other) of \(otherName)",
      got: "\(Self.text(got)) and \(Self.text(bound))")
  }

  private func check(_ claim: Expectation.NodeClaim, of node: Node) -> Outcome {
    let error = node.error ?? node.agentError
    switch claim {
    case .ready where node.state == .ready: return .held
    case .pending where node.state != .ready: return .held
    case .error(let text) where error?.contains(text) == true: return .held
    case .ready, .pending:
      let got = node.state.rawValue + (error.map { " (\($0))" } ?? "")
      return .failed(
        expected: "node \(node.name) \(claim == .ready ? "ready" : "pending")", got: got)
    case .error(let text):
      return .failed(expected: "node \(node.name) error \"\(text)\"", got: error ?? "no error")
    }
  }

  private func check(
    _ claim: Expectation.PodClaim, of pod: Pod, name: PodName, in plan: Plan
  ) -> Outcome {
    let error = plan.cluster.error(of: pod)
    switch claim {
    case .running where pod.status.isRunning: return .held
    case .pending where pod.status.isPending: return .held
    case .error(let text) where error?.contains(text) == true: return .held
    case .running:
      return .failed(expected: "pod \(name) running", got: error ?? "not running")
    case .pending:
      return .failed(
        expected: "pod \(name) pending",
        got: "running" + (pod.address.map { " on \($0)" } ?? ""))
    case .error(let text):
      return .failed(expected: "pod \(name) error \"\(text)\"", got: error ?? "no error")
    }
  }

  private func pod(_ name: PodName, in plan: Plan) -> Pod? {
    plan.cluster.pods[name.full].flatMap { plan.cluster.pods[$0] }
  }

  private func noNode(_ name: String) -> Outcome {
    .failed(expected: "a node called \(name)", got: "no such node")
  }

  private func noPod(_ name: PodName) -> Outcome {
    .failed(expected: "a pod called \(name)", got: "no such pod")
  }

  private static func list(_ prefixes: [IPPrefix]) -> String {
    prefixes.map(\.description).joined(separator: " ")
  }

  private static func text(_ number: Int128?) -> String {
    number.map { "\($0)" } ?? "none"
  }
}
