import Addressing
import Allocation
import Testing

/// How addresses inside a node's block are found, with numbers worked out by hand.
struct GivingExplanationTests {
  @Test(arguments: ["cluster-pool", "kubernetes", "node-local"])
  func `Cilium's agent passes over its own addresses and those of pods`(_ mode: String) throws {
    var plan = try ExplainedCluster(mode, "10.0.0.0/28", "mask=29 scan=contiguous")
    try plan.addNodes("node-1")
    try plan.addPods(2, on: "node-1")
    let third = try plan.give(on: "node-1")
    #expect(
      third.lines == [
        "- 10.0.0.0/29: 4 of 6 taken",
        "- 10.0.0.1: taken: the agent's router address",
        "- 10.0.0.2: taken: the agent's health address",
        "- 10.0.0.3: taken by default/web-1",
        "- 10.0.0.4: taken by default/web-2",
        "* 10.0.0.5: free",
      ])
    #expect(third["IPv4 search from"] == "10.0.0.1, number 1 of 6")
    #expect(third["free IPv4 addresses"] == "2 of 6")
    #expect(third["pods on the node"] == "2 of at most 110")
    try plan.addPods(2, on: "node-1")
    let fifth = try plan.give(on: "node-1")
    #expect(fifth.candidates.count == 7 && fifth.taken.isEmpty)
    #expect(fifth["error"]?.hasSuffix("range is full") == true)
    let asked = try plan.give(on: "node-1", address: "10.0.0.3")
    #expect(asked.lines == ["- 10.0.0.3, asked for: taken by default/web-1"])
  }

  @Test func `a long row of taken addresses is one line`() throws {
    var plan = try ExplainedCluster("cluster-pool", "10.0.0.0/22", "scan=contiguous")
    try plan.addNodes("node-1")
    try plan.addPods(20, on: "node-1")
    #expect(
      try plan.give(on: "node-1").lines.suffix(3) == [
        "- 10.0.0.6: taken by default/web-4",
        "- 10.0.0.7 to 10.0.0.22: the next 16, all taken",
        "* 10.0.0.23: free",
      ])
  }

  @Test func `a random search says where it began`() throws {
    var plan = try ExplainedCluster("cluster-pool", "10.0.0.0/24", "mask=24")
    try plan.addNodes("node-1")
    try plan.addPods(3, on: "node-1")
    let node = try #require(plan.cluster.nodes["node-1"])
    let found = try plan.give(on: "node-1")
    let start = try #require(found["IPv4 search from"])
    #expect(start.hasSuffix(": draw 6 of the node") && node.draws == 5)
    try plan.addPods(1, on: "node-1")
    let pod = try #require(plan.cluster.allPods.last.flatMap { plan.cluster.pods[$0] })
    #expect(found.taken.map(\.what) == [pod.v4?.description])
  }

  @Test(arguments: ["host-local", "delegated-plugin"])
  func `host-local goes on from the last address and over the end`(_ mode: String) throws {
    var plan = try ExplainedCluster(mode, "10.0.0.0/28", "mask=29")
    try plan.addNodes("node-1")
    try plan.addPods(4, on: "node-1")
    try plan.removePod("web-2")
    let last = try plan.give(on: "node-1")
    // 10.0.0.3 is free too, but behind.
    #expect(last.lines == ["- 10.0.0.0/29: 3 of 5 taken", "* 10.0.0.6: free"])
    #expect(last["last IPv4 address"] == "10.0.0.5")
    try plan.addPods(1, on: "node-1")
    #expect(
      try plan.give(on: "node-1").lines == [
        "- 10.0.0.0/29: 4 of 5 taken",
        "- 10.0.0.2: taken by default/web-1",
        "* 10.0.0.3: free",
      ])
  }

  @Test func `ovn-kubernetes goes on from the last address too`() throws {
    var plan = try ExplainedCluster("ovn-kubernetes", "10.128.0.0/14")
    try plan.addNodes("node-1")
    try plan.addPods(2, on: "node-1")
    try plan.removePod("web-1")
    #expect(
      try plan.give(on: "node-1").lines == [
        "- 10.128.0.0/23: 1 of 508 taken", "* 10.128.0.5: free",
      ])
    #expect(
      try plan.give(on: "node-1", address: "10.128.0.9").lines == [
        "- 10.128.0.9, asked for: pods cannot ask for addresses"
      ])
  }

  @Test func `flat gives a freed address at once, or last`() throws {
    var plan = try ExplainedCluster("flat", "10.0.0.0/28")
    try plan.addNodes("node-1")
    try plan.addPods(3, on: "node-1")
    try plan.removePod("web-2")
    #expect(
      try plan.give(on: "node-1").lines == [
        "- 10.0.0.0/28, addresses 10.0.0.1 to 10.0.0.14: 12 addresses free; the search begins at "
          + "10.0.0.0",
        "- 10.0.0.0: never given",
        "- 10.0.0.1: taken by default/web-1",
        "* 10.0.0.2: free",
      ])
    var late = try ExplainedCluster("flat", "10.0.0.0/28", "reuse=freed-last gateway=none")
    try late.addNodes("node-1")
    try late.addPods(3, on: "node-1")
    try late.removePod("web-2")
    #expect(
      try late.give(on: "node-1").lines.suffix(3) == [
        "- 10.0.0.2: free, but used before",
        "- 10.0.0.3: taken by default/web-3",
        "* 10.0.0.4: free",
      ])
  }

  @Test func `crd keeps a pinned address for its pod`() throws {
    var plan = try ExplainedCluster(
      "crd", "10.0.0.0/24", "addresses-per-node=8 scan=contiguous pins=10.0.0.99=default/new")
    try plan.addNodes("node-1")
    #expect(
      plan.join("node-2").lines == [
        "- 10.0.0.0/24: 245 of 256 addresses free", "* 10.0.0.9 to 10.0.0.16: the lowest 8 free",
      ])
    #expect(
      try plan.give(on: "node-1").lines == [
        "* 10.0.0.99, asked for: kept for this pod; not in the node's object"
      ])
  }
}
