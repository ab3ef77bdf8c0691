/// What can be read off 64 flags at once, where a set flag stands for something that is free.
///
/// An *aligned run of order k* is 2^k flags that begin at a multiple of 2^k:
/// ```
/// position  0 1 2 3 4 5 6 7
/// flags     1 1 1 1 0 1 1 1      order 2 at 0, order 1 at 6, order 0 at 5
/// ```
enum WordBits {
  /// The largest order within a word.
  static let topOrder = 6

  /// The multiples of 2^`order`, as flags.
  static func multiples(of order: Int) -> UInt64 {
    switch order {
    case 0: ~0
    case 1: 0x5555_5555_5555_5555
    case 2: 0x1111_1111_1111_1111
    case 3: 0x0101_0101_0101_0101
    case 4: 0x0001_0001_0001_0001
    case 5: 0x0000_0001_0000_0001
    default: 1
    }
  }

  /// Flags where an aligned run of `order` begins.
  static func starts(ofOrder order: Int, in flags: UInt64) -> UInt64 {
    var runs = flags
    var step = 0
    while step < order {
      runs &= runs &>> (1 &<< UInt64(truncatingIfNeeded: step))
      step &+= 1
    }
    return runs & multiples(of: order)
  }

  /// The order of the longest aligned run, or -1 if no flag is set.
  static func largestOrder(in flags: UInt64) -> Int {
    guard flags != 0 else { return -1 }
    var runs = flags
    var order = 0
    while order < topOrder {
      runs &= (runs &>> (1 &<< UInt64(truncatingIfNeeded: order))) & multiples(of: order &+ 1)
      guard runs != 0 else { break }
      order &+= 1
    }
    return order
  }

  /// The order of the longest aligned run around `position`, whose own flag is taken as set.
  static func order(around position: Int, in flags: UInt64) -> Int {
    let flags = flags | 1 &<< UInt64(truncatingIfNeeded: position)
    var order = 0
    while order < topOrder {
      let run = block(ofOrder: order &+ 1, around: position)
      guard flags & run == run else { break }
      order &+= 1
    }
    return order
  }

  /// The aligned run of `order` that holds `position`, as flags.
  private static func block(ofOrder order: Int, around position: Int) -> UInt64 {
    let width = 1 &<< order
    let flags = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- width)
    return flags &<< UInt64(truncatingIfNeeded: position & ~(width &- 1))
  }

  /// Adds `sign` to `counts[offset + k]` for each aligned run of order k that no longer one holds.
  static func tally(
    _ flags: UInt64, by sign: Int, into counts: UnsafeMutablePointer<Int>, at offset: Int = 0
  ) {
    var runs = flags
    var order = 0
    while runs != 0 {
      let longer =
        order == topOrder
        ? 0
        : runs & (runs &>> (1 &<< UInt64(truncatingIfNeeded: order))) & multiples(of: order &+ 1)
      let maximal = runs.nonzeroBitCount &- 2 &* longer.nonzeroBitCount
      counts[offset &+ order] &+= sign &* maximal
      runs = longer
      order &+= 1
    }
  }

  /// Flags `position` and above.
  static func from(_ position: Int) -> UInt64 {
    ~0 &<< UInt64(truncatingIfNeeded: position)
  }

  /// Flags below `position`, which may be 64.
  static func below(_ position: Int) -> UInt64 {
    position >= 64 ? ~0 : ~from(position)
  }
}
