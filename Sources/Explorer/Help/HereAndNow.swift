import Addressing
import Allocation
import Cartography
import Measurement
import Reporting
import Simulation

/// What everything on the screen is and what it is now: the first chapter of the help.
struct HereAndNow {
  let state: ExplorerApp.State

  init(_ state: ExplorerApp.State) {
    self.state = state
  }

  /// The parts of the screen that are explained.
  enum Part: String, CaseIterable, Hashable, Sendable {
    case cursor = "Here and now: under the cursor"
    case map = "Here and now: how the map is drawn"
    case legend = "Here and now: the legend"
    case header = "Here and now: the first line"
    case panel = "Here and now: the numbers beside the map"
  }

  /// The facts of a part; the cursor has sentences instead.
  func facts(of part: Part) -> [Fact] {
    switch part {
    case .cursor: []
    case .map: mapFacts
    case .legend: legendFacts
    case .header: headerFacts
    case .panel: panelFacts
    }
  }

  /// The chapters, each under its name.
  var passages: [Passage] {
    Part.allCases.flatMap { part -> [Passage] in
      let text =
        part == .cursor
        ? cursorSentences.map { .text(TextLine("  " + $0), indent: 2) }
        : Fact.passages(facts(of: part))
      return text.isEmpty ? [] : [.title(part.rawValue)] + text + [.gap]
    }
  }

  /// The chapters as lines to be read out.
  var spoken: [String] {
    Part.allCases.flatMap { part -> [String] in
      let text =
        part == .cursor
        ? cursorSentences
        : facts(of: part).map { fact in
          [fact.name, fact.value].filter { !$0.isEmpty }.joined(separator: " ") + ": "
            + fact.meaning
        }
      return text.isEmpty ? [] : [part.rawValue + "."] + text
    }
  }

  var cursorSentences: [String] {
    guard state.plan != nil else { return ["There is no plan yet."] }
    let here = Inspection(state)
    if state.view == .nodes, here.node == nil { return [state.cursorSentence] }
    if here.isSeveral { return [state.cursorSentence, several(here)] }
    var all = [state.cursorSentence]
    if let node = here.node {
      all += sentences(on: node, here)
    } else if here.isWithheld {
      all.append("The modelled system never gives \(here.prefix) to a node.")
    } else if here.coverage.isInside {
      all.append(
        "The block \(here.block) has \(Figure.grouped(here.block.size)) addresses. Nobody holds it, so "
          + "it may be given to a node to come.")
      if here.coverage.claimed { all.append("Something else claims a part of it.") }
    } else {
      all.append("It lies in no pool of the plan, so no node can get it.")
    }
    return all
  }

  private func several(_ here: Inspection) -> String {
    let coverage = here.coverage
    let size = UInt128(max(1, coverage.blocks))
    var text =
      "It is \(Figure.count(coverage.blocks, "block")) of /\(here.block.length), "
      + "\(Figure.grouped(coverage.addresses)) addresses: \(Figure.grouped(coverage.committed)) "
      + "committed to nodes, \(Figure.grouped(coverage.used)) of those used by pods."
    if coverage.committedBlocks > 0 {
      let permille = coverage.fullestPermille
      text += " The fullest block is \(permille / 10).\(permille % 10)% used"
      text += coverage.leastFree.map { "; the tightest has \(Figure.grouped($0)) free." } ?? "."
    }
    if size > 1, coverage.committedBlocks > 0, coverage.committedBlocks < coverage.blocks {
      let free = coverage.blocks - coverage.committedBlocks
      text += " \(Figure.count(free, "block")) of it \(free == 1 ? "is" : "are") not held."
    }
    return text
  }

  private func sentences(on node: Node, _ here: Inspection) -> [String] {
    var all: [String] = []
    if here.range != nil, !node.blocks.isEmpty {
      let stranded = here.block.size - here.reserved - UInt128(here.used)
      all.append(
        "Of the \(Figure.grouped(here.block.size)) addresses of \(here.block) "
          + "\(Figure.grouped(here.used)) \(here.used == 1 ? "is" : "are") used, "
          + "\(Figure.grouped(here.reserved)) reserved and \(Figure.grouped(stranded)) stranded: idle, "
          + "and no other node can have them.")
    }
    let roles = InfrastructureRole.allCases.compactMap { role in
      here.range?.address(of: role).map { "\(role.rawValue) \($0)" }
    }
    if !roles.isEmpty {
      all.append("The agent keeps for itself: \(roles.joined(separator: ", ")).")
    }
    let where_ = [node.zone.map { "in zone \($0)" }, node.instanceType.map { "a \($0)" }]
      .compactMap(\.self)
    let place = where_.isEmpty ? "" : " It is \(where_.joined(separator: ", "))."
    all.append(
      "\(node.name) has \(Figure.count(node.pods.count, "pod")) of at most \(node.maxPods)"
        + (node.isCordoned ? ", is cordoned and takes no more" : "") + ".\(place)")
    for error in [node.error, node.agentError].compactMap(\.self) {
      all.append("Its error: \(error).")
    }
    if here.coverage.contested > 0 { all.append("More than one node holds a part of it.") }
    return all
  }
}
