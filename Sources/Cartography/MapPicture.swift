public import Addressing

/// A view of address space as pixels, which can be brought up to date where something has changed.
///
/// A frame costs time by its pixels, whatever the number of addresses, and a change by the pixels of
/// the blocks it touched.
public struct MapPicture: Sendable {
  /// The part of a plane that is drawn.
  public let viewport: Viewport
  /// What is shown of it.
  public let style: MapStyle
  /// The pixels.
  public private(set) var raster: PixelRaster

  /// Draws a view of an occupancy.
  public init(viewport: Viewport, style: MapStyle, of occupancy: some Occupancy) {
    self.viewport = viewport
    self.style = style
    var drawing = MapDrawing(viewport: viewport, style: style)
    drawing.draw(viewport.bounds, of: occupancy)
    raster = drawing.finished
  }

  /// Draws again what shows any of `prefixes`; true if that was worth it, false if all was drawn.
  ///
  /// A picture on a relative scale is drawn as a whole, since one pixel may move all others.
  @discardableResult
  public mutating func update(_ prefixes: [IPPrefix], of occupancy: some Occupancy) -> Bool {
    var rects: [PixelRect] = []
    var area = 0
    for prefix in prefixes {
      guard let rect = viewport.rect(of: prefix)?.intersection(viewport.bounds), !rect.isEmpty
      else { continue }
      rects.append(rect)
      area += rect.width * rect.height
    }
    if rects.isEmpty { return true }
    guard !style.isRelative, style.layer != .free, area < raster.pixels.count / 2 else {
      self = MapPicture(viewport: viewport, style: style, of: occupancy)
      return false
    }
    var drawing = MapDrawing(viewport: viewport, style: style, over: raster)
    for rect in rects { drawing.draw(rect, of: occupancy) }
    raster = drawing.finished
    return true
  }
}
