import Addressing
import Allocation
import TestSupport

/// Flat pools of Whereabouts and Kube-OVN, and the numbers of Terway and AKS.
enum FlatVectors {
  /// Given is `flat POOL [OPTION=VALUE]...`, or `terway` or `aks`.
  ///
  /// Words of pools: `next`, `use ADDRESS`, `free ADDRESS`, `all` (how many more are given),
  /// `restart`. Words of Terway: `pods ADAPTERS ADDRESSES`, `prefixes ADDRESSES`, `prefixed
  /// ADDRESSES`, `calls ADDRESSES`, `per-call`. Words of AKS: `pods`, `pods6`, `services`.
  static let table: [Vector] =
    [
      Vector(
        "OTH-018", "aks", "pods; pods6; services", "10.244.0.0/16; fd12:3456:789a::/64; 10.0.0.0/16"
      ),
      Vector("OTH-022", "flat 192.168.1.0/24", "next", "192.168.1.1"),
      Vector("OTH-024", "flat 192.168.0.0/29 exclude=192.168.0.0/30", "next", "192.168.0.4"),
      Vector(
        "OTH-026", "flat 192.168.0.0/29 exclude=192.168.0.1/123", "next",
        "exclude: could not parse exclude range, err: \"invalid CIDR address: 192.168.0.1/123\""),
      Vector("OTH-027", "flat 100::2:0/125 exclude=100::2:1/126", "next", "100::2:4"),
      Vector(
        "OTH-032", "flat 192.168.0.0/28",
        "use 192.168.0.1; use 192.168.0.2; use 192.168.0.5; next", "ok; ok; ok; 192.168.0.3"),
      Vector("OTH-033", "flat 192.168.0.0/29 range-start=192.168.0.0", "next", "192.168.0.1"),
      Vector(
        "OTH-033", "flat 192.168.0.0/29 range-start=192.168.0.0 range-end=192.168.0.8", "next; all",
        "192.168.0.1; 5"),
      Vector(
        "OTH-036", "flat 10.16.0.0/30 reuse=freed-last gateway=none exclude=10.16.0.1..10.16.0.2",
        "next", "NoAvailableAddress"),
      Vector("OTH-044", "terway", "pods 4 10; pods 3 6", "30; 12"),
      Vector("OTH-047", "terway", "prefixes 10; prefixed 10; per-call; calls 15", "9; 144; 10; 2"),
      Vector("OTH-048", "terway", "prefixed 10", "144"),
    ] + more

