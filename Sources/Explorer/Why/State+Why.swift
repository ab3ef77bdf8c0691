import Addressing
import Allocation
import Simulation
import Terminal

extension ExplorerApp.State {
  /// Asks why what is under the cursor is as it is.
  mutating func askWhyUnderCursor() {
    if view == .nodes, node == nil {
      tellNobodyIsShown()
    } else if let pod = podUnderCursor, pod.address == nil {
      askWhy(.name(pod.name.description))
    } else if cursor.hostBits == 0, view != .nodes {
      askWhy(.address(anchor))
    } else if let node {
      askWhy(.name(node.name))
    } else {
      askWhy(.prefix(cursor))
    }
  }

  /// Asks why something is as it is; nil asks about the latest refusal.
  ///
  /// A long history takes its time, so the answer and then the fixes are found outside.
  mutating func askWhy(_ subject: Subject?) {
    let session = session
    overlay = .why(WhyPanel(subject))
    begin("why \(subject?.description ?? "")", kind: Self.whyWork) { watch in
      do throws(Refusal) {
        let inquest = try session.inquest(on: subject)
        guard watch(Progress("why", done: 1, total: 1)) else { return nil }
        return { state in state.showReason(inquest, on: subject) }
      } catch {
        let text = error.description
        return { state in
          state.overlay = nil
          state.notice = Notice(.error, text)
        }
      }
    }
  }

  private static let whyWork = "why"

  private mutating func showReason(_ inquest: Inquest, on subject: Subject?) {
    guard case .why(var panel) = overlay else { return }
    panel.reason = inquest.reason
    panel.isSearching = inquest.hasFixesToTry
    overlay = .why(panel)
    guard inquest.hasFixesToTry else { return }
    begin("trying fixes", kind: Self.whyWork) { watch in
      guard let fixes = inquest.fixes(watching: watch) else { return nil }
      return { state in
        guard case .why(var panel) = state.overlay else { return }
        panel.reason?.fixes = fixes
        panel.isSearching = false
        state.overlay = .why(panel)
      }
    }
  }

  /// A key while the answer lies over the view.
  mutating func press(_ key: Key, in panel: WhyPanel) -> [ExplorerApp.Effect] {
    var panel = panel
    switch panel.press(key, in: layout.whyRoom) {
    case .stays: overlay = .why(panel)
    case .closes: closeWhy()
    case .copies(let index):
      let line = panel.fixes[index].trial(fork: forkName(index)).description
      overlay = .why(panel)
      return [.copy(line)]
    case .tries(let index):
      closeWhy()
      carryOut(panel.fixes[index].trial(fork: forkName(index)))
      if let text = notice?.text, notice?.kind == .good {
        notice = Notice(.good, "\(text): \(panel.fixes[index].sentence)")
      }
    }
    return []
  }

  private mutating func closeWhy() {
    overlay = nil
    for work in works where work.kind == Self.whyWork { end(work.id) }
  }

  /// A name that no fork bears yet.
  private func forkName(_ index: Int) -> String {
    let name = "fix-\(index + 1)"
    guard session.forks.contains(name) else { return name }
    let free = (2...).first { !session.forks.contains("\(name).\($0)") }
    return "\(name).\(free ?? 2)"
  }
}

extension Layout {
  /// Where the answer to why may lie: lines of a hundred columns are long enough to read.
  var whyPanel: Rect {
    let most = popup
    let width = min(most.width, 108)
    return Rect(
      x: most.x + (most.width - width) / 2, y: most.y, width: width, height: most.height)
  }

  /// The room inside it.
  var whyRoom: Size { whyPanel.inset(horizontal: 2, vertical: 1).size }
}
