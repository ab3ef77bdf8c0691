/// What a map shows, and how figures become colours.
public struct MapStyle: Hashable, Sendable {
  /// What is shown.
  public var layer: Layer
  /// Which figure stands for the blocks that share a pixel.
  public var aggregate: Aggregate
  /// The scale that was chosen; nil for the layer's usual one.
  public var chosenScale: Scale?
  /// Whose address space a map of owners tells apart.
  public var owner: OwnerKind
  /// Whether letters go over the colours.
  public var showsMarks: Bool

  /// Describes a map.
  public init(
    _ layer: Layer = .utilisation, aggregate: Aggregate = .mean, scale: Scale? = nil,
    owner: OwnerKind = .node, showsMarks: Bool = true
  ) {
    self.layer = layer
    self.aggregate = aggregate
    chosenScale = scale
    self.owner = owner
    self.showsMarks = showsMarks
  }

  /// The scale of the layer: the one chosen, where the layer has it.
  public var scale: Scale? {
    if let chosenScale, layer.scales.contains(chosenScale) { return chosenScale }
    return layer.scales.first
  }

  /// Whether a pixel's level depends on the other pixels of the view.
  var isRelative: Bool {
    scale == .rank || (scale == .linear && (layer == .churn || layer == .refusals))
  }

  /// What the layer and its settings are called in the frame of a map.
  public var title: String {
    var words: [String] = layer == .utilisation ? [] : [layer.name]
    if layer == .owner { words = ["owner: \(owner.name)"] }
    if layer.hasAggregates { words.append(aggregate.name) }
    if let scale, scale != layer.scales.first { words.append(scale.name) }
    return words.joined(separator: " · ")
  }
}

extension MapStyle {
  /// The pixel of a stretch; on a relative scale its figure still has to be placed among the others.
  func pixel(for coverage: Coverage) -> Pixel {
    let mark = showsMarks ? Mark(coverage) : nil
    if coverage.contrast != nil { return Pixel(Ink(coverage, by: aggregate), mark: mark) }
    switch layer {
    case .utilisation:
      return Pixel(utilisation(of: coverage), mark: mark)
    case .state:
      return Pixel(state(of: coverage), mark: mark)
    case .owner:
      guard coverage.committed > 0 else { return Pixel(Ink(coverage, by: .mean), mark: mark) }
      switch coverage.owner {
      case .nobody: return Pixel(.level(0), mark: mark)
      case .one(let category): return Pixel(.category(category), mark: mark)
      case .several: return Pixel(.category(UInt8(Ink.lastCategory)), mark: mark)
      }
    case .age, .churn, .refusals:
      return Pixel(graded(coverage), mark: mark)
    case .free:
      return Pixel(free(coverage), mark: mark == .full ? nil : mark)
    case .claims:
      return claim(coverage, mark)
    }
  }

  private func utilisation(of coverage: Coverage) -> Ink {
    if scale == .log, aggregate == .mean || coverage.block != nil,
      case .level = Ink(coverage, by: aggregate)
    {
      return Self.logLevel(coverage.used, of: coverage.capacity)
    }
    return Ink(coverage, by: aggregate)
  }

  /// Halves: all is 8, a half and more 7, a quarter and more 6, and so on down to 1 for any.
  static func logLevel(_ used: UInt128, of capacity: UInt128) -> Ink {
    if used == 0 { return .level(0) }
    if used >= capacity { return .level(UInt8(Ink.topLevel)) }
    var level = Ink.topLevel - 1
    var part = used
    while level > 1, part < capacity - part {
      part <<= 1
      level -= 1
    }
    return .level(UInt8(level))
  }

  /// The worst of a stretch by `max` and the other aggregates, the most usual by `mean`.
  private func state(of coverage: Coverage) -> Ink {
    let isWorst = aggregate != .mean || coverage.blocks <= 1
    if isWorst {
      if coverage.contested > 0 { return .contested }
      if coverage.failed { return .failed }
      if coverage.fullBlocks > 0 { return .full }
    }
    let ink = Ink(coverage, by: .mean)
    guard case .level = ink else { return ink }
    if coverage.committedBlocks * 2 < coverage.blocks, !isWorst { return .free }
    if coverage.fullBlocks * 2 > coverage.committedBlocks { return .full }
    return coverage.used > 0 ? .level(Self.inUse) : .level(0)
  }

  /// The level that stands for "in use" where it is not asked how much.
  public static let inUse: UInt8 = 4

  private func graded(_ coverage: Coverage) -> Ink {
    let plain = Ink(coverage, by: .mean)
    let isHeld = coverage.committed > 0
    guard let figure = figure(of: coverage) else { return isHeld ? .level(0) : plain }
    if figure == 0, layer != .age { return isHeld ? .level(0) : plain }
    switch (layer, scale) {
    case (.age, .linear): return Ink.level(UInt128(figure), of: UInt128(max(1, coverage.now)))
    case (.age, _): return .level(UInt8(1 + Self.ages.count { $0 <= figure }))
    default: return .level(Self.doublings(figure))
    }
  }

  /// The figure that a graded layer shows; nil where there is none.
  func figure(of coverage: Coverage) -> UInt64? {
    switch layer {
    case .utilisation:
      guard coverage.committed > 0, coverage.capacity > 0 else { return nil }
      switch aggregate {
      case .max where coverage.block == nil: return UInt64(max(0, coverage.fullestPermille))
      default: return UInt64(Double(coverage.used) / Double(coverage.capacity) * 1_000_000)
      }
    case .age:
      guard let youngest = coverage.youngest, let oldest = coverage.oldest else { return nil }
      switch aggregate {
      case .max: return UInt64(oldest)
      case .mean: return (UInt64(oldest) + UInt64(youngest)) / 2
      case .leastFree, .anyFull: return UInt64(youngest)
      }
    case .churn: return UInt64(clamping: coverage.returns)
    case .refusals: return UInt64(clamping: coverage.refused)
    case .state, .owner, .free, .claims: return nil
    }
  }

  /// The ages in seconds at which a level ends: a minute, ten, an hour, six, a day, a week, 30 days.
  public static let ages: [UInt64] = [60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000]

  /// One, two, four and so on up to 128 and more are the levels from 1 to 8.
  static func doublings(_ count: UInt64) -> UInt8 {
    UInt8(min(Ink.topLevel, UInt64.bitWidth - count.leadingZeroBitCount))
  }

  private func free(_ coverage: Coverage) -> Ink {
    guard coverage.isInside else { return .outside }
    guard let length = coverage.freeLength else {
      return coverage.committed > 0 ? .outside : Ink(coverage, by: .mean)
    }
    let steps = max(1, coverage.unitLength - coverage.poolLength)
    let size = min(max(0, coverage.unitLength - length), steps)
    return .level(UInt8(1 + size * (Ink.topLevel - 1) / steps))
  }

  private func claim(_ coverage: Coverage, _ mark: Mark?) -> Pixel {
    let isHeld = coverage.committed > 0
    let ground: Ink = isHeld ? .level(Self.inUse) : coverage.isInside ? .free : .outside
    guard coverage.claimed else {
      if coverage.contested > 0 { return Pixel(ground, mark: mark, hatch: .contested) }
      return Pixel(ground, mark: mark == .full ? nil : mark)
    }
    return Pixel(
      ground, mark: isHeld ? .contested : nil, hatch: isHeld ? .contested : .claimed)
  }
}
