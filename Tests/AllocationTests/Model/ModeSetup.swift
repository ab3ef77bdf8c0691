import Addressing
import Allocation
import TestSupport
import Testing

/// A mode as it may be set up, for laws that hold whatever the mode is.
struct ModeSetup: Sendable, CustomTestStringConvertible {
  let name: String
  let pools: [IPPrefix]
  let options: [ModeOption]

  var testDescription: String {
    let words = pools.map(\.description) + options.map { "\($0.key)=\($0.value)" }
    return ([name] + words).joined(separator: " ")
  }

  func make() throws -> any IPAMMode {
    try AllModes.make(name, pools: pools, options: options)
  }

  /// Pools and options that are tried on every mode; what a mode refuses is left out.
  private static let offers: [(pools: String, options: [ModeOption])] = [
    ("10.0.0.0/24", []),
    ("10.0.0.0/26", [ModeOption("mask", "28")]),
    ("10.0.0.0/26 fd00::/122", [ModeOption("mask", "28"), ModeOption("mask6", "124")]),
    ("10.0.0.0/28 10.0.1.0/27", []),
    ("fd00::/122", [ModeOption("mask6", "124")]),
    ("10.0.0.0/24", [ModeOption("mask", "26"), ModeOption("max-pods", "20")]),
    ("10.0.0.0/22", []),
    ("fd00::/60", [ModeOption("mask6", "64")]),
  ]

  /// Units of a pool up to which a picture of the whole cluster is taken after every step.
  private static let unitLimit = 1024

  /// A few setups of `name` with few enough units to look at each of them.
  static func small(_ name: String) -> [ModeSetup] {
    let setups: [ModeSetup] = offers.compactMap { offer in
      let pools = offer.pools.split(separator: " ").compactMap { IPPrefix(String($0)) }
      let setup = ModeSetup(name: name, pools: pools, options: offer.options)
      guard let mode = try? setup.make() else { return nil }
      let units = mode.pools.map { pool in
        BlockGrid(pool, blockLength: mode.unitLength(of: pool) ?? pool.length)?.count ?? 0
      }
      return units.allSatisfy { $0 <= unitLimit } ? setup : nil
    }
    return Array(setups.prefix(5))
  }

  /// Small setups of every mode.
  static let allSmall: [ModeSetup] = AllModes.names.flatMap { small($0) }

  /// Every mode with its real system's defaults.
  static let allStandard: [ModeSetup] = AllModes.names.map {
    ModeSetup(name: $0, pools: [], options: [])
  }
}
