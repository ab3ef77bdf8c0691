public import Addressing

/// A network interface of an instance.
public struct CloudInterface: Hashable, Sendable {
  /// Where it is attached; 0 is the instance's own.
  public let index: Int
  /// The subnet its addresses are of.
  public let subnet: IPPrefix
  /// The address it was created with.
  public let primary: IPAddress
  /// Single secondary addresses, in the order assigned.
  public var addresses: [IPAddress] = []
  /// Prefixes, in the order assigned.
  public var prefixes: [IPPrefix] = []

  /// An interface with its primary address only.
  public init(index: Int, subnet: IPPrefix, primary: IPAddress) {
    self.index = index
    self.subnet = subnet
    self.primary = primary
  }

  /// What it can release: secondary addresses and prefixes.
  public var units: [IPPrefix] {
    addresses.map { IPPrefix($0, length: $0.family.bitWidth) } + prefixes
  }

  /// Secondary addresses and prefixes, each of which takes one of the interface's slots.
  public var slotsTaken: Int { addresses.count + prefixes.count }

  /// Addresses on it that count as its pods'.
  public func count(withPrimary: Bool) -> Int {
    addresses.count + prefixes.count * CloudRules.prefixSize + (withPrimary ? 1 : 0)
  }
}

/// How far an address or prefix is on its way back to the cloud; the texts are those of
/// `status.ipam.release-ips` (Cilium 1.19, `pkg/ipam/option`).
public enum ReleaseStatus: String, Hashable, Sendable {
  /// The operator would like to have it.
  case marked = "marked-for-release"
  /// The agent uses it for nothing and will not.
  case ready = "ready-for-release"
  /// The agent uses it.
  case refused = "do-not-release"
  /// The cloud has it back.
  case released

  /// What an agent answers to a mark.
  public init(answerFor isUsed: Bool) { self = isUsed ? .refused : .ready }
}

/// An address or prefix that was found to be too much.
public struct ReleaseMark: Hashable, Sendable {
  /// The address, as a /32, or the prefix.
  public let unit: IPPrefix
  /// When it was found.
  public let since: Duration
  /// How far it is; nothing while the delay runs.
  public var status: ReleaseStatus?

  /// A unit found at `since`.
  public init(_ unit: IPPrefix, since: Duration) {
    self.unit = unit
    self.since = since
  }
}

/// An instance as its cloud and Cilium's operator know it.
public struct CloudInstance: Hashable, Sendable {
  /// The instance type.
  public let type: String
  /// What the type takes, if it is known.
  public let limits: InstanceLimits?
  /// The rules it was launched under, of which `first-interface-index` and `use-primary-address` are
  /// written to its CiliumNode when that is created and hold from then on.
  private let firstInterfaceIndex: Int
  private let usesPrimaryAddress: Bool
  /// The interfaces, by index.
  public var interfaces: [CloudInterface]
  /// What is to be released.
  public var marks: [ReleaseMark] = []
  /// Whether it lacks what its last call did not get.
  public var isStuck = false

  /// An instance with the interface it was launched with.
  public init(
    type: String, limits: InstanceLimits?, interface: CloudInterface, _ rules: CloudRules
  ) {
    self.type = type
    self.limits = limits
    firstInterfaceIndex = rules.firstInterfaceIndex
    usesPrimaryAddress = rules.usesPrimaryAddress
    interfaces = [interface]
  }

  /// The operator's rules, with what is this instance's own.
  func own(_ rules: CloudRules) -> CloudRules {
    var own = rules
    own.firstInterfaceIndex = firstInterfaceIndex
    own.usesPrimaryAddress = usesPrimaryAddress
    return own
  }

  /// Interfaces whose addresses are for pods.
  public func podInterfaces(_ rules: CloudRules) -> ArraySlice<CloudInterface> {
    interfaces[
      (interfaces.firstIndex { $0.index >= rules.firstInterfaceIndex } ?? interfaces.endIndex)...]
  }

  /// Addresses on interfaces for pods (`len(n.available)`).
  public func available(_ rules: CloudRules) -> Int {
    podInterfaces(rules).reduce(0) { $0 + $1.count(withPrimary: rules.usesPrimaryAddress) }
  }

  /// Whether it gets prefixes: not once an interface has single addresses and no prefix
  /// (`IsPrefixDelegated` in `pkg/aws/eni/node.go`).
  public func isDelegated(_ rules: CloudRules) -> Bool {
    guard let limits, rules.canDelegate(limits) else { return false }
    return interfaces.allSatisfy { !$0.prefixes.isEmpty || $0.addresses.isEmpty }
  }

  /// Addresses an interface can have (`getEffectiveIPLimits`): under prefix delegation 16 for each
  /// slot, without it 15 more for each prefix left over.
  public func limit(of interface: CloudInterface?, _ rules: CloudRules) -> Int {
    guard let limits else { return 0 }
    let slots = max(limits.ipv4 - (rules.usesPrimaryAddress ? 0 : 1), 0)
    if isDelegated(rules) { return slots * CloudRules.prefixSize }
    return slots + (interface?.prefixes.count ?? 0) * (CloudRules.prefixSize - 1)
  }

  /// The operator's capacity metric (`NodeCapacity` in `ResyncInterfacesAndIPs`).
  ///
  /// In AWS `first-interface-index` does not lower it before the interfaces it leaves out are seen.
  public func capacity(_ rules: CloudRules) -> Int {
    guard let limits else { return 0 }
    switch rules.provider {
    case .aws:
      return interfaces.reduce(limit(of: nil, rules) * limits.adapters) { sum, interface in
        let limit = limit(of: interface, rules)
        if interface.index < rules.firstInterfaceIndex { return sum - limit }
        return isDelegated(rules) ? sum : sum + limit - self.limit(of: nil, rules)
      }
    case .azure: return limits.adapters * limits.ipv4 - (rules.usesPrimaryAddress ? 0 : 1)
    case .alibaba:
      return max(limits.adapters - 1, 0) * limits.ipv4 - podInterfaces(rules).count
    }
  }

  /// Whether the agent has promised not to use what a unit holds.
  public func isPromised(_ unit: IPPrefix) -> Bool {
    marks.contains { $0.unit == unit && ($0.status == .ready || $0.status == .released) }
  }
}
