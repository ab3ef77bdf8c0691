/// Which of two plans has something in a stretch of address space.
///
///     first    ####....####....
///     second   ####....########
///              &&&&    &&&&>>>>
public enum Contrast: CaseIterable, Hashable, Sendable {
  /// Neither plan has anything here.
  case neither
  /// Only the first plan has.
  case onlyFirst
  /// Only the second plan has.
  case onlySecond
  /// Both have, and as much in every quarter.
  case both
  /// Both have, and not as much.
  case mixed

  /// What a pixel of it is painted with.
  public func ink(isInside: Bool = true) -> Ink {
    switch self {
    case .neither: isInside ? .free : .outside
    case .onlyFirst: .onlyFirst
    case .onlySecond: .onlySecond
    case .both: .both
    case .mixed: .mixed
    }
  }

  /// The letter that says it without colour.
  public var mark: Mark? {
    switch self {
    case .neither: nil
    case .onlyFirst: .onlyFirst
    case .onlySecond: .onlySecond
    case .both: .both
    case .mixed: .mixed
    }
  }
}

/// What two plans are compared by.
public enum ContrastLevel: String, CaseIterable, Hashable, Sendable {
  /// The blocks that nodes hold.
  case committed
  /// The addresses that pods use.
  case used

  /// The word for it in the frame of the map.
  public var name: String { rawValue }

  /// One sentence for a legend.
  public var summary: String {
    switch self {
    case .committed: "address space that nodes hold"
    case .used: "addresses that pods use"
    }
  }

  /// The other one.
  public var next: ContrastLevel { self == .committed ? .used : .committed }

  /// The addresses of a stretch that count.
  func count(_ coverage: Coverage) -> UInt128 {
    switch self {
    case .committed: min(coverage.committed, coverage.addresses)
    case .used: min(coverage.used, coverage.addresses)
    }
  }
}
