extension HostLocal {
  /// What can be chosen about the nodes.
  struct PluginOptions: Hashable, Sendable {
    /// The kubelet's limit of pods.
    var maxPods = 110
    /// Whether the runtime calls DEL when a pod goes.
    var callsDel = true
    /// How many pods more go without; nil for all.
    var losses: Int?
    /// Whether the plugin's directory outlives a reboot.
    var keepsFiles = true

    /// What the options mean, in the order of `values`.
    static let meanings: [(key: String, meaning: String, standard: String)] = [
      ("max-pods", "pods a kubelet takes", "110"),
      (
        "del",
        "the runtime calls DEL when a pod goes: on, off; off:3 for the next three pods only, whose "
          + "addresses stay reserved", "on"
      ),
      (
        "data-dir",
        "where the plugin keeps its files: disk (/var/lib/cni/networks), or memory, which a reboot "
          + "of the node empties", "disk"
      ),
    ]

    /// The options as text.
    var values: [ModeOption] {
      [
        ModeOption("max-pods", String(maxPods)),
        ModeOption("del", callsDel ? "on" : "off" + (losses.map { ":\($0)" } ?? "")),
        ModeOption("data-dir", keepsFiles ? "disk" : "memory"),
      ]
    }

    /// Takes over one option; false if it is none of these.
    mutating func set(_ option: ModeOption) throws(OptionError) -> Bool {
      switch option.key {
      case "max-pods": maxPods = try OptionText.number(option, in: 1...65_535)
      case "del":
        let parts = option.value.split(
          separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let word = ModeOption(option.key, String(parts[0]))
        // Only pods that are lost are counted.
        guard parts.count < 2 || word.value == "off" else {
          throw OptionError(
            key: option.key, reason: "\"\(option.value)\" is not one of on, off, off:3")
        }
        let isOn = try OptionText.flag(word)
        losses =
          try parts.count < 2
          ? nil : OptionText.number(ModeOption(option.key, String(parts[1])), in: 0...1_000_000)
        callsDel = isOn
      case "data-dir":
        keepsFiles = try OptionText.choice(option, of: ["disk", "memory"]) == 0
      default: return false
      }
      return true
    }

    /// Whether the next pod that goes is lost; counted if they are.
    mutating func losesNext() -> Bool {
      guard !callsDel, losses != 0 else { return false }
      losses = losses.map { $0 - 1 }
      return true
    }
  }
}
