import Addressing
import Allocation
import Testing

struct AllModesTests {
  private func pools(_ text: String) throws -> [IPPrefix] {
    try text.split(separator: " ").map { try IPPrefix(parsing: String($0)) }
  }

  @Test func `the defaults are those of the Helm chart`() throws {
    let mode = try AllModes.make("cluster-pool", pools: [], options: [])
    #expect(mode.pools.map(\.description) == ["10.0.0.0/8"])
    #expect(mode.unitLength(.v4) == 24)
    #expect(mode.unitLength(.v6) == nil)
    #expect(mode.maxPods == 110)
    #expect(mode.usablePerNode == [.v4: 252])
    #expect(mode.blockSets(.v4).map(\.maxCIDRs) == [65_536])
  }

  @Test func `options read back as they were set`() throws {
    let wanted = [
      ("mask", "25"), ("mask6", "122"), ("max-pods", "30"), ("reserve-router", "off"),
      ("reserve-health", "on"), ("reserve-ingress", "on"), ("scan", "contiguous"),
      ("version", "1.16"),
    ].map { ModeOption($0.0, $0.1) }
    let mode = try AllModes.make(
      "cluster-pool", pools: try pools("fd00::/112 10.0.0.0/16 10.2.0.0/16"), options: wanted)
    #expect(mode.options == wanted)
    #expect(mode.about.options.map(\.key) == wanted.map(\.key))
    // Within a family the order of the list is kept, IPv4 comes first.
    #expect(mode.pools.map(\.description) == ["10.0.0.0/16", "10.2.0.0/16", "fd00::/112"])
    #expect(mode.usablePerNode == [.v4: 124, .v6: 60])
  }

  @Test func `each default that the description names is the default`() throws {
    let mode = try AllModes.make("cluster-pool", pools: [], options: [])
    #expect(mode.options.map(\.value) == mode.about.options.map(\.standard))
  }

  @Test func `what is wrong with an option is said with its key`() throws {
    let bad = [
      ("mask", "x", "mask: \"x\" is not a whole number from 0 to 128"),
      ("max-pods", "0", "max-pods: \"0\" is not a whole number from 1 to 65535"),
      ("scan", "sideways", "scan: \"sideways\" is not one of random, contiguous"),
      ("reserve-router", "yes", "reserve-router: \"yes\" is not one of on, off"),
      ("version", "1.12", "version: \"1.12\" is not one of 1.13,"),
      ("pre-allocate", "8", "pre-allocate: mode cluster-pool has no such option; it has mask,"),
    ]
    for (key, value, text) in bad {
      let refusal = #expect(throws: Refusal.self) {
        try AllModes.make("cluster-pool", pools: [], options: [ModeOption(key, value)])
      }
      #expect(refusal?.description.hasPrefix(text) == true, "\(refusal?.description ?? "")")
    }
  }

  @Test func `a mode that does not exist is refused with those that do`() {
    let refusal = #expect(throws: Refusal.self) {
      try AllModes.make("nonsense", pools: [], options: [])
    }
    #expect(refusal?.description.hasPrefix("\"nonsense\" is not a mode; the modes are ") == true)
  }

  @Test func `an operator that cannot start is refused in its own words`() throws {
    let refusal = #expect(throws: Refusal.self) {
      try AllModes.make(
        "cluster-pool", pools: try pools("10.0.0.0/16 10.0.4.0/22"), options: [])
    }
    #expect(
      refusal?.description == "unable to initialize IPv4 allocator: requested CIDR 10.0.4.0/22 "
        + "collides with clusterCIDR: 10.0.0.0/16, nodeMask: 24")
  }
}
