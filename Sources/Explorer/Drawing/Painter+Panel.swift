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
      let halves = rect.dividedIntoColumns(2)
      box(halves[0], title: here.title)
      write(here.lines(width: halves[0].width - 4), in: halves[0].inset(horizontal: 2, vertical: 1))
      box(halves[1], title: TextLine("addresses", .title))
      write(
        addressLines(state, width: halves[1].width - 4),
        in: halves[1].inset(horizontal: 2, vertical: 1))
      return
    }
    box(rect, title: here.title)
    var rest = rect.inset(horizontal: 2, vertical: 1)
    let width = rest.width
    let refused = refusalLines(state, width: width)
    // Beside the addresses of a block its pods matter more than the figures of the whole.
    let isWhole = state.view == .space
    let figures = isWhole ? addressLines(state, width: width) : []
    let spectrum = isWhole ? FreeSpaceLines(state).lines(width: width) : ("", [])

    // From the bottom up, each part only if the inspector keeps room above it.
    let least = 7
    for (title, right, lines) in [
      ("refused", "", refused),
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
        title: TextLine(title, title == "refused" ? .error : .title), right: right)
    }
    if state.view == .addresses {
      write(podLines(state, here, room: rest), in: rest)
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

  /// The identities that always hold, exact to the address.
  func addressLines(_ state: ExplorerApp.State, width: Int) -> [TextLine] {
    guard let cluster = state.cluster else { return [] }
    let figures = AddressFigures(of: cluster, family: state.pool.family)
    func line(_ name: String, _ value: UInt128, share: Bool, _ role: Role = .text) -> TextLine {
      let percent = share && width >= 26 ? Figure.percent(value, of: figures.total) : ""
      let tail = String(repeating: " ", count: max(0, 7 - percent.utf8.count)) + percent
      let suffix = width >= 26 ? tail : ""
      let room = width - name.utf8.count - 1 - suffix.utf8.count
      let number = Figure.fitting(value, room)
      let gap = String(repeating: " ", count: max(1, room + 1 - number.utf8.count))
      return TextLine(name, .dim).adding(gap).adding(number, role).adding(suffix, .dim)
    }
    var lines = [
      line("total", figures.total, share: false, .strong),
      line("committed", figures.committed, share: true),
      line("  used", figures.used, share: true, .strong),
      line("  reserved", figures.reserved, share: true),
      line("  stranded", figures.stranded, share: true),
    ]
    if figures.withheld > 0 { lines.append(line("withheld", figures.withheld, share: true)) }
    lines.append(line("free", figures.free, share: true, .strong))
    if figures.outside > 0 { lines.append(line("outside", figures.outside, share: false)) }
    return lines
  }

  /// What the modelled system refused last, in its own words, while something waits for it.
  private func refusalLines(_ state: ExplorerApp.State, width: Int) -> [TextLine] {
    guard let cluster = state.cluster else { return [] }
    let tallies = cluster.tallies
    guard tallies.podsPending > 0 || tallies.nodesFailed > 0 else { return [] }
    var words: [String] = []
    if tallies.podsPending > 0 {
      words.append("\(Figure.count(tallies.podsPending, "pod")) pending")
    }
    if tallies.nodesFailed > 0 {
      words.append("\(Figure.count(tallies.nodesFailed, "node")) failed")
    }
    var lines = [TextLine(words.joined(separator: ", "), .warning)]
    if let note = state.lastRefusal {
      let text = TextLine.wrapped("\(note.subject): \(note.text)", to: width)
      lines += text.prefix(4)
    }
    return lines
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

  /// Facts of the block above its pods, those around the cursor in sight.
  private func podLines(
    _ state: ExplorerApp.State, _ here: Inspection, room: Rect
  ) -> [TextLine] {
    var lines = here.blockLines(width: room.width)
    guard let cluster = state.cluster, let node = here.node else { return lines }
    lines.append(TextLine())
    let family = state.pool.family
    let pods = node.pods.compactMap { cluster.pods[$0] }.sorted { left, right in
      (left[family]?.bits ?? .max, left.id) < (right[family]?.bits ?? .max, right.id)
    }
    let space = max(1, room.height - lines.count)
    let index = pods.firstIndex { ($0[family]?.bits ?? .max) >= state.anchor.bits } ?? 0
    let first = max(0, min(index - space / 2, pods.count - space))
    for pod in pods.dropFirst(first).prefix(space) {
      let isHere = pod[family] == state.anchor
      lines.append(TextLine.pod(pod, family: family, isHere: isHere))
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
