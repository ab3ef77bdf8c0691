import Allocation

/// The time of a workload, cut into pieces: what happens in a piece happens at its end, as one step.
struct WorkloadTime: Sendable {
  /// Seconds in all.
  let span: Int
  /// Seconds of a piece; the last may be shorter.
  let grain: Int

  /// Pieces of a workload that says nothing of its grain, at most.
  static let pieces = 2_000
  /// Pieces of any workload, at most.
  static let pieceLimit = 100_000
  /// Seconds of any workload, at most: a hundred years.
  static let longest = 36_500 * 86_400

  private static let grains = [1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400]

  /// `span` in pieces of `grain`, or in the finest that are not too many.
  init(_ span: TimeSpan, grain: TimeSpan?) throws(Refusal) {
    guard span.seconds <= Self.longest else {
      throw .tooMany("a workload here lasts at most \(TimeSpan(seconds: Self.longest))")
    }
    self.span = span.seconds
    guard let grain else {
      let finest = Self.grains.first { span.seconds / $0 <= Self.pieces }
      self.grain = finest ?? 7 * 86_400
      return
    }
    guard grain.seconds > 0 else { throw .system("a grain of no time holds nothing") }
    self.grain = min(grain.seconds, Self.longest)
    guard count <= Self.pieceLimit else {
      throw .tooMany(
        "\(span) in pieces of \(grain) is \(count) steps, and a workload here has at most "
          + "\(Self.pieceLimit); take a larger grain")
    }
  }

  /// Pieces in all.
  var count: Int { (span + grain - 1) / grain }

  /// When a piece ends.
  func end(of piece: Int) -> Int { min(span, (piece + 1) * grain) }

  /// How long a piece lasts.
  func length(of piece: Int) -> Int { end(of: piece) - piece * grain }

  /// How many pieces a delay lasts, to the nearest.
  func pieces(_ delay: TimeSpan) -> Int {
    (min(delay.seconds, Self.longest) + grain / 2) / grain
  }
}
