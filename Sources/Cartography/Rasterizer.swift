/// Turns what is known of address space into the pixels of a view.
public struct Rasterizer: Hashable, Sendable {
  /// What part of which plane to draw.
  public var viewport: Viewport
  /// What is shown of it.
  public var style: MapStyle

  /// Draws `viewport` by `style`.
  public init(viewport: Viewport, style: MapStyle) {
    self.viewport = viewport
    self.style = style
  }

  /// Draws how full `viewport` is, many blocks in a pixel by `aggregate`.
  public init(viewport: Viewport, aggregate: Aggregate = .mean, showsMarks: Bool = true) {
    self.init(
      viewport: viewport, style: MapStyle(aggregate: aggregate, showsMarks: showsMarks))
  }

  /// The picture of an occupancy.
  public func raster(of occupancy: some Occupancy) -> PixelRaster {
    MapPicture(viewport: viewport, style: style, of: occupancy).raster
  }
}
