extension GKE {
  /// How pods get addresses inside a node's block.
  enum Dataplane: String, CaseIterable, Sendable {
    /// iptables and the CNI plugin host-local.
    case v1
    /// Cilium as GKE runs it.
    case v2
  }

  /// What can be chosen; the defaults are those of a Standard cluster.
  struct Settings: Hashable, Sendable {
    /// Pods a node takes unless it says otherwise: what sizes its block.
    var maxPods = GKESizing.standardMaxPods
    /// The length of the primary range that nodes have their own addresses from.
    var nodeSubnet = 20
    /// How pods get addresses.
    var dataplane = Dataplane.v1

    static let meanings: [(key: String, meaning: String, standard: String)] = [
      ("max-pods", "pods a node takes, 8 to 256; its block has twice as many addresses", "110"),
      (
        "node-subnet",
        "length of the subnet's primary range: nodes are at most its addresses less four", "20"
      ),
      (
        "dataplane",
        "v1: host-local inside the block; v2: Cilium, from a random start, without addresses of its "
          + "own", "v1"
      ),
    ]

    var values: [ModeOption] {
      [
        ModeOption("max-pods", String(maxPods)), ModeOption("node-subnet", String(nodeSubnet)),
        ModeOption("dataplane", dataplane.rawValue),
      ]
    }

    mutating func set(_ options: [ModeOption]) throws(OptionError) {
      var changed = self
      for option in options { try changed.set(option) }
      self = changed
    }

    private mutating func set(_ option: ModeOption) throws(OptionError) {
      switch option.key {
      case "max-pods": maxPods = try OptionText.number(option, in: GKESizing.maxPodsRange)
      // Subnets of a VPC network are /29 at the least.
      case "node-subnet": nodeSubnet = try OptionText.number(option, in: 8...29)
      case "dataplane":
        let position = try OptionText.choice(option, of: Dataplane.allCases.map(\.rawValue))
        dataplane = Dataplane.allCases[position]
      default: throw OptionText.unknown(option, of: GKE.description)
      }
    }

    /// The length of a node's block.
    func nodeMask(maxPods: Int) -> Int {
      let range = GKESizing.maxPodsRange
      return GKESizing.nodeMask(maxPods: min(max(maxPods, range.lowerBound), range.upperBound))
    }
  }
}
