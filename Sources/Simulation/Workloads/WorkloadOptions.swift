import Allocation

/// The options of a workload as they are read: what is not given is what its description says.
struct WorkloadOptions {
  private let kind: WorkloadDescription
  private let options: [CommandOption]

  init(_ options: [CommandOption], of kind: WorkloadDescription) throws(CommandError) {
    let keys = kind.options.map(\.key)
    for option in options where !keys.contains(option.key) {
      throw option.unknown(to: "workload \(kind.name)", known: keys)
    }
    self.kind = kind
    self.options = options
  }

  /// The option, as given or as it is without.
  func option(_ key: String) throws(CommandError) -> CommandOption {
    if let given = options.last(where: { $0.key == key }) { return given }
    let known = kind.options.first { $0.key == key }
    guard let standard = known?.standard else {
      throw CommandError(
        column: 1, word: kind.name, reason: "needs \(key)=\(known?.placeholder ?? "")",
        advice: known?.meaning)
    }
    return CommandOption(key, standard)
  }

  func span(_ key: String) throws(CommandError) -> TimeSpan { try option(key).span() }

  /// A span that is more than nothing.
  func someTime(_ key: String) throws(CommandError) -> TimeSpan {
    let span = try span(key)
    guard span.seconds > 0 else { throw try option(key).wrong("is no time at all") }
    return span
  }

  func rate(_ key: String) throws(CommandError) -> Rate { try option(key).rate() }

  func amount(_ key: String) throws(CommandError) -> Amount { try option(key).amount() }

  func load(_ key: String) throws(CommandError) -> LoadRange { try option(key).load() }

  /// A span, or nil for the word that stands for none.
  func span(_ key: String, or none: String) throws(CommandError) -> TimeSpan? {
    let option = try option(key)
    return option.value == none ? nil : try option.span()
  }

  /// A load, or nil for the word that stands for none.
  func load(_ key: String, or none: String) throws(CommandError) -> LoadRange? {
    let option = try option(key)
    return option.value == none ? nil : try option.load()
  }

  /// A number of pods.
  func pods(_ key: String) throws(CommandError) -> Int {
    try option(key).count(max: Cluster.podLimit)
  }

  /// A number of nodes.
  func nodes(_ key: String) throws(CommandError) -> Int {
    try option(key).count(max: Cluster.nodeLimit)
  }

  /// The name of an app, with or without its namespace.
  func app(_ key: String) throws(CommandError) -> String {
    let option = try option(key)
    let parts = try option.name().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw option.wrong("is no app", "expected NAME or NAMESPACE/NAME")
    }
    return option.value
  }

  /// A plain name.
  func name(_ key: String) throws(CommandError) -> String { try option(key).name() }

  /// The piece of time in which things happen together; nil leaves it to the workload.
  func grain() throws(CommandError) -> TimeSpan? {
    guard let span = try span("grain", or: "auto") else { return nil }
    guard span.seconds > 0 else { throw try option("grain").wrong("is no time at all") }
    return span
  }
}

extension WorkloadOption {
  /// How long a workload lasts.
  static func duration(_ standard: String) -> WorkloadOption {
    WorkloadOption("for", "DURATION", .span, standard: standard, meaning: "how long it goes on")
  }

  /// The piece of time that is one step.
  static let grain = WorkloadOption(
    "grain", "DURATION", .span, standard: "auto",
    meaning: "time that is one step; auto: so that there are at most 2000")
}

extension Rate {
  /// The rate of things: `200 pods/h`.
  func of(_ things: String) -> String { "\(count) \(things)/\(unit.rawValue)" }
}

extension Amount {
  /// The share of a whole, a broken one counted up or down.
  func share(of whole: Int, roundingUp: Bool) -> Int {
    switch self {
    case .count(let count): return count
    case .percent(let percent):
      let product = UInt128(percent) * UInt128(max(0, whole))
      return Int(clamping: (product + (roundingUp ? 99 : 0)) / 100)
    }
  }
}
