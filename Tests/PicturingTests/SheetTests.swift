import Addressing
import Cartography
import TestSupport
import Testing
import Theming

@testable import Picturing

@Suite struct `A page` {
  /// Land in which every 16th block is full, every 7th refused, and every third half used.
  private struct Land: Occupancy {
    func coverage(of prefix: IPPrefix) -> Coverage {
      let block = Int(truncatingIfNeeded: prefix.base.bits >> 8)
      var coverage = Coverage(
        addresses: prefix.size, committed: block % 3 == 0 ? prefix.size : 0, capacity: prefix.size,
        used: block % 3 == 0 ? prefix.size / 2 : 0, blocks: 1,
        fullBlocks: block % 16 == 0 ? 1 : 0, refused: block % 7 == 1 ? 1 : 0,
        block: prefix.length > 24 ? prefix.supernet(length: 24) : nil)
      coverage.unitLength = 24
      return coverage
    }
  }

  private static let figures = [
    PageFacts.Figure("nodes", "68"), PageFacts.Figure("IPv4 addresses", "32,768"),
    PageFacts.Figure("used", "5,382  16.4%", ink: .level(6), share: 164),
    PageFacts.Figure("free", "27,386  83.6%", ink: .free, share: 836),
  ]

  private static func sheet(
    _ width: Int, _ height: Int, _ roots: [String], title: String = "A title",
    style: MapStyle = MapStyle(), theme: Theme = .builtIn
  ) throws -> Sheet {
    let maps = try roots.map {
      PageMap(plane: Plane(root: try IPPrefix(parsing: $0)), unitLength: $0.contains(":") ? 64 : 24)
    }
    let legend = style.legend(
      of: MapStyle.Subject(owners: ["a", "b"], ownerCount: 2, hasClaims: true))
    return Sheet(
      PixelSize(width: width, height: height), maps: maps, of: Land(), style: style,
      legend: legend,
      facts: PageFacts(title: title, subtitle: "sub", figures: figures, footnotes: ["one", "two"]),
      colors: PageColors(theme))
  }

  private static let sizes = [
    (240, 160), (160, 240), (320, 480), (600, 400), (640, 480), (800, 1000), (1200, 800),
    (1600, 300), (1920, 1080), (2400, 1600), (3000, 4000), (4000, 3000),
  ]
  private static let pools = [
    ["10.0.0.0/17"], ["10.0.0.0/8"], ["10.0.3.0/24"], ["10.0.0.1/32"], ["::/0"], ["fd00::/48"],
    ["10.0.0.0/16", "10.9.0.0/20", "fd00::/48"],
    ["10.0.0.0/9", "11.0.0.0/16", "12.0.0.0/24", "13.0.0.0/8", "14.0.0.0/8"],
  ]

