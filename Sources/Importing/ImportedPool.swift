public import Addressing

/// A CIDR that node blocks are cut from.
public struct ImportedPool: Hashable, Sendable {
  /// How the pool is known.
  public enum Origin: String, Hashable, Sendable {
    /// A file names it.
    case configured
    /// The Helm chart's own default, which a values file left standing.
    case chartDefault = "chart default"
    /// The smallest CIDR around the blocks that nodes hold.
    case inferredFromBlocks = "inferred from the nodes' blocks"
    /// The smallest CIDR around the /24s of single addresses, where no block is known.
    case inferredFromAddresses = "inferred from single addresses"
  }

  /// Whether no file names the pool: it is the space around what is held, and may be larger.
  public var isInferred: Bool { origin == .inferredFromBlocks || origin == .inferredFromAddresses }

  /// The pool's addresses.
  public var prefix: IPPrefix
  /// The prefix length of a node's block, nil where blocks are not known.
  public var blockLength: Int?
  /// How the pool is known.
  public var origin: Origin
  /// Where a file names the CIDR; nil if none does.
  public var place: ImportedPlace?
  /// Where a file names the block length; nil if none does.
  public var maskPlace: ImportedPlace?

  /// A pool cut into blocks of a length.
  public init(prefix: IPPrefix, blockLength: Int?, origin: Origin) {
    self.prefix = prefix
    self.blockLength = blockLength
    self.origin = origin
  }
}

/// A `CiliumPodIPPool` of multi-pool mode.
public struct ImportedPodIPPool: Hashable, Sendable {
  /// The CIDRs of one family and the length of the blocks cut from them.
  public struct Section: Hashable, Sendable {
    /// The CIDRs in list order.
    public var prefixes: [IPPrefix]
    /// The prefix length of a block.
    public var blockLength: Int?

    /// CIDRs cut into blocks of a length.
    public init(prefixes: [IPPrefix], blockLength: Int?) {
      self.prefixes = prefixes
      self.blockLength = blockLength
    }
  }

  /// The name pods ask for.
  public var name: String
  /// The IPv4 part, nil if the pool has none.
  public var v4: Section?
  /// The IPv6 part, nil if the pool has none.
  public var v6: Section?

  /// A pool without addresses.
  public init(name: String) { self.name = name }
}
