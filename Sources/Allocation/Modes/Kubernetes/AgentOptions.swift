/// The options of a mode whose nodes run Cilium's host-scope agent, as they are chosen and read back.
///
/// The defaults are those of Cilium's Helm chart 1.19 (`install/kubernetes/cilium/values.yaml`).
struct AgentOptions: Hashable, Sendable {
  /// The kubelet's limit of pods.
  var maxPods = 110
  /// Whether the agent takes an address for `cilium_host` (not with `local-router-ipv4`).
  var reservesRouter = true
  /// Whether the agent takes an address for its health endpoint.
  var reservesHealth = true
  /// Whether the agent takes an address for Envoy's ingress (`enable-envoy-config`).
  var reservesIngress = false
  /// Whether the agent scans from a random address.
  var scansAtRandom = true
  /// The minor version of Cilium 1 that is modelled.
  var minorVersion = 19

  /// What the options mean, in the order of `values`.
  static let meanings: [(key: String, meaning: String, standard: String)] = [
    ("max-pods", "pods a kubelet takes", "110"),
    ("reserve-router", "the agent takes a router address: on, off", "on"),
    ("reserve-health", "the agent takes a health address: on, off", "on"),
    ("reserve-ingress", "the agent takes an ingress address: on, off", "off"),
    ("scan", "random as Cilium does, or contiguous, which its source has unused", "random"),
    ("version", "minor version of Cilium; /31 and /32 blocks are usable from 1.17 on", "1.19"),
  ]

  /// The options as text.
  var values: [ModeOption] {
    [
      ModeOption("max-pods", String(maxPods)),
      ModeOption("reserve-router", reservesRouter ? "on" : "off"),
      ModeOption("reserve-health", reservesHealth ? "on" : "off"),
      ModeOption("reserve-ingress", reservesIngress ? "on" : "off"),
      ModeOption("scan", scansAtRandom ? "random" : "contiguous"),
      ModeOption("version", "1.\(minorVersion)"),
    ]
  }

  /// Takes over one option; false if it is none of these.
  mutating func set(_ option: ModeOption) throws(OptionError) -> Bool {
    switch option.key {
    case "max-pods": maxPods = try OptionText.number(option, in: 1...65_535)
    case "reserve-router": reservesRouter = try OptionText.flag(option)
    case "reserve-health": reservesHealth = try OptionText.flag(option)
    case "reserve-ingress": reservesIngress = try OptionText.flag(option)
    case "scan":
      scansAtRandom = try OptionText.choice(option, of: ["random", "contiguous"]) == 0
    case "version":
      minorVersion = 13 + (try OptionText.choice(option, of: (13...19).map { "1.\($0)" }))
    default: return false
    }
    return true
  }

  /// The agent these options make.
  func agent(hasV4: Bool, hasV6: Bool) -> HostScopeAgent {
    var roles: [InfrastructureRole] = []
    if reservesRouter { roles.append(.router) }
    if reservesIngress { roles.append(.ingress) }
    if reservesHealth { roles.append(.health) }
    return HostScopeAgent(
      hasV4: hasV4, hasV6: hasV6, roles: roles, smallBlocksUsable: minorVersion >= 17,
      scansAtRandom: scansAtRandom)
  }
}

/// How the values of options are read, and what is said of those that cannot be.
enum OptionText {
  static func number(
    _ option: ModeOption, in range: ClosedRange<Int>
  ) throws(OptionError) -> Int {
    guard let number = Int(option.value), range.contains(number) else {
      throw OptionError(
        key: option.key,
        reason: "\"\(option.value)\" is not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return number
  }

  /// Numbers with commas between, at least one.
  static func numbers(
    _ option: ModeOption, in range: ClosedRange<Int>
  ) throws(OptionError) -> [Int] {
    var numbers: [Int] = []
    for part in option.value.split(separator: ",", omittingEmptySubsequences: false) {
      numbers.append(try number(ModeOption(option.key, String(part)), in: range))
    }
    return numbers
  }

  static func flag(_ option: ModeOption) throws(OptionError) -> Bool {
    try choice(option, of: ["on", "off"]) == 0
  }

  /// The place of the value among `values`.
  static func choice(
    _ option: ModeOption, of values: [String]
  ) throws(OptionError) -> Int {
    guard let position = values.firstIndex(of: option.value) else {
      throw OptionError(
        key: option.key,
        reason: "\"\(option.value)\" is not one of \(values.joined(separator: ", "))")
    }
    return position
  }

  /// What is said of an option that the mode does not have.
  static func unknown(_ option: ModeOption, of description: ModeDescription) -> OptionError {
    let known = description.options.map(\.key).joined(separator: ", ")
    return OptionError(
      key: option.key, reason: "mode \(description.name) has no such option; it has \(known)")
  }
}
