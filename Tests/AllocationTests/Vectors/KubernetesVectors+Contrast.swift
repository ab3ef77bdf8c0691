import Addressing
import Allocation
import TestSupport

extension KubernetesVectors {
  /// One block, two ways of using it: Cilium's agent and host-local.
  ///
  /// Cilium 1.19 `pkg/ipam/service/ipallocator/allocator.go`; CNI plugins 1.9.1 `host-local`. The
  /// agent's own addresses are off, so that the range itself is counted.
  static let contrast: [Vector] = [
    Vector(
      "XCIL-002", "10.0.0.0/24",
      "usable kubernetes; fill kubernetes; usable host-local; fill host-local; starts kubernetes; "
        + "starts host-local; scan kubernetes",
      "254; 254 of 254; 253; 253 of 253; many; one; circular"),
    Vector(
      "XCIL-003", "10.0.0.0/28",
      "usable kubernetes; fill kubernetes; usable delegated-plugin; fill delegated-plugin",
      "14; 14 of 14; 13; 13 of 13"),
    Vector(
      "more", "fd00::/120",
      "usable kubernetes; fill kubernetes; usable host-local; fill host-local",
      "254; 254 of 254; 254; 254 of 254"),
  ]

  /// What comes out of each step.
  static func runContrast(_ vector: Vector) throws -> [String] {
    let pool = try IPPrefix(parsing: vector.given)
    return try vector.actions.map { words in
      switch words[0] {
      case "usable": return String(try mode(words[1], pool).usablePerNode[pool.family] ?? 0)
      case "fill":
        let addresses = try addresses(words[1], pool, seed: 1, pods: 300)
        return "\(addresses.count) of \(Set(addresses).count)"
      case "starts":
        let starts = try (1...20).map { try addresses(words[1], pool, seed: $0, pods: 1) }
        return Set(starts).count == 1 ? "one" : "many"
      case "scan": return try scan(words[1], pool)
      default: return "unknown step \(words[0])"
      }
    }
  }

  private static func mode(_ name: String, _ pool: IPPrefix) throws -> any IPAMMode {
    let mask = pool.family == .v4 ? "mask" : "mask6"
    var options = [ModeOption(mask, String(pool.length)), ModeOption("max-pods", "1000")]
    if name == "kubernetes" {
      options += [ModeOption("reserve-router", "off"), ModeOption("reserve-health", "off")]
    }
    return try AllModes.make(name, pools: [pool], options: options)
  }

  private static func addresses(
    _ name: String, _ pool: IPPrefix, seed: UInt64, pods: Int
  ) throws -> [IPAddress] {
    var cluster = Cluster(mode: try mode(name, pool), seed: seed)
    _ = try cluster.perform(.addNodes([NodeOrder(name: "node")]))
    _ = try cluster.perform(.addPods(PodOrder(naming: .app("web"), count: pods)))
    var addresses: [IPAddress] = []
    cluster.pods.forEach { id in
      if let address = cluster.pods[id]?[pool.family] { addresses.append(address) }
      return true
    }
    return addresses
  }

  /// Whether the last addresses of a full block are the holes that earlier scans ran past, wherever
  /// they began: the very last pod finds the only one left, below or above its start.
  private static func scan(_ name: String, _ pool: IPPrefix) throws -> String {
    for seed in UInt64(1)...5 {
      let all = try addresses(name, pool, seed: seed, pods: 300)
      let usable = Set(all)
      let left = usable.subtracting(all.dropLast())
      if left != [all[all.count - 1]] || usable.contains(pool.base) || usable.contains(pool.last) {
        return "no scan"
      }
    }
    return "circular"
  }
}
