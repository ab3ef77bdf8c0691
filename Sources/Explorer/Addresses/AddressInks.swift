import Addressing
import Cartography

/// What the layer of the map makes of each address in sight, found in one or two surveys.
///
/// The addresses of a view lie in at most two aligned stretches as long as it; each is a picture of
/// one pixel an address, whichever layer it is.
struct AddressInks {
  private var pictures: [(plane: Plane, raster: PixelRaster)] = []

  /// The addresses `first` to `last` of a grid, which are in order.
  init(_ grid: AddressGrid, first: Int, last: Int, by style: MapStyle, of occupancy: some Occupancy)
  {
    let low = grid.address(at: min(first, grid.count - 1))
    let high = grid.address(at: min(max(first, last), grid.count - 1))
    var bits = 0
    while bits < grid.block.hostBits, 1 << bits < high.bits - low.bits + 1 { bits += 1 }
    let length = low.family.bitWidth - bits
    for base in [low, high] {
      let stretch = IPPrefix(base, length: length)
      guard pictures.last?.plane.root != stretch else { continue }
      let plane = Plane(root: stretch)
      let sides = plane.shape(atZoom: plane.deepestZoom).size
      let viewport = Viewport(
        plane: plane, columns: sides.width, rows: sides.height, grain: CellGrain())
      let raster = Rasterizer(viewport: viewport, style: style).raster(of: occupancy)
      pictures.append((plane, raster))
    }
  }

  /// The ink of an address in sight.
  func ink(of address: IPAddress) -> Ink? {
    for (plane, raster) in pictures where plane.root.contains(address) {
      guard let point = plane.point(of: address, zoom: plane.deepestZoom) else { continue }
      let pixel = raster[point.x, point.y]
      return pixel.hatch ?? pixel.ink
    }
    return nil
  }
}
