import Addressing
import Allocation

/// Other values of the mode's own options, and other modes.
extension FixFinder {
  mutating func tryOptions() {
    var offered = 0
    // Trials are limited: what the refusal is about comes first.
    let options = task.now.mode.options
    let isLimit = isOfLimit
    let likely = options.filter { ($0.key == "max-pods") == isLimit && isLimit }
    for option in likely + options.filter({ !likely.contains($0) }) where offered < 2 {
      if tryOption(option) { offered += 1 }
    }
    if offered == 0 { tryPairs() }
  }

  /// Whether a kubelet's limit is what the pod met.
  private var isOfLimit: Bool {
    guard case .pod(let name) = task.target else { return false }
    let status = (task.pod(name, in: refused) ?? task.pod(name, in: task.now))?.status
    return status == .nodeAtMaxPods || status == .unscheduled
  }

  /// Tries values near the present one first; the smallest step that helps is offered.
  private mutating func tryOption(_ option: ModeOption) -> Bool {
    let words = others(than: option)
    if !words.isEmpty { return offer(words.flatMap { changes([CommandOption(option.key, $0)]) }) }
    guard let value = Int(option.value) else { return false }
    if option.key.hasPrefix("mask") {
      // One way the masks make more blocks, the other way larger ones; only one of them can help.
      let ways = [1, -1].map { way in
        (1...6).map { value + way * $0 }.filter { $0 > 0 }.flatMap {
          changes([CommandOption(option.key, String($0))])
        }
      }
      return offer(ways[0]) || offer(ways[1])
    }
    return trySizes(option.key, value, with: [])
  }

  /// A word of one option that lets a number of another count, as a limit that holds only where
  /// another option is on.
  private mutating func tryPairs() {
    let options = task.now.mode.options
    for word in options {
      for other in others(than: word) {
        let first = CommandOption(word.key, other)
        for size in options where size.key != word.key && !size.key.hasPrefix("mask") {
          guard let value = Int(size.value) else { continue }
          if trySizes(size.key, value, with: [first]) { return }
        }
      }
    }
  }

  /// The other words that an option can be, as the mode's own description lists them.
  private func others(than option: ModeOption) -> [String] {
    if let opposite = Self.opposites[option.value] { return [opposite] }
    let described = task.now.mode.about.options.first { $0.key == option.key }
    guard let list = described?.meaning.split(separator: ":").last, Int(option.value) == nil else {
      return []
    }
    let words = list.split(separator: ",").map { text in
      String(text.drop { $0 == " " }.prefix { $0 != " " })
    }
    return words.contains(option.value) ? words.filter { $0 != option.value } : []
  }

  /// Doubles a number until it helps and goes back to the smallest that does; else halves it.
  private mutating func trySizes(
    _ key: String, _ value: Int, with others: [CommandOption]
  ) -> Bool {
    func options(_ value: Int) -> [CommandOption] { others + [CommandOption(key, String(value))] }
    var low = value
    var step = 1
    var partial: Change?
    for _ in 0..<7 {
      let (high, isTooMuch) = value.addingReportingOverflow(step)
      guard !isTooMuch else { break }
      let helping = helping(options(high))
      if partial == nil { partial = helping?.change }
      if helping?.isWhole == true {
        var best = high
        while best - low > 1 {
          let middle = low + (best - low) / 2
          if self.helping(options(middle))?.isWhole == true { best = middle } else { low = middle }
        }
        return offer(changes(options(best)))
      }
      low = high
      step = max(step * 2, value)
    }
    if let partial { return offer([partial]) }
    guard others.isEmpty else { return false }
    let smaller = [value - 1, value / 2, value / 4, 1, 0].filter { $0 >= 0 && $0 < value }
    return offer(smaller.flatMap { changes(options($0)) })
  }

  /// The change of options that helps, live or from the start, and whether nobody waits after it.
  private mutating func helping(_ options: [CommandOption]) -> (change: Change, isWhole: Bool)? {
    var found: (Change, Bool)?
    for change in changes(options) {
      guard let success = success(of: change) else { continue }
      if success.isWhole { return (change, true) }
      if found == nil { found = (change, false) }
    }
    return found
  }

  /// Options set just before, or from the start.
  private func changes(_ options: [CommandOption]) -> [Change] {
    let list = options.map(\.description).joined(separator: " ")
    return [
      Change("set \(list)", [.set(options)], [.then]),
      Change("\(list) from the start", ModeSwitch(modeName, options: options)),
    ]
  }

  private var modeName: String { task.now.mode.about.name }

  private static let opposites = ["on": "off", "off": "on", "true": "false", "false": "true"]

  /// The first mode of the menu under which the same history has no such refusal; those that give
  /// blocks come before those that give single addresses, which need a cloud or a hand.
  mutating func tryModes() {
    let pools = task.now.mode.pools
    for givesBlocks in [true, false] {
      for name in AllModes.names where name != modeName {
        let mode = try? AllModes.make(name, pools: pools, options: [])
        let isOfBlocks = IPFamily.allCases.contains { family in
          mode?.unitLength(family).map { $0 < family.bitWidth } ?? false
        }
        guard mode == nil ? !givesBlocks : isOfBlocks == givesBlocks else { continue }
        if offer([Change("mode \(name) instead", ModeSwitch(name))]) { return }
      }
    }
  }
}
