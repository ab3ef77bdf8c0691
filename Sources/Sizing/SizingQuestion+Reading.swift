import Addressing
import Allocation
public import Simulation

extension SizingQuestion {
  /// Reads the words of `size key=value ...`, from the command line or from a script.
  public init(_ options: [CommandOption]) throws(CommandError) {
    self.init(nodes: 0)
    var seen: [String: CommandOption] = [:]
    let names = SizingKey.all.map(\.name)
    for option in options {
      guard names.contains(option.key) else { throw option.unknown(to: "size", known: names) }
      guard seen[option.key] == nil else {
        throw CommandError(
          column: option.column, word: option.key, reason: "is given twice", advice: "give it once")
      }
      seen[option.key] = option
    }
    for key in SizingKey.all {
      if let option = seen[key.name] {
        try key.read(option, &self)
      } else if key.standard == nil {
        throw CommandError(
          column: options.last.map { $0.valueColumn + $0.value.count + 1 } ?? 1, word: "size",
          reason: "needs \(key.name)=\(key.placeholder)", advice: key.meaning)
      }
    }
    // A share of nodes is one of those at the end, which other words decide.
    if let surge = seen["surge"] { try SizingKey.named("surge")?.read(surge, &self) }
    try checkTogether(seen)
  }

  /// Reads words as a shell hands them over, each `key=value`.
  public init(words: [String]) throws(CommandError) {
    var options: [CommandOption] = []
    var column = 1
    for word in words {
      guard let sign = word.firstIndex(of: "="), sign > word.startIndex else {
        throw CommandError(
          column: column, word: word, reason: "is no key=value", advice: "for instance nodes=50")
      }
      let key = String(word[..<sign])
      options.append(
        CommandOption(
          key, String(word[word.index(after: sign)...]), column: column,
          valueColumn: column + key.count + 1))
      column += word.count + 1
    }
    try self.init(options)
  }

  private func checkTogether(_ seen: [String: CommandOption]) throws(CommandError) {
    if let later = seen["later"], let count = self.later, count < nodes {
      throw later.wrong("is less than nodes=\(nodes)", "a cluster that shrinks needs no plan")
    }
    if let option = seen["peak"], let peak, peak < pods {
      throw option.wrong("is less than the mean, pods=\(pods)")
    }
    if pods > maxPods {
      let option = seen["pods"] ?? seen["max-pods"]
      throw option?.wrong("is more than the kubelet takes", "pods= is at most max-pods=\(maxPods)")
        ?? CommandError(column: 1, word: "pods", reason: "is more than the kubelet takes")
    }
    if let pool, let mask, let option = seen["mask"], mask < pool.length {
      throw option.wrong("is larger than the pool \(pool)", "a block lies inside the pool")
    }
    if nodesToHold > SizingKey.nodeLimit {
      throw CommandError(
        column: 1, word: "growth", reason: "comes to \(nodesToHold) nodes",
        advice: "Kubernetes supports 5000; ask for at most \(SizingKey.nodeLimit)")
    }
  }

  /// The question in its own words, which read back as the same.
  public var words: [String] {
    var words = ["nodes=\(nodes)"]
    if let later { words.append("later=\(later)") }
    switch growth {
    case .nodes(let count): words.append("growth=\(count)")
    case .percent(let percent): words.append("growth=\(percent)%")
    case nil: break
    }
    words += ["months=\(months)", "surge=\(surge)", "pods=\(pods)"]
    if let peak { words.append("peak=\(peak)") }
    words += ["max-pods=\(maxPods)"]
    if !modes.isEmpty { words.append("modes=" + modes.joined(separator: ",")) }
    if let provider { words.append("provider=\(provider.rawValue)") }
    words.append("instance=\(instance)")
    if networking != .overlay { words.append("networking=\(networking.rawValue)") }
    if let subnet { words.append("subnet=/\(subnet)") }
    words += ["zones=\(zones)", "families=\(families.rawValue)"]
    for key in ["vpc", "node-range", "services", "peers", "taken"] {
      let list = taken.filter { $0.name == key }.map(\.prefix.description)
      if !list.isEmpty { words.append("\(key)=" + list.joined(separator: ",")) }
    }
    if let pool { words.append("pool=\(pool)") }
    if let pool6 { words.append("pool6=\(pool6)") }
    if let mask { words.append("mask=\(mask)") }
    if let mask6 { words.append("mask6=\(mask6)") }
    return words
  }
}

extension CommandOption {
  /// A number above nothing.
  func some(max: Int) throws(CommandError) -> Int {
    let count = try count(max: max)
    guard count > 0 else { throw wrong("is none at all", "expected 1 or more") }
    return count
  }

  /// What stands between commas, each read as a value of its own.
  func parts<Part>(
    _ read: (CommandOption) throws(CommandError) -> Part
  ) throws(CommandError) -> [Part] {
    var parts: [Part] = []
    var column = valueColumn
    for piece in value.split(separator: ",", omittingEmptySubsequences: false) {
      let text = String(piece)
      guard !text.isEmpty else { throw wrong("has an empty part", "separate by single commas") }
      parts.append(try read(CommandOption(key, text, column: column, valueColumn: column)))
      column += text.count + 1
    }
    return parts
  }

  func prefix(of family: IPFamily) throws(CommandError) -> IPPrefix {
    let prefix = try prefix()
    guard prefix.family == family else { throw wrong("is not of \(family)") }
    return prefix
  }

  func length(_ range: ClosedRange<Int>) throws(CommandError) -> Int {
    let digits = value.hasPrefix("/") ? String(value.dropFirst()) : value
    guard let length = Int(digits), range.contains(length) else {
      throw wrong(
        "is no length of a block", "expected /\(range.lowerBound) to /\(range.upperBound)")
    }
    return length
  }
}
