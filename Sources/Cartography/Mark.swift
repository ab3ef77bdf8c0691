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

  /// The letter.
  public var scalar: Unicode.Scalar {
    switch self {
    case .failed: "!"
    case .contested: "C"
    case .full: "F"
    case .reserved: "R"
    }
  }

  /// The word that explains the letter in a legend.
  public var name: String {
    switch self {
    case .failed: "failed"
    case .contested: "contested"
    case .full: "full"
    case .reserved: "reserved"
    }
  }

  /// The gravest thing that a stretch calls for, if any.
  ///
  /// Reserved addresses are marked where one pixel is one address; on larger pixels nearly every
  /// block has some.
  public init?(_ coverage: Coverage) {
    if coverage.failed {
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
