public import Addressing

extension Calico {
  /// What a person can choose about `calico`; the defaults are those of a fresh installation by
  /// manifest (`manifests/calico.yaml`).
  public struct Settings: Hashable, Sendable {
    /// The prefix length of an IPv4 block, where a pool has none of its own.
    public var mask = 26
    /// The prefix length of an IPv6 block, where a pool has none of its own.
    public var mask6 = 122
    /// How packets travel between nodes.
    public var encapsulation = Encapsulation.ipip
    /// Calico's IPAMConfig.
    public var configuration = CalicoConfiguration()
    /// IPReservations.
    public var reservations: [IPPrefix] = []
    /// How long a block stays empty beside others before its host loses it.
    public var grace = CalicoCollector.standardGrace
    /// The kubelet's limit of pods.
    public var maxPods = 110

    /// How packets travel between nodes; a tunnel's device takes an address of its node's blocks.
    public enum Encapsulation: String, CaseIterable, Hashable, Sendable {
      /// IP in IP, of IPv4 only.
      case ipip
      /// VXLAN, of both families.
      case vxlan
      /// None.
      case none
    }

    /// The defaults, with what `options` says.
    public init(_ options: [ModeOption] = []) throws(Refusal) {
      try set(options)
    }

    /// Takes over options given as text, all of them or none.
    public mutating func set(_ options: [ModeOption]) throws(Refusal) {
      var changed = self
      do {
        for option in options { try changed.set(option) }
      } catch {
        throw .badOption(error)
      }
      do { try changed.configuration.check() } catch { throw .system(error.description) }
      self = changed
    }

    private mutating func set(_ option: ModeOption) throws(OptionError) {
      switch option.key {
      case "mask": mask = try Self.number(option, in: 0...128)
      case "mask6": mask6 = try Self.number(option, in: 0...128)
      case "encapsulation":
        let names = Encapsulation.allCases.map(\.rawValue)
        encapsulation = Encapsulation.allCases[try Self.choice(option, of: names)]
      case "strict-affinity": configuration.strictAffinity = try Self.flag(option)
      case "auto-allocate-blocks": configuration.autoAllocateBlocks = try Self.flag(option)
      case "max-blocks-per-host":
        configuration.maxBlocksPerHost = try Self.number(option, in: 0...1_000_000)
      case "cooldown": configuration.cooldown = try Self.duration(option, upTo: 1_200)
      case "reservations": reservations = try Self.prefixes(option)
      case "leak-grace-period": grace = try Self.duration(option, upTo: 86_400)
      case "max-pods": maxPods = try Self.number(option, in: 1...65_535)
      default:
        let known = Calico.description.options.map(\.key).joined(separator: ", ")
        throw OptionError(
          key: option.key, reason: "mode calico has no such option; it has \(known)")
      }
    }

    private static func number(
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

    private static func duration(
      _ option: ModeOption, upTo limit: Int
    ) throws(OptionError) -> Duration {
      let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
      let unit = option.value.last.flatMap { units[$0] }
      let digits = unit == nil ? option.value[...] : option.value.dropLast()
      guard let number = Int(digits), (0...limit).contains(number),
        number * (unit ?? 1) <= limit
      else {
        throw OptionError(
          key: option.key,
          reason: "\"\(option.value)\" is not a time from 0s to \(text(of: .seconds(limit)))")
      }
      return .seconds(number * (unit ?? 1))
    }

    private static func text(of duration: Duration) -> String {
      let seconds = duration.components.seconds
      if seconds > 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
      return seconds > 0 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
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

    private static func prefixes(_ option: ModeOption) throws(OptionError) -> [IPPrefix] {
      guard option.value != "none" else { return [] }
      var prefixes: [IPPrefix] = []
      for part in option.value.split(separator: ",") {
        // An address alone is a reservation too (`ParseCIDROrIP`).
        let text = part.contains("/") ? String(part) : "\(part)/\(part.contains(":") ? 128 : 32)"
        do {
          prefixes.append(try IPPrefix(maskingHostBits: text))
        } catch {
          throw OptionError(key: option.key, reason: error.description)
        }
      }
      return prefixes
    }

    /// All options as text, in the order of the mode's description.
    public var options: [ModeOption] {
      func flag(_ isOn: Bool) -> String { isOn ? "on" : "off" }
      let reserved = reservations.map(\.description).joined(separator: ",")
      return [
        ModeOption("mask", String(mask)),
        ModeOption("mask6", String(mask6)),
        ModeOption("encapsulation", encapsulation.rawValue),
        ModeOption("strict-affinity", flag(configuration.strictAffinity)),
        ModeOption("auto-allocate-blocks", flag(configuration.autoAllocateBlocks)),
        ModeOption("max-blocks-per-host", String(configuration.maxBlocksPerHost)),
        ModeOption("cooldown", Self.text(of: configuration.cooldown)),
        ModeOption("reservations", reserved.isEmpty ? "none" : reserved),
        ModeOption("leak-grace-period", Self.text(of: grace)),
        ModeOption("max-pods", String(maxPods)),
      ]
    }

    /// The families in which each node's tunnel takes an address.
    var tunnelFamilies: [IPFamily] {
      switch encapsulation {
      case .ipip: [.v4]
      case .vxlan: [.v4, .v6]
      case .none: []
      }
    }
  }
}
