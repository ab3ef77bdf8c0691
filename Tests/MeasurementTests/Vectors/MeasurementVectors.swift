import Addressing
import Measurement
import TestSupport

/// How broken up and how full address space is: the kernel's indexes over worked states, RFC 3194's
/// table, the registries' thresholds.
enum MeasurementVectors {
  /// Given: a pool and what is taken of it (`comb N`: every second block of length N; `one-in N`: one
  /// address of each; `all`; `leaving K of N`: every way to leave K blocks of length N), or how many
  /// objects there could be, or a number of addresses.
  ///
  /// Words: `unusable N`, `fragmentation N` (thousandths), `free`; `objects HD [digits N]`,
  /// `hd USED` (ten-thousandths); `whole N at U` (thousandths of blocks of 2^N still whole).
  static let table: [Vector] = [
    Vector("MET-001", "10.0.0.0/24 comb none", "unusable 28; fragmentation 28", "0; -1000"),
    Vector(
      "MET-004", "10.0.0.0/24 comb 28", "free; unusable 27; unusable 28", "128; 1000; 0"),
    Vector(
      "MET-005", "10.0.0.0/24 comb 28", "fragmentation 27; fragmentation 28", "375; -1000"),
    Vector("MET-007", "10.0.0.0/24 one-in 28", "free; pieces; unusable 28", "240; 64; 1000"),
    Vector("MET-008", "10.0.0.0/24 one-in 28", "fragmentation 28", "750"),
    Vector("MET-010", "10.0.0.0/24 all", "unusable 28; fragmentation 28", "1000; 0"),
    Vector("MET-011", "10.0.0.0/22 leaving 2 of 24", "unusable 24", "0"),
    Vector("MET-016", "any", "whole 4 at 500", "0"),
    // RFC 3194, section 3, in as many digits as it prints.
    Vector("MET-018", "1000000000", "objects 850 digits 2", "45000000"),
    Vector("MET-020", "1000000000", "objects 870 digits 2", "68000000"),
    Vector("MET-024", "10000000000", "objects 870 digits 2", "500000000"),
    Vector("MET-025", "4294967296", "objects 800 digits 2", "51000000"),
    Vector("MET-026", "4294967296", "objects 850 digits 3", "154000000"),
    Vector("MET-028", "4294967296", "objects 870 digits 2", "240000000"),
    // AFPUB-2007-v6 and prop-033: /48 sites of a /32 and a /31, /56 sites of a /32.
    Vector("MET-030", "65536", "objects 940", "33689"),
    Vector("MET-031", "131072", "objects 940", "64634"),
    Vector("MET-033", "16777216", "objects 940", "6183533"),
    Vector("MET-037", "256", "hd 240", "9884"),
    Vector("MET-038", "256", "hd 110", "8477"),
    Vector(
      "more", "any", "whole 4 at 50; whole 4 at 100; whole 4 at 200; whole 0 at 250; whole 4 at 0",
      "440; 185; 28; 750; 1000"),
    Vector("more", "256", "hd 256; hd 1; hd 0; objects 1000; objects 0", "10000; 0; none; 256; 1"),
    Vector("more", "1", "hd 1; objects 870", "none; 1"),
    Vector("more", "18446744073709551616", "hd 1; objects 500", "0; 4294967296"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    let words = vector.given.split(separator: " ").map(String.init)
    if words[0] == "any" { return vector.actions.map(placement) }
    if let most = UInt128(words[0]) { return vector.actions.map { density($0, most) } }
    let states = try states(words)
    return vector.actions.map { action in
      let answers = states.map { space(action, $0) }
      // One answer where every state gives the same.
      return Set(answers).count == 1 ? answers[0] : answers.joined(separator: " ")
    }
  }

  private static func placement(_ words: [String]) -> String {
    String(
      RandomPlacement.wholeBlocks(
        hostBits: Int(words[1]) ?? -1, takenThousandths: Int(words[3]) ?? -1))
  }

  private static func density(_ words: [String], _ most: UInt128) -> String {
    let number = Int(words[1]) ?? -1
    switch words[0] {
    case "hd":
      let ratio = HostDensity.ratio(of: UInt128(number), among: most, parts: 10_000)
      return ratio.map(String.init) ?? "none"
    case "objects":
      let objects = HostDensity.objects(atThousandths: number, among: most)
      guard words.count > 3, let digits = Int(words[3]) else { return String(objects) }
      return rounded(objects, digits: digits)
    default: return "unknown step \(words[0])"
    }
  }

  /// The number with all but its first digits rounded to zeros.
  private static func rounded(_ number: UInt128, digits: Int) -> String {
    var unit: UInt128 = 1
    while String(number / unit).count > digits { unit *= 10 }
    return String((number + unit / 2) / unit * unit)
  }

  private static func space(_ words: [String], _ free: PrefixSet) -> String {
    let pieces = Dictionary(grouping: free.prefixes, by: \.length).mapValues(\.count)
    let space = FreeSpace(pieces: pieces, family: .v4)
    switch words[0] {
    case "free": return String(space.freeAddresses)
    case "pieces": return String(pieces.values.reduce(0, +))
    case "unusable": return String(space.unusableIndex(forLength: Int(words[1]) ?? 0))
    case "fragmentation": return String(space.fragmentationIndex(forLength: Int(words[1]) ?? 0))
    default: return "unknown step \(words[0])"
    }
  }

  /// What is free in each state that the words name.
  private static func states(_ words: [String]) throws -> [PrefixSet] {
    let pool = try IPPrefix(parsing: words[0])
    let length = words.last.flatMap(Int.init) ?? pool.length
    guard let grid = BlockGrid(pool, blockLength: length) else { return [] }
    let blocks = (0..<grid.count).map { grid[$0] }
    let all = PrefixSet([pool])
    switch words[1] {
    case "all": return [PrefixSet()]
    case "comb" where words[2] == "none": return [all]
    case "comb":
      let every = stride(from: 0, to: blocks.count, by: 2).map { blocks[$0] }
      return [all.subtracting(PrefixSet(every))]
    case "one-in": return [all.subtracting(PrefixSet(blocks.map { IPPrefix($0.base) }))]
    default:
      let left = Int(words[2]) ?? 0
      return (0..<1 << blocks.count).filter { $0.nonzeroBitCount == left }.map { choice in
        PrefixSet(blocks.indices.filter { choice >> $0 & 1 == 1 }.map { blocks[$0] })
      }
    }
  }
}
