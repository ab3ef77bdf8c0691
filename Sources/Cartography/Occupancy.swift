public import Addressing

/// Something that can say what is known of any stretch of address space.
///
/// A picture asks once a pixel, so an answer should come from counts that are kept up to date.
public protocol Occupancy {
  /// What is known of the stretch.
  func coverage(of prefix: IPPrefix) -> Coverage
}
