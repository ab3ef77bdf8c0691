/// Hilbert's curve: never jumps, and keeps every aligned block in one compact box.
///
/// The plane is entered at its top left and left at its top right, whatever the order, so that a
/// picture never turns between zooms. Inside, four orientations take turns (`A` is the root's):
///
///     A: 0 3   enters top left,       B: 0 1   the transpose of A: enters top left,
///        1 2   leaves top right          3 2   leaves bottom left
///
///     C: 2 3   enters bottom right,   D: 2 1   enters bottom right,
///        1 0   leaves top right          3 0   leaves bottom left
///
/// Two squares side by side are both drawn as `A`: the first ends where the second begins.
struct Hilbert: SpaceFillingCurve {
  var name: String { "hilbert" }
  var title: String { "Hilbert" }
  var summary: String { "never jumps; every aligned block is a square or a 2:1 box" }
  var isContinuous: Bool { true }
  var isHierarchical: Bool { true }

  func point(at index: UInt128, in shape: GridShape) -> PixelPoint {
    precondition(index < shape.count, "the index lies beyond the plane")
    let tables = HilbertTables.shared
    let square = shape.isDouble ? Int(index >> UInt128(2 * shape.order)) : 0
    let rest = index & ~(UInt128.max << UInt128(2 * shape.order))
    var (levels, state) = Self.start(of: shape.order)
    var x = 0
    var y = 0
    while levels > 0 {
      levels -= 4
      let digits = Int(truncatingIfNeeded: rest >> UInt128(2 * levels)) & 0xFF
      let step = Int(tables.places[state << 8 | digits])
      x = x << 4 | step & 0xF
      y = y << 4 | step >> 4 & 0xF
      state = step >> 8
    }
    return PixelPoint(x: square << shape.order | x, y: y)
  }

  func forEachPoint(
    inBlockAt index: UInt128, bits: Int, in shape: GridShape, _ body: (Int, PixelPoint) -> Void
  ) {
    guard bits % 2 == 0, bits <= 8, bits <= 2 * shape.order else {
      for offset in 0..<1 << bits { body(offset, point(at: index + UInt128(offset), in: shape)) }
      return
    }
    // All pixels of a square share their way down to it: its place and how it is turned.
    let tables = HilbertTables.shared
    let levels = bits / 2
    let coarse = shape.coarser(by: levels)
    let corner = point(at: index >> UInt128(bits), in: coarse)
    // A leading zero toggles between two orientations that enter at the same corner.
    let state = orientation(at: index >> UInt128(bits), in: coarse) ^ ((4 - levels) & 1)
    let mask = (1 << levels) - 1
    let (x, y) = (corner.x << levels, corner.y << levels)
    for offset in 0..<1 << bits {
      // Zeros before the digits lead to that corner, which the mask takes off again.
      let step = Int(tables.places[state << 8 | offset])
      body(offset, PixelPoint(x: x | step & mask, y: y | step >> 4 & mask))
    }
  }

  /// How the curve is turned inside the pixel at `index`.
  private func orientation(at index: UInt128, in shape: GridShape) -> Int {
    let tables = HilbertTables.shared
    let rest = index & ~(UInt128.max << UInt128(2 * shape.order))
    var (levels, state) = Self.start(of: shape.order)
    while levels > 0 {
      levels -= 4
      let digits = Int(truncatingIfNeeded: rest >> UInt128(2 * levels)) & 0xFF
      state = Int(tables.places[state << 8 | digits] >> 8)
    }
    return state
  }

  func index(of point: PixelPoint, in shape: GridShape) -> UInt128 {
    precondition(
      point.x >= 0 && point.y >= 0 && point.x < shape.width && point.y < shape.height,
      "the point lies beyond the plane")
    let tables = HilbertTables.shared
    let square = UInt128(point.x >> shape.order)
    let x = point.x & ((1 << shape.order) - 1)
    var (levels, state) = Self.start(of: shape.order)
    var index: UInt128 = 0
    while levels > 0 {
      levels -= 4
      let place = (point.y >> levels & 0xF) << 4 | x >> levels & 0xF
      let step = tables.indices[state << 8 | place]
      index = index << 8 | UInt128(step & 0xFF)
      state = Int(step >> 8)
    }
    return square << UInt128(2 * shape.order) | index
  }

  /// Where to begin when four levels are done at a time: at the next multiple of four.
  ///
  /// The levels in front are all zeros. A zero leads from `A` to `B` and back, both at the top
  /// left, so an odd number of them must begin in `B` for the root to be `A`.
  private static func start(of order: Int) -> (levels: Int, state: Int) {
    let levels = (order + 3) / 4 * 4
    return (levels, (levels - order) & 1)
  }
}

/// The state machine of `Hilbert`, for speed four levels a step.
private struct HilbertTables: Sendable {
  /// Per orientation, the quadrant (x in bit 0, y in bit 1) each two-bit digit goes to.
  private static let quadrants = [[0, 2, 3, 1], [0, 1, 3, 2], [3, 2, 0, 1], [3, 1, 0, 2]]
  /// Per orientation, the orientation inside the quadrant of each digit.
  private static let children = [[1, 0, 0, 2], [0, 1, 1, 3], [3, 2, 2, 0], [2, 3, 3, 1]]

  static let shared = HilbertTables()

  /// By orientation and eight index bits: x in bits 0-3, y in bits 4-7, next orientation above.
  let places: [UInt16]
  /// By orientation, four bits of y and four of x: eight index bits, next orientation above.
  let indices: [UInt16]

  private init() {
    var places = [UInt16](repeating: 0, count: 4 << 8)
    var indices = places
    for orientation in 0..<4 {
      for digits in 0..<256 {
        var state = orientation
        var x = 0
        var y = 0
        for shift in [6, 4, 2, 0] {
          let digit = digits >> shift & 3
          let quadrant = Self.quadrants[state][digit]
          x = x << 1 | quadrant & 1
          y = y << 1 | quadrant >> 1
          state = Self.children[state][digit]
        }
        places[orientation << 8 | digits] = UInt16(state << 8 | y << 4 | x)
        indices[orientation << 8 | y << 4 | x] = UInt16(state << 8 | digits)
      }
    }
    self.places = places
    self.indices = indices
  }
}
