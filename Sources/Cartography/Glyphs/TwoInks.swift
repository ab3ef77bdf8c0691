/// Two inks for the pixels of one cell, for glyphs that have a foreground and a background.
///
/// Where a cell has more inks than two, these stay:
///
///     1. the gravest of them if one says that something is wrong, else the most frequent
///     2. the most frequent of the others
///
/// and each pixel that is left out joins the one that is nearer in the order of a legend, which
/// runs from nobody's over the levels; a graver one gets no pixel that is not its own. So nothing
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
        self = Self.chosen(from: (0..<count).map(pixel))
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

  /// The slow way, where a choice has to be made.
  @inline(never)
  private static func chosen(from pixels: [Ink]) -> TwoInks {
    let one = mostTelling(of: pixels, isFirst: true)
    let two = mostTelling(of: pixels.filter { $0 != one }, isFirst: false)
    let (background, foreground) = one.index < two.index ? (one, two) : (two, one)
    var bits: UInt32 = 0
    for (index, ink) in pixels.enumerated()
    where isNearer(ink, to: foreground, than: background) {
      bits |= 1 << UInt32(index)
    }
    return TwoInks(background: background, foreground: foreground, pattern: bits)
  }

  private init(background: Ink, foreground: Ink, pattern: UInt32) {
    (self.background, self.foreground, self.pattern) = (background, foreground, pattern)
  }

  private static func mostTelling(of pixels: [Ink], isFirst: Bool) -> Ink {
    var best = pixels[0]
    var most = (0, 0)
    for ink in pixels {
      let score = (isFirst ? ink.gravity : 0, pixels.count { $0 == ink })
      if score > most { (best, most) = (ink, score) }
    }
    return best
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
