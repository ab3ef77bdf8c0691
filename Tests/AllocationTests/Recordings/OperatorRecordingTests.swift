import Addressing
import Allocation
import Testing

struct OperatorRecordingTests {
  @Test(arguments: OperatorRecording.all)
  func `a cluster does what the real operator did`(_ recording: OperatorRecording) throws {
    var cluster = Cluster(mode: try OperatorFlags.mode(recording.flags))
    for (position, step) in recording.steps.enumerated() {
      try carryOut(step, on: &cluster)
      let wanted = String(step.drop { $0 != " " }.dropFirst())
      guard let first = step.first, "+?^".contains(first), !wanted.isEmpty else { continue }
      let name = String(step.dropFirst().prefix { $0 != " " && $0 != "@" })
      let node = try #require(cluster.nodes[name])
      let comment = Comment(rawValue: "step \(position + 1): \(step)")
      #expect(said(of: node) == wanted, comment)
    }
    #expect(cluster.brokenInvariants() == [])
  }

  @Test(arguments: OperatorRecording.refusedStarts.indices)
  func `an operator that cannot start says why in the real words`(_ index: Int) throws {
    let (flags, error) = OperatorRecording.refusedStarts[index]
    let refusal = #expect(throws: OperatorError.self) {
      try PodCIDROperator(OperatorFlags.configuration(flags))
    }
    #expect(refusal?.description == error)
  }

  /// The list in `cilium-config` is cut at blanks, so a comma stays with its element (C13-3).
  @Test func `a comma in the list is part of an address that cannot be read`() {
    var flags = PodCIDROperator.Configuration()
    flags.v4 = ["10.0.42.0/28,", "10.0.84.0/28"]
    let refusal = #expect(throws: OperatorError.self) { try PodCIDROperator(flags) }
    #expect(
      refusal?.description
        == "unable to initialize IPv4 allocator: invalid CIDR address: 10.0.42.0/28,")
  }

  /// Blocks and error as a recording writes them.
  private func said(of node: Node) -> String {
    let blocks = node.blocks.map(\.description).joined(separator: ",")
    guard let error = node.error else { return blocks }
    return blocks.isEmpty ? "!\(error)" : "\(blocks) !\(error)"
  }

  private func carryOut(_ step: String, on cluster: inout Cluster) throws {
    let word = step.prefix { $0 != " " }
    let name = String(word.dropFirst().prefix { $0 != "@" })
    switch (word.first, word) {
    case ("+", _):
      let asked = try word.split(separator: "@").dropFirst().flatMap { $0.split(separator: ",") }
        .map { try IPPrefix(parsing: String($0)) }
      _ = try cluster.perform(.addNodes([NodeOrder(name: name, blocks: asked)]))
    case ("-", _):
      _ = try cluster.perform(.removeNodes([#require(cluster.nodes[name]).id]))
    case ("^", _):
      _ = try cluster.perform(.restartAgent(#require(cluster.nodes[name]).id))
    case (_, "restart"): _ = try cluster.perform(.restartOperator)
    case (_, "flags"):
      for request in try OperatorFlags.changes(to: String(step.dropFirst(6)), from: cluster.mode) {
        _ = try cluster.perform(request)
      }
    case (_, "one-of"):
      let nodes = step.split(separator: " ").dropFirst().compactMap { cluster.nodes[String($0)] }
      #expect(nodes.count { $0.error == nil } == 1, "only one of the holders can have won")
    default: break
    }
  }
}
