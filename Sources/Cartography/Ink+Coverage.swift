extension Ink {
  /// The ink of a stretch: what kind of place it is, and within a block how full.
  ///
  ///     outside > contested > failed > claimed > reserved > free > how full it is
  ///
  /// Contested and failed colour a pixel only when it is no larger than a block; on a pixel of
  /// many blocks they are marks, or one bad block would hide what the others look like.
  public init(_ coverage: Coverage, by aggregate: Aggregate) {
    if let contrast = coverage.contrast {
      self = contrast.ink(isInside: coverage.isInside)
      return
    }
    if !coverage.isInside && coverage.committed == 0 && !coverage.claimed {
      self = .outside
      return
    }
    if coverage.blocks <= 1 {
      if coverage.contested > 0 {
        self = .contested
        return
      }
      if coverage.failed {
        self = .failed
        return
      }
    }
    if coverage.committed == 0,
      coverage.claimed || coverage.reserved == 0 || coverage.reserved < coverage.addresses
    {
      self = coverage.claimed ? .claimed : .free
    } else if coverage.addresses == coverage.reserved {
      self = .reserved
    } else {
      self = Self.fill(of: coverage, by: aggregate)
    }
  }

  private static func fill(of coverage: Coverage, by aggregate: Aggregate) -> Ink {
    // A stretch inside one block has nothing to aggregate: its own addresses are the figure.
    let lone = coverage.block != nil
    switch aggregate {
    case .mean:
      return level(coverage.used, of: coverage.capacity)
    case .max where lone, .leastFree where lone:
      return level(coverage.used, of: coverage.capacity)
    case .max:
      return level(UInt128(max(0, coverage.fullestPermille)), of: 1000)
    case .leastFree:
      return level(leastFree: coverage.leastFree ?? Int.max, isUsed: coverage.used > 0)
    case .anyFull:
      if coverage.fullBlocks > 0 { return .full }
      return coverage.used > 0 ? .level(1) : .level(0)
    }
  }

  /// Eight steps of used over capacity, where only nothing is 0 and only everything is 8.
  ///
  ///     used/capacity   0   ..1/7 ..2/7 ..3/7 ..4/7 ..5/7 ..6/7 ..<1   1
  ///     level           0     1     2     3     4     5     6     7    8
  static func level(_ used: UInt128, of capacity: UInt128) -> Ink {
    if used == 0 { return .level(0) }
    if used >= capacity { return .level(UInt8(topLevel)) }
    // Dropping low bits keeps the product below in range; they cannot move a seventh.
    let surplus = UInt128(max(0, 8 - capacity.leadingZeroBitCount))
    let seventh = (used >> surplus) * 7 / max(1, capacity >> surplus)
    return .level(UInt8(min(seventh, 6)) + 1)
  }

  /// Steps of free addresses by powers of two: none left is 8, one 7, two or three 6, and so on.
  static func level(leastFree: Int, isUsed: Bool) -> Ink {
    let bits = Int.bitWidth - max(0, leastFree).leadingZeroBitCount
    let level = max(isUsed ? 1 : 0, topLevel - bits)
    return .level(UInt8(level))
  }
}
