import Addressing
public import Simulation

extension SizingAnswer {
  /// The choices, a row each, the best first.
  public var table: Table {
    Table(
      title: "sizing",
      columns: [
        "RANK", "MODE", "SETTING", "POOL", "MASK", "PODS/NODE", "NODES", "COMMITTED", "STRANDED",
        "SHARE", "SPARE NODES", "FIRST REFUSAL",
      ],
      numeric: [0, 5, 6, 7, 8, 10],
      rows: choices.enumerated().map { index, choice in row(choice, index + 1) })
  }

  private func row(_ choice: SizingChoice, _ rank: Int) -> [String] {
    let nodes = question.nodesAtEnd
    return [
      String(rank), choice.mode, choice.setting,
      choice.ranges.map(\.pool.description).joined(separator: " "),
      choice.ranges.map { $0.mask.map { "/\($0)" } ?? "-" }.joined(separator: " "),
      choice.ranges.map(\.usable).min().map(String.init) ?? "", String(choice.capacity),
      "\(choice.committed(nodes: nodes))", "\(choice.stranded(nodes: nodes, pods: question.pods))",
      Self.percent(choice.share(nodes: nodes)),
      String(max(0, choice.capacity - question.nodesToHold)),
      Self.refusal(choice.firstRefusal),
    ]
  }

  /// What can and what cannot be changed on a live cluster, of the modes proposed.
  public var changesTable: Table {
    Table(title: "changes", columns: ["MODE", "WHAT", "LATER", "SOURCE"], rows: changesRows)
  }

  var changesRows: [[String]] {
    var rows: [[String]] = []
    var seen: [String] = []
    for choice in choices where !seen.contains(choice.mode) {
      seen.append(choice.mode)
      for change in SizingMode.named(choice.mode)?.changes ?? [] {
        rows.append([choice.mode, change.what, change.how, change.source])
      }
    }
    return rows
  }

  /// The limits that hold, each with its source.
  public var limitsTable: Table {
    var limits: [SizingLimit] = []
    for limit in choices.flatMap(\.limits) where !limits.contains(limit) { limits.append(limit) }
    return Table(
      title: "limits", columns: ["LIMIT", "SOURCE"], rows: limits.map { [$0.text, $0.source] })
  }

  /// Thousandths as a share with one place.
  static func percent(_ thousandths: Int) -> String {
    "\(thousandths / 10).\(thousandths % 10)%"
  }

  /// A month, never more precise.
  static func refusal(_ month: Int?) -> String {
    switch month {
    case nil: "none in 10 years"
    case 0?: "now"
    case let month?: "in month \(month)"
    }
  }
}

extension SizingAnswer {
  /// The best choice in sentences, then what was no choice.
  public var lines: [String] {
    guard let best else { return ["nothing can be built so:"] + refusedLines }
    let name = [best.mode, best.setting].filter { !$0.isEmpty }.joined(separator: " ")
    var lines: [String] = []
    for range in best.ranges {
      let mask = range.mask.map { ", blocks of /\($0)" } ?? ""
      lines.append("\(name): pool \(range.pool)\(mask)")
    }
    lines.append(
      "holds \(best.capacity) nodes of up to \(min(question.maxPods, best.ranges[0].usable)) pods; "
        + "first refusal: \(Self.refusal(best.firstRefusal))")
    let spare = max(0, best.capacity - question.nodes - question.surge)
    let room = max(0, min(question.maxPods, best.ranges[0].usable) - question.pods) * question.nodes
    lines.append("headroom today: \(spare) nodes, and \(room) pods on the nodes there are")
    lines += best.reasons.map { "why: \($0)" }
    lines += tradeOffLines
    for choice in choices {
      for warning in choice.warnings {
        let line = "warning: \(choice.mode): \(warning)"
        if !lines.contains(line) { lines.append(line) }
      }
    }
    return lines + refusedLines
  }

  private var refusedLines: [String] { refused.map { "not \($0.mode): \($0.reason)" } }
}
