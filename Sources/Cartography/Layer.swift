/// What a map shows of address space; each has a legend of its own.
///
/// A new layer is a case here and a line in each of the switches that the compiler then names.
public enum Layer: String, CaseIterable, Sendable, Hashable {
  /// How full it is.
  case utilisation
  /// How it fares: free, in use, full, refused, held by several.
  case state
  /// Who has it: a node, a zone, a pool, an app or a namespace.
  case owner
  /// How long its holder has had it.
  case age
  /// How often pods have given its addresses back.
  case churn
  /// The maximal free blocks, by size.
  case free
  /// What others claim, hatched, and where claims and holders overlap.
  case claims
  /// Where pods wait because they were refused an address.
  case refusals

  /// The word that chooses it.
  public var name: String { rawValue }

  /// The next one, the first after the last.
  public var next: Layer {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// One sentence for a menu.
  public var summary: String {
    switch self {
    case .utilisation: "how full the blocks are"
    case .state: "free, idle, in use, full, refused, held by several"
    case .owner: "who has it: nodes, zones, pools, apps or namespaces"
    case .age: "how long the holder of a block, or the pod of an address, has had it"
    case .churn: "how often pods have given addresses back"
    case .free: "the largest free blocks, brighter the larger, each with its edge"
    case .claims: "what others claim, in stripes, and overlaps"
    case .refusals: "how many pods wait for an address they were refused"
    }
  }

  /// The scales that make sense for it, the usual one first.
  public var scales: [Scale] {
    switch self {
    case .utilisation: [.linear, .log, .rank]
    case .age, .churn, .refusals: [.log, .linear, .rank]
    case .state, .owner, .free, .claims: []
    }
  }

  /// Whether the aggregate of a pixel of many blocks can be chosen.
  public var hasAggregates: Bool { self == .utilisation || self == .state || self == .age }
}

/// How a figure becomes one of nine levels.
public enum Scale: String, CaseIterable, Sendable, Hashable {
  /// Equal steps of the figure.
  case linear
  /// Steps that double.
  case log
  /// As many pixels of the view on each step.
  case rank

  /// The word that chooses it.
  public var name: String { rawValue }

  /// One sentence for a menu.
  public var summary: String {
    switch self {
    case .linear: "equal steps"
    case .log: "steps that double"
    case .rank: "as many pixels of the view on each step"
    }
  }
}

/// Whose address space a map of owners tells apart.
public enum OwnerKind: String, CaseIterable, Sendable, Hashable {
  case node, zone, pool, app, namespace

  /// The word that chooses it.
  public var name: String { rawValue }

  /// The next one, the first after the last.
  public var next: OwnerKind {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}

/// Who has a stretch of address space, as one of a few colours.
public enum Ownership: Hashable, Sendable {
  /// Nobody.
  case nobody
  /// One owner, or most of it: the colour is a category of a legend.
  case one(UInt8)
  /// Several, none of them with most of it.
  case several
}
