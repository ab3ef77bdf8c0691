import Addressing
import Allocation
import Cartography
import Simulation
import Terminal

extension ExplorerApp.State {
  mutating func takeChange(_ action: Action, _ times: Int) {
    let forkBefore = session.fork
    switch action {
    case .addNode: addNodes(times)
    case .addPod: addPods(times)
    case .remove: removeUnderCursor()
    case .undo: carryOut(.undo(times))
    case .redo: carryOut(.redo(times))
    case .nextMode: useNextMode(times)
    case .modes: openModes()
    case .size: openSizing()
    case .addPlan: addNextPlan()
    case .dropPlan: dropShownPlan()
    case .command: overlay = .prompt(Prompt(.command))
    case .previews: switchPreviews()
    case .annotate: askForAnnotation()
    default: preconditionFailure("\(action) changes nothing")
    }
    if session.isLive, session.fork != forkBefore, let told = notice, told.kind != .error,
      !told.text.hasPrefix("fork ")
    {
      notice = Notice(told.kind, "fork \(session.fork): \(told.text)")
    }
    // A notice of the key's own says it too.
    if let rest = brokenOff, let told = notice, told.kind != .error, !told.text.contains(rest) {
      notice = Notice(told.kind, "\(told.text); \(rest)")
    }
    if holdingWork == nil { brokenOff = nil }
  }

  /// Executes a command and says what came of it; everything that a key changes goes through here.
  ///
  /// While changes are shown first it only shows what would come of it.
  mutating func carryOut(_ command: Command) {
    if showsChangesFirst, command.hasGhost {
      proposeByKey(command)
    } else {
      carryOutNow(command)
    }
  }

  /// Executes a command, or takes over what it has been shown to come to.
  ///
  /// What would be felt is done outside; while that is on its way nothing else changes the session.
  mutating func carryOutNow(_ command: Command, asShown ghost: Ghost? = nil) {
    let changes = command.role == .change || command.role == .movement
    if changes { player.pause() }
    brokenOff = remainder(before: command)
    dropProposal()
    if let refusal = lessonRefusal(of: command) {
      notice = Notice(.error, refusal)
      return
    }
    if changes, let work = holdingWork {
      notice = Notice(.warning, "wait for \"\(work.what)\", or end it with Esc")
    } else if case .why(let subject) = command {
      askWhy(subject)
    } else if let ghost, ghost.command == command {
      session = ghost.session
      show(ghost.outcome, of: command)
    } else if case .size(let options) = command {
      openSizing(options)
    } else if case .get(.forecast, _) = command {
      askOutside(command)
    } else if session.isHeavy(command) {
      carryOutOutside(command)
    } else {
      show(session.execute(command, inFocus: focus?.plan), of: command)
    }
  }

  /// Says what came of a command.
  mutating func show(_ outcome: Outcome, of command: Command) {
    switch outcome {
    case .done(let said, let refusals):
      let text = [said, brokenOff].compactMap(\.self).joined(separator: "; ")
      if let refusal = refusals.first {
        notice = Notice(.warning, "\(text) - refused: \(refusal.subject): \(refusal.text)")
      } else {
        notice = Notice(.good, text)
      }
    case .refused(let text): notice = Notice(.error, text)
    case .cancelled: notice = Notice(.plain, "cancelled; everything is as it was")
    case .answer(let table): overlay = .pager(Pager(table))
    case .held: notice = Notice(.good, "it holds: \(command)")
    case .failed(let expected, let got):
      notice = Notice(.error, "expected \(expected), got \(got)")
    }
    followPlan()
  }

  /// Keeps looking at the same pool if it is still there, else at the first.
  mutating func followPlan() {
    settleComparison()
    keepPlace()
  }

  private mutating func addNodes(_ count: Int) {
    let before = cluster?.nodes.nextID
    carryOut(.addNodes(count: count, prefix: Command.defaultNodePrefix, NodeTraits()))
    guard count == 1, let before, notice?.kind == .good, let node = cluster?.nodes[before] else {
      return
    }
    if view == .nodes {
      settleNodes()
      nodesView.stand(on: node.id, in: cluster)
    }
    // The cursor goes to what the node was given: that is what one adds a node to see.
    if view == .space, let block = node.blocks.first(where: { pool.contains($0) }) {
      anchor = block.base
      viewport = viewport.revealing(block)
    }
    let blocks = node.blocks.map(\.description).joined(separator: " and ")
    notice = Notice(.good, "\(node.name) joined" + (blocks.isEmpty ? "" : " with \(blocks)"))
  }

  /// Pods on the node under the cursor; without one the scheduler chooses.
  private mutating func addPods(_ count: Int) {
    let target = node
    carryOut(
      .addPods(
        count: count, app: Command.defaultApp, namespace: nil, PodPlacement(node: target?.name)))
    guard count == 1, notice?.kind == .good, let cluster,
      let pod = cluster.pods.newest(1).first.flatMap({ cluster.pods[$0] })
    else { return }
    let host = pod.node.flatMap { cluster.nodes[$0]?.name } ?? "no node"
    if let address = pod.address {
      notice = Notice(.good, "\(pod.name.name) has \(address) on \(host)")
    } else {
      notice = Notice(.warning, "\(pod.name.name) is pending: \(cluster.error(of: pod) ?? host)")
    }
  }

  /// The pod whose address the cursor stands on, or the node whose block it is.
  private mutating func removeUnderCursor() {
    guard let cluster else {
      notice = Notice(.error, "there is no plan yet")
      return
    }
    if view == .nodes, node == nil {
      tellNobodyIsShown()
    } else if cursor.hostBits == 0, view != .nodes {
      guard let pod = podUnderCursor ?? cluster.pod(at: anchor) else {
        let up = view == .addresses ? keymap.shown(.back) : keymap.shown(.zoomOut)
        let whole = node.map { "; \(up) goes out to the block of \($0.name)" } ?? ""
        notice = Notice(.plain, "no pod has \(anchor)\(whole)")
        return
      }
      carryOut(.removePod(PodName(namespace: pod.name.namespace, pod.name.name)))
    } else if let node {
      carryOut(.removeNode(node.name))
    } else if cursor.length < unitLength {
      notice = Notice(.plain, "\(cursor) holds several blocks; go closer to one and remove that")
    } else {
      notice = Notice(.plain, "no node holds \(cursor)")
    }
  }

  /// All that is known of what is under the cursor, as the command tells it.
  mutating func describeCursor() {
    if view == .nodes, node == nil {
      tellNobodyIsShown()
    } else if cursor.hostBits == 0, view != .nodes {
      if let pod = podUnderCursor ?? cluster?.pod(at: anchor) {
        carryOut(.describe(.name(pod.name.description)))
      } else {
        carryOut(.describe(.address(anchor)))
      }
    } else if let node {
      carryOut(.describe(.name(node.name)))
    } else {
      carryOut(.describe(.prefix(cursor)))
    }
  }
}
