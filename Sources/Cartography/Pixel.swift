/// One pixel of a map: what it means, what letter stands on it, and what is laid over it in stripes.
public struct Pixel: Hashable, Sendable {
  /// What the pixel means.
  public var ink: Ink
  /// The letter that says it without colour, if one is needed.
  public var mark: Mark?
  /// What is laid over the ink in stripes: claims of others, and overlaps.
  public var hatch: Ink?

  /// Describes a pixel.
  public init(_ ink: Ink, mark: Mark? = nil, hatch: Ink? = nil) {
    self.ink = ink
    self.mark = mark
    self.hatch = hatch
  }

  /// The ink to paint at a place: of a hatched pixel, every other pair of diagonals is the hatch.
  ///
  ///     ##..##..
  ///     #..##..#
  ///     ..##..##
  @inline(__always)
  public func ink(x: Int, y: Int) -> Ink {
    guard let hatch else { return ink }
    return (x + y) & 3 < 2 ? hatch : ink
  }
}
