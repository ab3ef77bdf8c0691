public import Addressing

/// Packs ranges of several sizes into one space, the largest first, and says what stays free.
///
/// GoogleCloudPlatform/gke-ip-address-management 8963a7c, `src/logic/Packer.js`, which Google's GKE
/// IP address calculator lays out subnets with.
public struct GKEPacker: Hashable, Sendable {
  /// A range that is wanted.
  public struct Wish: Hashable, Sendable {
    /// What it is for.
    public let name: String
    /// Its length.
    public let length: Int

    /// A range of `length` for `name`.
    public init(_ name: String, length: Int) {
      self.name = name
      self.length = length
    }
  }

  /// The space, host bits masked.
  public let space: IPPrefix

  /// A packer of `space`.
  public init(_ space: IPPrefix) { self.space = space }

  /// The wishes, the largest first and by name among those of a size.
  public static func sorted(_ wishes: [Wish]) -> [Wish] {
    wishes.sorted { ($0.length, $0.name) < ($1.length, $1.name) }
  }

  /// A range for every wish, in the order of packing; nil if they do not all fit.
  public func pack(_ wishes: [Wish]) -> [(wish: Wish, range: IPPrefix)]? {
    var next: IPAddress? = space.base
    var packed: [(wish: Wish, range: IPPrefix)] = []
    for wish in Self.sorted(wishes) {
      guard let start = next, wish.length >= space.length,
        wish.length <= space.family.bitWidth
      else { return nil }
      // Sizes only shrink, so each range starts on a boundary of its own size.
      let range = IPPrefix(start, length: wish.length)
      guard space.contains(range) else { return nil }
      packed.append((wish, range))
      next = range.last.advanced(by: 1)
    }
    return packed
  }

  /// What is free when everything below `first` is used: prefixes, the lowest first.
  ///
  /// The calculator never lists a single address as free.
  public func free(from first: IPAddress) -> [IPPrefix] {
    guard space.contains(first) else { return [] }
    return IPRange(first, space.last).prefixes.filter { $0.hostBits > 0 }
  }
}
