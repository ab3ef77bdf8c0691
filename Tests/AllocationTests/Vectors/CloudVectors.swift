import Addressing
import Allocation
import TestSupport

/// Watermarks and the clouds' limits: the unit tests of Cilium 1.19, `pkg/ipam/node_test.go`,
/// `pkg/ipam/node_manager_test.go`, `pkg/aws/eni/node_test.go`, `node_stat_test.go`,
/// `node_manager_test.go`, `pkg/azure/ipam/ipam_test.go` and `pkg/alibabacloud/eni/node_test.go`.
enum CloudVectors {
  /// Words: `needed AVAILABLE USED`, `excess AVAILABLE USED`; `pods N` makes N pods run on a node and
  /// answers what its pool has then; `wait N` lets N minutes pass and answers the same.
  static let watermarks: [Vector] = [
    Vector("WM-01", "pre=0 min=16 max=0 maw=0", "needed 0 0", "16"),
    Vector("WM-02", "pre=8 min=16 max=0 maw=0", "needed 0 0", "16"),
    Vector("WM-03", "pre=16 min=8 max=0 maw=0", "needed 0 0", "16"),
    Vector("WM-04", "pre=16 min=0 max=0 maw=0", "needed 0 0", "16"),
    Vector("WM-06", "pre=8 min=0 max=0 maw=0", "needed 8 4", "4"),
    Vector("WM-10", "pre=8 min=0 max=8 maw=0", "needed 4 4", "4"),
    Vector("WM-11", "pre=0 min=16 max=0 maw=0", "excess 0 0", "0"),
    Vector("WM-13", "pre=8 min=16 max=0 maw=0", "excess 17 0", "1"),
    Vector("WM-14", "pre=8 min=16 max=0 maw=4", "excess 20 0", "0"),
    Vector("WM-19", "pre=8 min=0 max=0 maw=0", "excess 20 4", "8"),
    Vector(
      "WM-23", "eni type=m5.4xlarge pre=4 min=15 maw=4 release=on",
      "pods 0; pods 11; pods 19; pods 10; wait 20", "19; 19; 27; 27; 19"),
    Vector(
      "WM-24", "eni type=m4.xlarge pre=2 min=10 maw=3 release=on",
      "pods 0; pods 11; pods 13; pods 10; wait 20", "13; 13; 18; 18; 13"),
    Vector("more", "pre=8 min=0 max=0 maw=0", "needed 0 0; needed 8 0; needed 20 4", "8; 0; 0"),
    Vector("more", "pre=8 min=10 max=0 maw=0", "needed 0 0; needed 10 7; needed 15 7", "10; 5; 0"),
    Vector("more", "pre=8 min=0 max=4 maw=0", "needed 0 0; needed 6 6", "4; 0"),
    Vector("more", "pre=8 min=0 max=0 maw=4", "excess 20 4; excess 12 4; excess 30 4", "4; 0; 14"),
    Vector(
      "more", "pre=8 min=20 max=0 maw=8", "excess 28 19; excess 29 19; excess 29 21; excess 40 29",
      "0; 1; 0; 0"),
    Vector(
      "more", "eni type=m5.4xlarge pre=4 min=15 maw=4",
      "pods 0; pods 19; pods 10; wait 60", "19; 27; 27; 27"),
  ]

  /// Words: `max [index=N] [prefixes]` the most an instance is given, `capacity ...` what the
  /// operator reports, where `leftover` is an interface with one /28 of former times; `prefixes`
  /// whether it takes any.
  static let eni: [Vector] = [
    Vector("EN-04", "foo", "max index=0", "0"),
    Vector("EN-05", "m5.large", "capacity", "27"),
    Vector("EN-06", "m5.large", "capacity primary", "30"),
    Vector("EN-09", "m5.large", "capacity leftover", "42"),
    Vector("EN-11", "t3.small", "max index=0; max index=1; max index=0 prefixes", "9; 6; 144"),
    Vector("EN-14", "m5.xlarge", "max index=0; max index=1; max index=0 prefixes", "56; 42; 896"),
    Vector("EN-16", "m3.medium", "max index=0; max index=1; prefixes", "10; 5; no"),
    Vector("EN-19", "m5.metal", "prefixes", "yes"),
    Vector("more", "m5.large", "max index=4; capacity prefixes", "0; 432"),
    Vector("more", "m5.large", "capacity prefixes primary; max index=3", "480; 0"),
    Vector("more", "m3.medium", "max index=0 prefixes; capacity prefixes", "10; 10"),
    Vector("more", "eni type=t3.nano", "pods 0; pods 1; pods 9", "2; 2; 2"),
    Vector("more", "eni type=m5.large", "pods 0; pods 10; pods 40", "8; 18; 27"),
    Vector("more", "eni type=m5.large index=1", "pods 0; pods 40", "8; 18"),
    // 16, then 32; the /26 has no third free /28, and single addresses follow one by one.
    Vector(
      "more", "eni type=m5.large delegation=on pre=1 pick=lowest pool=10.0.0.0/26",
      "pods 0; pods 15; pods 16; pods 31; pods 32", "16; 16; 32; 32; 33"),
  ]

