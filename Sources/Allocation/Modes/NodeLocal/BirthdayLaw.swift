/// What chance does when nodes draw their blocks without asking each other.
///
/// The birthday problem: of `nodes` independent and uniform draws among `blocks`.
public enum BirthdayLaw {
  /// The chance that two nodes or more draw the same block.
  public static func chanceOfCollision(nodes: Int, blocks: Int) -> Double {
    guard nodes > 1, blocks > 0 else { return nodes > 1 ? 1 : 0 }
    guard nodes <= blocks else { return 1 }
    var apart = 1.0
    for drawn in 1..<nodes {
      apart *= Double(blocks - drawn) / Double(blocks)
      // Nobody will miss what is left.
      if apart < 1e-9 { return 1 }
    }
    return 1 - apart
  }

  /// How many nodes draw a block that one before them has, on average.
  public static func expectedExtraHolders(nodes: Int, blocks: Int) -> Double {
    guard nodes > 0, blocks > 0 else { return 0 }
    var unseen = 1.0
    var factor = Double(blocks - 1) / Double(blocks)
    var exponent = nodes
    while exponent > 0 {
      if exponent & 1 == 1 { unseen *= factor }
      factor *= factor
      exponent >>= 1
    }
    return max(0, Double(nodes) - Double(blocks) * (1 - unseen))
  }

  /// Nodes from which on a collision is likelier than not.
  public static func evenChance(blocks: Int) -> Int {
    guard blocks > 0 else { return 2 }
    var apart = 1.0
    for drawn in 1...blocks {
      apart *= Double(blocks - drawn) / Double(blocks)
      if apart <= 0.5 { return drawn + 1 }
    }
    return blocks + 1
  }
}
