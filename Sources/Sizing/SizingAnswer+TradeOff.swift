import Addressing
public import Simulation

extension SizingAnswer {
  /// What a choice gives up and what it gains beside the best, in a sentence.
  public func tradeOff(of choice: SizingChoice) -> String {
    guard let best, choice != best else {
      return choices.count > 1
        ? "first of \(choices.count): \(whyFirst(choice))" : "the only choice there is"
    }
    let gains = differences(of: choice, beside: best)
    let costs = differences(of: best, beside: choice)
    return [
      gains.isEmpty ? nil : "gains: " + gains.joined(separator: ", "),
      costs.isEmpty ? nil : "gives up: " + costs.joined(separator: ", "),
    ].compactMap(\.self).joined(separator: "; ").orSame
  }

  private func whyFirst(_ choice: SizingChoice) -> String {
    let usable = choice.ranges.map(\.usable).min() ?? 0
    let lasting =
      choice.lasts(question) ? "it lasts the \(question.months) months" : "it is nearest"
    let serving =
      usable >= question.maxPods
      ? "serves all \(question.maxPods) pods that a kubelet takes"
      : "serves \(usable) pods on a node"
    return "\(lasting), \(serving), and no pool of such a choice is smaller than "
      + "/\(choice.ranges.first?.pool.length ?? 0)"
  }

  /// In what `one` is better than `other`.
  private func differences(of one: SizingChoice, beside other: SizingChoice) -> [String] {
    guard let mine = one.ranges.first, let theirs = other.ranges.first else { return [] }
    var better: [String] = []
    switch (one.firstRefusal, other.firstRefusal) {
    case (nil, let month?): better.append("no refusal in 10 years, not one in month \(month)")
    case (let later?, let month?) where later > month:
      better.append("a first refusal in month \(later), not \(month)")
    default: break
    }
    let limit = question.maxPods
    if min(mine.usable, limit) > min(theirs.usable, limit) {
      better.append("\(min(mine.usable, limit)) pods on a node, not \(min(theirs.usable, limit))")
    }
    if mine.pool.length > theirs.pool.length {
      better.append("a pool of /\(mine.pool.length), not /\(theirs.pool.length)")
    }
    let (nodes, pods) = (question.nodesAtEnd, question.pods)
    let strands = (one.stranded(nodes: nodes, pods: pods), other.stranded(nodes: nodes, pods: pods))
    if strands.0 < strands.1 {
      better.append("\(strands.0) addresses stranded at the end, not \(strands.1)")
    }
    if one.capacity > other.capacity {
      better.append("room for \(one.capacity) nodes, not \(other.capacity)")
    }
    if !grows(one), grows(other) { better.append("one block a node, which is one route") }
    return better
  }

  private func grows(_ choice: SizingChoice) -> Bool {
    SizingMode.named(choice.mode)?.growsByBlocks ?? false
  }

  /// The choices but for the first, each with what it gains and gives up.
  var tradeOffLines: [String] {
    choices.enumerated().dropFirst().map { index, choice in
      let name = [choice.mode, choice.setting].filter { !$0.isEmpty }.joined(separator: " ")
      let mask = choice.ranges.first?.mask.map { " /\($0)" } ?? ""
      return "or \(index + 1). \(name)\(mask): \(tradeOff(of: choice))"
    }
  }

  /// Everything that is said beside the choices' numbers, each with who says so, for programs.
  public var notesTable: Table {
    var rows: [[String]] = []
    for (index, choice) in choices.enumerated() {
      let rank = String(index + 1)
      rows.append([rank, choice.mode, "trade-off", tradeOff(of: choice), ""])
      rows += choice.reasons.map { [rank, choice.mode, "reason", $0, ""] }
      rows += choice.warnings.map { [rank, choice.mode, "warning", $0, ""] }
      rows += choice.limits.map { [rank, choice.mode, "limit", $0.text, $0.source] }
    }
    rows += changesRows.map { ["", $0[0], "change", "\($0[1]): \($0[2])", $0[3]] }
    rows += SizingErratum.touching(question).map {
      ["", $0.system, "erratum", "prints \($0.prints), its rule gives \($0.gives)", $0.page]
    }
    rows += refused.map { ["", $0.mode, "refused", $0.reason, ""] }
    return Table(
      title: "notes", columns: ["RANK", "MODE", "KIND", "TEXT", "SOURCE"], numeric: [0], rows: rows)
  }
}

extension String {
  fileprivate var orSame: String { isEmpty ? "no difference in these numbers" : self }
}
