import Addressing
import Allocation
import Testing

/// Modes in which one place gives nodes their blocks, with numbers worked out by hand.
struct CentralExplanationTests {
  @Test func `cluster-pool passes over a freed block until its cursor comes round`() throws {
    var plan = try ExplainedCluster("cluster-pool", "10.0.0.0/22", "mask=24")
    try plan.addNodes("node-1", "node-2", "node-3")
    try plan.removeNode("node-2")
    let fourth = plan.join("node-4")
    #expect(
      fourth.lines == [
        "- 10.0.0.0/22 in /24s: 2 of 4 taken; the search begins at block 3",
        "* 10.0.3.0/24, block 3: free",
      ])
    #expect(fourth["free IPv4 blocks"] == "2 of 4")
    #expect(fourth["cursor of 10.0.0.0/22"] == "block 3 of 4")
    try plan.addNodes("node-4")
    #expect(
      plan.join("node-5").lines == [
        "- 10.0.0.0/22 in /24s: 3 of 4 taken; the search begins at block 0",
        "- 10.0.0.0/24, block 0: taken by node-1",
        "* 10.0.1.0/24, block 1: free",
      ])
    try plan.addNodes("node-5")
    let full = plan.join("node-6")
    #expect(full.lines == ["- 10.0.0.0/22 in /24s: all 4 taken"])
    #expect(full["error"] == "allocator full")
  }

  @Test func `cluster-pool goes to the next element of the list, and gives a family back`() throws {
    var plan = try ExplainedCluster(
      "cluster-pool", "10.0.0.0/24 10.1.0.0/23 fd00::/119", "mask=24 mask6=120")
    try plan.addNodes("node-1")
    #expect(
      plan.join("node-2").lines == [
        "- 10.0.0.0/24 in /24s: the only one taken",
        "- 10.1.0.0/23 in /24s: none of 2 taken; the search begins at block 0",
        "* 10.1.0.0/24, block 0: free",
        "- fd00::/119 in /120s: 1 of 2 taken; the search begins at block 1",
        "* fd00::100/120, block 1: free",
      ])
    try plan.addNodes("node-2")
    let third = plan.join("node-3")
    #expect(
      third.lines.suffix(2) == [
        "- 10.1.1.0/24, block 1: free, and not given after all",
        "- fd00::/119 in /120s: all 2 taken",
      ])
    #expect(third.taken.isEmpty && third["error"] == "allocator full")
  }

  @Test func `cluster-pool says who has a block that a node asks for`() throws {
    var plan = try ExplainedCluster("cluster-pool", "10.0.0.0/22", "mask=24")
    try plan.addNodes("node-1")
    let refused = plan.join("node-2", blocks: "10.0.0.0/24")
    #expect(refused.lines == ["- 10.0.0.0/24, asked for: taken by node-1"])
    #expect(refused["error"] == "requested CIDR (10.0.0.0/24) is already allocated")
    #expect(
      plan.join("node-2", blocks: "10.0.2.0/24").lines == ["* 10.0.2.0/24, asked for: free"])
  }

  @Test func `kubernetes passes over services, and loses a block when the second family is full`()
    throws
  {
    var plan = try ExplainedCluster("kubernetes", "10.0.0.0/22 fd00::/63", "mask=24 mask6=64")
    try plan.addNodes("node-1")
    try plan.perform(.change(.serviceRange(try IPPrefix(parsing: "10.0.1.0/24"))))
    let second = plan.join("node-2")
    #expect(
      second.lines == [
        "- 10.0.0.0/22 in /24s: 2 of 4 taken; the search begins at block 1",
        "- 10.0.1.0/24, block 1: withheld from nodes",
        "* 10.0.2.0/24, block 2: free",
        "- fd00::/63 in /64s: 1 of 2 taken; the search begins at block 1",
        "* fd00:0:0:1::/64, block 1: free",
      ])
    #expect(second["services"] == "10.0.1.0/24")
    try plan.addNodes("node-2")
    let third = plan.join("node-3")
    #expect(
      third.lines.suffix(2) == [
        "- 10.0.3.0/24, block 3: free, and not given after all",
        "- fd00::/63 in /64s: all 2 taken",
      ])
    try plan.addNodes("node-3")
    let again = plan.join("node-3")
    #expect(again["lost"] == "10.0.3.0/24")
    #expect(again["retries"]?.hasPrefix("1 failed") == true)
  }

  @Test func `node-local finds the lowest free block, or the one of the name's hash`() throws {
    var plan = try ExplainedCluster("node-local", "10.0.0.0/22")
    try plan.addNodes("node-1", "node-2")
    try plan.removeNode("node-1")
    #expect(
      plan.join("node-3").lines == [
        "- 10.0.0.0/22 in /24s: 1 of 4 taken; the lowest free /24", "* 10.0.0.0/24: free",
      ])
    var hashed = try ExplainedCluster("node-local", "10.0.0.0/22", "assign=hash")
    try hashed.addNodes("node-1", "node-2", "node-3", "node-4")
    let fifth = hashed.join("node-5")
    #expect(fifth.lines == ["* 10.0.3.0/24, block 3: in the hands of node-1 and 1 more too"])
    #expect(fifth["hash of the name"] == "e696f0c22078808f")
    #expect(fifth["IPv4 blocks to draw from"] == "4")
  }

  @Test func `multi-pool counts the agent's own addresses for the second block`() throws {
    var plan = try ExplainedCluster("multi-pool", "10.0.0.0/22", "mask=28 scan=contiguous")
    try plan.addNodes("node-1")
    let second = plan.join("node-2")
    #expect(
      second.lines == [
        "- default: 10.0.0.0/22 in /28s: 2 of 64 taken; the search begins at block 2",
        "* 10.0.0.32/28, block 2: free",
        "* 10.0.0.48/28: the next: those before have too few addresses",
      ])
    #expect(second["pool default, IPv4"] == "8 addresses wanted")
    #expect(second["once the agent has started"] == "2 of its own in use, 16 addresses wanted")
    let pod = try plan.give(on: "node-1")
    #expect(
      pod.lines == [
        "- pool default, IPv4: chosen for the pod; CIDRs on the node: 2",
        "- 10.0.0.0/28: 2 of 14 taken",
        "- 10.0.0.1: taken: the agent's router address",
        "- 10.0.0.2: taken: the agent's health address",
        "* 10.0.0.3: free",
      ])
    let mars = try plan.give(on: "node-1", pool: "mars")
    #expect(mars.lines == ["- pool mars, IPv4: named by the pod; no CIDR on the node yet"])
    #expect(mars["error"]?.contains("pool not (yet) available") == true)
  }

  @Test func `gke reserves a block of twice the pods, ovn-kubernetes rotates, aks is next-fit`()
    throws
  {
    var gke = try ExplainedCluster("gke", "10.0.0.0/23")
    try gke.addNodes("node-1")
    #expect(
      gke.join("node-2").lines == [
        "- 10.0.0.0/23 in /28s: 16 of 32 taken; the lowest free /24 is 10.0.1.0/24",
        "* 10.0.1.0/24: free",
      ])
    #expect(gke.join("node-2")["block"] == "/24 for 110 pods")
    var ovn = try ExplainedCluster("ovn-kubernetes", "10.128.0.0/14")
    try ovn.addNodes("node-1", "node-2", "node-3", "node-4")
    #expect(
      ovn.join("node-5").lines == [
        "- 10.128.0.0/14 in /23s: 4 of 512 taken; the search begins at number 4",
        "* 10.128.2.0/23, number 4: free",
      ])
    #expect(ovn.join("node-5")["cursor of 10.128.0.0/14"] == "number 4 of 512, rotated by 7 bits")
    var aks = try ExplainedCluster("aks", "10.0.0.0/24", "networking=node-subnet max-pods=30")
    try aks.addNodes("node-1")
    #expect(
      aks.join("node-2").lines == [
        "- subnet 10.0.0.0/24: 220 of 251 addresses free, 31 are wanted",
        "* 10.0.0.35 to 10.0.0.65: the lowest free, 31 addresses",
      ])
  }
}
