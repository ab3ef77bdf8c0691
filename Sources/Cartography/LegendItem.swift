/// One thing that a legend explains; who draws it decides how.
public enum LegendItem: Hashable, Sendable {
  /// A colour with its meaning, and the letter that says it without colour where there is one.
  case swatch(Pixel, String)
  /// Steps of a figure between the words for its ends.
  case ramp(String, [Ink], String)
  /// A remark.
  case text(String)
}

extension MapStyle {
  /// What a legend needs to know of what is shown.
  public struct Subject: Hashable, Sendable {
    /// The names of the colours of owners, where they stand for one owner each.
    public var owners: [String]
    /// Owners in all.
    public var ownerCount: Int
    /// The length of the pool in view.
    public var poolLength: Int
    /// The length of a node's block.
    public var unitLength: Int
    /// Whether others claim address space.
    public var hasClaims: Bool
    /// The seconds for which the cluster has been there.
    public var age: UInt64

    /// Describes what is shown.
    public init(
      owners: [String] = [], ownerCount: Int = 0, poolLength: Int = 0, unitLength: Int = 0,
      hasClaims: Bool = false, age: UInt64 = 0
    ) {
      self.owners = owners
      self.ownerCount = ownerCount
      self.poolLength = poolLength
      self.unitLength = unitLength
      self.hasClaims = hasClaims
      self.age = age
    }
  }

  /// The legend of the layer, what matters most first.
  public func legend(of subject: Subject) -> [LegendItem] {
    let free = LegendItem.swatch(Pixel(.free), "free")
    let failed = LegendItem.swatch(Pixel(.failed, mark: .failed), "refused")
    let full = LegendItem.swatch(Pixel(.full, mark: .full), "full")
    let contested = LegendItem.swatch(Pixel(.contested, mark: .contested), "several holders")
    let reserved = LegendItem.swatch(Pixel(.reserved, mark: .reserved), "reserved")
    let claimed = LegendItem.swatch(Pixel(.claimed), "claimed")
    var items: [LegendItem]
    switch layer {
    case .utilisation: items = [free] + utilisationRamp + [full, failed, reserved, contested]
    case .state:
      items = [
        free, .swatch(Pixel(.level(0)), "idle"), .swatch(Pixel(.level(Self.inUse)), "in use"),
        full, failed, contested, reserved,
      ]
    case .owner: items = owners(of: subject) + [free, full, failed, contested]
    case .age: items = [free] + ageRamp(of: subject) + [full, failed]
    case .churn, .refusals:
      let what = layer == .churn ? "given back" : "pods refused"
      items = [free] + countRamp(what) + [full, failed]
    case .free:
      items = [
        .ramp(
          "free /\(subject.unitLength)", Array(Ink.levels.dropFirst()), "/\(subject.poolLength)"),
        .swatch(Pixel(.outside), "held"), reserved, failed,
      ]
    case .claims:
      items = [
        .swatch(Pixel(.free, hatch: .claimed), "claimed"),
        .swatch(Pixel(.level(Self.inUse), mark: .contested, hatch: .contested), "claimed and held"),
        .swatch(Pixel(.level(Self.inUse)), "held"), free, failed,
      ]
    }
    if subject.hasClaims, layer != .claims { items.append(claimed) }
    return items
  }

  private var utilisationRamp: [LegendItem] {
    switch (aggregate, scale) {
    case (.anyFull, _): [.ramp("idle", [.level(0), .level(1), .full], "full")]
    case (.leastFree, .linear), (.leastFree, .log): [.ramp("free 128+", Ink.levels, "0")]
    case (_, .rank): [.ramp("used 0", Ink.levels, "most")]
    case (_, .log): [.ramp("used 0 1/128", Ink.levels, "1/2 all")]
    default: [.ramp("used 0", Ink.levels, "all")]
    }
  }

  private func owners(of subject: Subject) -> [LegendItem] {
    let others = LegendItem.swatch(Pixel(.category(UInt8(Ink.lastCategory))), "several")
    guard owner != .node else {
      return [.ramp("nodes take turns", Array(Ink.categories.dropLast()), ""), others]
    }
    var items: [LegendItem] = subject.owners.prefix(Ink.lastCategory).enumerated().map {
      .swatch(Pixel(.category(UInt8($0))), $1)
    }
    if owner == .app || owner == .namespace {
      items.append(.swatch(Pixel(.level(0)), "no pods"))
    }
    let rest = subject.ownerCount - min(subject.ownerCount, Ink.lastCategory)
    items.append(
      rest > 0
        ? .swatch(Pixel(.category(UInt8(Ink.lastCategory))), "\(rest) others or several") : others)
    return items
  }

  private func ageRamp(of subject: Subject) -> [LegendItem] {
    switch scale {
    case .linear: [.ramp("held 0s", Ink.levels, Self.words(seconds: subject.age))]
    case .rank: [.ramp("newest", Array(Ink.levels.dropFirst()), "oldest")]
    case .log, nil:
      [.ramp("held <1m 10m 1h 6h", Array(Ink.levels.dropFirst()), "1d 7d 30d+")]
    }
  }

  private func countRamp(_ what: String) -> [LegendItem] {
    switch scale {
    case .linear: [.ramp("\(what) 0", Ink.levels, "most in view")]
    case .rank: [.ramp("\(what) 0, fewest", Ink.levels, "most")]
    case .log, nil: [.ramp("\(what) 0 1 2 4", Ink.levels, "64 128+")]
    }
  }

  /// A span of time in its largest unit.
  private static func words(seconds: UInt64) -> String {
    let units: [(UInt64, String)] = [(86_400, "d"), (3600, "h"), (60, "m")]
    for (size, unit) in units where seconds >= 2 * size { return "\(seconds / size)\(unit)" }
    return "\(seconds)s"
  }
}
