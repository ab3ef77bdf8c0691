/// Two inks for the pixels of one cell, for glyphs that have a foreground and a background.
///
/// Where a cell has more inks than two, these stay:
///
///     1. the gravest of them if one says that something is wrong, else the most frequent
///     2. the gravest or else the most frequent of the others
///
/// and each pixel that is left out joins the one that is nearer in the order of a legend, which
/// runs from nobody's over the levels; the graver of two gets no pixel that is not its own. So nothing
/// wrong is lost, nothing sound looks wrong, and a gradient keeps its slope.
struct TwoInks {
  /// The ink behind: of two the one that comes first in a legend, so that it does not flicker.
  let background: Ink
  let foreground: Ink
  /// A bit for each pixel in front, the first pixel in the lowest.
  let pattern: UInt32

  /// Takes the pixels of a cell in reading order; `pixel` tells the ink of each.
  @inline(__always)
  init(count: Int, _ pixel: (Int) -> Ink) {
    let first = pixel(0)
    var second: Ink?
    var bits: UInt32 = 0
    for index in 1..<count {
      let ink = pixel(index)
      if ink == first { continue }
      if let second, second != ink {
        self = TwoInks(choosing: count, pixel)
        return
      }
      second = ink
      bits |= 1 << UInt32(index)
    }
    let other = second ?? first
    if other.index >= first.index {
      (background, foreground, pattern) = (first, other, bits)
    } else {
      (background, foreground, pattern) = (other, first, ~bits & (1 << UInt32(count) - 1))
    }
  }

  /// The slower way, where a choice has to be made.
  @inline(__always)
  private init(choosing count: Int, _ pixel: (Int) -> Ink) {
    let tally = InkTally(count: count, pixel)
    let one = tally.mostTelling(of: pixel) { _ in true } ?? .void
    let two = tally.mostTelling(of: pixel) { $0 != one } ?? one
    (background, foreground) = one.index < two.index ? (one, two) : (two, one)
    var bits: UInt32 = 0
    for index in 0..<count where Self.isNearer(pixel(index), to: foreground, than: background) {
      bits |= 1 << UInt32(index)
    }
    pattern = bits
  }

  private static func isNearer(_ ink: Ink, to one: Ink, than other: Ink) -> Bool {
    if ink == one || ink == other { return ink == one }
    if one.gravity != other.gravity { return one.gravity < other.gravity }
    return abs(ink.index - one.index) < abs(ink.index - other.index)
  }
}

extension Ink {
  /// How much it says that something is wrong; 0 for most.
  var gravity: Int {
    switch self {
    case .failed: 3
    case .contested: 2
    case .full: 1
    default: 0
    }
  }

  /// Whether it is nobody's: what stays dark where there are two states.
  public var isGround: Bool {
    switch self {
    case .void, .outside, .free: true
    default: false
    }
  }
}
