import Addressing
import Allocation
import Cartography
import Explorer
import Measurement
import Picturing
import Reporting
import Simulation

/// What is drawn: maps of one occupancy, with what is said beside them.
struct MapSubject {
  let maps: [PageMap]
  let occupancy: any Occupancy
  let legend: [LegendItem]
  let facts: PageFacts
  /// What is said where there is nothing to draw.
  let nothing: String

  /// The current plan of scripts, dumps or the demonstration.
  static func cluster(_ view: MapView) throws -> MapSubject {
    let files = view.options.files
    let moment = (files.isEmpty ? Opened.demonstration : try Opened(files)).session.moment
    guard let plan = moment.current else {
      throw Failure.unreadable("no plan, so there is no map; a script begins with plan")
    }
    return Self.plan(plan, at: moment, view)
  }

  /// A plan at a moment.
  static func plan(_ plan: Plan, at moment: Moment, _ view: MapView) -> MapSubject {
    let cluster = plan.cluster
    let pools = view.part.map { [$0] } ?? cluster.mode.pools
    let maps = pools.map { pool in
      let around = cluster.mode.pools.first { $0.overlaps(pool) } ?? pool
      return PageMap(
        plane: Plane(root: pool, curve: view.curve, isTransposed: view.options.transpose),
        unitLength: cluster.mode.unitLength(of: around) ?? pool.family.bitWidth)
    }
    let owners =
      view.style.layer == .owner ? OwnerIndex(of: cluster, by: view.style.owner) : nil
    let legend = view.style.legend(
      of: MapStyle.Subject(
        owners: (owners?.names ?? []).map(\.printable), ownerCount: owners?.count ?? 0,
        poolLength: pools.first?.length ?? 0, unitLength: maps.first?.unitLength ?? 0,
        hasClaims: !moment.claims.isEmpty, age: UInt64(max(0, moment.time))))
    return MapSubject(
      maps: maps, occupancy: ClusterOccupancy(of: cluster, claims: moment.claims, owners: owners),
      legend: legend, facts: facts(of: plan, at: moment, view, pools),
      nothing: "no pool is known, so there is no map")
  }

  /// Lists of addresses.
  static func addresses(_ view: MapView) throws -> MapSubject {
    let paths = view.options.files.isEmpty ? ["-"] : view.options.files
    var files: [(name: String, bytes: [UInt8])] = []
    for path in paths {
      let file = try InputFile(path)
      files.append((file.name, try file.bytes()))
    }
    let list: AddressList
    do throws(AddressList.Mistake) {
      list = try AddressList(files)
    } catch {
      throw Failure.unreadable(error.description.printable)
    }
    let roots = view.part.map { [$0] } ?? list.roots
    let maps = roots.map { root in
      PageMap(
        plane: Plane(root: root, curve: view.curve, isTransposed: view.options.transpose),
        unitLength: root.family.bitWidth)
    }
    let names = paths.map { $0 == "-" ? "standard input" : $0.printable }
    let figures = roots.map { root in
      PageFacts.Figure("in \(root)", Self.short(list.count(in: root)))
    }
    let legend = view.style.legend(of: MapStyle.Subject()).filter { item in
      if case .swatch(let pixel, _) = item { return pixel.mark == nil }
      return true
    }
    return MapSubject(
      maps: maps, occupancy: list, legend: legend,
      facts: PageFacts(
        title: (view.options.title ?? "Addresses of \(names.joined(separator: ", "))").printable,
        subtitle: "how densely addresses lie, each counted once", figures: figures,
        footnotes: [view.command]),
      nothing: "there is no address in \(names.joined(separator: ", ")), so there is no map")
  }

  /// The maps without colours.
  func text(_ view: MapView) -> [String] {
    pages { map in
      TextMap(
        of: map.plane, occupancy: occupancy, columns: view.size?.columns ?? ViewOptions.pageColumns,
        rows: view.size?.rows, style: view.style, legend: legend, glyphs: view.glyphs
      ).lines
    }
  }

