public import Addressing

extension NodeLocal {
  /// How nodes come by their blocks.
  public enum Assignment: String, Hashable, Sendable, CaseIterable {
    /// A controller of the cluster's own gives each a block that nobody else has.
    case controller
    /// Each derives its block from its name and asks nobody.
    case hash
    /// People write them down.
    case manual
  }

  /// What a person can choose about `node-local`.
  public struct Settings: Hashable, Sendable {
    /// What the cluster routes, in order.
    public var pools: [IPPrefix]
    /// How nodes come by their blocks.
    public var assignment = Assignment.controller
    /// Prefix lengths of IPv4 blocks, taken in turn (`podCIDRMaskSize` of the article).
    public var masks = [24]
    /// Prefix lengths of IPv6 blocks, taken in turn.
    public var masks6 = [120]
    var agent = AgentOptions()

    /// The article's defaults, with a pool of 10.0.0.0/8 when `pools` is empty.
    public init(pools: [IPPrefix] = [], options: [ModeOption] = []) throws(OptionError) {
      self.pools =
        pools.isEmpty ? [IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 8)] : pools
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
      case "assign":
        let names = Assignment.allCases.map(\.rawValue)
        assignment = Assignment.allCases[try OptionText.choice(option, of: names)]
      case "mask": masks = try Self.masks(option, width: 32)
      case "mask6": masks6 = try Self.masks(option, width: 128)
      default:
        guard try agent.set(option) else {
          throw OptionText.unknown(option, of: NodeLocal.description)
        }
      }
    }

    private static func masks(_ option: ModeOption, width: Int) throws(OptionError) -> [Int] {
      let masks = try OptionText.numbers(option, in: 0...width)
      let (least, most) = (masks.min() ?? 0, masks.max() ?? 0)
      guard most - least <= 16 else {
        throw OptionError(
          key: option.key,
          reason: "/\(least) and /\(most) are more than 16 bits apart, the most one map can show")
      }
      return masks
    }

    /// The list of one family.
    func masks(_ family: IPFamily) -> [Int] { family == .v4 ? masks : masks6 }

    /// Whether any pool is of the family.
    func isOn(_ family: IPFamily) -> Bool { pools.contains { $0.family == family } }

    /// Whether any pool of the family holds blocks of `length`, of IPv6 at most 65,536.
    func canBeCut(to length: Int, _ family: IPFamily) -> Bool {
      pools.contains { pool in
        pool.family == family && pool.length <= length
          && (family == .v4 || length - pool.length <= 16)
      }
    }

    /// All options as text, in the order of the mode's description.
    public var options: [ModeOption] {
      [
        ModeOption("assign", assignment.rawValue),
        ModeOption("mask", masks.map(String.init).joined(separator: ",")),
        ModeOption("mask6", masks6.map(String.init).joined(separator: ",")),
      ] + agent.values
    }

    /// An empty register of the pools, or why there can be none.
    func register() throws(Refusal) -> BlockRegister {
      for (index, pool) in pools.enumerated() {
        guard let other = pools[..<index].first(where: pool.overlaps) else { continue }
        throw .system("pool \(pool) overlaps pool \(other); pools of node-local do not overlap")
      }
      do {
        return try BlockRegister(
          pools: pools, grain: [.v4: masks.max() ?? 24, .v6: masks6.max() ?? 120])
      } catch .tooManyBlocks {
        let pool = pools.first { $0.family == .v6 && (masks6.max() ?? 0) - $0.length > 16 }
        throw .system(
          "mask6 is more than 16 bits longer than pool \(pool.map(\.description) ?? ""); a pool has "
            + "at most 65,536 IPv6 blocks here")
      } catch {
        throw .system(error.description)
      }
    }
  }
}
