public import Addressing

/// What a person can choose about a cloud mode; each mode has its part of the keys.
public struct CloudSettings: Hashable, Sendable {
  /// What operator and agents are told.
  public var rules: CloudRules
  /// The subnets, in order.
  public var pools: [IPPrefix]
  /// The zones of the subnets, in their order.
  public var zones: [String] = []
  /// The subnets to create interfaces in; empty for those that suit.
  public var chosenSubnets: [IPPrefix] = []
  /// The kubelet's limit of pods.
  public var maxPods = 110
  private let mode: ModeDescription

  /// The defaults of a mode, with its standard subnets when `pools` is empty.
  public init(
    _ mode: ModeDescription, _ provider: CloudProvider, pools: [IPPrefix], standard: [IPPrefix],
    options: [ModeOption]
  ) throws(Refusal) {
    self.mode = mode
    rules = CloudRules(provider)
    self.pools = []
    for pool in pools.isEmpty ? standard : pools { try add(pool) }
    try set(options)
  }

  /// A further subnet; none may overlap another, and none be of IPv6.
  public mutating func add(_ pool: IPPrefix) throws(Refusal) {
    guard pool.family == .v4 else { throw .system(rules.provider.textOfIPv6) }
    guard !pools.contains(where: pool.overlaps) else {
      throw .system(rules.provider.textOfConflict(pool))
    }
    pools.append(pool)
  }

  /// Takes over options given as text.
  public mutating func set(_ options: [ModeOption]) throws(Refusal) {
    var changed = self
    do {
      for option in options { try changed.set(option) }
    } catch {
      throw .badOption(error)
    }
    self = changed
  }

  private mutating func set(_ option: ModeOption) throws(OptionError) {
    guard mode.options.contains(where: { $0.key == option.key }) else {
      let known = mode.options.map(\.key).joined(separator: ", ")
      throw OptionError(
        key: option.key, reason: "mode \(mode.name) has no such option; it has \(known)")
    }
    switch option.key {
    case "instance-type": rules.instanceType = option.value
    case "pre-allocate": rules.preAllocate = try Self.number(option)
    case "min-allocate": rules.minAllocate = try Self.number(option)
    case "max-allocate": rules.maxAllocate = try Self.number(option)
    case "max-above-watermark": rules.maxAboveWatermark = try Self.number(option)
    case "first-interface-index": rules.firstInterfaceIndex = try Self.number(option, to: 100)
    case "prefix-delegation": rules.delegatesPrefixes = try Self.flag(option)
    case "use-primary-address": rules.usesPrimaryAddress = try Self.flag(option)
    case "release-excess": rules.releasesExcess = try Self.flag(option)
    case "excess-release-delay": rules.releaseDelay = try Self.seconds(option)
    case "pick": rules.picksAtRandom = try Self.choice(option, of: ["random", "lowest"]) == 0
    case "subnets": chosenSubnets = try subnets(option)
    case "zones": zones = Self.list(option)
    case "max-pods": maxPods = try Self.number(option, from: 1)
    default: try setRole(option)
    }
  }

  private mutating func setRole(_ option: ModeOption) throws(OptionError) {
    let isOn = try Self.flag(option)
    rules.roles = [.router, .ingress, .health].filter { role in
      option.key == "reserve-\(role.rawValue)" ? isOn : rules.roles.contains(role)
    }
  }

  /// All options as text, in the order of the mode's description.
  public var options: [ModeOption] {
    mode.options.map { ModeOption($0.key, value(of: $0.key)) }
  }

  private func value(of key: String) -> String {
    func flag(_ isOn: Bool) -> String { isOn ? "on" : "off" }
    switch key {
    case "instance-type": return rules.instanceType
    case "pre-allocate": return String(rules.preAllocate)
    case "min-allocate": return String(rules.minAllocate)
    case "max-allocate": return String(rules.maxAllocate)
    case "max-above-watermark": return String(rules.maxAboveWatermark)
    case "first-interface-index": return String(rules.firstInterfaceIndex)
    case "prefix-delegation": return flag(rules.delegatesPrefixes)
    case "use-primary-address": return flag(rules.usesPrimaryAddress)
    case "release-excess": return flag(rules.releasesExcess)
    case "excess-release-delay": return "\(rules.releaseDelay)s"
    case "pick": return rules.picksAtRandom ? "random" : "lowest"
    case "subnets": return Self.text(chosenSubnets.map(\.description))
    case "zones": return Self.text(zones)
    case "max-pods": return String(maxPods)
    default: return flag(rules.roles.contains { key == "reserve-\($0.rawValue)" })
    }
  }

