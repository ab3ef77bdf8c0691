import Addressing
import Allocation
import Cartography
import Simulation
import Terminal
import Theming

extension Painter {
  mutating func drawScreen(of state: ExplorerApp.State) {
    let layout = state.layout
    guard !layout.isTooSmall else {
      drawTooSmall(state)
      return
    }
    if let header = layout.header { drawHeader(state, in: header) }
    switch state.view {
    case .space where state.paneCount != nil: drawPanes(state, layout)
    case .space where state.contrast != nil: drawDifference(state, layout)
    case .space where state.showsTiles: drawTiles(state, layout)
    case .space: drawMap(state, layout)
    case .nodes: drawNodes(state, layout)
    case .addresses: drawAddresses(state, layout)
    }
    let rooms = state.aidRooms(in: layout)
    if let run = state.classroom?.run, let panel = rooms.panel {
      drawLesson(state, run, in: panel)
    } else if let panel = rooms.panel, !state.isContrasted {
      drawPanel(state, in: panel, isBelow: layout.isPanelBelow)
    }
    drawAids(state, rooms)
    if let timeline = layout.timeline { drawTimeline(state, in: timeline) }
    drawStatus(state, in: layout.status)
    if let caption = layout.caption { drawCaption(state, in: caption) }
    if let hints = layout.hints { drawHints(state, in: hints) }
    if state.overlay == nil { drawProposal(state, layout) }
    switch state.overlay {
    case .help(let pager), .pager(let pager): draw(pager, layout)
    case .why(let panel): draw(panel, layout)
    case .modes(let menu): draw(menu, layout)
    case .lessons(let menu): draw(menu, of: state, layout)
    case .themes(let picker): draw(picker, layout)
    case .scores(let sheet): draw(sheet, layout)
    case .inspector(let inspector): draw(inspector, of: state, layout)
    case .menu(let menu): draw(menu, of: state, layout)
    case .form(let form): draw(form, of: state, layout)
    case .prompt(let prompt):
      drawProposal(state, layout)
      draw(prompt, of: state, layout)
    case .marks(let panel): draw(panel, of: state, layout)
    case .files(let panel): draw(panel, of: state, layout)
    case .plot(let plot): drawPlot(plot, state, layout)
    case .sizing(let sheet): draw(sheet, layout)
    case .scrub, nil: break
    }
  }

