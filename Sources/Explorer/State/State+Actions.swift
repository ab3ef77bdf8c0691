import Addressing
import Allocation
import Cartography
import Terminal
import Theming

extension ExplorerApp.State {
  /// A key: digits gather before an action, all else is looked up or belongs to what lies on top.
  mutating func press(_ pressed: Key) -> [ExplorerApp.Effect] {
    // What lies on top has no use for what is held down with an arrow.
    let key = overlay == nil ? pressed : pressed.unmodified
    echo(key)
    if scrollHints(with: key) { return [] }
    return overlay == nil ? pressOnView(key) : pressOnTop(key)
  }

  /// A key that belongs to what lies on top.
  private mutating func pressOnTop(_ key: Key) -> [ExplorerApp.Effect] {
    if keymap.action(for: key) == .read, !takesText {
      wantsReader = true
      return []
    }
    switch overlay {
    case .prompt(let prompt): return type(key, in: prompt)
    case .help(let pager), .pager(let pager):
      press(key, in: pager)
      return []
    case .why(let panel): return press(key, in: panel)
    case .modes(let menu):
      press(key, in: menu)
      return []
    case .lessons(let menu):
      press(key, in: menu)
      return []
    case .themes(let picker):
      press(key, in: picker)
      return []
    case .scores(let sheet):
      press(key, in: sheet)
      return []
    case .scrub(let origin):
      scrub(key, from: origin)
      return []
    case .inspector(let inspector):
      press(key, in: inspector)
      return []
    case .menu(let menu):
      press(key, in: menu)
      return []
    case .form(let form):
      press(key, in: form)
      return []
    case .marks(let panel):
      press(key, in: panel)
      return []
    case .sizing(let sheet):
      press(key, in: sheet)
      return []
    case .files(let panel): return press(key, in: panel)
    case .plot(let plot):
      overlay = press(key, in: plot).map { .plot($0) }
      return []
    case nil: return []
    }
  }

  /// Whether letters are text to what lies on top.
  private var takesText: Bool {
    switch overlay {
    case .prompt, .form, .marks, .files, .themes: true
    case .sizing(let sheet): sheet.page == .question
    case .help(let pager), .pager(let pager): pager.search?.isTyping == true
    default: false
    }
  }

  /// A key on the view itself: a count, an action, or Esc in one of its meanings.
  private mutating func pressOnView(_ key: Key) -> [ExplorerApp.Effect] {
    notice = nil
    if stopTrace(key) { return [] }
    if decide(key) { return [] }
    if key == .escape, let work = holdingWork {
      end(work.id)
      notice = Notice(.plain, "cancelled; everything is as it was")
      return []
    }
    if case .alt(let scalar) = key, gather(scalar) { return [] }
    guard let action = keymap.action(for: key, isSearching: search != nil) else {
      count = nil
      notice = Notice(
        .plain, "\(Keymap.name(of: key)) does nothing here; \(keymap.shown(.help)) lists the keys")
      return []
    }
    // The first Esc takes back a count; only the next one goes up.
    if count != nil, action == .back {
      count = nil
      return []
    }
    if action == .back, player.isPlaying {
      pause()
      return []
    }
    if action == .back, key == .escape, endSearch() { return [] }
    return take(action)
  }

  /// Takes a digit of a count, which Alt makes of a key for a layer, as in readline; a zero begins
  /// none, for it has a meaning of its own.
  private mutating func gather(_ scalar: Unicode.Scalar) -> Bool {
    guard let digit = Int(String(scalar)), scalar.isASCII, digit > 0 || count != nil else {
      return false
    }
    count = min((count ?? 0) * 10 + digit, 1_000_000)
    return true
  }

  /// Does what an action says, as often as the digits before it say.
  mutating func take(_ action: Action) -> [ExplorerApp.Effect] {
    let times = count ?? 1
    count = nil
    if let effects = takeSelected(action) { return effects }
    let before = viewStop
    defer { if action.isJump, viewStop != before { viewHistory.leave(before) } }
    switch action.group {
    case .move where takeMoving(action, times): break
    case .move:
      takeMove(action, times)
      if action.extendsSelection { extendSelection() }
    case .look: return takeLook(action, times)
    case .change: takeChange(action, times)
    case .time: takeTime(action, times)
    case .know: return takeKnow(action)
    }
    return []
  }

