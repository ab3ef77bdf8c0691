import Addressing
import Allocation
import Simulation

/// One `key=value` of a sizing question: help, errors and the form are made of these.
public struct SizingKey: Sendable {
  /// The word before the equals sign.
  public let name: String
  /// The word for the value in a usage line.
  public let placeholder: String
  /// What it says.
  public let meaning: String
  /// What holds when nothing is said; nil where something must be said.
  public let standard: String?
  let read: @Sendable (CommandOption, inout SizingQuestion) throws(CommandError) -> Void

  init(
    _ name: String, _ placeholder: String, _ meaning: String, standard: String?,
    read: @escaping @Sendable (CommandOption, inout SizingQuestion) throws(CommandError) -> Void
  ) {
    self.name = name
    self.placeholder = placeholder
    self.meaning = meaning
    self.standard = standard
    self.read = read
  }

  /// The most nodes that are asked about: 64 times what Kubernetes supports.
  static let nodeLimit = 320_000

  /// All keys, in the order of the form.
  public static let all = growthKeys + podKeys + placeKeys + rangeKeys

  /// The key called `name`.
  public static func named(_ name: String) -> SizingKey? { all.first { $0.name == name } }
}

extension SizingKey {
  private static let growthKeys = [
    SizingKey("nodes", "N", "nodes on the first day", standard: nil) {
      (option, question) throws(CommandError) in
      question.nodes = try option.some(max: nodeLimit)
    },
    SizingKey("later", "N", "nodes that it must hold at the end", standard: "by growth") {
      (option, question) throws(CommandError) in
      question.later = try option.some(max: nodeLimit)
    },
    SizingKey("growth", "N|N%", "nodes that join a month", standard: "evenly to later=") {
      (option, question) throws(CommandError) in
      switch try option.amount() {
      case .count(let count) where count <= nodeLimit: question.growth = .nodes(count)
      case .percent(let percent) where percent <= 100: question.growth = .percent(percent)
      default: throw option.wrong("is no growth", "expected 0 to 320000 nodes, or 0% to 100%")
      }
    },
    SizingKey("months", "N", "how long the answer is to last", standard: "12") {
      (option, question) throws(CommandError) in
      question.months = try option.some(max: 120)
    },
    SizingKey(
      "surge", "N|N%", "nodes beside the others during an upgrade", standard: "1"
    ) { (option, question) throws(CommandError) in
      switch try option.amount() {
      case .count(let count) where count <= nodeLimit: question.surge = count
      case .percent(let percent) where percent <= 100:
        question.surge = (question.nodesAtEnd * percent + 99) / 100
      default: throw option.wrong("is no surge", "expected nodes, or 0% to 100%")
      }
    },
  ]

  private static let podKeys = [
    SizingKey("pods", "N", "pods of a node on average", standard: "30") {
      (option, question) throws(CommandError) in
      question.pods = try option.some(max: 65_536)
    },
    SizingKey("peak", "N", "pods of the busiest node", standard: "max-pods") {
      (option, question) throws(CommandError) in
      question.peak = try option.some(max: 65_536)
    },
    SizingKey("max-pods", "N", "the kubelet's limit of pods", standard: "110") {
      (option, question) throws(CommandError) in
      question.maxPods = try option.some(max: 65_536)
    },
  ]

  private static let placeKeys = [
    SizingKey("modes", "MODE,...", "modes that may be proposed", standard: "the provider's") {
      (option, question) throws(CommandError) in
      question.modes = try option.parts { (part) throws(CommandError) in
        try part.choice(of: SizingMode.all.map(\.name))
      }
    },
    SizingKey("provider", "NAME", "gke, aks, eks or openshift: its limits hold", standard: "none") {
      (option, question) throws(CommandError) in
      let names = SizingQuestion.Provider.allCases.map(\.rawValue)
      question.provider = .init(rawValue: try option.choice(of: names))
    },
    SizingKey("instance", "TYPE", "the EC2 instance type of nodes", standard: "m5.large") {
      (option, question) throws(CommandError) in
      guard PodCapacity(ofEC2: option.value) != nil else {
        throw option.wrong(
          "is no EC2 instance type known to amazon-vpc-cni-k8s 1.23", "for instance m5.large")
      }
      question.instance = option.value
    },
    SizingKey(
      "networking", "NAME", "how AKS gives pods addresses, as the mode aks takes it",
      standard: "overlay"
    ) { (option, question) throws(CommandError) in
      let names = AKSNetworking.allCases.map(\.rawValue)
      question.networking = .init(rawValue: try option.choice(of: names)) ?? .overlay
    },
    SizingKey("subnet", "/N", "length of the subnet of nodes, one a zone", standard: "not asked") {
      (option, question) throws(CommandError) in
      let digits = option.value.hasPrefix("/") ? String(option.value.dropFirst()) : option.value
      guard let length = Int(digits), 8...29 ~= length else {
        throw option.wrong("is no length of a subnet", "expected /8 to /29")
      }
      question.subnet = length
    },
    SizingKey("zones", "N", "failure domains, each with a subnet", standard: "1") {
      (option, question) throws(CommandError) in question.zones = try option.some(max: 64)
    },
    SizingKey("families", "v4|v6|dual", "the families of pods' addresses", standard: "v4") {
      (option, question) throws(CommandError) in
      let names = SizingQuestion.Families.allCases.map(\.rawValue)
      question.families = .init(rawValue: try option.choice(of: names)) ?? .v4
    },
  ]

  private static let rangeKeys =
    [
      ("vpc", "the network of machines"), ("node-range", "what nodes have addresses of"),
      ("services", "the Service range"), ("peers", "other clusters and peered networks"),
      ("taken", "whatever else is in use"),
    ].map { name, meaning in
      SizingKey(name, "CIDR,...", meaning, standard: "none") {
        (option, question) throws(CommandError) in
        question.taken += try option.parts { (part) throws(CommandError) in
          SizingQuestion.Taken(try part.prefix(), name)
        }
      }
    } + [
      SizingKey("pool", "CIDR", "the IPv4 pool, where it is given", standard: "free to choose") {
        (option, question) throws(CommandError) in question.pool = try option.prefix(of: .v4)
      },
      SizingKey("pool6", "CIDR", "the IPv6 pool, where it is given", standard: "free to choose") {
        (option, question) throws(CommandError) in question.pool6 = try option.prefix(of: .v6)
      },
      SizingKey("mask", "N", "length of a node's block, where it is given", standard: "free") {
        (option, question) throws(CommandError) in question.mask = try option.length(8...32)
      },
      SizingKey("mask6", "N", "the same in IPv6", standard: "free") {
        (option, question) throws(CommandError) in question.mask6 = try option.length(16...128)
      },
    ]
}
