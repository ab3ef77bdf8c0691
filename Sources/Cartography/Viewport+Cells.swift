extension Viewport {
  /// The pixels of the view that a cell shows, or has its part of; perhaps beyond the edges.
  public func pixels(atColumn column: Int, row: Int) -> PixelRect {
    let corner = grain.pixel(atColumn: column, row: row)
    return PixelRect(
      x: corner.x, y: corner.y, width: grain.pixelsPerColumn, height: grain.pixelsPerRow)
  }
}
