import Cartography
import Terminal
import Theming

/// A view that bears a letter.
struct ViewMark: Hashable, Sendable {
  let letter: Unicode.Scalar
  var stop: ViewStop
}

/// The list of marks, while the letter of one is waited for.
struct MarkPanel: Hashable, Sendable {
  /// Whether the letter gets the view that is shown, or brings one back.
  let isSetting: Bool

  /// Where the list is painted: above the status, as high as it has to be.
  func rect(in layout: Layout, of state: ExplorerApp.State) -> Rect {
    let height = min(max(1, state.viewMarks.count) + 2, max(3, layout.status.y))
    let width = min(layout.size.width, 60)
    return Rect(x: 0, y: max(0, layout.status.y - height), width: width, height: height)
  }

  /// The mark at a row of the list.
  func item(atRow row: Int, of state: ExplorerApp.State) -> Int? {
    state.viewMarks.indices.contains(row) ? row : nil
  }
}

extension ExplorerApp.State {
  /// Waits for the letter of a mark.
  mutating func askForMark(isSetting: Bool) {
    guard isSetting || !viewMarks.isEmpty || !viewHistory.past.isEmpty else {
      notice = Notice(
        .plain, "no view has a mark; \(keymap.shown(.setViewMark)) and a letter sets one")
      return
    }
    overlay = .marks(MarkPanel(isSetting: isSetting))
  }

  /// A key while a letter is waited for.
  mutating func press(_ key: Key, in panel: MarkPanel) {
    overlay = nil
    guard case .character(let letter) = key else {
      if key != .escape { notice = Notice(.plain, "a mark is a letter or a digit") }
      return
    }
    // The key that asks twice goes to where the last jump began, as in vi.
    if !panel.isSetting, keymap.action(for: key) == .goToViewMark {
      goBackInViews(by: 1)
    } else if !Self.canMark(letter) {
      notice = Notice(.plain, "a mark is a letter or a digit, not \(String(letter))")
    } else if panel.isSetting {
      setMark(letter)
    } else {
      goToMark(letter)
    }
  }

  /// A click on a mark.
  mutating func choose(_ index: Int, of panel: MarkPanel) -> [ExplorerApp.Effect] {
    guard viewMarks.indices.contains(index) else { return [] }
    press(.character(viewMarks[index].letter), in: panel)
    return []
  }

  private static func canMark(_ letter: Unicode.Scalar) -> Bool {
    letter.isASCII
      && (("a"..."z").contains(letter) || ("A"..."Z").contains(letter)
        || ("0"..."9").contains(letter))
  }

  private mutating func setMark(_ letter: Unicode.Scalar) {
    let mark = ViewMark(letter: letter, stop: viewStop)
    viewMarks.removeAll { $0.letter == letter }
    viewMarks.append(mark)
    viewMarks.sort { $0.letter.value < $1.letter.value }
    notice = Notice(
      .good,
      "mark \(String(letter)) is this view; \(keymap.shown(.goToViewMark))\(String(letter)) goes to it"
    )
  }

  private mutating func goToMark(_ letter: Unicode.Scalar) {
    guard let mark = viewMarks.first(where: { $0.letter == letter }) else {
      notice = Notice(.plain, "no view has the mark \(String(letter))")
      return
    }
    let before = viewStop
    guard show(mark.stop) else {
      let root = mark.stop.place.viewport.plane.root
      notice = Notice(.plain, "mark \(String(letter)) is in \(root), which no plan shown has")
      return
    }
    if viewStop != before { viewHistory.leave(before) }
  }

  /// A mark as the list tells it.
  func line(on mark: ViewMark) -> TextLine {
    let viewport = mark.stop.place.viewport
    let detail =
      switch mark.stop.view {
      case .space: "1 px = /\(viewport.pixelLength)"
      case .nodes: "nodes"
      case .addresses: "addresses"
      }
    return TextLine(String(mark.letter), .key).adding("  \(mark.stop.place.anchor)", .strong)
      .adding("  \(detail) · \(viewport.plane.curve.title) · \(viewport.plane.root)", .text)
  }
}

extension Painter {
  /// The marks there are, while the letter of one is waited for.
  mutating func draw(_ panel: MarkPanel, of state: ExplorerApp.State, _ layout: Layout) {
    let title = panel.isSetting ? "mark this view with a letter" : "go to the view of a letter"
    let inner = drawPopup(
      title: title, hint: "Esc closes", in: panel.rect(in: layout, of: state))
    if state.viewMarks.isEmpty {
      write(
        TextLine("no marks yet", .dim), x: inner.x, y: inner.y, width: inner.width, on: .popup)
    }
    for (y, mark) in zip(inner.rows, state.viewMarks) {
      write(state.line(on: mark), x: inner.x, y: y, width: inner.width, on: .popup)
    }
  }
}