  /// Says what is missing; the keys go on working.
  private mutating func drawTooSmall(_ state: ExplorerApp.State) {
    let needed = Layout.smallest
    let lines =
      ["\(state.size) is too small", "it takes \(needed)", "keys go on working"]
      + [state.notice?.text, "\(state.keymap.shown(.quit)) quits"].compactMap(\.self)
    let top = max(0, (frame.size.height - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      let x = max(0, (frame.size.width - TextWidth.columns(of: line)) / 2)
      write(line, x: x, y: top + index, index == 0 ? .warning : .text)
    }
  }

  /// The pools and the units they are given in: `10.0.0.0/16 in /24`, `~10.0.0.0/16 in /24` where no
  /// file names the pool.
  private static func space(of plan: Plan, showing pool: IPPrefix) -> String {
    let mode = plan.cluster.mode
    let units = IPFamily.allCases.compactMap { mode.unitLength($0).map { "/\($0)" } }
    let more = mode.pools.count == 1 ? "" : " +\(mode.pools.count - 1)"
    let shown = mode.pools.count == 1 ? mode.pools[0] : pool
    let about = plan.inferredPools.isEmpty ? "" : "~"
    return "\(about)\(shown)\(more) in \(units.joined(separator: " "))"
  }

  /// What is shown: as many of the facts as fit, the ones that matter most first.
  private mutating func drawHeader(_ state: ExplorerApp.State, in rect: Rect) {
    fill(rect, .header)
    guard let plan = state.plan else {
      let advice = " no plan yet; :plan a mode=cluster-pool pool=10.0.0.0/8 mask=24 makes one"
      write(advice, x: rect.x, y: rect.y, .header, width: rect.width)
      return
    }
    let cluster = plan.cluster
    let tallies = cluster.tallies
    var left = [
      (cluster.mode.about.name, Role.title),
      (Self.space(of: plan, showing: state.pool), Role.header),
    ]
    left.append(("nodes \(Figure.grouped(cluster.nodes.count))", .header))
    left.append(("pods \(Figure.grouped(cluster.pods.count))", .header))
    if tallies.nodesFailed > 0 {
      left.append(("failed \(Figure.grouped(tallies.nodesFailed))!", .error))
    }
    if tallies.podsPending > 0 {
      left.append(("pending \(Figure.grouped(tallies.podsPending))!", .error))
    }
    // The clock keeps its room: while something plays it is what one looks at.
    let clock = state.clock(isUnicode: look.isUnicode)
    let end = rect.width - (clock.map { TextWidth.columns(of: $0) + 1 } ?? 0)
    var x = rect.x + 1
    if let live = liveTitle(state, width: end - x) { left.insert(live, at: 0) }
    for (text, role) in left where x + TextWidth.columns(of: text) < end {
      frame.write(text, at: Point(x: x, y: rect.y), style: style(role, on: .header))
      x += TextWidth.columns(of: text) + 3
    }
    let history = state.session.timeline
    let step = history.place.step > 0 ? ".\(history.place.step)" : ""
    let count = "/\(Figure.grouped(history.entries.count))"
    // A fork is said before all else: what is seen there is not what happened.
    let isTrunk = state.session.fork == Session.trunk
    var right = [
      isTrunk ? nil : "fork \(state.session.fork)",
      clock,
      "history \(Figure.grouped(history.position))\(step)\(count)",
      "seed \(state.session.moment.seed)", "plan \(plan.name)",
    ].compactMap(\.self)
    while !right.isEmpty {
      let text = right.joined(separator: "   ")
      let start = rect.width - TextWidth.columns(of: text) - 1
      if start >= x {
        frame.write(text, at: Point(x: start, y: rect.y), style: style(.hint, on: .header))
        return
      }
      right.removeLast()
    }
  }

  /// What of a live cluster shows, in as many words as fit.
  private func liveTitle(_ state: ExplorerApp.State, width: Int) -> (String, Role)? {
    guard let live = state.live, let shown = state.shownOfLive else { return nil }
    let titles = live.titles(shown, isUnicode: look.isUnicode)
    guard let title = titles.first(where: { TextWidth.columns(of: $0) < width }) ?? titles.last
    else { return nil }
    guard live.signal.state == .live else { return (title, .error) }
    return (title, shown == .newest ? .header : .warning)
  }

  /// One line: what became of the last key, or what is under the cursor.
  private mutating func drawStatus(_ state: ExplorerApp.State, in rect: Rect) {
    fill(rect, .footer)
    let ground = Role.footer
    if let work = state.holdingWork {
      drawProgress(of: work, in: rect, cancelKey: "Esc")
    } else if let notice = state.notice {
      let (sign, role): (String, Role) =
        switch notice.kind {
        case .plain: ("", .footer)
        case .good: (look.isUnicode ? "✓ " : "+ ", .good)
        case .warning: ("! ", .warning)
        case .error: ("! ", .error)
        }
      let line = TextLine(" " + sign, role).adding(notice.text, role)
      // What has no room is not lost: the key that shows all of it stands at its end.
      let rest = " \(state.keymap.shown(.messages))" + (rect.width < 80 ? "" : " has the rest")
      let isTooLong = line.width > rect.width - 1
      let room = rect.width - 1 - (isTooLong ? TextWidth.columns(of: rest) : 0)
      write(line, x: rect.x, y: rect.y, width: room, on: ground)
      if isTooLong {
        write(TextLine(rest, .key), x: rect.x + room, y: rect.y, width: rest.count, on: ground)
      }
    } else {
      var line = TextLine(" ", .footer)
      if let count = state.count { line = line.adding("\(count) ", .key) }
      let told = state.selection == nil ? cursorLine(state) : selectionLine(state)
      for span in told.spans { line = line.adding(span.text, span.role) }
      write(line, x: rect.x, y: rect.y, width: rect.width - 1, on: ground)
    }
  }

  /// The place under the cursor in one line.
  private func cursorLine(_ state: ExplorerApp.State) -> TextLine {
    if state.view == .nodes { return nodeLine(state) }
    let here = Inspection(state)
    let coverage = here.coverage
    if here.isAddress { return addressLine(state, here) }
    let line = TextLine("\(here.prefix)", .strong)
    if here.isSeveral {
      let parts = [
        Figure.count(coverage.blocks, "block"), "\(Figure.grouped(coverage.committedBlocks)) taken",
        "\(Figure.grouped(coverage.fullBlocks)) full",
        "\(Figure.grouped(coverage.used)) of \(Figure.grouped(coverage.capacity)) used",
      ]
      return line.adding("  " + parts.joined(separator: " · "), .footer)
    }
    guard let node = here.node else {
      if here.isWithheld {
        return line.adding("  never given to a node by the modelled system", .footer)
      }
      let claims = state.session.moment.claims.filter { $0.prefix.overlaps(here.prefix) }
      guard let claim = claims.first else {
        return line.adding("  free: no node holds it", .footer)
      }
      let others = claims.count > 1 ? " and \(claims.count - 1) more" : ""
      return line.adding("  no node holds it; claimed by \(claim.name)\(others)", .warning)
    }
    return line.adding("  \(node.name)", .footer)
      .adding("  \(here.used)/\(here.usable) used", .footer)
  }

  /// The keys worth knowing, those that matter most first, for there is never room for all.
  static let hintOrder: [Action] = [
    .help, .quit, .command, .zoomIn, .zoomOut, .addNode, .addPod, .nextMode, .compare, .why,
    .workloads, .play, .undo, .open, .remove, .goTo, .switchView,
  ]

  /// The keys worth knowing in the order of the table, and signs where there are more of them.
  private mutating func drawHints(_ state: ExplorerApp.State, in rect: Rect) {
    let line = state.hintLine(width: rect.width)
    let end = rect.columns.upperBound
    for item in line.items {
      let x = rect.x + item.columns.lowerBound
      let next = x + write(item.hint.text, x: x, y: rect.y, .key, width: max(0, end - x)) + 1
      write(item.hint.hint, x: next, y: rect.y, .hint, width: max(0, end - next))
    }
    let signs = look.isUnicode ? ["‹", "›"] : ["<", ">"]
    if line.hasMoreLeft { write(signs[0], x: rect.x, y: rect.y, .key) }
    if line.hasMoreRight { write(signs[1], x: end - 1, y: rect.y, .key) }
  }
}
