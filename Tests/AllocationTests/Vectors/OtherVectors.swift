import TestSupport

/// Small systems that share one area: flannel and distributions, flat pools, cloud presets.
enum OtherVectors {
  /// Each part with what carries it out: a part is a file and a line here.
  private static let parts: [(table: [Vector], run: @Sendable (Vector) throws -> [String])] = [
    (flannel + moreFlannel, runFlannel),
    (FlatVectors.table, FlatVectors.run),
  ]

  /// All rows; those of part `n` are given as `n|…` so that each finds its way back.
  static let table: [Vector] = parts.enumerated().flatMap { number, part in
    part.table.map { Vector($0.id, "\(number)|\($0.given)", $0.steps, $0.expected) }
  }

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let sides = vector.given.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let part = parts[Int(sides[0]) ?? 0]
    return try part.run(Vector(vector.id, String(sides[1]), vector.steps, vector.expected))
  }
}
