/// The subnet calculator of the EKS best-practices guide, as published, mistakes included.
///
/// aws-eks-best-practices `latest/bpg/networking/subnet-calc/subnet-calc.xlsx` (May 2026). It counts
/// 2 and not 5 addresses that a subnet keeps, and gives pods the primary address of an interface
/// too; `PoolManager` says what a node really takes.
public struct SizingSheet: Hashable, Sendable {
  /// Nodes of one instance type.
  public struct Row: Hashable, Sendable {
    /// Addresses of one interface.
    public var addressesPerInterface: Int
    /// Nodes.
    public var nodes: Int
    /// Pods on each node.
    public var pods: Int

    /// So many nodes with so many pods each.
    public init(addressesPerInterface: Int, nodes: Int, pods: Int) {
      self.addressesPerInterface = addressesPerInterface
      self.nodes = nodes
      self.pods = pods
    }
  }

  /// The prefix length of the subnet.
  public var subnetLength: Int
  /// The rows filled in.
  public var rows: [Row]
  /// Addresses of pods on the host's network, which the sheet adds to each node.
  public var hostAddresses = 2

  /// A sheet of these rows.
  public init(subnetLength: Int, rows: [Row]) {
    self.subnetLength = subnetLength
    self.rows = rows
  }

  /// "Total Available IP Addresses": the sheet's number, three too many.
  public var available: Int { max(0, (1 << max(0, min(32, 32 - subnetLength))) - 2) }

  /// Interfaces of one node of `row`, of which `warm` are in hand.
  public func interfaces(_ row: Row, warm: Int) -> Int {
    let perInterface = max(1, row.addressesPerInterface)
    return (row.pods + perInterface - 1) / perInterface + warm
  }

  /// "Used IPs" of one node of `row` with `warm` interfaces in hand.
  public func addresses(_ row: Row, warm: Int) -> Int {
    interfaces(row, warm: warm) * row.addressesPerInterface + hostAddresses
  }

  /// "Number of IPs Used".
  ///
  /// The tab for `WARM_IP_TARGET` finds that another interface may be needed, and then adds up the
  /// numbers without it: that is `warm` 0.
  public func used(warm: Int) -> Int {
    rows.reduce(0) { $0 + addresses($1, warm: warm) * $1.nodes }
  }

  /// "# of Subnet IPs Remaining".
  public func remaining(warm: Int) -> Int { available - used(warm: warm) }

  /// "Number of Pods Hosted".
  public var pods: Int { rows.reduce(0) { $0 + $1.pods * $1.nodes } }
}
