import Addressing
import Allocation
import TestSupport

extension OtherVectors {
  /// flannel at commit cdf7605, and what distributions come with.
  ///
  /// Given is a network, `len=`, `min=`, `max=` if they are set, or the name of a preset.
  ///
  /// Words: `defaults`, `validate`, `draws SEED COUNT` (where that many draws with all free fall),
  /// `fill` (how many leases there are before flannel refuses, and its text), `free SUBNET...` (the
  /// first candidate besides these leases), `preset`, `networks`.
  static let flannel: [Vector] = [
    Vector("OTH-001", "10.3.0.0/16", "defaults", "/24 10.3.1.0 to 10.3.255.0, 255 subnets"),
    Vector(
      "OTH-002", "fc00::/48", "defaults", "/64 fc00:0:0:1:: to fc00:0:0:ffff::, 65535 subnets"),
    Vector("OTH-004", "10.0.0.0/23", "defaults", "/25 10.0.0.128 to 10.0.1.128, 3 subnets"),
    Vector("OTH-005", "10.0.0.0/24", "defaults", "/26 10.0.0.64 to 10.0.0.192, 3 subnets"),
    Vector(
      "OTH-007", "10.0.0.0/29", "defaults",
      "network is too small. Minimum useful network prefix is /28"),
    Vector(
      "OTH-009", "10.0.0.0/24 len=25", "defaults",
      "network must be able to accommodate at least four subnets"),
    Vector("OTH-011", "10.3.0.0/16", "draws 7 2000", "100 different, 10.3.1.0/24 to 10.3.100.0/24"),
    Vector(
      "OTH-012", "k3s", "preset",
      "pods 10.42.0.0/16 services 10.43.0.0/16 dns 10.43.0.10 mask 24"),
    Vector(
      "OTH-014", "kind", "preset",
      "pods 10.244.0.0/16 services 10.96.0.0/16 dns 10.96.0.10 mask 24"),
    Vector(
      "OTH-015", "kind-dual", "preset",
      "pods 10.244.0.0/16 fd00:10:244::/56 services 10.96.0.0/16 fd00:10:96::/112 "
        + "dns 10.96.0.10 mask 24 mask6 64"),
    Vector(
      "OTH-019", "openshift", "preset; networks",
      "pods 10.128.0.0/14 services 172.30.0.0/16 dns 172.30.0.10 mask 23; "
        + "machine 10.0.0.0/16 join 100.64.0.0/16 masquerade 169.254.0.0/17 "
        + "transit 100.88.0.0/16"),
  ]

  /// The same rules in the cases around those rows.
  static let moreFlannel: [Vector] = [
    Vector("more", "10.0.0.0/22", "defaults", "/24 10.0.1.0 to 10.0.3.0, 3 subnets"),
    Vector("more", "10.0.0.0/28", "defaults", "/30 10.0.0.4 to 10.0.0.12, 3 subnets"),
    Vector("more", "10.0.0.0/16 len=31", "defaults", "SubnetLen must be less than /31"),
    Vector("more", "fc00::/48 len=127", "defaults", "SubnetLen must be less than /127"),
    Vector(
      "more", "fc00::/125", "defaults",
      "IPv6Network is too small. Minimum useful network prefix is /124"),
    Vector(
      "more", "fc00::/63", "defaults", "/65 fc00::8000:0:0:0 to fc00:0:0:1:8000::, 3 subnets"),
    Vector(
      "more", "10.3.0.0/16 min=10.3.5.0 max=10.3.8.0", "defaults",
      "/24 10.3.5.0 to 10.3.8.0, 4 subnets"),
    Vector(
      "more", "10.3.0.0/16 min=10.4.0.0", "defaults",
      "SubnetMin is not in the range of the Network"),
    Vector(
      "more", "10.3.0.0/16 max=10.3.8.7", "defaults",
      "SubnetMax is not on a SubnetLen boundary: 10.3.8.7"),
    Vector("more", "10.3.0.0/22 len=24", "fill", "3 leases, out of subnets"),
    Vector(
      "more", "10.3.0.0/16", "free 10.3.1.0/24 10.3.2.0/26; free 10.3.0.0/20",
      "10.3.3.0/24; 10.3.16.0/24"),
  ]

  /// What comes out of each step.
  static func runFlannel(_ vector: Vector) throws -> [String] {
    try vector.actions.map { words in
      do {
        switch words[0] {
        case "preset": return try preset(vector.given)
        case "networks": return networks
        default: return try step(words, network(vector.given))
        }
      } catch let error as FlannelError {
        return error.description
      }
    }
  }

  private static func network(_ given: String) throws -> FlannelNetwork {
    let words = given.split(separator: " ").map(String.init)
    func value(_ key: String) -> String? {
      words.first { $0.hasPrefix("\(key)=") }.map { String($0.dropFirst(key.count + 1)) }
    }
    return try FlannelNetwork(
      IPPrefix(parsing: words[0]), subnetLength: value("len").flatMap(Int.init),
      subnetMin: value("min").map { try IPAddress(parsing: $0) },
      subnetMax: value("max").map { try IPAddress(parsing: $0) })
  }

  private static func step(_ words: [String], _ network: FlannelNetwork) throws -> String {
    switch words[0] {
    case "defaults":
      return "/\(network.subnetLength) \(network.subnetMin) to \(network.subnetMax), "
        + "\(network.count) subnets"
    case "draws":
      var generator = SeededGenerator(seed: UInt64(words[1]) ?? 0)
      let drawn = try Set(
        (0..<(Int(words[2]) ?? 0)).map { _ in
          try network.pick(leases: [], using: &generator)
        }
      ).sorted()
      return "\(drawn.count) different, \(drawn[0]) to \(drawn[drawn.count - 1])"
    case "fill":
      var generator = SeededGenerator(seed: 1)
      var leases: [IPPrefix] = []
      do {
        while leases.count < 1000 {
          leases.append(try network.pick(leases: leases, using: &generator))
        }
      } catch {
        return "\(Set(leases).count) leases, \(error)"
      }
      return "does not end"
    case "free":
      let leases = try words.dropFirst().map { try IPPrefix(parsing: $0) }
      return network.candidates(leases: leases).first?.description ?? "none"
    default: return "unknown step \(words[0])"
    }
  }

  private static func preset(_ name: String) throws -> String {
    guard let preset = Presets.named(name) else { return "no preset \(name)" }
    func list(_ prefixes: [IPPrefix]) -> String {
      prefixes.map(\.description).joined(separator: " ")
    }
    let options = preset.options.map { " \($0.key) \($0.value)" }.joined()
    return "pods \(list(preset.pools)) services \(list(preset.services)) "
      + "dns \(preset.clusterDNS?.description ?? "none")\(options)"
  }

  /// OpenShift's networks besides those for pods and services.
  private static var networks: String {
    let own = OVNNetworkConfiguration.ownNetworks.filter { $0.prefix.family == .v4 }
      .map { "\($0.name.split(separator: " ").dropLast().last ?? "") \($0.prefix)" }
      .map { $0.replacing("switch", with: "transit") }
    return (["machine \(OVNNetworkConfiguration.standardMachineNetwork)"] + own)
      .joined(separator: " ")
  }
}
