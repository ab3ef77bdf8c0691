public import Addressing
import Allocation
public import Cartography
public import Simulation

/// The maps of a plan as text: one a pool, as the pools are the planes of the space, or one part.
public enum PlanMaps {
  /// The lines of all maps, or a sentence where there is nothing to draw.
  public static func lines(
    of plan: Plan, at moment: Moment, columns: Int, rows: Int? = nil, part: IPPrefix? = nil,
    curve: any SpaceFillingCurve = allCurves[0], glyphs: any GlyphSet = TextMap.standardGlyphs
  ) -> [String] {
    let pools = part.map { [$0] } ?? plan.cluster.mode.pools
    guard !pools.isEmpty else { return ["no pool is known, so there is no map"] }
    let occupancy = ClusterOccupancy(of: plan.cluster, claims: moment.claims)
    var lines: [String] = []
    for pool in pools.prefix(mapsShown) {
      if !lines.isEmpty { lines.append("") }
      lines +=
        TextMap(
          of: pool, occupancy: occupancy, columns: columns, rows: rows, curve: curve, glyphs: glyphs
        ).lines
    }
    let rest = pools.dropFirst(mapsShown).map(\.description)
    if !rest.isEmpty { lines.append("no map here of \(rest.joined(separator: ", "))") }
    return lines
  }

  /// Pools that are drawn; a list of dozens is better asked for one by one.
  private static let mapsShown = 4
}
