import Addressing

extension CRDBacked {
  /// What can be chosen about `crd`.
  struct Settings: Hashable, Sendable {
    /// An address that whatever writes the nodes' objects keeps for one pod.
    struct Pin: Hashable, Sendable {
      let address: IPAddress
      let owner: String
    }

    /// The CIDRs the outside controller takes addresses from, IPv4 first.
    var pools: [IPPrefix]
    /// How many addresses of each family it writes to a node's object.
    var addressesPerNode = 112
    /// `spec.ipam.min-allocate` of the nodes.
    var minAllocate = 0
    /// `spec.ipam.pre-allocate` of the nodes.
    var preAllocate = 0
    /// Addresses kept for owners, in the order written.
    var pins: [Pin] = []
    var agent = AgentOptions()

    init(pools: [IPPrefix], options: [ModeOption]) throws(Refusal) {
      let list = pools.isEmpty ? [IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 16)] : pools
      self.pools = list.filter { $0.family == .v4 } + list.filter { $0.family == .v6 }
      try set(options)
    }

    mutating func set(_ options: [ModeOption]) throws(Refusal) {
      var changed = self
      do throws(OptionError) {
        for option in options {
          switch option.key {
          case "addresses-per-node":
            changed.addressesPerNode = try OptionText.number(option, in: 0...4096)
          case "min-allocate": changed.minAllocate = try OptionText.number(option, in: 0...65_535)
          case "pre-allocate": changed.preAllocate = try OptionText.number(option, in: 0...65_535)
          case "pins": changed.pins = try Self.pins(option)
          default:
            guard try changed.agent.set(option) else {
              throw OptionText.unknown(option, of: description)
            }
          }
        }
      } catch {
        throw .badOption(error)
      }
      self = changed
    }

    /// `ADDRESS=NAMESPACE/POD`, commas between.
    private static func pins(_ option: ModeOption) throws(OptionError) -> [Pin] {
      guard option.value != "none" else { return [] }
      var pins: [Pin] = []
      for part in option.value.split(separator: ",", omittingEmptySubsequences: false) {
        guard let sign = part.firstIndex(of: "="),
          let address = IPAddress(String(part[..<sign])), part[sign...].count > 1
        else {
          throw OptionError(
            key: option.key,
            reason: "\"\(part)\" is not ADDRESS=NAMESPACE/POD, as 10.0.0.9=default/web-1")
        }
        let owner = NamespacedName(String(part[sign...].dropFirst())).description
        pins.removeAll { $0.address == address }
        pins.append(Pin(address: address, owner: owner))
      }
      return pins
    }

    /// All options as text, in the order of the mode's description.
    var values: [ModeOption] {
      let kept = pins.map { "\($0.address)=\($0.owner)" }.joined(separator: ",")
      return [
        ModeOption("addresses-per-node", String(addressesPerNode)),
        ModeOption("min-allocate", String(minAllocate)),
        ModeOption("pre-allocate", String(preAllocate)),
        ModeOption("pins", kept.isEmpty ? "none" : kept),
      ] + agent.values
    }

    /// The families that are on.
    var families: [IPFamily] {
      IPFamily.allCases.filter { family in pools.contains { $0.family == family } }
    }

    /// What the agent takes addresses for, in this order.
    var roles: [InfrastructureRole] {
      (agent.reservesRouter ? [.router] : []) + (agent.reservesIngress ? [.ingress] : [])
        + (agent.reservesHealth ? [.health] : [])
    }

    /// Addresses the agent waits for before it starts.
    var required: Int {
      CRDStart.required(
        minAllocate: minAllocate, preAllocate: preAllocate, hasHealth: agent.reservesHealth)
    }

    /// The first and the last address of each IPv4 pool, which the outside controller leaves alone.
    var edges: [IPPrefix] {
      pools.filter { $0.family == .v4 && $0.hostBits > 1 }.flatMap { pool in
        [IPPrefix(pool.base), IPPrefix(pool.last)]
      }
    }
  }
}
