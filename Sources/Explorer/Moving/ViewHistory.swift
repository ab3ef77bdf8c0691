import Addressing
import Cartography

/// A view to come back to: which part of which pool, how closely, and in which of the views.
struct ViewStop: Hashable, Sendable {
  var place: ExplorerApp.Place
  var view: ExplorerApp.ViewKind
}

/// The views that jumps began from, and those that going back has left ahead.
///
///     past          now    future          A jump forgets the future, as a browser does; steps of
///     a  b  c   ◄── d ──►  e  f            the cursor are no jumps.
struct ViewHistory: Hashable, Sendable {
  /// Views kept on each side.
  static let limit = 128

  private(set) var past: [ViewStop] = []
  private(set) var future: [ViewStop] = []

  /// Notes the view that a jump leaves.
  mutating func leave(_ stop: ViewStop) {
    future = []
    guard past.last != stop else { return }
    past.append(stop)
    past.removeFirst(max(0, past.count - Self.limit))
  }

  /// The view `steps` back from `here`, or as many as there are.
  mutating func back(_ steps: Int, from here: ViewStop) -> ViewStop {
    var here = here
    for _ in 0..<min(max(0, steps), past.count) {
      future.append(here)
      here = past.removeLast()
    }
    return here
  }

  /// The view `steps` forward again.
  mutating func forward(_ steps: Int, from here: ViewStop) -> ViewStop {
    var here = here
    for _ in 0..<min(max(0, steps), future.count) {
      past.append(here)
      here = future.removeLast()
    }
    return here
  }
}

extension ExplorerApp.State {
  /// The view as it is.
  var viewStop: ViewStop {
    ViewStop(place: ExplorerApp.Place(viewport: viewport, anchor: anchor), view: view)
  }

  /// Notes the view before a jump; to be called wherever the view is about to change at a leap.
  mutating func rememberView() {
    viewHistory.leave(viewStop)
  }

  /// Back through the jumps, or forward again for a negative number.
  mutating func goBackInViews(by steps: Int) {
    var history = viewHistory
    guard !(steps > 0 ? history.past : history.future).isEmpty else {
      notice = Notice(
        .plain, steps > 0 ? "there is no view before this one" : "there is no view after this one")
      return
    }
    let here = viewStop
    let stop = steps > 0 ? history.back(steps, from: here) : history.forward(-steps, from: here)
    viewHistory = history
    guard show(stop) else {
      notice = Notice(
        .plain, "that view was of \(stop.place.viewport.plane.root), which no plan shown has now")
      return
    }
    let left = "\(history.past.count) before, \(history.future.count) after"
    notice = Notice(.plain, "\(cursor) at /\(viewport.pixelLength) a pixel; views \(left)")
  }

  /// Shows a view again; false if its pool is gone.
  mutating func show(_ stop: ViewStop) -> Bool {
    let root = stop.place.viewport.plane.root
    guard let index = pools.firstIndex(of: root) else { return false }
    if root != pool { showPool(index) }
    view = .space
    addressOwner = nil
    viewport = stop.place.viewport
    anchor = stop.place.anchor
    trail = []
    adoptLayout()
    switch stop.view {
    case .space: break
    case .nodes: openNodes()
    case .addresses: openAddresses()
    }
    return true
  }
}
