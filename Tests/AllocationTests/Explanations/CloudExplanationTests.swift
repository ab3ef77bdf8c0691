import Addressing
import Allocation
import Testing

/// Modes whose addresses are a cloud's or claimed by nodes, with numbers worked out by hand.
struct CloudExplanationTests {
  @Test func `eni shows subnets, the instance's limits and what is assigned`() throws {
    var plan = try ExplainedCluster("eni", "10.0.0.0/24", "pick=lowest")
    let first = plan.join("node-1")
    #expect(
      first.lines.prefix(4) == [
        "- subnet 10.0.0.0/24: 251 addresses free",
        "* 10.0.0.4: primary address; the subnet has the most free",
        "* 10.0.0.5: for pods, the first of 11",
        "* 10.0.0.6: for pods",
      ])
    // Nine slots on the first interface: the tenth address comes with a second one.
    #expect(
      first.lines.suffix(2) == ["* 10.0.0.14: another interface's own", "* 10.0.0.15: for pods"])
    #expect(first["instance type"] == "m5.large: 3 interfaces of 10 addresses")
    #expect(first["pre-allocate"] == "8" && first["at most"] == "27 addresses")
    try plan.addNodes("node-1")
    let pod = try plan.give(on: "node-1")
    #expect(pod.taken.count == 1)
    #expect(pod["watermarks"] == "available 10 of 27, used 2, needed 0, excess 0")
    #expect(pod["subnet 10.0.0.0/24"] == "239 addresses free")
  }

  @Test func `eni counts the whole prefixes of a subnet`() throws {
    let plan = try ExplainedCluster("eni", "10.0.0.0/24", "pick=lowest prefix-delegation=on")
    #expect(
      plan.join("node-1").lines == [
        "- subnet 10.0.0.0/24: 251 addresses free, 14 whole /28s of them",
        "* 10.0.0.4: primary address; the subnet has the most free",
        "* 10.0.0.16/28: for pods",
      ])
  }

  @Test func `azure has one interface, alibabacloud leaves the first to the machine`() throws {
    var azure = try ExplainedCluster("azure", "10.0.0.0/24")
    #expect(
      azure.join("node-1").lines.prefix(3) == [
        "- subnet 10.0.0.0/24: 251 addresses free",
        "* 10.0.0.4: primary address; the subnet has the most free",
        "* 10.0.0.5: for pods, the first of 10",
      ])
    #expect(azure.join("node-1")["instance type"] == "any: 1 interface of 256 addresses")
    try azure.addNodes("node-1")
    #expect(
      try azure.give(on: "node-1").lines.first == "- interface 0 in 10.0.0.0/24: 2 of 10 taken")
    var alibaba = try ExplainedCluster("alibabacloud", "10.0.0.0/24", "pick=lowest")
    #expect(
      alibaba.join("node-1").lines.prefix(2) == [
        "- subnet 10.0.0.0/24: 252 addresses free",
        "* 10.0.0.1: primary address; the subnet has the most free",
      ])
    try alibaba.addNodes("node-1")
    #expect(
      try alibaba.give(on: "node-1").lines.first
        == "- interface 0 in 10.0.0.0/24: no address for pods")
  }

  @Test func `vpc-cni counts what rests, and until when`() throws {
    var plan = try ExplainedCluster(
      "vpc-cni", "10.0.0.0/24", "warm-ip-target=2 zones=1 placement=lowest walk=attached")
    #expect(
      plan.join("node-1").lines == [
        "- subnet 10.0.0.0/24: 251 addresses free, 14 whole /28s among them",
        "* 10.0.0.4: the primary interface's own",
        "* 10.0.0.5: attached ahead of pods",
        "* 10.0.0.6: attached ahead of pods",
      ])
    try plan.addNodes("node-1")
    try plan.addPods(1, on: "node-1")
    try plan.removePod("web-1")
    let next = try plan.give(on: "node-1")
    #expect(
      next.lines == [
        "- interface 0: 3 addresses for pods, 0 pods, 1 at rest", "* 10.0.0.6: free",
      ])
    #expect(next["pool"] == "3 addresses attached, 0 with pods, 1 at rest")
    #expect(next["the next has rested"] == "at 30.0 seconds")
    #expect(next["warm target"] == "2 addresses in hand, 0 at least")
    #expect(next["interfaces"] == "1 of at most 3")
  }

  @Test func `calico claims where the hash says, and borrows when nothing is left`() throws {
    let pool = try CalicoPool(
      name: "ippool-0001", cidr: IPPrefix(parsing: "10.0.0.0/27"), blockSize: 28)
    var plan = try ExplainedCluster("calico", "10.0.0.0/27", "mask=28 encapsulation=none")
    try plan.addNodes("node-1", "node-2", "node-3")
    let start = CalicoBlockWalk(pool: pool, host: "node-1").start
    let block = pool.block(at: start)
    #expect(
      plan.join("node-1").lines == [
        "- \(block), block \(start): where its walk will begin; nobody's yet"
      ])
    #expect(
      try plan.give(on: "node-1").lines == [
        "- 10.0.0.0/27 in /28s: 2 to claim; the hash says block \(start)",
        "- \(block), block \(start): nobody's; claimed",
        "* \(block.base): the first of \(block)",
      ])
    try plan.addPods(1, on: "node-1")
    try plan.addPods(2, on: "node-2")
    #expect(
      try plan.give(on: "node-1").lines == [
        "- \(block), its own: 15 of 16 free",
        "* \(try #require(block.base.advanced(by: 1))): head of the free list of \(block)",
      ])
    let lender = pool.block(at: CalicoBlockWalk(pool: pool, host: "node-3").start)
    let (name, used) = lender == block ? ("node-1", 1) : ("node-2", 2)
    let borrowed = try plan.give(on: "node-3")
    #expect(
      borrowed.lines == [
        "- 10.0.0.0/27 in /28s: no block is left to claim",
        "- \(lender), of \(name): \(16 - used) of 16 free",
        "* \(try #require(lender.base.advanced(by: UInt128(used)))): borrowed from \(lender)",
      ])
    #expect(borrowed["blocks of the node"] == "0 of at most 20")
    try plan.perform(.change(.set([ModeOption("strict-affinity", "on")])))
    #expect(try plan.give(on: "node-3").lines.last == "- other nodes' blocks: affinity is strict")
  }

  @Test func `calico takes a block that stood empty for a minute`() throws {
    var plan = try ExplainedCluster("calico", "10.0.0.0/28", "mask=28 encapsulation=none")
    try plan.addNodes("node-1", "node-2")
    try plan.addPods(1, on: "node-1")
    try plan.removePod("web-1")
    #expect(
      try plan.give(on: "node-2").lines == [
        "- 10.0.0.0/28 in /28s: no block is left to claim",
        "- 10.0.0.0/28, empty: of node-1 for less than a minute, or cooling",
        "- 10.0.0.0/28, of node-1: 16 of 16 free",
        "* 10.0.0.1: borrowed from 10.0.0.0/28",
      ])
    try plan.perform(.wait(.seconds(61)))
    #expect(
      try plan.give(on: "node-2").lines.suffix(2) == [
        "- 10.0.0.0/28, empty: taken from node-1", "* 10.0.0.0: the first of 10.0.0.0/28",
      ])
  }
}
