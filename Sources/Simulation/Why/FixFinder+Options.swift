import Addressing
import Allocation

/// Other values of the mode's own options, and other modes.
extension FixFinder {
  mutating func tryOptions() {
    var offered = 0
    for option in task.now.mode.options where offered < 2 {
      if tryOption(option) { offered += 1 }
    }
    if offered == 0 { tryPairs() }
  }

  /// Tries values near the present one first; the smallest step that helps is offered.
  private mutating func tryOption(_ option: ModeOption) -> Bool {
    for other in others(than: option) {
      if offer([CommandOption(option.key, other)]) { return true }
    }
    guard let value = Int(option.value) else { return false }
    if option.key.hasPrefix("mask") {
      for step in 1...6 {
        for other in [value + step, value - step] where other > 0 {
          if offer([CommandOption(option.key, String(other))]) { return true }
        }
      }
      return false
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
    for _ in 0..<7 {
      let (high, isTooMuch) = value.addingReportingOverflow(step)
      guard !isTooMuch else { return false }
      if helps(options(high)) {
        var best = high
        while best - low > 1 {
          let middle = low + (best - low) / 2
          if helps(options(middle)) { best = middle } else { low = middle }
        }
        return offer(options(best))
      }
      low = high
      step = max(step * 2, value)
    }
    guard others.isEmpty else { return false }
    for smaller in [value - 1, value / 2, value / 4, 1, 0] where smaller >= 0 && smaller < value {
      if offer(options(smaller)) { return true }
    }
    return false
  }

  private mutating func helps(_ options: [CommandOption]) -> Bool {
    outcome(of: [.set(options)], at: .then) != nil
      || outcome(of: ModeSwitch(modeName, options: options)) != nil
  }

  private mutating func offer(_ options: [CommandOption]) -> Bool {
    let list = options.map(\.description).joined(separator: " ")
    return offer("set \(list)", [.set(options)], [.then])
      || offer("\(list) from the start", ModeSwitch(modeName, options: options))
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
        if offer("mode \(name) instead", ModeSwitch(name)) { return }
      }
    }
  }
}
