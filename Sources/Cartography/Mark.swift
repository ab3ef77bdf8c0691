/// A letter over the colour, so that nothing important rests on colour alone.
public enum Mark: Character, CaseIterable, Sendable, Hashable {
  /// A request failed here.
  case failed = "!"
  /// Held by more than one.
  case contested = "C"
  /// An address no pod may get.
  case reserved = "R"
  /// A block without an address left.
  case full = "F"
  /// Of two plans only the first, which is the one on the left of a pair, has something here.
  case onlyFirst = "<"
  /// Of two plans only the second has something here.
  case onlySecond = ">"
  /// Two plans have something here, and not the same.
  case mixed = "~"
  /// Two plans have as much here.
  case both = "&"

  /// The letter.
  public var scalar: Unicode.Scalar {
    switch self {
    case .failed: "!"
    case .contested: "C"
    case .full: "F"
    case .reserved: "R"
    case .onlyFirst: "<"
    case .onlySecond: ">"
    case .mixed: "~"
    case .both: "&"
    }
  }

  /// The word that explains the letter in a legend.
  public var name: String {
    switch self {
    case .failed: "failed"
    case .contested: "contested"
    case .full: "full"
    case .reserved: "reserved"
    case .onlyFirst: "only the first"
    case .onlySecond: "only the second"
    case .mixed: "both, not the same"
    case .both: "both"
    }
  }

  /// The gravest thing that a stretch calls for, if any.
  ///
  /// Reserved addresses are marked where one pixel is one address; on larger pixels nearly every
  /// block has some.
  public init?(_ coverage: Coverage) {
    if let contrast = coverage.contrast {
      guard let mark = contrast.mark else { return nil }
      self = mark
    } else if coverage.failed {
      self = .failed
    } else if coverage.contested > 0 {
      self = .contested
    } else if coverage.addresses == 1 && coverage.reserved == 1 {
      self = .reserved
    } else if coverage.fullBlocks > 0 {
      self = .full
    } else {
      return nil
    }
  }
}