  /// The maps in the colours of a terminal.
  func colored(_ view: MapView) -> [String] {
    pages { map in
      ColoredMap(
        map, of: occupancy, style: view.style, legend: legend,
        columns: view.size?.columns ?? ViewOptions.pageColumns, rows: view.size?.rows,
        glyphs: view.glyphs, theme: view.theme
      ).lines
    }
  }

  private func pages(_ draw: (PageMap) -> [String]) -> [String] {
    var lines = Array(maps.prefix(Sheet.mostMaps).map(draw).joined(separator: [""]))
    let rest = maps.dropFirst(Sheet.mostMaps).map { $0.plane.root.description }
    if !rest.isEmpty { lines.append("no map here of \(rest.joined(separator: ", "))") }
    return lines
  }
}

extension MapSubject {
  private static func facts(
    of plan: Plan, at moment: Moment, _ view: MapView, _ pools: [IPPrefix]
  ) -> PageFacts {
    let mode = plan.cluster.mode
    let tallies = plan.cluster.tallies
    var figures = [
      PageFacts.Figure("nodes", plan.cluster.nodes.count.grouped),
      PageFacts.Figure("pods running", tallies.podsRunning.grouped),
      PageFacts.Figure("pods pending", tallies.podsPending.grouped),
    ]
    let families = IPFamily.allCases.filter { mode.unitLength($0) != nil }
    if let family = pools.first?.family ?? families.first {
      figures += parts(of: AddressFigures(of: plan.cluster, family: family), family)
    }
    let list = mode.pools.prefix(3).map { pool in
      mode.unitLength(of: pool).map { "\(pool) in blocks of /\($0)" } ?? "\(pool)"
    }.joined(separator: ", ")
    let more = mode.pools.count > 3 ? " and \(mode.pools.count - 3) more" : ""
    let subject = view.options.files.isEmpty ? "Demonstration cluster" : "Plan \(plan.name)"
    return PageFacts(
      title: (view.options.title ?? subject).printable,
      subtitle: "\(mode.about.name)  \(list)\(more)".printable, figures: figures,
      footnotes: ["seed \(moment.seed), \(time(moment.time)) after the start", view.command])
  }

  /// The parts that all addresses of a family divide into.
  private static func parts(
    of held: AddressFigures, _ family: IPFamily
  ) -> [PageFacts.Figure] {
    func part(_ name: String, _ count: UInt128, _ ink: Ink) -> PageFacts.Figure {
      PageFacts.Figure(
        name, short(count) + " " + percent(count, of: held.total), ink: ink,
        share: thousandths(count, of: held.total))
    }
    var figures = [
      PageFacts.Figure("\(family) addresses", short(held.total)),
      PageFacts.Figure(
        "committed", short(held.committed) + " " + percent(held.committed, of: held.total)),
      part("used", held.used, .level(6)), part("reserved", held.reserved, .reserved),
      part("stranded", held.stranded, .level(1)),
    ]
    if held.withheld > 0 { figures.append(part("withheld", held.withheld, .claimed)) }
    figures.append(part("free", held.free, .free))
    return figures
  }

  private static func thousandths(_ count: UInt128, of total: UInt128) -> Int {
    // Rounded down, as on the screen, so that only all is 100%.
    total == 0 ? 0 : Int((Double(count) / Double(total) * 1000).rounded(.down))
  }

  private static func percent(_ count: UInt128, of total: UInt128) -> String {
    let share = thousandths(count, of: total)
    let text = "\(share / 10).\(share % 10)%"
    return String(repeating: " ", count: max(0, 6 - text.utf8.count)) + text
  }

  /// A number with commas, or its first digits and a power of ten where it is very long.
  private static func short(_ count: UInt128) -> String {
    let digits = String(count)
    guard digits.utf8.count > 13 else { return count.grouped }
    return "\(digits.prefix(1)).\(digits.dropFirst().prefix(2))e\(digits.utf8.count - 1)"
  }

  private static func time(_ seconds: Int) -> String {
    let units: [(Int, String)] = [(86_400, "d"), (3600, "h"), (60, "m"), (1, "s")]
    var (rest, words) = (max(0, seconds), "")
    for (size, unit) in units where rest >= size {
      words += "\(rest / size)\(unit)"
      rest %= size
    }
    return words.isEmpty ? "0s" : words
  }
}
