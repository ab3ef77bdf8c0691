import Addressing
import Cartography
import Terminal

/// A walk along the addresses through the blocks in view, which shows how the curve runs.
struct CurveTrace: Hashable, Sendable {
  /// The view it is made for; another one ends it.
  let viewport: Viewport
  /// The blocks it goes through, in the order of addresses.
  let blocks: [IPPrefix]
  /// Whether it runs, or shows all of the order at once.
  let isRunning: Bool
  /// The block it has come to.
  private(set) var head = 0
  private var start: Duration?

  /// How long a walk takes at most, and a step.
  private static let longest = Duration.seconds(12)
  private static let slowest = Duration.milliseconds(150)

  /// A walk from the block around `address` through what follows it in view, or through all.
  init(_ viewport: Viewport, from address: IPAddress?) {
    self.viewport = viewport
    isRunning = address != nil
    let all = Self.blocks(in: viewport, leastColumns: isRunning ? 4 : 8)
    let rest = address.map { address in all.filter { $0.last >= address } } ?? all
    blocks = rest.isEmpty ? all : rest
  }

  /// The time between two blocks.
  var interval: Duration { min(Self.slowest, Self.longest / max(1, blocks.count)) }

  /// Whether it has come to the end.
  var isOver: Bool { isRunning && head >= blocks.count }

  /// Goes on to where it should be at an instant; the first one begins it.
  mutating func advance(to now: Duration) {
    guard let start else {
      start = now
      return
    }
    head = min(blocks.count, max(head, Int((now - start) / interval)))
  }

  /// The blocks in view that are at least so wide on the screen, in the order of addresses.
  ///
  /// Only a hierarchical curve has blocks that are squares; the others are walked by pixels.
  static func blocks(in viewport: Viewport, leastColumns: Int) -> [IPPrefix] {
    guard viewport.size.width > 0, viewport.size.height > 0 else { return [] }
    var steps = 0
    while viewport.plane.curve.isHierarchical, steps < viewport.zoom,
      viewport.grain.columns(ofPixels: 1 << steps) < leastColumns
    {
      steps += 1
    }
    let first = viewport.origin
    var blocks: [IPPrefix] = []
    for y in (first.y >> steps)...((first.y + viewport.size.height - 1) >> steps) {
      for x in (first.x >> steps)...((first.x + viewport.size.width - 1) >> steps) {
        let point = PixelPoint(x: x, y: y)
        guard let block = viewport.plane.prefix(at: point, zoom: viewport.zoom - steps) else {
          continue
        }
        blocks.append(block)
      }
    }
    return blocks.sorted { $0.base < $1.base }
  }
}

extension ExplorerApp.State {
  /// Begins a walk along the curve, turns one that runs into arrows, or puts those away.
  mutating func traceCurve() {
    guard view == .space, paneCount == nil, !showsTiles else {
      notice = Notice(.plain, "the curve is traced on the map of one pool of one plan")
      return
    }
    let isMoving = !look.isStill
    trace = CurveTrace(viewport, from: isMoving ? anchor : nil)
    let title = viewport.plane.title
    notice = Notice(
      .plain,
      isMoving
        ? "\(title) from \(anchor) on; any key stops, \(keymap.shown(.trace)) shows arrows"
        : arrowWords)
  }

  private var arrowWords: String {
    "\(viewport.plane.title): the arrows lead from each block to the next; any key hides them"
  }

  /// What a key does to a trace that shows; true if that is all that it does.
  mutating func stopTrace(_ key: Key) -> Bool {
    guard let old = trace else { return false }
    trace = nil
    if key == .escape { return true }
    guard keymap.action(for: key) == .trace else { return false }
    if old.isRunning {
      trace = CurveTrace(viewport, from: nil)
      notice = Notice(.plain, arrowWords)
    } else {
      notice = nil
    }
    return true
  }

  /// The time until the comet moves; nil while there is none.
  var nextTraceTick: Duration? {
    guard let trace, trace.isRunning, overlay == nil else { return nil }
    return trace.interval
  }

  /// Moves the comet on.
  mutating func advanceTrace(to now: Duration) {
    guard var running = trace, running.isRunning else { return }
    guard running.viewport == viewport, overlay == nil, view == .space else {
      trace = nil
      return
    }
    running.advance(to: now)
    if running.isOver {
      trace = nil
      notice = Notice(
        .plain, "so runs \(viewport.plane.title); \(keymap.shown(.trace)) twice shows arrows")
    } else {
      trace = running
      let place = "\(Figure.grouped(running.head + 1)) of \(Figure.grouped(running.blocks.count))"
      notice = Notice(.plain, "\(running.blocks[running.head]), \(place); any key stops")
    }
  }
}
