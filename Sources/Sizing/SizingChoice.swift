public import Addressing
public import Allocation

/// One way to build the cluster: mode, pools, blocks, and what all that costs.
public struct SizingChoice: Hashable, Sendable {
  /// One family's pool and what a node takes of it.
  public struct Range: Hashable, Sendable {
    /// The pool.
    public let pool: IPPrefix
    /// The length of a node's block; nil where nodes hold single addresses.
    public let mask: Int?
    /// Pods that a node can give an address.
    public let usable: Int
    /// Addresses committed to a node with the mean of pods.
    public let perNode: UInt128
    /// Addresses committed to a node with as many pods as it must be able to hold.
    public let perFullNode: UInt128
    /// Of these, addresses that never serve a pod.
    public let reserved: UInt128
    /// Nodes that the pool holds when all of them are full.
    public let nodes: Int

    /// Addresses of the pool.
    public var total: UInt128 { pool.size }
  }

  /// The mode's name in the command language.
  public let mode: String
  /// Settings other than the mode's own; empty for those.
  public let setting: String
  /// The options of the plan.
  public let options: [ModeOption]
  /// The pools, IPv4 first.
  public let ranges: [Range]
  /// Pods that a node is sized for.
  public let pods: Int
  /// Nodes that it holds, whatever sets the limit.
  public let capacity: Int
  /// The month in which the first node is refused; nil for none within ten years.
  public let firstRefusal: Int?
  /// The limits that hold.
  public let limits: [SizingLimit]
  /// Why it is proposed.
  public var reasons: [String] = []
  /// What to look out for.
  public var warnings: [String] = []

  /// Addresses committed to so many nodes with the mean of pods, in the first family.
  public func committed(nodes: Int) -> UInt128 {
    let (product, overflow) = ranges[0].perNode.multipliedReportingOverflow(
      by: UInt128(max(0, nodes)))
    return overflow ? .max : product
  }

  /// Addresses committed to so many nodes that no pod has and that could serve one.
  public func stranded(nodes: Int, pods: Int) -> UInt128 {
    let kept = ranges[0].reserved + UInt128(min(pods, ranges[0].usable))
    let idle = ranges[0].perNode > kept ? ranges[0].perNode - kept : 0
    let (product, overflow) = idle.multipliedReportingOverflow(by: UInt128(max(0, nodes)))
    return overflow ? .max : product
  }

  /// Thousandths of the pool that so many nodes commit, at most all of it.
  public func share(nodes: Int) -> Int {
    let total = ranges[0].total
    guard total > 0, total < 1 << 100 else { return 0 }
    return Int(min(1_000, min(committed(nodes: nodes), total) * 1_000 / total))
  }

  /// Whether it lasts for the months asked about.
  public func lasts(_ question: SizingQuestion) -> Bool {
    firstRefusal.map { $0 > question.months } ?? true
  }

  /// The commands that make a plan of it.
  public func planLine(named name: String) -> String {
    var words = ["plan", name, "mode=\(mode)"] + ranges.map { "pool=\($0.pool)" }
    words += options.map { "\($0.key)=\($0.value)" }
    return words.joined(separator: " ")
  }
}
