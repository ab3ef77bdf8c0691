import Addressing
import Allocation
import TestSupport
import Testing

struct DelegatedPluginTests {
  private func make(_ pools: String, _ options: [(String, String)]) throws -> any IPAMMode {
    try AllModes.make(
      "delegated-plugin",
      pools: try pools.split(separator: " ").map { try IPPrefix(parsing: String($0)) },
      options: options.map { ModeOption($0.0, $0.1) })
  }

  @Test func `Cilium does not start without what it cannot give itself`() {
    let bad = [
      (
        "10.0.0.0/16", "local-router-ipv4", "none",
        "--local-router-ipv4 must be provided when IPv4 is enabled with --ipam=delegated-plugin"
      ),
      (
        "fd00::/48", "local-router-ipv6", "none",
        "--local-router-ipv6 must be provided when IPv6 is enabled with --ipam=delegated-plugin"
      ),
      (
        "10.0.0.0/16", "enable-endpoint-health-checking", "on",
        "--enable-endpoint-health-checking must be disabled with --ipam=delegated-plugin"
      ),
      (
        "10.0.0.0/16", "enable-envoy-config", "on",
        "--enable-envoy-config must be disabled with --ipam=delegated-plugin"
      ),
      (
        "10.0.0.0/16", "local-router-ipv4", "fe80::1",
        "local-router-ipv4: \"fe80::1\" is not an IPv4 address, nor none"
      ),
      ("10.0.0.0/16", "plugin", "azure", "plugin: \"azure\" is not one of host-local"),
    ]
    for (pools, key, value, text) in bad {
      let refusal = #expect(throws: Refusal.self) { try make(pools, [(key, value)]) }
      #expect(refusal?.description == text)
    }
    // What is off is not asked for.
    #expect(throws: Never.self) { try make("10.0.0.0/16", [("local-router-ipv6", "none")]) }
  }

  @Test func `a family that is added wants its router too`() throws {
    var cluster = Cluster(
      mode: try make("10.0.0.0/16", [("local-router-ipv6", "none")]), seed: 1)
    let pool = try IPPrefix(parsing: "fd00::/48")
    let refusal = #expect(throws: Refusal.self) {
      try cluster.perform(.change(.addPool(pool)))
    }
    #expect(refusal?.description.hasPrefix("--local-router-ipv6 must be provided") == true)
  }

  @Test func `pods get one address after the other, and an error of both plugins at the end`()
    throws
  {
    var cluster = Cluster(mode: try make("10.0.0.0/28", [("mask", "29")]), seed: 1)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "a")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: 6)))
    var addresses: [String] = []
    var errors: [String] = []
    cluster.pods.forEach { id in
      guard let pod = cluster.pods[id] else { return true }
      if let address = pod.v4 { addresses.append(address.description) }
      if let error = cluster.error(of: pod) { errors.append(error) }
      return true
    }
    #expect(addresses == ["10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"])
    #expect(
      errors == [
        "failed to invoke delegated plugin ADD for IPAM: failed to allocate for range 0: no IP "
          + "addresses available in range set: 10.0.0.1-10.0.0.6"
      ])
  }

  @Test func `books, identities and replays agree after every step`() throws {
    let laws = [
      ModeLaws(
        mode: "delegated-plugin", pools: "10.0.0.0/26", options: "mask=28",
        changes: "patch=timeout:2 patch=ok service-cidr=10.0.0.16/29", batch: 60),
      ModeLaws(
        mode: "delegated-plugin", pools: "fd00::/122 10.0.0.0/27",
        options: "mask=29 mask6=126", changes: "mask=30 enable-envoy-config=on", batch: 20),
    ]
    for law in laws {
      for seed in UInt64(1)...4 {
        let failure = try law.failure(seed: seed, steps: 60)
        #expect(failure == nil)
        if failure != nil { return }
      }
    }
  }
}
