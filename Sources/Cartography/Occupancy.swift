public import Addressing

/// Something that can say what is known of any stretch of address space.
///
/// A picture asks once a pixel, so an answer should come from counts that are kept up to date.
public protocol Occupancy {
  /// What is known of the stretch.
  func coverage(of prefix: IPPrefix) -> Coverage

  /// Calls `body` with what is known of `count` stretches as long as `first`, which is the first of
  /// them, in the order of addresses and numbered from 0.
  ///
  /// A picture asks for its pixels by this, many at a time, so that neighbours can be found together.
  func survey(_ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void)
}

extension Occupancy {
  /// One question for each stretch.
  public func survey(
    _ count: Int, from first: IPPrefix, _ body: (Int, Coverage) -> Void
  ) {
    var prefix = first
    for index in 0..<count {
      body(index, coverage(of: prefix))
      guard index + 1 < count, prefix.last < IPAddress.last(of: first.family) else { return }
      prefix = IPPrefix(
        IPAddress(first.family, bits: prefix.last.bits + 1), length: first.length)
    }
  }
}

extension IPAddress {
  /// The last address there is.
  fileprivate static func last(of family: IPFamily) -> IPAddress {
    IPPrefix(IPAddress(family, bits: 0), length: 0).last
  }
}
