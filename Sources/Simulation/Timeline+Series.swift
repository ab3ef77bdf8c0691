extension Timeline {
  /// The figures of a plan after a step of the history, as they are told at a place, or at the
  /// present one.
  ///
  /// A plan that was added later, or whose mode was switched, has lived through all of it anew: what
  /// counts then is that life.
  public func sample(
    of plan: String, afterStep index: Int, toldAt viewpoint: Place? = nil
  ) -> Sample? {
    guard index >= 1, index <= stepCount else { return nil }
    let viewpoint = viewpoint ?? place
    for change in planChanges.reversed() where change < viewpoint.position {
      guard starts[change] >= index else { break }
      if let past = entries[change].steps[0].pasts[plan] {
        return past.indices.contains(index - 1) ? past[index - 1] : nil
      }
    }
    let before = self.place(afterSteps: index - 1)
    let entry = entries[before.position]
    guard let position = entry.plans.firstIndex(of: plan) else { return nil }
    let samples = entry.steps[before.step].samples
    return samples.indices.contains(position) ? samples[position] : nil
  }

  /// At most `count` figures of a plan, evenly over the history up to here, the last one included.
  public func samples(of plan: String, count: Int) -> [Sample] {
    let steps = stepIndex(of: place)
    guard steps > 0, count > 0 else { return [] }
    let shown = min(count, steps)
    return (1...shown).compactMap { sample(of: plan, afterStep: steps * $0 / shown) }
  }

  /// Places worth finding again.
  public enum Mark: String, Hashable, Sendable, CaseIterable {
    case refusal = "first refusal"
    case mode = "mode change"
    case pool = "pool change"

    /// What a command marks in the history, if anything.
    init?(of command: Command) {
      switch command.whole {
      case .mode, .plan: self = .mode
      case .addPool, .removePool, .set: self = .pool
      default: return nil
      }
    }
  }

  /// The marks of the whole history, earliest first; the refusal is the first one of `plan`.
  public func marks(of plan: String) -> [(place: Place, mark: Mark)] {
    var marks: [(place: Place, mark: Mark)] = []
    if let first = firstRefusal(of: plan) { marks.append((first, .refusal)) }
    marks += turns.map { (Place($0.entry + 1), $0.mark) }
    return marks.sorted { $0.place < $1.place }
  }

  /// The place just after the first step at which `plan` met a refusal, in the whole history.
  public func firstRefusal(of plan: String) -> Place? {
    func refusals(_ index: Int) -> Int {
      sample(of: plan, afterStep: index, toldAt: end)?.refusals ?? 0
    }
    let steps = stepCount
    guard steps > 0, refusals(steps) > 0 else { return nil }
    // Refusals only grow along a life, so the first is found by halving.
    var (low, high) = (1, steps)
    while low < high {
      let middle = (low + high) / 2
      if refusals(middle) > 0 { high = middle } else { low = middle + 1 }
    }
    return self.place(afterSteps: low)
  }
}
