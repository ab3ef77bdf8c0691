import Addressing
import Allocation
import Cartography
import Reporting
import Simulation

extension ExplorerApp.State {
  /// Which figure stands for the blocks of a pixel.
  var aggregate: Aggregate {
    get { style.aggregate }
    set { style.aggregate = newValue }
  }

  /// Shows a layer; the one that shows already turns to the next kind of owner or back to how full.
  mutating func show(_ layer: Layer) {
    if style.layer == layer, layer == .owner {
      style.owner = style.owner.next
    } else {
      style.layer = layer
    }
    notice = Notice(.plain, "\(styleTitle): \(layer.summary)")
  }

  /// What the frame of the map says of the layer.
  var styleTitle: String { style.title.isEmpty ? style.layer.name : style.title }

  mutating func useNextAggregate() {
    guard style.layer != .owner else {
      show(.owner)
      return
    }
    guard style.layer.hasAggregates else {
      notice = Notice(.plain, "a map of \(style.layer.name) has no other way to sum up blocks")
      return
    }
    aggregate = aggregate.next
    notice = Notice(.plain, "\(aggregate.name): \(aggregate.summary)")
  }

  mutating func useNextScale() {
    let scales = style.layer.scales
    guard let scale = style.scale, let index = scales.firstIndex(of: scale) else {
      notice = Notice(.plain, "a map of \(style.layer.name) has no scale")
      return
    }
    let next = scales[(index + 1) % scales.count]
    style.chosenScale = next
    notice = Notice(.plain, "\(next.name) scale: \(next.summary)")
  }

  /// The colours of owners, where those are shown.
  var owners: OwnerIndex? {
    guard style.layer == .owner, let cluster else { return nil }
    return OwnerIndex(of: cluster, by: style.owner)
  }

  /// What the map of a plan asks for every pixel, with owners where those are shown.
  func occupancy(of plan: Plan?) -> AnyOccupancy {
    AnyOccupancy(
      plan.map { plan in
        let owners =
          style.layer == .owner ? OwnerIndex(of: plan.cluster, by: style.owner) : nil
        return ClusterOccupancy(
          of: plan.cluster, claims: session.moment.claims, owners: owners,
          for: style.layer)
      }, pool)
  }

  /// What a legend says.
  var legendItems: [LegendItem] {
    let owners = shownMap?.owners ?? owners
    return style.legend(
      of: MapStyle.Subject(
        owners: owners?.names ?? [], ownerCount: owners?.count ?? 0, poolLength: pool.length,
        unitLength: unitLength, hasClaims: !session.moment.claims.isEmpty,
        age: UInt64(max(0, cluster?.now.components.seconds ?? 0))))
  }

  /// Brings the kept picture up to date: only what changed is drawn again where that can be told.
  mutating func refreshMap() {
    guard view == .space, paneCount == nil, contrast == nil, let plan, !viewport.bounds.isEmpty
    else {
      shownMap = nil
      return
    }
    let name = "\(plan.name)@\(session.fork)"
    let claims = session.moment.claims
    if var shown = shownMap, shown.plan == name, shown.shows(viewport, style),
      style.layer != .owner || style.owner == .node
    {
      let fresh = ClusterOccupancy(
        of: plan.cluster, claims: claims, owners: shown.owners, for: style.layer)
      // The copy in the state would make every change copy the picture.
      shownMap = nil
      if shown.update(to: fresh) {
        shownMap = shown
        return
      }
    }
    let owners = owners
    shownMap = ShownMap(
      plan: name,
      ClusterOccupancy(
        of: plan.cluster, claims: claims, owners: owners, for: style.layer), owners,
      viewport, style)
  }
}
