public import Addressing

/// The way from a root prefix down to one inside it, in steps short enough to show.
public struct Breadcrumbs: Hashable, Sendable {
  /// From the root to the target, each inside the one before.
  public let prefixes: [IPPrefix]

  /// What stands between two of them.
  public static let separator = " \u{203A} "

  /// The way in two-bit steps, thinned evenly until it fits so many columns; both ends stay.
  ///
  ///     10.0.0.0/8 › 10.0.0.0/14 › 10.1.16.0/20
  public init(from root: IPPrefix, to target: IPPrefix, columns: Int = .max) {
    guard root.contains(target), root != target else {
      prefixes = [target]
      return
    }
    var between = Array(stride(from: root.length + 2, to: target.length, by: 2))
    var way = Self.way(from: root, through: between, to: target)
    while !between.isEmpty && Self.width(of: way) > columns {
      between = Self.thinned(between, from: root.length, to: target.length)
      way = Self.way(from: root, through: between, to: target)
    }
    prefixes = Self.width(of: way) > columns ? [target] : way
  }

  /// The whole way in one line.
  public var text: String {
    prefixes.map(\.description).joined(separator: Self.separator)
  }

  /// The next sparser even spacing between both ends.
  private static func thinned(_ lengths: [Int], from root: Int, to target: Int) -> [Int] {
    let pieces = lengths.count
    // `pieces` steps leave one stop fewer than before; each falls on a whole zoom step.
    return (1..<pieces).map { root + (target - root) * $0 / pieces / 2 * 2 }
      .filter { $0 > root && $0 < target }
  }

  private static func way(
    from root: IPPrefix, through lengths: [Int], to target: IPPrefix
  ) -> [IPPrefix] {
    [root] + lengths.map { IPPrefix(target.base, length: $0) } + [target]
  }

  private static func width(of way: [IPPrefix]) -> Int {
    way.reduce(0) { $0 + $1.description.utf8.count } + (way.count - 1) * separator.count
  }
}
