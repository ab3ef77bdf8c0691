import Terminal

extension Action {
  /// Whether a selection follows the cursor when this moves it.
  var extendsSelection: Bool {
    switch self {
    case .left, .down, .up, .right, .farLeft, .farDown, .farUp, .farRight, .nextBlock,
      .previousBlock:
      true
    default: false
    }
  }

  /// Whether this leaves a view that one may want to come back to.
  var isJump: Bool {
    switch self {
    case .open, .fit, .switchView, .nextPool: true
    default: false
    }
  }
}

extension ExplorerApp.State {
  /// Moves the view or selects; false if the action is something else.
  mutating func takeMoving(_ action: Action, _ times: Int) -> Bool {
    switch action {
    case .select: toggleSelection()
    case .selectLeft: select(dx: -times, dy: 0)
    case .selectRight: select(dx: times, dy: 0)
    case .selectUp: select(dx: 0, dy: -times)
    case .selectDown: select(dx: 0, dy: times)
    case .panLeft: pan(dx: -times, dy: 0)
    case .panRight: pan(dx: times, dy: 0)
    case .panUp: pan(dx: 0, dy: -times)
    case .panDown: pan(dx: 0, dy: times)
    case .panBlockLeft: panByBlock(dx: -times, dy: 0)
    case .panBlockRight: panByBlock(dx: times, dy: 0)
    case .panBlockUp: panByBlock(dx: 0, dy: -times)
    case .panBlockDown: panByBlock(dx: 0, dy: times)
    case .viewBack: goBackInViews(by: times)
    case .viewForward: goBackInViews(by: -times)
    case .setViewMark: askForMark(isSetting: true)
    case .goToViewMark: askForMark(isSetting: false)
    default: return false
    }
    return true
  }

  mutating func copyView() -> [ExplorerApp.Effect] {
    let text = "\(viewLine)"
    notice = Notice(.good, "copied \(text)")
    return [.copy(text)]
  }
}
