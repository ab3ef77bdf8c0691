/// The meaning a pixel can have; what it looks like is the theme's business.
public enum Ink: Hashable, Sendable {
  /// Beyond the plane: there is no address here.
  case void
  /// Address space that no pool of the plan holds.
  case outside
  /// In a pool and committed to nobody.
  case free
  /// Committed, and this full: 0 is committed and unused, 8 is all used.
  case level(UInt8)
  /// An address no pod may get.
  case reserved
  /// A block without an address left, in the picture that asks for just that.
  case full
  /// Held by more than one.
  case contested
  /// Claimed by something that is not a pod.
  case claimed
  /// A request failed here.
  case failed
  /// Of two plans only the first has something here.
  case onlyFirst
  /// Of two plans only the second has something here.
  case onlySecond
  /// Two plans have as much here.
  case both
  /// Two plans have something here, and not the same.
  case mixed
  /// One of a few kinds that a legend names, such as owners: 0 to 6, and 7 for all others.
  case category(UInt8)

  /// The highest level.
  public static let topLevel = 8
  /// The category of all that have no colour of their own.
  public static let lastCategory = 7

  /// The letter of a category where there are no colours: a to g, and z for all others.
  public static func letter(ofCategory category: UInt8) -> Unicode.Scalar {
    category < UInt8(lastCategory) ? Unicode.Scalar(UInt8(ascii: "a") + category) : "z"
  }

  /// Every ink there is, in the order of a legend.
  public static let allCases: [Ink] =
    [.void, .outside, .free] + levels + [
      .reserved, .full, .contested, .claimed, .failed, .onlyFirst, .onlySecond, .both, .mixed,
    ] + categories

  /// The nine levels, empty to full.
  public static let levels: [Ink] = (0...topLevel).map { .level(UInt8($0)) }

  /// The eight categories.
  public static let categories: [Ink] = (0...lastCategory).map { .category(UInt8($0)) }

  /// The inks that are neither levels nor categories.
  public static let states: [Ink] = allCases.filter {
    !levels.contains($0) && !categories.contains($0)
  }

  /// The place in `allCases`, for tables.
  public var index: Int {
    switch self {
    case .void: 0
    case .outside: 1
    case .free: 2
    case .level(let level): 3 + min(Int(level), Self.topLevel)
    case .reserved: 12
    case .full: 13
    case .contested: 14
    case .claimed: 15
    case .failed: 16
    case .onlyFirst: 17
    case .onlySecond: 18
    case .both: 19
    case .mixed: 20
    case .category(let category): 21 + min(Int(category), Self.lastCategory)
    }
  }

  /// The word for it in theme files and legends.
  public var name: String {
    switch self {
    case .void: "void"
    case .outside: "outside"
    case .free: "free"
    case .level(let level): "level \(level)"
    case .reserved: "reserved"
    case .full: "full"
    case .contested: "contested"
    case .claimed: "claimed"
    case .failed: "failed"
    case .onlyFirst: "only-first"
    case .onlySecond: "only-second"
    case .both: "both"
    case .mixed: "mixed"
    case .category(let category): "category \(category)"
    }
  }
}
