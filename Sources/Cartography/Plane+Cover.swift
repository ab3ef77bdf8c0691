public import Addressing

extension Plane {
  /// The fewest prefixes that together are exactly the pixels of a rectangle, in the order of
  /// addresses; nil if they are more than `limit`.
  ///
  ///     +--+--+--+--+
  ///     |  |##|##|  |      Hilbert: two prefixes of two pixels each where the line runs through
  ///     +--+--+--+--+      in two stretches, one of four where it fills an aligned square
  ///     |  |##|##|  |
  ///     +--+--+--+--+
  ///
  /// A block is taken whole as soon as it lies inside, from the largest on, so no two of those taken
  /// could be one.
  public func prefixes(
    covering rect: PixelRect, zoom: Int, limit: Int = .max
  ) -> [IPPrefix]? {
    let sides = shape(atZoom: zoom).size
    let wanted = rect.intersection(
      PixelRect(x: 0, y: 0, width: sides.width, height: sides.height))
    guard !wanted.isEmpty else { return [] }
    var found: [IPPrefix] = []
    var waiting = [root]
    while let prefix = waiting.popLast() {
      // What of an unsteady curve only lies around the block is asked again of its halves.
      guard let bounds = self.rect(of: prefix, zoom: zoom) else { continue }
      let shared = bounds.intersection(wanted)
      guard !shared.isEmpty else { continue }
      if shared == bounds {
        guard found.count < limit else { return nil }
        found.append(prefix)
      } else if let (lower, upper) = prefix.halves {
        waiting.append(upper)
        waiting.append(lower)
      }
    }
    return found
  }
}

extension Plane {
  /// Where the corners of a rectangle of pixels of one zoom lie at another, and all between them.
  ///
  /// A steady curve shows the very same place there; coarser pixels stick out at the edges.
  public func rect(of rect: PixelRect, fromZoom source: Int, toZoom target: Int) -> PixelRect? {
    guard !rect.isEmpty else { return nil }
    let corners = [
      PixelPoint(x: rect.x, y: rect.y), PixelPoint(x: rect.maxX - 1, y: rect.maxY - 1),
    ]
    let there = corners.compactMap { corner in
      prefix(at: corner, zoom: source).flatMap { self.rect(of: $0, zoom: target) }
    }
    guard there.count == 2 else { return nil }
    return there[0].union(there[1])
  }
}
