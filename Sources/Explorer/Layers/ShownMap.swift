import Cartography
import Reporting

/// The picture that shows, kept so that a change costs time by what it changed.
struct ShownMap: Sendable {
  /// The plan and the fork it is of.
  let plan: String
  private(set) var occupancy: ClusterOccupancy
  private(set) var picture: MapPicture
  let owners: OwnerIndex?

  init(
    plan: String, _ occupancy: ClusterOccupancy, _ owners: OwnerIndex?, _ viewport: Viewport,
    _ style: MapStyle
  ) {
    self.plan = plan
    self.occupancy = occupancy
    self.owners = owners
    picture = MapPicture(viewport: viewport, style: style, of: occupancy)
  }

  /// Whether it is of that view.
  func shows(_ viewport: Viewport, _ style: MapStyle) -> Bool {
    picture.viewport == viewport && picture.style == style
  }

  /// Draws again what differs; false where it cannot tell, and everything has to be drawn.
  mutating func update(to fresh: ClusterOccupancy) -> Bool {
    guard let changes = fresh.changes(since: occupancy, timeShows: picture.style.layer == .age)
    else { return false }
    occupancy = fresh
    picture.update(changes, of: fresh)
    return true
  }
}
