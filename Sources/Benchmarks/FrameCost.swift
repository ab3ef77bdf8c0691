import Addressing
import Allocation
import Cartography
import Reporting
import Simulation

/// What a frame of 200 x 60 cells costs over pools of different sizes, and a change of one pod.
struct FrameCost {
  /// Names of pools, layers and pixels to measure; none for all.
  let words: [String]

  /// A pool, and what lives in it.
  private struct Size {
    let pool: String
    let nodes: Int
    let pods: Int
  }

  private static let sizes = [
    Size(pool: "10.0.0.0/16", nodes: 240, pods: 24_000),
    Size(pool: "10.0.0.0/12", nodes: 4000, pods: 420_000),
    Size(pool: "10.0.0.0/8", nodes: 65_000, pods: 7_000_000),
  ]

  private func isWanted(_ name: String, among names: [String]) -> Bool {
    let chosen = words.filter(names.contains)
    return chosen.isEmpty || chosen.contains(name)
  }

  func run() {
    for size in Self.sizes where isWanted(size.pool, among: Self.sizes.map(\.pool)) {
      guard let session = Scenario.session(pool: size.pool, nodes: size.nodes, pods: size.pods),
        let plan = session.current, let root = plan.cluster.mode.pools.first
      else { continue }
      print("\n\(size.pool), \(plan.cluster.nodes.count) nodes, \(plan.cluster.pods.count) pods")
      print("microseconds of processor time for a picture of 200 x 60 half-block cells")
      printTable(of: plan.cluster, root)
      printChange(of: session, root)
    }
  }

  private func viewports(_ root: IPPrefix) -> [Viewport] {
    var viewport = Viewport(plane: Plane(root: root), columns: 200, rows: 60)
    var all = [viewport]
    while !viewport.isDeepest {
      viewport = viewport.zoomed(by: 1)
      all.append(viewport)
    }
    return all
  }

  private func printTable(of cluster: Cluster, _ root: IPPrefix) {
    let pixels = (0...128).map { "/\($0)" }
    let viewports = viewports(root).filter { isWanted("/\($0.pixelLength)", among: pixels) }
    let heads = viewports.map { pad("/\($0.pixelLength)", 7) }.joined()
    print(pad("a pixel is", -22) + heads)
    for layer in Layer.allCases where isWanted(layer.name, among: Layer.allCases.map(\.name)) {
      let kinds: [OwnerKind] = layer == .owner ? [.node, .app] : [.node]
      for kind in kinds {
        let owners = layer == .owner ? OwnerIndex(of: cluster, by: kind) : nil
        let occupancy = ClusterOccupancy(of: cluster, owners: owners, for: layer)
        let style = MapStyle(layer, aggregate: .max, owner: kind)
        let times = viewports.map { viewport in
          leastTime(of: words.isEmpty ? 7 : 200) {
            _ = MapPicture(viewport: viewport, style: style, of: occupancy)
          } / 1000
        }
        let name = layer == .owner ? "owner: \(kind.name)" : layer.name
        print(pad(name, -22) + times.map { pad("\($0)", 7) }.joined())
      }
    }
    let picture = viewports.map {
      MapPicture(
        viewport: $0, style: MapStyle(), of: ClusterOccupancy(of: cluster, for: .utilisation)
      ).raster
    }
    for glyphs in allGlyphSets where glyphs.grain == .halfCell {
      let times = picture.map { raster in
        leastTime { _ = CellRaster(raster, glyphs: glyphs) } / 1000
      }
      print(pad("cells: \(glyphs.name)", -22) + times.map { pad("\($0)", 7) }.joined())
    }
  }

  private func printChange(of session: Session, _ root: IPPrefix) {
    guard let before = session.current?.cluster else { return }
    var session = session
    Scenario.execute("add pod fresh", in: &session)
    guard let after = session.current?.cluster else { return }
    let occupancy = ClusterOccupancy(of: after, for: .utilisation)
    let old = ClusterOccupancy(of: before, for: .utilisation)
    let find = leastTime(of: 50) { _ = occupancy.changes(since: old) }
    guard let changes = occupancy.changes(since: old) else { return }
    let times = viewports(root).map { viewport in
      var pictures = Array(
        repeating: MapPicture(viewport: viewport, style: MapStyle(), of: old), count: 10)
      for index in pictures.indices { pictures[index].update([], of: occupancy) }
      var next = 0
      return leastTime(of: 10) {
        pictures[next].update(changes, of: occupancy)
        next += 1
      }
    }
    let list = times.map { pad("\($0 / 1000)", 7) }.joined()
    print(pad("one pod more", -22) + list + "   (and \(find) ns to find what changed)")
  }

  /// Text made as wide as a column, to the left where the width is negative.
  private func pad(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? text + blanks : blanks + text
  }
}
