import Addressing
import Allocation
import Simulation

extension Ghost {
  /// Whether the command would not be carried out at all.
  var isRefused: Bool {
    if case .refused = outcome { return true }
    return false
  }

  /// Whether it would come to something that somebody has to know before.
  var isBad: Bool {
    guard firstRefusal == nil, !isRefused else { return true }
    guard let before, let after else { return false }
    return after.podsPending > before.podsPending || after.nodesFailed > before.nodesFailed
  }

  /// What would come of it, in one line, what matters most first.
  ///
  ///     +500 nodes: 311 ready, 189 failed; fails at node 312 (node-312): allocator full
  var words: String {
    switch outcome {
    case .refused(let text): return "would be refused: \(text)"
    case .done(let text, let refusals):
      var parts = [batchWords ?? text]
      if let first = firstRefusal {
        parts.append(
          "fails at \(first.what) \(Figure.grouped(first.number)) (\(first.name)): \(first.text)")
      } else if let note = refusals.first {
        parts.append("refused: \(note.subject): \(note.text)")
      }
      parts += figureWords
      return parts.joined(separator: "; ")
    default: return "\(command)"
    }
  }

  /// What becomes of nodes or pods that are added, with those that were there left out.
  private var batchWords: String? {
    guard let before, let after else { return nil }
    func step(_ path: KeyPath<Numbers, Int>, _ word: String) -> String? {
      let step = after[keyPath: path] - before[keyPath: path]
      guard step != 0 else { return nil }
      return (step < 0 ? "-" : "") + "\(Figure.grouped(step.magnitude)) \(word)"
    }
    let pods = [step(\.podsRunning, "running"), step(\.podsPending, "pending")]
    let nodes = [
      step(\.nodesReady, "ready"), step(\.nodesFailed, "failed"), step(\.nodesWaiting, "waiting"),
    ]
    switch command {
    case .addNode, .addNodes:
      let count = after.nodes - before.nodes
      let others = [step(\.podsRunning, "pods running"), step(\.podsPending, "pods pending")]
      let parts = (nodes + others).compactMap(\.self)
      return "+\(Figure.count(count, "node")): \(parts.joined(separator: ", "))"
    case .addPods(let count, _, _, _):
      return "+\(Figure.count(count, "pod")): \(pods.compactMap(\.self).joined(separator: ", "))"
    default: return nil
    }
  }

  /// Committed addresses and blocks left, where they change.
  private var figureWords: [String] {
    guard let before, let after, before.committed != after.committed else { return [] }
    let share = { (numbers: Numbers) in
      Figure.percent(numbers.committed, of: numbers.total)
    }
    return [
      "committed \(share(before)) -> \(share(after))",
      "\(Figure.grouped(after.blocksLeft)) blocks left",
    ]
  }
}
