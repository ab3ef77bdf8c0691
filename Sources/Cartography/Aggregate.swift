/// Which one figure stands for all the blocks that share a pixel.
public enum Aggregate: String, CaseIterable, Sendable, Hashable {
  /// Used addresses over what pods could use of the whole stretch.
  case mean
  /// How full the fullest block is.
  case max
  /// How few addresses the tightest block has left.
  case leastFree = "least-free"
  /// Whether any block has no address left.
  case anyFull = "any-full"

  /// The word that chooses it, and the frame's name for it.
  public var name: String { rawValue }

  /// One sentence for a menu or a legend.
  public var summary: String {
    switch self {
    case .mean: "used addresses over what pods could use of the stretch"
    case .max: "the fullest block of the stretch"
    case .leastFree: "the fewest free addresses of a block in the stretch"
    case .anyFull: "whether a block of the stretch is full"
    }
  }

  /// The next one in menu order, the first after the last.
  public var next: Aggregate {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}
