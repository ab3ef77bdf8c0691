import Addressing
import Allocation
import Measurement
import Reporting
import Simulation

extension HereAndNow {
  /// Pods up to which the state's hash is worth the moment it takes.
  private static let hashLimit = 20_000

  /// What the first line says, in its order, and what of it has no room there.
  var headerFacts: [Fact] {
    guard let plan = state.plan else { return [] }
    let cluster = plan.cluster
    let tallies = cluster.tallies
    let about = cluster.mode.about
    var all = [
      Fact(
        about.name, "", "The plan's mode. \(Glossary.sentence(about.summary))", term: about.name),
      poolFact(cluster),
      Fact(
        "nodes", Figure.grouped(cluster.nodes.count),
        "\(Figure.grouped(tallies.nodesReady)) ready, \(Figure.grouped(tallies.nodesWaiting)) "
          + "waiting, \(Figure.grouped(tallies.nodesFailed)) failed.", term: "node"),
      Fact(
        "pods", Figure.grouped(cluster.pods.count),
        "\(Figure.grouped(tallies.podsRunning)) run on an address of IPAM, "
          + "\(Figure.grouped(tallies.podsPending)) wait, \(Figure.grouped(tallies.podsHostNetwork)) "
          + "are on the host's network.", term: "pod"),
      number("failed", Figure.grouped(tallies.nodesFailed), .nodesFailed, term: "failed"),
      number("pending", Figure.grouped(tallies.podsPending), .podsPending, term: "pending"),
    ]
    all.append(
      Fact(
        "t", ClockText.text(state.session.moment.time),
        "Simulated time since the beginning, days before hours. "
          + (state.player.isPlaying
            ? "It passes at \(state.player.speed.text)." : "It stands still."),
        term: "simulated time"))
    return all + sessionFacts(plan)
  }

  private func poolFact(_ cluster: Cluster) -> Fact {
    let pool = state.pool
    let unit = state.unitLength
    let blocks = FreeSpace(of: cluster, family: pool.family)
    let others = state.pools.count - 1
    return Fact(
      "\(pool)", "in /\(unit)",
      "The pool in view has \(Figure.grouped(pool.size)) addresses, which nodes get in blocks of "
        + "\(Figure.grouped(IPPrefix(pool.base, length: unit).size)). All pools of the family "
        + "together are \(Figure.count(blocks.totalBlocks, "block"))."
        + (state.plan?.inferredPools.contains(pool) == true
          ? " No file names it: it is the space around what nodes hold, so that it seems full, and "
            + "the real one may be larger." : "")
        + (others > 0 ? " \(Figure.count(others, "more pool")) of the plan: press p." : ""),
      term: "pool")
  }

  private func sessionFacts(_ plan: Plan) -> [Fact] {
    let history = state.session.timeline
    let place = history.place
    let step = place.step > 0 ? ".\(place.step)" : ""
    var all = [
      Fact(
        "history",
        "\(Figure.grouped(history.position))\(step)/\(Figure.grouped(history.entries.count))",
        "What is shown is the state after so many commands of those there are"
          + (step.isEmpty ? "." : ", and so many steps of the next."), term: "history"),
      Fact(
        "seed", "\(state.session.moment.seed)",
        "All chance follows from it: the same commands lead to the same state.", term: "seed"),
      Fact(
        "plan", plan.name,
        "The plan that is shown, of \(state.session.moment.plans.count).", term: "plan"),
      Fact("fork", state.session.fork, "The history that is shown.", term: "fork"),
    ]
    if plan.cluster.pods.count <= Self.hashLimit {
      all.append(
        Fact(
          "hash", "\(StateHash(of: state.session.moment))",
          "Who sees the same digits sees the same state.", term: "hash"))
    }
    return all
  }

  /// A number with the definition that the metric has.
  func number(
    _ name: String, _ value: String, _ metric: MetricQuery.Name, term: String? = nil
  ) -> Fact {
    let definition = metric.definition
    return Fact(
      name, value, "\(Glossary.sentence(definition.formula)) \(Glossary.sentence(definition.why))",
      term: term ?? definition.word)
  }

  /// The numbers of the panel in its order.
  var panelFacts: [Fact] {
    guard let cluster = state.cluster else { return [] }
    let figures = AddressFigures(of: cluster, family: state.pool.family)
    let total = figures.total
    func row(_ name: String, _ value: UInt128, _ metric: MetricQuery.Name) -> Fact {
      let share = Figure.percent(value, of: total)
      let isPart = metric != .addressesTotal && metric != .addressesOutside && !share.isEmpty
      let text = Figure.grouped(value)
      return number(name, isPart ? "\(text) \(share)" : text, metric, term: name)
    }
    var all = [
      number("total", Figure.grouped(total), .addressesTotal, term: "pool"),
      row("committed", figures.committed, .addressesCommitted),
      row("used", figures.used, .addressesUsed),
      row("reserved", figures.reserved, .addressesReserved),
      row("stranded", figures.stranded, .addressesStranded),
      row("withheld", figures.withheld, .addressesWithheld),
      row("free", figures.free, .addressesFree),
      row("outside", figures.outside, .addressesOutside),
    ]
    all += freeSpaceFacts(cluster)
    if let note = state.lastRefusal {
      all.append(
        Fact("refused", "", "Last, to \(note.subject): \(note.text)", term: "refused"))
    }
    if let forecast = state.shownForecast?.forecast {
      all.append(
        Fact(
          "forecast", "", forecast.lines.joined(separator: "; ") + "; " + forecast.assumption,
          term: "forecast"))
    }
    return all
  }

  private func freeSpaceFacts(_ cluster: Cluster) -> [Fact] {
    let family = state.pool.family
    guard let unit = cluster.mode.unitLength(family) else { return [] }
    let space = FreeSpace(of: cluster, family: family)
    let shares = [
      ("unusable", space.unusableIndex(forLength: unit), MetricQuery.Name.unusableFree)
    ]
    var all = [
      Fact(
        "free blocks",
        "\(Figure.grouped(space.freeBlocks)) of \(Figure.grouped(space.totalBlocks))",
        "Blocks of /\(unit) that can still be given. Each bar is a size: the number is how many free "
          + "blocks of it there are that are no part of a larger one, the bar their share of all free "
          + "addresses.", term: "free block")
    ]
    for length in space.pieces.keys.sorted() {
      guard let count = space.pieces[length], count > 0 else { continue }
      let size = IPPrefix(state.pool.base, length: length).size
      all.append(
        Fact(
          "/\(length)", Figure.grouped(count),
          "\(Figure.count(count, "free block")) of \(Figure.grouped(size)) addresses, "
            + "\(count == 1 ? "" : "each ")no part of a larger one.", term: "free block"))
    }
    if let largest = space.largestFree {
      all.append(number("largest free", "/\(largest)", .largestFree, term: "largest free block"))
    }
    for (name, value, metric) in shares {
      all.append(
        number("\(name) for /\(unit)", Self.percent(value), metric, term: "unusable"))
    }
    if let share = space.outsideLargest {
      all.append(number("external waste", Self.percent(share), .externalWaste))
    }
    return all
  }

  private static func percent(_ thousandths: Int) -> String {
    "\(thousandths / 10).\(thousandths % 10)%"
  }
}