  /// As the others; `create N` is what an interface is created with when N addresses are wanted.
  static let azure: [Vector] = [
    Vector("AZ-03", "azure pre=8 min=10", "pods 0; pods 7", "10; 15"),
    Vector("more", "azure pre=8", "pods 0; pods 4; pods 247; pods 300", "8; 12; 255; 255"),
  ]

  static let alibaba: [Vector] = [
    Vector("AC-03", "alibabacloud", "create 10; create 11", "10; 10"),
    Vector("more", "alibabacloud type=3x10 pre=11", "pods 0; pods 5; pods 30", "11; 16; 20"),
    Vector("more", "alibabacloud type=2x3", "pods 0", "3"),
    Vector("more", "alibabacloud type=15x50 pre=8", "pods 0; pods 9", "8; 17"),
  ]

  /// What comes out of each step.
  static func run(_ vector: Vector) throws -> [String] {
    var words = vector.given.split(separator: " ").map(String.init)
    let first = words.removeFirst()
    if first.contains("=") { return formulas(vector, [first] + words) }
    guard let kind = kinds[first] else { return limits(vector, type: first) }
    if vector.actions[0][0] == "create" { return creations(vector) }
    return try scenario(vector, kind, words)
  }

  private static let kinds: [String: any IPAMMode.Type] = [
    "eni": ENI.self, "azure": Azure.self, "alibabacloud": AlibabaCloud.self,
  ]

  private static func number(_ key: String, _ words: [String]) -> Int {
    words.first { $0.hasPrefix(key + "=") }.flatMap { Int($0.dropFirst(key.count + 1)) } ?? 0
  }

  private static func formulas(_ vector: Vector, _ words: [String]) -> [String] {
    let marks = Watermarks(
      preAllocate: number("pre", words), minAllocate: number("min", words),
      maxAllocate: number("max", words), maxAboveWatermark: number("maw", words))
    return vector.actions.map { step in
      let (available, used) = (Int(step[1]) ?? -1, Int(step[2]) ?? -1)
      return String(
        step[0] == "needed"
          ? marks.needed(available: available, used: used)
          : marks.excess(available: available, used: used))
    }
  }

  private static func limits(_ vector: Vector, type: String) -> [String] {
    vector.actions.map { step in
      var rules = CloudRules(.aws)
      rules.firstInterfaceIndex = number("index", step)
      rules.delegatesPrefixes = step.contains("prefixes")
      rules.usesPrimaryAddress = step.contains("primary")
      let limits = rules.limits(of: type)
      switch step[0] {
      case "prefixes": return limits.map(rules.canDelegate) == true ? "yes" : "no"
      case "max":
        return String(
          limits.map { rules.maximum($0, isDelegated: rules.canDelegate($0)) } ?? 0)
      default:
        let subnet = IPPrefix(IPAddress(.v4, bits: 0x0a00_0000), length: 24)
        var interface = CloudInterface(index: 0, subnet: subnet, primary: subnet.base)
        if step.contains("leftover") {
          interface.prefixes = [IPPrefix(subnet.base, length: 28)]
        }
        let instance = CloudInstance(type: type, limits: limits, interface: interface, rules)
        return String(instance.capacity(rules))
      }
    }
  }

  private static func creations(_ vector: Vector) -> [String] {
    vector.actions.map { step in
      String(
        CloudRules(.alibaba).addressesAtCreation(
          Int(step[1]) ?? -1, InstanceLimits(adapters: 15, ipv4: 50)))
    }
  }

  /// A cluster of one node, whose agent takes no address for itself.
  private static func scenario(
    _ vector: Vector, _ kind: any IPAMMode.Type, _ words: [String]
  ) throws -> [String] {
    let keys = [
      "pre": "pre-allocate", "min": "min-allocate", "maw": "max-above-watermark",
      "type": "instance-type", "release": "release-excess", "index": "first-interface-index",
      "delegation": "prefix-delegation", "pick": "pick",
    ]
    var options = ["reserve-router", "reserve-health"].map { ModeOption($0, "off") }
    var pools: [IPPrefix] = []
    for word in words {
      let sides = word.split(separator: "=").map(String.init)
      if let key = keys[sides[0]] { options.append(ModeOption(key, sides[1])) }
      if sides[0] == "pool" { pools.append(try IPPrefix(parsing: sides[1])) }
    }
    options.append(ModeOption("max-pods", "9999"))
    var cluster = Cluster(mode: try kind.init(pools: pools, options: options))
    _ = try cluster.perform(.addNodes([NodeOrder(name: "n")]))
    return try vector.actions.map { step in
      let count = Int(step[1]) ?? 0
      if step[0] == "wait" {
        _ = try cluster.perform(.wait(.seconds(60 * count)))
      } else {
        guard let node = cluster.nodes["n"] else { return "no node" }
        let more = count - node.pods.count
        if more > 0 {
          _ = try cluster.perform(
            .addPods(PodOrder(naming: .app("p"), count: more, node: node.id)))
        } else {
          _ = try cluster.perform(.removePods(Array(node.pods.suffix(-more))))
        }
      }
      let broken = cluster.brokenInvariants()
      guard broken.isEmpty, let node = cluster.nodes["n"] else { return broken.joined() }
      return String(node.ranges.reduce(0) { $0 + $1.usable })
    }
  }
}
