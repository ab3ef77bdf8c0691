extension Timeline {
  /// What a command has made of a plan, in a few words: `+3 nodes, -12 pods, 2 refused`.
  ///
  /// It is empty where nothing that is counted has changed, and where the plan was not there.
  public func outcome(ofEntry index: Int, for plan: String) -> String {
    let start = starts[index]
    let count = entries[index].steps.count
    guard count > 0, let after = sample(of: plan, afterStep: start + count, toldAt: end) else {
      return ""
    }
    let before = start > 0 ? sample(of: plan, afterStep: start, toldAt: end) : nil
    return after.changes(since: before)
  }

  /// What one step has made of a plan, in the same words.
  public func outcome(ofStep index: Int, for plan: String) -> String {
    guard let after = sample(of: plan, afterStep: index, toldAt: end) else { return "" }
    let before = index > 1 ? sample(of: plan, afterStep: index - 1, toldAt: end) : nil
    return after.changes(since: before)
  }
}

extension Sample {
  /// What has changed since `before`, or since nothing.
  func changes(since before: Sample?) -> String {
    func change(_ path: KeyPath<Sample, Int>, _ one: String, _ many: String) -> String? {
      let step = self[keyPath: path] - (before?[keyPath: path] ?? 0)
      guard step != 0 else { return nil }
      return "\(step > 0 ? "+" : "-")\(abs(step)) \(abs(step) == 1 ? one : many)"
    }
    var words = [
      change(\.nodes, "node", "nodes"), change(\.nodesNotReady, "not ready", "not ready"),
      change(\.pods, "pod", "pods"), change(\.podsPending, "pending", "pending"),
    ].compactMap(\.self)
    let refused = refusals - (before?.refusals ?? 0)
    if refused > 0 { words.append("\(refused) refused") }
    return words.joined(separator: ", ")
  }
}