  /// The subnets an option names, which must be of the plan.
  private func subnets(_ option: ModeOption) throws(OptionError) -> [IPPrefix] {
    var chosen: [IPPrefix] = []
    for text in Self.list(option) {
      guard let subnet = IPPrefix(text), pools.contains(subnet) else {
        let list = pools.map(\.description).joined(separator: ", ")
        throw OptionError(
          key: option.key, reason: "\"\(text)\" is not a subnet of the plan, which has \(list)")
      }
      chosen.append(subnet)
    }
    return chosen
  }

  private static func list(_ option: ModeOption) -> [String] {
    option.value == "any"
      ? [] : option.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  private static func text(_ list: [String]) -> String {
    list.isEmpty ? "any" : list.joined(separator: ",")
  }

  private static func number(
    _ option: ModeOption, from least: Int = 0, to limit: Int = 65_535
  ) throws(OptionError) -> Int {
    guard let number = Int(option.value), (least...limit).contains(number) else {
      throw OptionError(
        key: option.key,
        reason: "\"\(option.value)\" is not a whole number from \(least) to \(limit)")
    }
    return number
  }

  private static func seconds(_ option: ModeOption) throws(OptionError) -> Int {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    let unit = option.value.last.flatMap { units[$0] }
    let digits = unit == nil ? option.value : String(option.value.dropLast())
    guard let number = Int(digits), (0...100_000).contains(number) else {
      throw OptionError(
        key: option.key, reason: "\"\(option.value)\" is not a span of time such as 180s or 3m")
    }
    return number * (unit ?? 1)
  }

  private static func flag(_ option: ModeOption) throws(OptionError) -> Bool {
    try choice(option, of: ["on", "off"]) == 0
  }

  private static func choice(
    _ option: ModeOption, of values: [String]
  ) throws(OptionError) -> Int {
    guard let position = values.firstIndex(of: option.value) else {
      throw OptionError(
        key: option.key,
        reason: "\"\(option.value)\" is not one of \(values.joined(separator: ", "))")
    }
    return position
  }
}

extension CloudProvider {
  /// Why the mode has no IPv6 (Cilium 1.19, `pkg/option/config.go`, for ENI).
  var textOfIPv6: String {
    switch self {
    case .aws: "IPv6 cannot be enabled in ENI IPAM mode"
    case .azure: "IPv6 cannot be enabled in Azure IPAM mode"
    case .alibaba: "IPv6 cannot be enabled in AlibabaCloud IPAM mode"
    }
  }

  /// What the cloud says of a subnet that overlaps another.
  func textOfConflict(_ subnet: IPPrefix) -> String {
    switch self {
    case .aws: "InvalidSubnet.Conflict: The CIDR '\(subnet)' conflicts with another subnet"
    case .azure:
      "NetcfgSubnetRangesOverlap: Subnet '\(subnet)' is not valid because its IP address range "
        + "overlaps with that of an existing subnet"
    case .alibaba: "InvalidCidrBlock.Overlapped: The CIDR block \(subnet) overlaps with another"
    }
  }

  /// What the cloud says when a subnet is to go that has addresses in use.
  func textOfUse(_ subnet: IPPrefix) -> String {
    switch self {
    case .aws:
      "DependencyViolation: The subnet '\(subnet)' has dependencies and cannot be deleted."
    case .azure: "InUseSubnetCannotBeDeleted: Subnet \(subnet) is in use and cannot be deleted"
    case .alibaba: "DependencyViolation: The vSwitch \(subnet) is in use and cannot be deleted"
    }
  }
}
