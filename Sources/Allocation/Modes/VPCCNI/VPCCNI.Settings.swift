public import Addressing

extension VPCCNI {
  /// What a person can choose about `vpc-cni`; the defaults are those of the project's manifest
  /// (amazon-vpc-cni-k8s 1.23, `config/master/aws-k8s-cni.yaml`) and of eksctl's VPC.
  public struct Settings: Hashable, Sendable {
    /// The subnets to begin with.
    public var pools: [IPPrefix] = []
    /// The type of nodes that do not say theirs.
    public var instanceType = "m5.large"
    /// What each node keeps in hand, and whether it takes prefixes.
    public var targets = WarmTargets()
    /// The kubelet's limit of pods; the published formula when nil.
    public var maxPods: Int?
    /// Interfaces a node attaches at most (`MAX_ENI`); the type's limit when nil.
    public var interfaceLimit: Int?
    /// Seconds a released address rests (`IP_COOLDOWN_PERIOD`).
    public var coolDown = 30
    /// Whether the primary interface serves no pods.
    public var customNetworking = false
    /// Whether new interfaces may lie in other subnets of the zone.
    public var discoversSubnets = true
    /// Availability zones: subnet after subnet lies in the next one.
    public var zones = 3
    /// Whether pools grow at the same instant, and not when the daemon would get to it.
    public var growsAtOnce = true
    /// Whether EC2 takes addresses from a random start, and not the lowest first.
    public var placesAtRandom = true
    /// Whether the daemon walks its tables from a random start, and not in the order of attachment.
    public var walksAtRandom = true
    /// Parts of subnets kept for prefixes.
    public var reservations: [IPPrefix] = []
    /// What something else in the VPC has taken.
    public var elsewhere = Elsewhere.nothing

    /// Addresses of the subnets that are no node's.
    public enum Elsewhere: Hashable, Sendable {
      /// None.
      case nothing
      /// One in each /28.
      case oneEach
      /// A share of all, scattered.
      case percent(Int)
    }

    /// The defaults, with eksctl's three subnets when `pools` is empty.
    public init(pools: [IPPrefix] = [], options: [ModeOption] = []) throws(OptionError) {
      self.pools = pools
      if pools.isEmpty {
        self.pools = [0, 32, 64].map { third in
          IPPrefix(IPAddress(.v4, bits: 0xc0a8_0000 | UInt128(third) << 8), length: 19)
        }
      }
      try set(options)
    }

    /// Takes over options given as text.
    public mutating func set(_ options: [ModeOption]) throws(OptionError) {
      var changed = self
      for option in options { try changed.set(option) }
      self = changed
    }

    private mutating func set(_ option: ModeOption) throws(OptionError) {
      switch option.key {
      case "instance-type": instanceType = try VPCCNI.knownType(option)
      case "prefix-delegation":
        targets.delegatesPrefixes = try Self.choice(option, of: ["on", "off"]) == 0
      case "warm-eni-target": targets.interfaces = try Self.number(option, in: 0...100)
      case "warm-ip-target": targets.addresses = try Self.number(option, in: 0...65_535)
      case "minimum-ip-target": targets.minimum = try Self.number(option, in: 0...65_535)
      case "warm-prefix-target": targets.prefixes = try Self.number(option, in: 0...4_096)
      case "max-pods": maxPods = try Self.limit(option, "formula", in: 1...65_535)
      case "max-eni": interfaceLimit = try Self.limit(option, "type", in: 1...100)
      case "ip-cooldown": coolDown = try Self.seconds(option)
      case "custom-networking":
        customNetworking = try Self.choice(option, of: ["on", "off"]) == 0
      case "subnet-discovery":
        discoversSubnets = try Self.choice(option, of: ["on", "off"]) == 0
      case "zones": zones = try Self.number(option, in: 1...26)
      case "growth": growsAtOnce = try Self.choice(option, of: ["at-once", "timed"]) == 0
      case "placement": placesAtRandom = try Self.choice(option, of: ["random", "lowest"]) == 0
      case "walk": walksAtRandom = try Self.choice(option, of: ["random", "attached"]) == 0
      case "prefix-reservation": reservations = try Self.prefixes(option)
      case "elsewhere": elsewhere = try Self.elsewhere(option)
      default:
        let known = VPCCNI.description.options.map(\.key).joined(separator: ", ")
        throw OptionError(
          key: option.key, reason: "mode vpc-cni has no such option; it has \(known)")
      }
    }

    /// All options as text, in the order of the mode's description.
    public var options: [ModeOption] {
      [
        ModeOption("instance-type", instanceType),
        ModeOption("prefix-delegation", targets.delegatesPrefixes ? "on" : "off"),
        ModeOption("warm-eni-target", String(targets.interfaces)),
        ModeOption("warm-ip-target", String(targets.addresses)),
        ModeOption("minimum-ip-target", String(targets.minimum)),
        ModeOption("warm-prefix-target", String(targets.prefixes)),
        ModeOption("max-pods", maxPods.map(String.init) ?? "formula"),
        ModeOption("max-eni", interfaceLimit.map(String.init) ?? "type"),
        ModeOption("ip-cooldown", "\(coolDown)s"),
        ModeOption("custom-networking", customNetworking ? "on" : "off"),
        ModeOption("subnet-discovery", discoversSubnets ? "on" : "off"),
        ModeOption("zones", String(zones)),
        ModeOption("growth", growsAtOnce ? "at-once" : "timed"),
        ModeOption("placement", placesAtRandom ? "random" : "lowest"),
        ModeOption("walk", walksAtRandom ? "random" : "attached"),
        ModeOption(
          "prefix-reservation",
          reservations.isEmpty
            ? "none" : reservations.map(\.description).joined(separator: ",")),
        ModeOption("elsewhere", elsewhere.text),
      ]
    }
  }
}

extension VPCCNI.Settings.Elsewhere {
  var text: String {
    switch self {
    case .nothing: "none"
    case .oneEach: "one-per-28"
    case .percent(let share): "\(share)%"
    }
  }
}