  @Test func `keeps its parts apart and on the paper at every size`() throws {
    for (width, height) in Self.sizes {
      for roots in Self.pools {
        let maps = try roots.prefix(4).map {
          PageMap(plane: Plane(root: try IPPrefix(parsing: $0)), unitLength: 24)
        }
        let layout = SheetLayout(
          PixelSize(width: width, height: height), maps: maps,
          legend: PanelRow.legend(MapStyle().legend(of: .init()), hasSmallMarks: true),
          figures: PanelRow.figures(Self.figures), footnotes: 2)
        let page = PixelRect(x: 0, y: 0, width: width, height: height)
        #expect(layout.tiles.count == min(4, roots.count), "\(width)x\(height) \(roots)")
        for (index, box) in layout.boxes.enumerated() {
          #expect(box.intersection(page) == box, "\(width)x\(height) \(roots): \(box)")
          for other in layout.boxes[..<index] {
            #expect(
              box.intersection(other).isEmpty, "\(width)x\(height) \(roots): \(box) \(other)")
          }
        }
      }
    }
  }

  @Test func `gives maps whole pixels and most of the page`() throws {
    for (width, height) in Self.sizes where width >= 600 && height >= 400 {
      let tile = try #require(try Self.sheet(width, height, ["10.0.0.0/16"]).layout.tiles.first)
      let shape = Plane(root: try IPPrefix(parsing: "10.0.0.0/16")).shape(atZoom: tile.zoom)
      #expect(tile.map.width == shape.width * tile.side)
      #expect(tile.map.width * 2 > min(width, height), "\(width)x\(height)")
    }
  }

  @Test func `has a legend and figures where there is room`() throws {
    for (width, height) in [(600, 400), (1200, 800), (2400, 1600), (800, 1000)] {
      for layer in Layer.allCases {
        let svg = try Self.sheet(width, height, ["10.0.0.0/17"], style: MapStyle(layer)).svg
        #expect(svg.contains(">Legend</text>"))
        #expect(svg.contains(">5,382  16.4%</text>"), "\(width)x\(height) \(layer)")
        #expect(svg.contains(">10.0.0.0/17</text>") && svg.contains(">Hilbert curve"))
        #expect(svg.contains("1 px = /") && svg.contains("/20</text>"))
      }
    }
  }

  @Test func `shows every full and every refused block by a letter or a dot`() throws {
    for (width, height) in [(240, 160), (600, 400)] {
      for root in ["10.0.0.0/16", "10.0.0.0/20", "10.0.0.0/23"] {
        let sheet = try Self.sheet(width, height, [root])
        let map = SheetMap(
          tile: sheet.layout.tiles[0], map: sheet.maps[0], viewport: sheet.viewports[0],
          raster: sheet.pictures[0], colors: sheet.colors, unit: sheet.layout.unit,
          showsBlocks: true)
        var canvas = Canvas(width: width, height: height, sheet.colors.paper)
        let signs = map.drawMarks(on: &canvas)
        let marks = sheet.pictures[0].pixels.count { $0.mark != nil }
        #expect(signs.count == marks && marks > 0)
        let page = sheet.canvas
        for sign in signs {
          #expect(!sign.isEmpty && sign.intersection(map.tile.map) == sign)
          var colors: Set<RGB> = []
          for y in sign.y..<sign.maxY {
            for x in sign.x..<sign.maxX { colors.insert(page[x, y]) }
          }
          let isContrasting = colors.contains { $0 == RGB(grey: 0) || $0 == RGB(grey: 255) }
          #expect(isContrasting, "nothing is drawn over it")
        }
      }
    }
  }

  @Test func `is the same picture every time`() throws {
    let first = try Self.sheet(600, 400, ["10.0.0.0/16", "fd00::/48"])
    let second = try Self.sheet(600, 400, ["10.0.0.0/16", "fd00::/48"])
    #expect(first.canvas == second.canvas)
    #expect(first.svg == second.svg)
  }

  @Test func `names pools that it has no room for`() throws {
    let svg = try Self.sheet(1200, 800, Self.pools[7]).svg
    #expect(svg.contains(">no map here of 14.0.0.0/8</text>"))
  }

  @Test func `draws every pixel of the map in the colour of its ink`() throws {
    let sheet = try Self.sheet(600, 400, ["10.0.0.0/23"], style: MapStyle(showsMarks: false))
    let (tile, raster) = (sheet.layout.tiles[0], sheet.pictures[0])
    let canvas = sheet.canvas
    var hits = 0
    for y in 0..<raster.height {
      for x in 0..<raster.width {
        let place = (
          tile.map.x + x * tile.side + tile.side / 2, tile.map.y + y * tile.side + tile.side / 2
        )
        if canvas[place.0, place.1] == sheet.colors[raster.ink(x: x, y: y)] { hits += 1 }
      }
    }
    // Names and frames lie over a few.
    #expect(hits * 10 > raster.pixels.count * 8)
  }

  @Test func `has readable colours in every theme`() throws {
    let colors = PageColors(.builtIn)
    #expect(abs(colors.paper.brightness - colors.text.brightness) > 100)
    #expect(Set(Ink.levels.map { colors[$0] }).count == Ink.levels.count)
  }
}
