public import Addressing
public import Allocation

/// What somebody wants of a cluster that is to be built, or that has to last.
public struct SizingQuestion: Hashable, Sendable {
  /// Where the cluster runs, if that sets limits.
  public enum Provider: String, Hashable, Sendable, CaseIterable {
    case gke, aks, eks, openshift
  }

  /// Which families pods have addresses of.
  public enum Families: String, Hashable, Sendable, CaseIterable {
    case v4, v6, dual

    /// The families, IPv4 first.
    public var list: [IPFamily] {
      switch self {
      case .v4: [.v4]
      case .v6: [.v6]
      case .dual: [.v4, .v6]
      }
    }
  }

  /// How the number of nodes grows each month.
  public enum Growth: Hashable, Sendable {
    /// So many nodes a month.
    case nodes(Int)
    /// So many hundredths a month, of what there is then.
    case percent(Int)
  }

  /// A range that something else uses, and the key that said so.
  public struct Taken: Hashable, Sendable {
    /// The range.
    public var prefix: IPPrefix
    /// What it is: the word of the question.
    public var name: String

    /// A range that `name` uses.
    public init(_ prefix: IPPrefix, _ name: String) {
      self.prefix = prefix
      self.name = name
    }
  }

  /// Nodes on the first day.
  public var nodes: Int
  /// Nodes that the cluster is to hold at the end; nil for what the growth comes to.
  public var later: Int?
  /// Growth a month; nil for what leads to `later` evenly.
  public var growth: Growth?
  /// Months that the answer is to last.
  public var months = 12
  /// Pods of a node on average.
  public var pods = 30
  /// Pods of a node when most is going on.
  public var peak: Int?
  /// The kubelet's limit.
  public var maxPods = 110
  /// Nodes beside the others during an upgrade.
  public var surge = 1
  /// Failure domains.
  public var zones = 1
  /// Modes that may be proposed; empty for those of the provider.
  public var modes: [String] = []
  /// Where the cluster runs.
  public var provider: Provider?
  /// The EC2 instance type.
  public var instance = "m5.large"
  /// How AKS gives pods their addresses.
  public var networking = AKSNetworking.overlay
  /// The length of the subnet that nodes are in, of each zone.
  public var subnet: Int?
  /// The families.
  public var families = Families.v4
  /// Ranges that are not to be had.
  public var taken: [Taken] = []
  /// The pool wanted in IPv4; nil where it is free to choose.
  public var pool: IPPrefix?
  /// The pool wanted in IPv6.
  public var pool6: IPPrefix?
  /// The length wanted of a node's IPv4 block.
  public var mask: Int?
  /// The length wanted of a node's IPv6 block.
  public var mask6: Int?

  /// A question about so many nodes.
  public init(nodes: Int) {
    self.nodes = nodes
  }

  /// Pods that a node must be able to hold: the peak, or as many as its kubelet takes.
  public var podsToHold: Int { min(maxPods, peak ?? maxPods) }

  /// Nodes after so many months, without those of an upgrade.
  public func nodes(after month: Int) -> Int {
    let month = max(0, month)
    let grown: Int
    switch growth {
    case .nodes(let count): grown = nodes + min(month, 12_000) * count
    case .percent(let percent):
      var thousandths = nodes * 1_000
      for _ in 0..<min(month, 1_200) {
        thousandths += thousandths * percent / 100
        guard thousandths < 1 << 40 else { break }
      }
      grown = (thousandths + 999) / 1_000
    case nil:
      let goal = later ?? nodes
      guard months > 0 else { return goal }
      // Spread evenly, a broken node counted up; beyond the horizon at the same pace.
      grown = nodes + ((goal - nodes) * min(month, 12_000) + months - 1) / months
    }
    return min(max(0, grown), 1 << 30)
  }

  /// Nodes at the end of the horizon.
  public var nodesAtEnd: Int { max(later ?? 0, nodes(after: months)) }

  /// Nodes that have to find room: those at the end and those of an upgrade.
  public var nodesToHold: Int { nodesAtEnd + surge }

  /// The first month in which `capacity` nodes are too few, counted from now; nil for none within
  /// ten years, beyond which nobody knows a growth.
  public func firstRefusal(capacity: Int) -> Int? {
    (0...120).first { nodes(after: $0) + surge > capacity }
  }
}
