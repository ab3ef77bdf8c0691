public import Cartography

/// How the explorer looks at a cluster before anyone touches a key.
public struct Beginning: Sendable {
  /// What the map shows.
  public var layer = Layer.utilisation
  /// What a pixel of many blocks shows.
  public var aggregate = Aggregate.max
  /// How figures become shades; nil leaves it to the layer.
  public var scale: Scale?
  /// How addresses run.
  public var curve: any SpaceFillingCurve = allCurves[0]
  /// Whether there is a legend.
  public var showsLegend = true
  /// Whether blocks have names and outlines.
  public var showsNames = true
  /// Lens and minimap.
  public var aids = Aids.none
  /// Whether a room looks on.
  public var isPresented = false

  /// The explorer as it is when nobody wants anything else.
  public init() {}
}

extension ExplorerApp.State {
  /// Looks at the whole of the first pool in another way; for the beginning, before any key.
  public mutating func begin(_ beginning: Beginning) {
    style.layer = beginning.layer
    style.aggregate = beginning.aggregate
    style.chosenScale = beginning.scale
    showsLegend = beginning.showsLegend
    showsNames = beginning.showsNames
    aids = beginning.aids
    presenter = beginning.isPresented ? Presenter() : nil
    viewport = viewport.redrawn(by: beginning.curve, about: viewport.bounds.center)
    fit()
  }
}