  private mutating func takeMove(_ action: Action, _ times: Int) {
    switch action {
    case .left: move(dx: -times, dy: 0)
    case .right: move(dx: times, dy: 0)
    case .up: move(dx: 0, dy: -times)
    case .down: move(dx: 0, dy: times)
    case .farLeft: moveFar(dx: -1, dy: 0)
    case .farRight: moveFar(dx: 1, dy: 0)
    case .farUp: moveFar(dx: 0, dy: -1)
    case .farDown: moveFar(dx: 0, dy: 1)
    case .nextBlock: walk(by: times)
    case .previousBlock: walk(by: -times)
    case .goTo: overlay = .prompt(Prompt(.goTo))
    case .find: overlay = .prompt(Prompt(.find))
    case .nextMatch: moveAmongMatches(by: times)
    case .previousMatch: moveAmongMatches(by: -times)
    default: preconditionFailure("\(action) is no movement")
    }
  }

  private mutating func takeLook(_ action: Action, _ times: Int) -> [ExplorerApp.Effect] {
    switch action {
    case .zoomIn: zoomIn(by: times)
    case .zoomOut: zoomOut(by: times)
    case .fit where view == .nodes: fitNodes()
    case .fit:
      view = .space
      fit()
    case .open: open()
    case .back: goBack()
    case .switchView: showNextView()
    case .tiles: switchTiles()
    case .nodeOrder: useNextSorting()
    case .nodeGroup: useNextGrouping()
    case .nodeFilter: askForFilter()
    case .nextPool where view == .addresses: showNextBlock()
    case .nextPool: showNextPool()
    case .curve: useNextCurve()
    case .aggregate where comparison?.difference != nil: useNextLevel()
    case .aggregate: useNextAggregate()
    case .scale: useNextScale()
    case .layerUtilisation: show(.utilisation)
    case .layerState: show(.state)
    case .layerOwner: show(.owner)
    case .layerAge: show(.age)
    case .layerChurn: show(.churn)
    case .layerFree: show(.free)
    case .layerClaims: show(.claims)
    case .layerRefusals: show(.refusals)
    case .legend:
      showsLegend.toggle()
      adoptLayout()
    case .names: showsNames.toggle()
    case .transpose: transpose()
    case .aids: useNextAid()
    case .trace: traceCurve()
    case .presenter: switchPresenter()
    case .theme:
      openThemes()
    case .compare: toggleComparison(times)
    case .difference: toggleDifference()
    case .scores: openScores()
    case .nextPlan where isListNext, .previousPlan where isListNext: switchPodList()
    case .nextPlan: moveFocus(by: times)
    case .previousPlan: moveFocus(by: -times)
    case .redraw: return [.redraw]
    default: preconditionFailure("\(action) changes nothing of the look")
    }
    return []
  }

  /// The map, all nodes, the addresses of the node under the cursor, and the map again.
  private mutating func showNextView() {
    switch view {
    case .space: openNodes()
    case .addresses: leaveNodes()
    case .nodes:
      openAddressesOfNode()
      // A node without a block has no addresses: the round goes on.
      if view == .nodes { leaveNodes() }
    }
  }

  mutating func showNextPool() {
    guard pools.count > 1 else {
      notice = Notice(.plain, "the plan has one pool, \(pool)")
      return
    }
    if showsTiles {
      focusTile((poolIndex + 1) % pools.count)
    } else {
      showPool((poolIndex + 1) % pools.count)
    }
    notice = Notice(.plain, "pool \(poolIndex + 1) of \(pools.count): \(pool)")
  }

  private mutating func useNextCurve() {
    let index = allCurves.firstIndex { $0.name == viewport.plane.curve.name } ?? 0
    let curve = allCurves[(index + 1) % allCurves.count]
    let middle = viewport.rect(of: IPPrefix(anchor))?.center ?? viewport.bounds.center
    viewport = viewport.redrawn(by: curve, about: middle)
      .revealing(IPPrefix(anchor, length: viewport.pixelLength))
    trail = []
    notice = Notice(.plain, "\(curve.title): \(curve.summary)")
  }

  private mutating func takeKnow(_ action: Action) -> [ExplorerApp.Effect] {
    switch action {
    case .plots: overlay = .plot(PlotView())
    case .forecast: switchForecast()
    case .describe: describeCursor()
    case .why: askWhyUnderCursor()
    case .whyRefused: askWhy(nil)
    case .copyView: return copyView()
    case .caps: showCapabilities()
    case .read: wantsReader = true
    case .copy:
      let text = textUnderCursor
      notice = Notice(.good, "copied \(text)")
      return [.copy(text)]
    case .help: openHelp()
    case .glossary: openGlossary()
    case .messages: openMessages()
    case .hintsLeft: scrollHints(by: -1)
    case .hintsRight: scrollHints(by: 1)
    case .save, .openFile, .export: takeFile(action)
    case .quit: quit()
    case .lessons, .lessonHint, .lessonNext, .lessonBack, .lessonReset, .lessonGoal,
      .lessonSolution, .lessonStep:
      takeLesson(action)
    default: preconditionFailure("\(action) tells nothing")
    }
    return []
  }
}