  /// The same rules in the cases around those rows.
  private static let more: [Vector] = [
    Vector("more", "flat 192.168.0.0/29 exclude=192.168.0.1", "next", "192.168.0.2"),
    Vector(
      "more",
      "flat 192.168.0.0/28 "
        + "exclude=192.168.0.0/30,192.168.0.6/31,192.168.0.8/31,192.168.0.4/30",
      "next", "192.168.0.10"),
    Vector(
      "more", "flat 192.168.0.0/28 range-start=192.168.0.3 range-end=192.168.0.6", "all; next",
      "4; Could not allocate IP in range: ip: 192.168.0.3 / - 192.168.0.6 / range: 192.168.0.0/28 / "
        + "excludeRanges: []"),
    Vector(
      "more", "flat 192.168.0.0/29 exclude=192.168.0.4/30",
      "use 192.168.0.1; use 192.168.0.2; use 192.168.0.3; next",
      "ok; ok; ok; Could not allocate IP in range: ip: 192.168.0.1 / - 192.168.0.6 / range: "
        + "192.168.0.0/29 / excludeRanges: [192.168.0.4/30]"),
    Vector(
      "more", "flat 192.168.0.0/31", "next",
      "net mask is too short, subnet {192.168.0.0 fffffffe} has no usable IP addresses, it is too "
        + "small"),
    Vector(
      "more", "flat 192.168.0.0/30 exclude=192.168.0.1,192.168.0.2/32", "next",
      "Could not allocate IP in range: ip: 192.168.0.1 / - 192.168.0.2 / range: 192.168.0.0/30 / "
        + "excludeRanges: [192.168.0.1 192.168.0.2/32]"),
    // What is freed comes back at once, last, or after a lap.
    Vector(
      "more", "flat 10.0.0.0/29", "next; next; free 10.0.0.1; next; next",
      "10.0.0.1; 10.0.0.2; ok; 10.0.0.1; 10.0.0.3"),
    Vector(
      "more", "flat 10.0.0.0/29 reuse=freed-last",
      "next; next; free 10.0.0.3; free 10.0.0.2; next; next; next; next; next; next",
      "10.0.0.2; 10.0.0.3; ok; ok; 10.0.0.4; 10.0.0.5; 10.0.0.6; 10.0.0.2; 10.0.0.3; "
        + "NoAvailableAddress"),
    Vector(
      "more", "flat 10.0.0.0/29 reuse=freed-last", "next; next; free 10.0.0.2; restart; next",
      "10.0.0.2; 10.0.0.3; ok; ok; 10.0.0.2"),
    Vector(
      "more", "flat 10.0.0.0/29 reuse=round-robin",
      "next; next; free 10.0.0.1; next; next; next; next; next; next",
      "10.0.0.1; 10.0.0.2; ok; 10.0.0.3; 10.0.0.4; 10.0.0.5; 10.0.0.6; 10.0.0.1; no address is free in "
        + "10.0.0.0/29"),
    Vector("more", "flat 10.0.0.0/29 reuse=random", "all; free 10.0.0.4; next", "6; ok; 10.0.0.4"),
    // Kube-OVN gives an excluded address to who asks for it; the gateway is excluded of itself.
    Vector(
      "more", "flat 10.16.0.0/29 reuse=freed-last exclude=10.16.0.5",
      "use 10.16.0.5; use 10.16.0.5; use 10.16.0.9; use 10.16.0.7; next; use 10.16.0.2; free "
        + "10.16.0.5; all",
      "ok; AddressConflict; AddressOutOfRange; AddressOutOfRange; 10.16.0.2; AddressConflict; ok; 3"
    ),
    Vector(
      "more", "flat 10.16.0.0/29 exclude=10.16.0.5 gateway=10.16.0.1",
      "use 10.16.0.5; use 10.16.0.0; next; use 10.16.0.2",
      "10.16.0.5 is excluded; 10.16.0.0 is not an address that 10.16.0.0/29 can give; 10.16.0.2; "
        + "10.16.0.2 has been given to another pod already"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ").map(String.init)
    switch words[0] {
    case "terway": return vector.actions.map(size)
    case "aks":
      return vector.actions.map { words in
        switch words[0] {
        case "pods": AKSNetworking.overlay.defaultPool.description
        case "pods6": AKSNetworking.defaultIPv6Pool.description
        default: AKSNetworking.defaultServiceCIDR.description
        }
      }
    default:
      let options = words.dropFirst(2).map { word in
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        return ModeOption(parts[0], parts[1])
      }
      do {
        let mode = try AllModes.make(
          "flat", pools: [IPPrefix(parsing: words[1])], options: options)
        var cluster = Cluster(mode: mode)
        _ = try cluster.perform(.addNodes([NodeOrder(name: "n", maxPods: 500)]))
        return try vector.actions.map { try step($0, &cluster) }
      } catch let refusal as Refusal {
        return [refusal.description]
      }
    }
  }

  private static func size(_ words: [String]) -> String {
    let numbers = words.dropFirst().compactMap { Int($0) }
    return switch words[0] {
    case "pods": String(TerwaySizing.pods(adapters: numbers[0], addressesPerAdapter: numbers[1]))
    case "prefixes": String(TerwaySizing.prefixes(addressesPerAdapter: numbers[0]))
    case "prefixed": String(TerwaySizing.prefixAddresses(addressesPerAdapter: numbers[0]))
    case "calls": String(TerwaySizing.calls(addressesPerAdapter: numbers[0]))
    default: String(TerwaySizing.prefixesPerCall)
    }
  }

  private static func step(_ words: [String], _ cluster: inout Cluster) throws -> String {
    switch words[0] {
    case "next", "use":
      var order = PodOrder(naming: .app("p"), count: 1)
      order.address = words.count > 1 ? try IPAddress(parsing: words[1]) : nil
      _ = try cluster.perform(.addPods(order))
      let id = cluster.allPods[cluster.allPods.count - 1]
      guard let pod = cluster.pods[id] else { return "?" }
      if let error = cluster.error(of: pod) {
        // A pod that waits would take the next free address of itself.
        _ = try cluster.perform(.removePods([id]))
        return error
      }
      return words[0] == "use" ? "ok" : (pod.v4 ?? pod.v6)?.description ?? "?"
    case "free":
      let pod = cluster.pod(at: try IPAddress(parsing: words[1]))
      _ = try cluster.perform(.removePods([pod?.id].compactMap(\.self)))
      return "ok"
    case "all":
      let before = cluster.tallies.podsRunning
      _ = try cluster.perform(.addPods(PodOrder(naming: .app("all"), count: 300)))
      let waiting = cluster.allPods.filter { cluster.pods.status(of: $0) != .running }
      _ = try cluster.perform(.removePods(waiting))
      return String(cluster.tallies.podsRunning - before)
    default:
      _ = try cluster.perform(.restartOperator)
      return "ok"
    }
  }
}
