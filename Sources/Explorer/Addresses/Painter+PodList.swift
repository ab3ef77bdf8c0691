import Addressing
import Allocation
import Terminal
import Theming

extension Painter {
  /// Beside the addresses of a block: what it is, and the pods of its node in step with the cursor.
  mutating func drawPodPanel(
    _ state: ExplorerApp.State, _ here: Inspection, in rest: Rect, frame outer: Rect
  ) {
    var rest = rest
    let facts = blockFacts(state, here, width: rest.width)
    // The list has half of the room at least, for it is what one moves in.
    let height = min(facts.count, max(2, rest.height / 2 - 1))
    write(Array(facts.prefix(height)), in: rest.cutTop(height))
    guard let roster = state.podRoster, rest.height >= 3 else { return }
    let edge = rest.cutTop(1)
    let place = roster.place(of: state.isInPodList ? state.listedPod : nil, or: state.anchor)
    let window = roster.window(around: place, height: rest.height)
    let count = roster.entries.count
    let part =
      count > window.count
      ? "\(window.lowerBound + 1)-\(window.upperBound) of \(count)" : "\(count)"
    divide(
      Rect(x: outer.x, y: edge.y, width: outer.width, height: 1), y: edge.y,
      title: TextLine(state.isInPodList ? "* " : "", .key).adding("pods", .title), right: part)
    drawPodList(state, in: rest)
  }

  /// The pods around the cursor, as many as there is room for.
  mutating func drawPodList(_ state: ExplorerApp.State, in rect: Rect) {
    guard let roster = state.podRoster, !roster.entries.isEmpty else {
      write("no pod is here", x: rect.x, y: rect.y, .dim, width: rect.width)
      return
    }
    let place = roster.place(of: state.isInPodList ? state.listedPod : nil, or: state.anchor)
    let window = roster.window(around: place, height: rect.height)
    let here = state.podUnderCursor?.id
    for (y, entry) in zip(rect.rows, roster.entries[window]) {
      let isHere = entry.pod.id == here
      write(entry.line(width: rect.width, isHere: isHere), x: rect.x, y: y, width: rect.width)
      if isHere, state.isInPodList { frame.cursor = Point(x: rect.x, y: y) }
    }
  }

  /// Facts of the block, and which of the node's blocks it is.
  private func blockFacts(
    _ state: ExplorerApp.State, _ here: Inspection, width: Int
  ) -> [TextLine] {
    var lines = here.blockLines(width: width)
    guard let node = here.node, node.blocks.count > 1,
      let index = node.blocksInOrder.firstIndex(of: here.block)
    else { return lines }
    let key = state.keymap.shown(.nextPool)
    let text = "block \(index + 1) of \(node.blocks.count)"
    lines.insert(TextLine(text, .text).adding("  \(key) shows the next", .dim), at: 1)
    return lines
  }

  /// The address under the cursor in one line, and what is known of its pod.
  func addressLine(_ state: ExplorerApp.State, _ here: Inspection) -> TextLine {
    let place = TextLine("\(here.prefix.base)", .strong)
    guard let cluster = state.cluster, let pod = state.podUnderCursor else {
      return place.adding("  \(here.owner)", .footer).adding("  in \(here.block)", .footer)
    }
    var facts = ["\(pod.name)", pod.status.word]
    if let app = cluster.pods.app(of: pod.id)?.name { facts.append("app \(app)") }
    let text = facts.joined(separator: " · ")
    guard pod.address != nil else {
      let reason = cluster.error(of: pod).map { ": \($0)" } ?? ""
      return TextLine("no address", .strong).adding("  pod \(text)\(reason)", .footer)
    }
    return place.adding("  pod \(text)", .footer).adding("  in \(here.block)", .footer)
  }
}
