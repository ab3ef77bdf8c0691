import Allocation
import Simulation
import Terminal

extension ExplorerApp.State {
  /// The proposal, as long as the history is where it was made.
  var shownProposal: Proposal? {
    guard let proposal, proposal.stamp == HistoryStamp(session) else { return nil }
    return proposal
  }

  /// The difference that is drawn over the map.
  var shownGhost: Ghost? { shownProposal?.ghost }

  /// Shows what a command would do, and does nothing.
  ///
  /// What is found out in a moment is shown at once, all else by work that only reads: typing goes on
  /// meanwhile, and the next character ends it.
  mutating func propose(_ command: Command, isTyped: Bool) {
    let stamp = HistoryStamp(session)
    if let old = shownProposal, old.command == command, old.isTyped == isTyped { return }
    dropProposal()
    guard command.hasGhost else { return }
    var fresh = Proposal(command: command, stamp: stamp, isTyped: isTyped)
    defer { proposal = fresh }
    guard command.batchSize <= Self.proposalLimit else {
      fresh.remark = "too many to show before: they come when the command is made"
      return
    }
    let session = session
    guard session.isHeavy(command) || weight(of: command) > Self.momentaryWeight else {
      fresh.ghost = Ghost(of: command, on: session)
      return
    }
    begin("showing what \(command) would do", kind: Self.proposalKind) { watch in
      guard let ghost = Ghost(of: command, on: session, watching: watch) else { return nil }
      return { state in
        guard state.proposal?.command == command, state.proposal?.stamp == stamp else { return }
        state.proposal?.ghost = ghost
      }
    }
  }

  /// A command of a key while changes are shown first: the same key again makes the batch larger.
  mutating func proposeByKey(_ command: Command) {
    let all = shownProposal.map { $0.isTyped ? command : $0.command.joined(by: command) } ?? command
    propose(all, isTyped: false)
  }

  /// Forgets what was thought of; nothing of it remains.
  mutating func dropProposal() {
    proposal = nil
    for work in works where work.kind == Self.proposalKind { end(work.id) }
  }

  /// Does what was shown: the session becomes the one that was found out already.
  mutating func makeProposal() {
    guard let made = shownProposal else { return }
    dropProposal()
    carryOutNow(made.command, asShown: made.ghost)
  }

  /// What the line being typed would do, as far as it can be read.
  mutating func followPrompt() {
    if case .prompt(let prompt) = overlay, prompt.kind == .filter {
      followFilter(prompt.editor.text)
    }
    guard case .prompt(let prompt) = overlay, prompt.kind == .command,
      let command = try? Command(parsing: prompt.editor.text)
    else {
      if proposal?.isTyped == true { dropProposal() }
      return
    }
    propose(command, isTyped: true)
  }

  /// A key while something is shown that no line is being typed for; false if it is none of these.
  mutating func decide(_ key: Key) -> Bool {
    guard let shown = shownProposal, !shown.isTyped else { return false }
    switch key {
    case .enter: makeProposal()
    case .escape: dropProposal()
    default: return false
    }
    return true
  }

  /// Whether changes by keys are shown before they are made.
  mutating func switchPreviews() {
    showsChangesFirst.toggle()
    dropProposal()
    notice = Notice(
      .plain,
      showsChangesFirst
        ? "changes are shown first: Enter makes one, Esc drops it"
        : "changes are made at once")
  }

  /// Pods and nodes that a look at the difference has to go through.
  private func weight(of command: Command) -> Int {
    let cluster = cluster
    let present = (cluster?.nodes.count ?? 0) + (cluster?.pods.count ?? 0)
    return present + command.batchSize * max(1, session.moment.plans.count) * 2
  }

  /// What the work that finds out is called.
  static let proposalKind = "proposal"
  /// More than this is not worth the wait for a look that every character asks for anew.
  private static let proposalLimit = 200_000
  /// What is found out in some hundredths of a second.
  private static let momentaryWeight = 20_000
}
