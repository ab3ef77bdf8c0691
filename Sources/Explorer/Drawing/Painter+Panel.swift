import Addressing
import Allocation
import Measurement
import Terminal
import Theming

extension Painter {
  /// Beside or below the map: the place under the cursor, and the figures of the whole.
  mutating func drawPanel(_ state: ExplorerApp.State, in rect: Rect, isBelow: Bool) {
    let here = Inspection(state)
    guard !isBelow else {
      drawPanelBelow(state, here, in: rect)
      return
    }
    box(rect, title: here.title, isFocused: state.isInPodList)
    var rest = rect.inset(horizontal: 2, vertical: 1)
    let width = rest.width
    let refused = refusalLines(state, width: width, limit: rest.height < 22 ? 2 : 4)
    // Beside the addresses of a block its pods matter more than the figures of the whole.
    let isWhole = state.view != .addresses
    let figures = isWhole ? addressLines(state, width: width) : []
    let spectrum = isWhole ? FreeSpaceLines(state).lines(width: width) : ("", [])
    let forecast = state.forecastLines(width: width)
    // Lines over time come where the parts that were there before leave room for them.
    let others = [refused, forecast, figures, Array(spectrum.1.prefix(3))]
    let taken = others.reduce(0) { $0 + ($1.isEmpty ? 0 : $1.count + 1) }
    let overTime = isWhole ? overTimeLines(state, width: width) : []
    let fitsOverTime = taken + overTime.count + 1 + 5 <= rest.height

    // From the bottom up, each part only if the inspector keeps room above it.
    let least = 5
    for (title, right, lines) in [
      (waiting(state), "", refused),
      ("forecast", "", forecast),
      ("over time", "", fitsOverTime ? overTime : []),
      ("free blocks", spectrum.0, spectrum.1),
      ("addresses", "", figures),
    ] where !lines.isEmpty {
      let room = rest.height - least - 1
      let height = min(
        lines.count, title == "free blocks" ? max(4, room - figures.count - 1) : lines.count)
      guard height <= room else { continue }
      let part = rest.cutBottom(height)
      write(Array(lines.prefix(height)), in: part)
      let edge = rest.cutBottom(1)
      divide(
        Rect(x: rect.x, y: edge.y, width: rect.width, height: 1), y: edge.y,
        title: TextLine(title, title == waiting(state) ? .error : .title), right: right)
    }
    if state.view == .addresses {
      drawPodPanel(state, here, in: rest, frame: rect)
    } else {
      write(here.lines(width: width), in: rest)
      let used = here.lines(width: width).count
      let below = rest.height - used - 1
      if below >= 3, !here.isSeveral, let node = here.node, !node.pods.isEmpty {
        let list = podList(of: node, in: state, limit: below)
        var bottom = rest
        _ = bottom.cutTop(used + 1)
        write(list, in: bottom)
      }
    }
  }

  /// The panel of a narrow screen: two halves next to each other.
  private mutating func drawPanelBelow(
    _ state: ExplorerApp.State, _ here: Inspection, in rect: Rect
  ) {
    let halves = rect.dividedIntoColumns(2)
    box(halves[0], title: here.title)
    write(here.lines(width: halves[0].width - 4), in: halves[0].inset(horizontal: 2, vertical: 1))
    if state.view == .addresses {
      box(halves[1], title: TextLine("pods", .title), isFocused: state.isInPodList)
      drawPodList(state, in: halves[1].inset(horizontal: 2, vertical: 1))
      return
    }
    box(halves[1], title: TextLine("addresses", .title))
    write(
      addressLines(state, width: halves[1].width - 4),
      in: halves[1].inset(horizontal: 2, vertical: 1))
  }

  /// The identities that always hold, exact to the address.
  func addressLines(_ state: ExplorerApp.State, width: Int) -> [TextLine] {
    guard let cluster = state.cluster else { return [] }
    let figures = AddressFigures(of: cluster, family: state.pool.family)
    var lines: [TextLine] = []
    func add(_ name: String, _ value: UInt128, isShare: Bool = true, _ role: Role = .text) {
      let percent = isShare && width >= 26 ? Figure.percent(value, of: figures.total) : ""
      let tail = width >= 26 ? String(repeating: " ", count: max(0, 7 - percent.utf8.count)) : ""
      let grouped = Figure.grouped(value)
      let line = TextLine(name, .dim)
      if name.utf8.count + grouped.utf8.count + tail.utf8.count + percent.utf8.count < width {
        let room = width - tail.utf8.count - percent.utf8.count
        lines.append(line.filling(room, with: grouped, role).adding(tail + percent, .dim))
      } else if name.utf8.count + String(value).utf8.count < width {
        lines.append(line.filling(width, with: String(value), role))
      } else {
        // Every digit counts: what has no room beside its name gets a line.
        lines += [line, TextLine().filling(width, with: String(value), role)]
      }
    }
    add("total", figures.total, isShare: false, .strong)
    add("committed", figures.committed)
    add("  used", figures.used, .strong)
    add("  reserved", figures.reserved)
    add("  stranded", figures.stranded)
    if figures.withheld > 0 { add("withheld", figures.withheld) }
    add("free", figures.free, .strong)
    if figures.outside > 0 { add("outside", figures.outside, isShare: false) }
    return lines
  }

  /// How many pods and nodes wait for what was refused to them.
  private func waiting(_ state: ExplorerApp.State) -> String {
    guard let tallies = state.cluster?.tallies else { return "" }
    var words: [String] = []
    if tallies.podsPending > 0 {
      words.append("\(Figure.count(tallies.podsPending, "pod")) pending")
    }
    if tallies.nodesFailed > 0 {
      words.append("\(Figure.count(tallies.nodesFailed, "node")) failed")
    }
    return words.joined(separator: ", ")
  }

  /// What the modelled system refused last, in its own words, while something waits for it.
  private func refusalLines(
    _ state: ExplorerApp.State, width: Int, limit: Int
  ) -> [TextLine] {
    guard !waiting(state).isEmpty else { return [] }
    guard let note = state.lastRefusal else {
      // Nodes that a dump shows as failed were refused nothing in this history.
      let isOfPods = (state.cluster?.tallies.podsPending ?? 0) > 0
      let text =
        isOfPods ? "no node is ready and below its maximum of pods" : "each node itself says why"
      return [TextLine(text, .warning)]
    }
    let lines = TextLine.wrapped("\(note.subject): \(note.text)", .warning, to: width)
    return Array(lines.prefix(limit))
  }

  /// Pods of a node with their addresses.
  private func podList(of node: Node, in state: ExplorerApp.State, limit: Int) -> [TextLine] {
    guard let cluster = state.cluster else { return [] }
    let shown = node.pods.count <= limit ? limit : limit - 1
    var lines = node.pods.prefix(shown).compactMap { id in
      cluster.pods[id].map { TextLine.pod($0, family: state.pool.family) }
    }
    if node.pods.count > shown {
      lines.append(TextLine("and \(Figure.grouped(node.pods.count - shown)) more", .dim))
    }
    return lines
  }
}

extension TextLine {
  /// A pod as a line: the end of its address, and its name.
  static func pod(_ pod: Pod, family: IPFamily, isHere: Bool = false) -> TextLine {
    let address = pod[family]?.description ?? (pod.status.isPending ? "pending" : "-")
    let role: Role = isHere ? .selection : pod.status.isPending ? .warning : .text
    let padded = address + String(repeating: " ", count: max(1, 14 - address.utf8.count))
    return TextLine(padded, isHere ? .selection : .dim).adding(pod.name.name, role)
  }
}
