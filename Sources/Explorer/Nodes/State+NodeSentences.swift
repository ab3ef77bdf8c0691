import Addressing
import Allocation
import Cartography
import Theming

extension ExplorerApp.State {
  /// The view of nodes as sentences.
  var nodeSentences: [String] {
    let list = nodesView.list
    let shown = list.ids.count
    let sorting = nodesView.sorting.summary
    var all: [String] = []
    if nodesView.filter.isAll {
      all.append("The view shows all \(Figure.count(list.total, "node")), \(sorting).")
    } else {
      all.append(
        "The view shows \(Figure.grouped(shown)) of \(Figure.count(list.total, "node")), those that "
          + "are \"\(nodesView.filter.text)\", \(sorting).")
    }
    for section in list.sections.prefix(Self.sectionsTold) where !section.title.isEmpty {
      all.append("\(section.title): \(Self.tell(section)).")
    }
    if list.sections.count > Self.sectionsTold {
      all.append("And \(Figure.count(list.sections.count - Self.sectionsTold, "group")) more.")
    }
    if list.sections.count == 1, let only = list.sections.first, only.title.isEmpty {
      all.append("Together: \(Self.tell(only)).")
    }
    if let node = nodeInList {
      all.append(
        "The cursor is on number \(Figure.grouped(nodesView.index + 1)), \(Self.tell(node)).")
    } else {
      all.append("No node is shown.")
    }
    return all
  }

  /// Groups that are worth a sentence each.
  private static var sectionsTold: Int { 12 }

  private static func tell(_ section: NodeList.Section) -> String {
    "\(Figure.count(section.count, "node")), \(Figure.grouped(section.failed)) failed, "
      + "\(Figure.grouped(section.waiting)) waiting, \(Figure.grouped(section.used)) of "
      + "\(Figure.grouped(section.usable)) usable addresses used"
  }

  private static func tell(_ node: Node) -> String {
    let blocks = node.blocksInOrder.prefix(4).map(\.description).joined(separator: " and ")
    let more =
      node.blocks.count > 4 ? " and \(Figure.count(node.blocks.count - 4, "block")) more" : ""
    let holding = node.blocks.isEmpty ? "has no block" : "holds \(blocks)\(more)"
    let usage = node.usage
    let used =
      usage.usable > 0
      ? "; \(Figure.grouped(usage.used)) of \(Figure.grouped(usage.usable)) usable addresses are used"
      : ""
    let reason = (node.error ?? node.agentError).map { "; \($0)" } ?? ""
    return "\(node.name), which is \(node.state.rawValue) and \(holding)\(used)\(reason)"
  }
}

extension Painter {
  /// The node under the cursor in one line.
  func nodeLine(_ state: ExplorerApp.State) -> TextLine {
    guard let node = state.nodeInList else { return TextLine("no node is shown", .footer) }
    let list = state.nodesView.list
    var facts: [String] = []
    let usage = node.usage
    if usage.usable > 0 { facts.append("\(usage.used)/\(usage.usable) used") }
    if node.state != .ready { facts.append(node.state.rawValue) }
    if let block = node.blocksInOrder.first {
      facts.append("\(block)" + (node.blocks.count > 1 ? " +\(node.blocks.count - 1)" : ""))
    }
    if let zone = node.zone { facts.append("zone \(zone)") }
    if let type = node.instanceType { facts.append(type) }
    facts.append(
      "\(Figure.grouped(state.nodesView.index + 1)) of \(Figure.grouped(list.ids.count))")
    return TextLine(node.name, .strong).adding("  " + facts.joined(separator: " · "), .footer)
  }
}
