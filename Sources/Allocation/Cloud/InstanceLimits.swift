/// How many network interfaces an EC2 instance type takes, and how many addresses each of them.
public struct InstanceLimits: Hashable, Sendable {
  /// Network interfaces in all, the instance's own among them.
  public let adapters: Int
  /// IPv4 addresses an interface holds, its primary one among them.
  public let ipv4: Int
  /// IPv6 addresses an interface holds.
  public let ipv6: Int
  /// What the instance runs on: prefix delegation depends on it.
  public let hypervisor: Hypervisor

  /// What an instance runs on.
  public enum Hypervisor: String, Hashable, Sendable {
    /// AWS's own, with all that EC2 has.
    case nitro
    /// The older one, without prefix delegation.
    case xen
    /// None: the instance is a whole machine.
    case bareMetal = "-"
  }

  /// The limits given.
  public init(adapters: Int, ipv4: Int, ipv6: Int = 0, hypervisor: Hypervisor = .nitro) {
    self.adapters = adapters
    self.ipv4 = ipv4
    self.ipv6 = ipv6
    self.hypervisor = hypervisor
  }

  /// The limits of an EC2 instance type, nil when the type is unknown.
  public init?(ofEC2 type: String) {
    var (low, high) = (0, Self.ec2.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.ec2[middle].type < type { low = middle + 1 } else { high = middle }
    }
    guard low < Self.ec2.count, Self.ec2[low].type == type else { return nil }
    self = Self.ec2[low].limits
  }

  /// The names of the EC2 instance types known, in order.
  public static var ec2Types: [String] { ec2.map(\.type) }

  /// Whether its interfaces take /28 prefixes in place of addresses.
  ///
  /// Nitro instances do; bare metal ones since Cilium 1.18 (`IsPrefixDelegated` in
  /// `pkg/aws/eni/node.go`), as EC2 always let them.
  public var takesPrefixes: Bool { hypervisor != .xen }

  /// The table, by name.
  private static let ec2: [(type: String, limits: InstanceLimits)] = parse(table)

  static func parse(_ table: String) -> [(type: String, limits: InstanceLimits)] {
    var rows: [(type: String, limits: InstanceLimits)] = []
    var limits = InstanceLimits(adapters: 0, ipv4: 0)
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.first != " ", words.count == 4 {
        limits = InstanceLimits(
          adapters: Int(words[0]) ?? 0, ipv4: Int(words[1]) ?? 0, ipv6: Int(words[2]) ?? 0,
          hypervisor: Hypervisor(rawValue: String(words[3])) ?? .bareMetal)
        continue
      }
      for word in words {
        guard let dot = word.firstIndex(of: ".") else { continue }
        for size in word[word.index(after: dot)...].split(separator: ",") {
          rows.append((String(word[...dot]) + String(size), limits))
        }
      }
    }
    return rows.sorted { $0.type < $1.type }
  }
}
