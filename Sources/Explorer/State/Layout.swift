import Terminal

/// Where everything goes on a screen of some size.
///
///     header                                       header
///     ┌ map ──────────────┐┌ panel ──┐             ┌ map ─────────┐
///     │ canvas            ││         │             │ canvas       │    narrow screens have the
///     │ legend            ││         │             └──────────────┘    panel below, low ones none
///     └───────────────────┘└─────────┘             panel
///     timeline                                     status
///     status                                       hints
///     hints
struct Layout: Hashable, Sendable {
  let size: Size
  var header: Rect?
  /// The frame around map and legend.
  var map: Rect
  /// The cells of the map itself.
  var canvas: Rect
  var legend: Rect?
  var panel: Rect?
  var isPanelBelow = false
  /// The line of the history, on screens with room.
  var timeline: Rect?
  var status: Rect
  var hints: Rect?
  /// Where a room reads what happens.
  var caption: Rect?
  /// Plans side by side, where there are some, and which of them have room.
  var panes: [PaneRoom] = []
  var shownPanes = 0..<0
  /// Pools side by side, where there are some, and the line of those that have no room.
  var tiles: [TileRoom] = []
  var moreTiles: Rect?
  /// The table of scores beside or below them.
  var scores: Rect?

  /// Less than this shows a message instead.
  static let smallest = Size(width: 30, height: 8)

  var isTooSmall: Bool {
    size.width < Self.smallest.width || size.height < Self.smallest.height
  }

  init(
    size: Size, wantsLegend: Bool, wantsTimeline: Bool = false, wantsCaption: Bool = false,
    wantsLesson: Bool = false
  ) {
    self.size = size
    var rest = Rect(size)
    header = size.height >= 10 ? rest.cutTop(1) : nil
    hints = size.height >= 14 ? rest.cutBottom(1) : nil
    status = rest.cutBottom(1)
    caption = wantsCaption && size.height >= 20 ? rest.cutBottom(3) : nil
    timeline = wantsTimeline && size.height >= 24 ? rest.cutBottom(1) : nil
    if wantsLesson, size.width >= 72 {
      panel = rest.cutRight(min(60, max(42, size.width * 2 / 5)))
    } else if wantsLesson, size.height >= 10 {
      panel = rest.cutBottom(max(5, rest.height * 3 / 5))
      isPanelBelow = true
    } else if size.width >= 64 {
      panel = rest.cutRight(Self.panelWidth(of: size.width))
    } else if size.height >= 20 {
      panel = rest.cutBottom(min(12, size.height / 3))
      isPanelBelow = true
    }
    map = rest
    canvas = rest.inset(by: 1)
    let rows = canvas.height >= 16 ? 2 : canvas.height >= 9 ? 1 : 0
    legend = wantsLegend && rows > 0 ? canvas.cutBottom(rows) : nil
  }

  /// A third or so; 34 at 100 columns leaves the map 64, a power of two.
  private static func panelWidth(of width: Int) -> Int {
    switch width {
    case ..<80: 28
    case ..<100: 30
    case ..<134: 34
    case ..<170: 38
    default: 46
    }
  }

  /// The panel that lies over the view.
  var popup: Rect {
    var rect = Rect(size)
    // The history stays in sight, for one walks along it with a panel open.
    if timeline != nil { _ = rect.cutBottom(1) }
    let margin = size.width >= 60 ? 4 : 0
    return rect.inset(horizontal: margin, vertical: size.height >= 16 ? 2 : 0)
  }
}
