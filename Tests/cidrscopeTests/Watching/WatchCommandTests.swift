import TestSupport
import Testing

@Suite struct `cidrscope watch` {
  /// A cluster of some nodes with a pod each, ready to be told of.
  private func cluster(_ count: Int) -> LiveScript {
    var script = LiveScript(seed: 5)
    for _ in 0..<count { _ = script.join() }
    for name in script.nodeNames { _ = script.start(on: name) }
    return script
  }

  private func list(_ script: LiveScript, _ resource: String) -> [String] {
    script.list(of: resource).map(\.json) + [FakeKubectl.watches]
  }

  @Test func `follows 50 nodes that join and leave, to the right end`() throws {
    let kubectl = try FakeKubectl()
    var script = cluster(4)
    var nodes = list(script, "nodes")
    var pods = list(script, "pods")
    nodes.append("#sleep 0.3")
    pods.append("#sleep 0.3")
    var random = SeededRandom(seed: 50)
    for turn in 0..<50 {
      var events = [script.join()]
      if let name = script.nodeNames.last { events += script.start(on: name) }
      if turn % 2 == 1, let name = script.nodeNames.randomElement(using: &random) {
        events += script.leave(name)
      }
      nodes += events.filter { $0.resource == "nodes" }.map(\.json) + ["#sleep 0.02"]
      pods += events.filter { $0.resource == "pods" }.map(\.json) + ["#sleep 0.02"]
    }
    try kubectl.plays(nodes + ["#hang"], of: "nodes", run: nil)
    try kubectl.plays(pods + ["#hang"], of: "pods", run: nil)
    let total = "(\(script.nodeNames.count) nodes, \(script.podNames.count) pods)"
    let run = try kubectl.watch("--context prod", until: total)
    #expect(run.output.contains("following prod: 4 nodes, 4 pods; mode kubernetes"))
    #expect(run.output.contains("note: the server has no CiliumNodes and no CiliumPodIPPools"))
    #expect(run.output.contains(total), "\(run.output)")
    // Nothing that was started outlives the program, and a signal is what it dies of.
    #expect(run.errors == "left: 0\n")
    #expect(run.status == 143)
    #expect(try kubectl.calls.allSatisfy { $0.hasPrefix("get ") && $0.hasSuffix("--context prod") })
  }

  @Test func `ends where a plain list ends, whatever happens to the streams`() throws {
    let kubectl = try FakeKubectl()
    var script = cluster(6)
    let join = script.join()
    let half = String(join.json.prefix(join.json.utf8.count / 2))
    // A line that is cut, and the end of kubectl with it.
    try kubectl.plays(
      list(script, "nodes") + ["#sleep 0.8", "#cut \(half)", "#exit 1"], of: "nodes", run: 1)
    // The server forgets: 410, after duplicates.
    let gone = script.leave(script.nodeNames[0]).filter { $0.resource == "nodes" }
    let expired =
      #"{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","#
      + #""message":"too old resource version: 1 (9)"}}"#
    try kubectl.plays(
      list(script, "nodes") + gone.map(\.json) + [join.json, expired, "#hang"],
      of: "nodes", run: 2)
    _ = script.join()
    try kubectl.plays(list(script, "nodes") + ["W: proxy: }{", "#hang"], of: "nodes", run: 3)
    _ = script.join()
    try kubectl.plays(list(script, "nodes") + ["#sleep 0.1", "#crash"], of: "nodes", run: 4)
    for _ in 0..<3 { _ = script.join() }
    try kubectl.plays(list(script, "nodes") + ["#hang"], of: "nodes", run: nil)
    try kubectl.plays(list(script, "pods") + ["#hang"], of: "pods", run: nil)
    let total = "(\(script.nodeNames.count) nodes, \(script.podNames.count) pods)"
    let run = try kubectl.watch(until: total)
    #expect(run.output.contains(total), "\(run.output)")
    #expect(run.output.contains("reconnecting"))
    #expect(run.output.contains("nodes: too old resource version: 1 (9)"), "\(run.output)")
    #expect(run.errors == "left: 0\n")
  }

  @Test func `starts a kubectl again that hangs`() throws {
    let kubectl = try FakeKubectl()
    var script = cluster(2)
    try kubectl.plays(list(script, "nodes") + ["#hang"], of: "nodes", run: 1)
    try kubectl.plays(list(script, "pods") + ["#hang"], of: "pods", run: nil)
    _ = script.join()
    try kubectl.plays(list(script, "nodes") + ["#hang"], of: "nodes", run: nil)
    let run = try kubectl.watch("--silence 5", until: "(3 nodes, 2 pods)", signal: "INT")
    #expect(run.output.contains("+1 node: node-3"), "\(run.output)")
    #expect(run.errors == "left: 0\n")
  }

  @Test func `prints the cluster as it is now and ends`() throws {
    let kubectl = try FakeKubectl()
    let script = cluster(3)
    for resource in ["nodes", "pods"] {
      try kubectl.plays(list(script, resource) + ["#hang"], of: resource, run: nil)
    }
    let run = try kubectl.watch("--once", until: "never said")
    #expect(run.status == 0)
    #expect(run.output.contains("recorded: kubernetes"), "\(run.output)")
    #expect(run.errors == "left: 0\n")
  }

  @Test func `shows what the server says to whoever may not look`() throws {
    let kubectl = try FakeKubectl()
    let text = "Error from server (Forbidden): nodes is forbidden: User \"eve\" cannot list it"
    for resource in ["nodes", "pods"] {
      try kubectl.plays(["#say \(text)", "#exit 1"], of: resource, run: nil)
    }
    let run = try kubectl.watch(until: "never said")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("no nodes and no pods: \(text)\n"))
  }

  @Test func `says what is missing where there is no kubectl`() throws {
    let run = try Program.shell("PATH=/nowhere exec \"$0\" watch")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("there is no kubectl on the PATH"))
  }

  @Test func `says why a server cannot be reached`() throws {
    let kubectl = try FakeKubectl()
    let text = "The connection to the server 10.0.0.1:6443 was refused - did you specify it?"
    for resource in ["nodes", "pods"] {
      try kubectl.plays(["#say \(text)", "#exit 1"], of: resource, run: nil)
    }
    let run = try kubectl.watch(until: "never said")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("nodes and pods: \(text)\n"))
  }
}
