import Addressing
import Allocation
import TestSupport

extension AgentVectors {
  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let blocks = try vector.given.split(separator: " ").map {
      try IPPrefix(maskingHostBits: String($0))
    }
    var agent = HostScopeAllocator(blocks, seed: 7)
    return try vector.actions.map { words in
      do {
        return try call(words, blocks[0], &agent)
      } catch let error as AgentError {
        return error.description
      }
    }
  }

  private static func call(
    _ words: [String], _ block: IPPrefix, _ agent: inout HostScopeAllocator
  ) throws -> String {
    let pool = words.first { $0.hasPrefix("pool=") }.map { String($0.dropFirst(5)) } ?? "default"
    switch words[0] {
    case "allocate":
      try agent.allocate(
        IPAddress(parsing: words[1]), owner: words.count > 2 ? words[2] : "someone", pool: pool)
    case "release": try agent.release(IPAddress(parsing: words[1]), pool: pool)
    case "exclude": agent.exclude(try IPAddress(parsing: words[1]), owner: words[2])
    case "next":
      let start = words.first { $0.hasPrefix("from=") }.flatMap { Int($0.dropFirst(5)) }
      let family: IPFamily = words[1] == "v4" ? .v4 : .v6
      return try agent.allocateNext(family, owner: "someone", from: start).description
    case "both":
      let given = try agent.allocateNext(owner: "someone")
      return given.map { $0.family == .v4 ? "v4" : "v6" }.joined(separator: " ")
    case "timer":
      let address = try IPAddress(parsing: words[1])
      let timeout = Duration.milliseconds(Int(words[2]) ?? 0)
      return String(try agent.startExpirationTimer(address, after: timeout))
    case "stop":
      try agent.stopExpirationTimer(
        IPAddress(parsing: words[1]), token: UInt64(words[2]) ?? 0)
    case "wait":
      let released = agent.advance(by: .milliseconds(Int(words[1]) ?? 0))
      return "released "
        + (released.isEmpty ? "nothing" : released.map(\.description).joined(separator: " "))
    case "fill": return fill(&agent, block.family)
    case "pods", "agent": return try node(words, block)
    default: return try answer(words, block, agent)
    }
    return "ok"
  }

  private static func answer(
    _ words: [String], _ block: IPPrefix, _ agent: HostScopeAllocator
  ) throws -> String {
    guard let range = agent[block.family] else { return "no range" }
    switch words[0] {
    case "first": return range.firstUsable.description
    case "usable": return String(range.usable)
    case "size": return String(BlockAddresses.rangeSize(of: block))
    case "free": return String(range.free)
    case "status": return agent.statusText.trimmingBlanks
    case "owner": return agent.owner(of: try IPAddress(parsing: words[1])) ?? "nobody"
    case "dump":
      return agent.dump.map { $0.owner.isEmpty ? "\($0.address)" : "\($0.address)=\($0.owner)" }
        .joined(separator: " ")
    case "odds": return odds(range)
    default: return "unknown step \(words[0])"
    }
  }

  /// Takes everything there is, at random.
  private static func fill(_ agent: inout HostScopeAllocator, _ family: IPFamily) -> String {
    var given: [IPAddress] = []
    while let address = try? agent.allocateNext(family, owner: "someone") { given.append(address) }
    let sorted = given.sorted()
    guard let first = sorted.first, let last = sorted.last, Set(given).count == given.count else {
      return "nothing, or something twice"
    }
    let order = given.count > 2 && given != sorted ? ", not in order" : ""
    return "\(given.count) from \(first) to \(last)\(order)"
  }

  /// How often each address comes out when every start is tried once.
  private static func odds(_ range: BlockAddresses) -> String {
    var times: [IPAddress: Int] = [:]
    for start in 0..<range.usable {
      var copy = range
      guard let offset = try? copy.allocateNext(from: start) else { continue }
      times[range.address(at: offset), default: 0] += 1
    }
    return times.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)/\(range.usable)" }
      .joined(separator: ", ")
  }

  /// What a cluster's node with this block does: options follow the word.
  private static func node(_ words: [String], _ block: IPPrefix) throws -> String {
    var options = [ModeOption("mask", String(block.length)), ModeOption("max-pods", "9999")]
    for word in words.dropFirst() {
      let sides = word.split(separator: "=").map(String.init)
      options.append(ModeOption(sides[0], sides[1]))
    }
    let mode = try ClusterPool(.init(pools: [block], options: options))
    if words[0] == "pods" {
      var cluster = Cluster(mode: mode)
      _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
      let promised = mode.usablePerNode[.v4] ?? 0
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("p"), count: promised + 1)))
      let served = cluster.tallies.podsRunning
      return served == promised ? String(served) : "\(served) of \(promised) promised"
    }
    var cluster = Cluster(mode: mode)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    guard let node = cluster.nodes["n"] else { return "no node" }
    if let error = node.agentError { return error }
    let roles = InfrastructureRole.allCases.filter { node[.v4]?.address(of: $0) != nil }
    return "\(node.state), \(roles.map(\.rawValue).joined(separator: ", ")), "
      + "\(node[.v4]?.free ?? -1) pods"
  }
}
