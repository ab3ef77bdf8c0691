import Addressing
import Allocation
import Simulation
import Sizing
import Terminal

extension ExplorerApp.State {
  /// What the works are called.
  private static let sizingKind = "sizing"
  /// As many lives are lived at a time as two cores take.
  private static let proofKinds = ["proof-0", "proof-1"]

  /// Opens the question: with words its table, without them the form, filled in from what is shown.
  mutating func openSizing(_ options: [CommandOption] = []) {
    var sheet = options.isEmpty ? lastSizing ?? SizingSheet(sizingWords) : SizingSheet(options)
    if !options.isEmpty, sheet.question != nil { sheet.page = .table }
    open(sheet)
    workOut()
  }

  /// The cluster that is shown as the beginning of a question: its nodes, the mean of its pods, and
  /// what others claim.
  private var sizingWords: [CommandOption] {
    var options: [CommandOption] = []
    if let cluster, cluster.nodes.count > 0 {
      let count = cluster.nodes.count
      let mean = (cluster.pods.count + count - 1) / count
      options.append(CommandOption("nodes", "\(count)"))
      options.append(CommandOption("later", "\(count * 2)"))
      if mean > 0 { options.append(CommandOption("pods", "\(mean)")) }
      let most = cluster.mode.maxPods
      if most >= mean, most > 0 { options.append(CommandOption("max-pods", "\(most)")) }
    } else {
      options.append(CommandOption("nodes", "20"))
      options.append(CommandOption("later", "500"))
    }
    let keys: [ClaimKind: String] = [
      .node: "node-range", .service: "services", .vpc: "vpc", .cluster: "peers", .other: "taken",
    ]
    for kind in ClaimKind.allCases {
      let ranges = session.moment.claims.filter { $0.kind == kind }.map(\.prefix.description)
      guard let key = keys[kind], !ranges.isEmpty else { continue }
      options.append(CommandOption(key, ranges.joined(separator: ",")))
    }
    return options
  }

  private mutating func open(_ sheet: SizingSheet) {
    overlay = .sizing(sheet)
    lastSizing = sheet
    if lastSizing?.page == .proof { lastSizing?.page = .table }
  }

  /// The sheet, while it lies on top.
  var sizingSheet: SizingSheet? {
    guard case .sizing(let sheet)? = overlay else { return nil }
    return sheet
  }

  mutating func press(_ key: Key, in sheet: SizingSheet) {
    var sheet = sheet
    let wish = sheet.press(key)
    let room = layout.popup.inset(horizontal: 2, vertical: 1)
    sheet.firstColumn = SizingGrid(sheet, in: room).columns.lowerBound
    open(sheet)
    switch wish {
    case .stays: break
    case .closes:
      endProof()
      for work in works where work.kind == Self.sizingKind { end(work.id) }
      overlay = nil
    case .changed: workOut()
    case .opensCell: openCell(of: sheet)
    case .proves: prove(sheet)
    case .endsProof: endProof()
    case .tells:
      guard let answer = sheet.outcome?.answer else { return }
      overlay = .pager(Pager(title: "sizing", passages: answer.passages))
    }
  }

  /// Answers the question outside: every figure is found by building the modelled system.
  private mutating func workOut() {
    guard let sheet = sizingSheet, let question = sheet.question, !sheet.isCurrent else { return }
    begin("sizing", kind: Self.sizingKind) { _ in
      let outcome = SizingSheet.Outcome(question)
      return { state in
        guard var sheet = state.sizingSheet, sheet.question == question else { return }
        sheet.outcome = outcome
        sheet.trial = nil
        sheet.goToBest()
        state.open(sheet)
      }
    }
  }

  /// Makes the cell a plan beside the others, and shows it.
  private mutating func openCell(of sheet: SizingSheet) {
    guard let choice = sheet.cell?.choice else { return }
    endProof()
    let name = freeSizedName
    overlay = nil
    guard let command = try? Command(parsing: choice.planLine(named: name)) else { return }
    carryOutNow(command)
    guard session.moment.plan(name) != nil else { return }
    if session.current?.name != name, session.moment.plans.count > 1 {
      carryOutNow(.use(plan: name))
    }
    focus = nil
    let pools = choice.ranges.map(\.pool.description).joined(separator: " ")
    let wanted = sheet.outcome?.question.nodesToHold ?? 0
    let text =
      "plan \(name): \(choice.mode) on \(pools) for \(Figure.grouped(choice.capacity)) nodes"
    let undo = "\(keymap.shown(.undo)) takes it back"
    notice =
      choice.capacity < wanted
      ? Notice(.warning, "\(text), fewer than the \(Figure.grouped(wanted)) wanted; \(undo)")
      : Notice(.good, "\(text); it lives through the history that shows; \(undo)")
  }

  private var freeSizedName: String {
    (1...).lazy.map { $0 == 1 ? "sized" : "sized-\($0)" }.first { session.moment.plan($0) == nil }
      ?? "sized"
  }

  /// Begins the lives of the cell under the cursor.
  private mutating func prove(_ sheet: SizingSheet) {
    guard let question = sheet.outcome?.question, let choice = sheet.cell?.choice else { return }
    endProof()
    var sheet = sheet
    sheet.page = .proof
    sheet.trial = SizingTrial(of: choice, question, seeds: SizingSheet.seeds)
    sheet.nextLife = 0
    open(sheet)
    for kind in Self.proofKinds { liveNext(kind) }
  }

  /// Lives the next life as a work of one of the kinds; its end begins the one after it.
  private mutating func liveNext(_ kind: String) {
    guard var sheet = sizingSheet, let trial = sheet.trial, sheet.nextLife < trial.count else {
      return
    }
    let number = sheet.nextLife
    sheet.nextLife += 1
    open(sheet)
    begin("life \(number + 1)", kind: kind) { watch in
      let ended: Result<SizingLife, Refusal>
      do throws(Refusal) {
        guard let life = try trial.life(number, watching: watch) else { return nil }
        ended = .success(life)
      } catch {
        ended = .failure(error)
      }
      return { state in
        guard var sheet = state.sizingSheet, sheet.trial?.question == trial.question,
          sheet.trial?.proofs.first?.choice == trial.proofs.first?.choice
        else { return }
        switch ended {
        case .success(let life): sheet.trial?.take(life, number)
        case .failure(let refusal): sheet.trial?.take(broken: refusal, number)
        }
        state.overlay = .sizing(sheet)
        state.liveNext(kind)
      }
    }
  }

  private mutating func endProof() {
    for work in works where Self.proofKinds.contains(work.kind) { end(work.id) }
  }
}

extension SizingAnswer {
  /// All that is known of the answers, for a pager.
  var passages: [Passage] {
    [table, changesTable, limitsTable].reduce(lines.map { .text(TextLine($0), indent: 2) }) {
      let pager = Pager($1)
      return $0 + [.gap, .title($1.title)] + [pager.heading].compactMap { $0.map { .row($0) } }
        + pager.passages
    }
  }
}
