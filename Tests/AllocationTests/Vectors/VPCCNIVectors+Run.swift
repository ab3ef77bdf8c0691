import Addressing
import Allocation
import TestSupport

extension VPCCNIVectors {
  /// Carries the steps out on what is given; each kind of step knows what it is given.
  static func run(_ vector: Vector) throws -> [String] {
    let given = vector.given.split(separator: " ").map(String.init)
    if vector.given.contains(".0/") || vector.given.contains("::") {
      return try SubnetSteps.run(vector, cidr: IPPrefix(parsing: vector.given))
    }
    return vector.actions.map { words in
      let options = Options(Array(words.dropFirst()))
      switch words[0] {
      case "pods": return pods(given, options)
      case "hold": return held(given, options, pods: options["pods"]).description
      case "nodes": return nodes(given, options, words)
      default: return asked(words[0], vector.given, options)
      }
    }
  }

  /// `key=value` words and flags.
  struct Options {
    private let words: [String]

    init(_ words: [String]) { self.words = words }

    subscript(key: String) -> Int? {
      words.first { $0.hasPrefix(key + "=") }.flatMap { Int($0.dropFirst(key.count + 1)) }
    }

    func has(_ flag: String) -> Bool { words.contains(flag) }

    var targets: WarmTargets {
      WarmTargets(
        interfaces: self["eni"] ?? 1, addresses: self["ip"] ?? 0, minimum: self["min"] ?? 0,
        prefixes: self["prefixes"] ?? 0, delegatesPrefixes: has("prefix"))
    }
  }

  private static func limits(_ text: String) -> (interfaces: Int, addresses: Int) {
    let sides = text.split(separator: "x").compactMap { Int($0) }
    return (sides[0], sides[1])
  }

  private static func pods(_ given: [String], _ options: Options) -> String {
    let (interfaces, addresses) = limits(given[1])
    guard let capacity = PodCapacity(ofEC2: given[0]) else { return "unknown type" }
    guard capacity.interfaces == interfaces, capacity.addressesPerInterface == addresses else {
      return "\(given[0]) is \(capacity.interfaces)x\(capacity.addressesPerInterface)"
    }
    if given.count > 2, let count = Int(given[2]),
      ((capacity.virtualCPUs ?? 0) > 30) != (count > 30)
    {
      return "\(given[0]) has \(capacity.virtualCPUs ?? 0) virtual CPUs"
    }
    return String(
      capacity.maxPods(
        prefixes: options.has("prefix"), customNetworking: options.has("custom"),
        interfaceLimit: options["limit"], capped: options.has("cap")))
  }

  /// What a node holds when so many pods have come and nothing is left to do.
  struct Held: CustomStringConvertible {
    var attached: [Int]
    var addresses: Int
    var assigned: Int
    var prefixes: Int?

    var description: String {
      let spread = attached.map(String.init).joined(separator: "+")
      return "\(attached.count), \(prefixes ?? addresses), \(addresses - assigned): \(spread)"
    }
  }

  private static func held(_ given: [String], _ options: Options, pods: Int?) -> Held {
    let one = settled(given, options, pods: pods ?? 0, atOnce: true)
    let other = settled(given, options, pods: pods ?? 0, atOnce: false)
    // Whether pods come together or one after the other makes no difference.
    return one.description == other.description
      ? one : Held(attached: [], addresses: 0, assigned: 0)
  }

  private static func settled(
    _ given: [String], _ options: Options, pods: Int, atOnce: Bool
  ) -> Held {
    let (interfaces, addresses) = limits(given[1])
    let capacity = PodCapacity(interfaces: interfaces, addressesPerInterface: addresses)
    let prefix = options.has("prefix")
    var settings = PoolManager.Settings(
      slots: capacity.slots, interfaceLimit: interfaces,
      maxPods: options["max-pods"] ?? capacity.maxPods(prefixes: prefix))
    settings.targets = options.targets
    settings.customNetworking = options.has("custom")
    settings.subnets = [0]
    var vpc = VPC(seed: 7)
    guard let cidr = IPPrefix("10.0.0.0/18") else {
      return Held(attached: [], addresses: 0, assigned: 0)
    }
    try? vpc.add(cidr, zone: 0)
    var node = PoolManager(settings)
    var now = Duration.zero
    var coming = pods
    _ = try? node.launch(at: now, in: &vpc, subnet: 0)
    repeat {
      while coming > 0, node.store.assign(at: now, pick: UInt64(coming) &* 0x9e37_79b9) != nil {
        coming -= 1
        if !atOnce { break }
      }
      guard let due = node.nextAction(after: now, in: vpc) ?? (coming > 0 ? now : nil) else {
        break
      }
      now = due
      _ = node.look(at: now, in: &vpc, pick: UInt64(coming))
    } while now < .seconds(86_400)
    let pool = node.pool(at: now)
    return Held(
      attached: node.store.interfaces.map(\.cidrs.count), addresses: pool.addresses,
      assigned: pool.assigned, prefixes: prefix ? pool.prefixes : nil)
  }

  /// Addresses that several nodes take from their subnet, each with its number of pods.
  private static func nodes(_ given: [String], _ options: Options, _ words: [String]) -> String {
    let counts = (words.first { $0.hasPrefix("pods=") } ?? "pods=").dropFirst(5)
      .split(separator: ",").compactMap { Int($0) }
    let all = counts.map { held(given, options, pods: $0) }
    let taken = all.reduce(0) { $0 + $1.addresses + $1.attached.count }
    let warm = all.reduce(0) { $0 + $1.addresses - $1.assigned }
    return "\(taken) taken, \(warm) warm"
  }

  /// What the targets say of a pool.
  private static func asked(_ question: String, _ given: String, _ options: Options) -> String {
    var targets = options.targets
    targets.delegatesPrefixes = given.contains("x")
    let sides = given.split { $0 == "/" || $0 == "x" }.compactMap { Int($0) }
    var pool = WarmPool(addresses: sides[0], assigned: sides[1])
    if targets.delegatesPrefixes {
      pool = WarmPool(
        addresses: sides[0] * 16, assigned: sides[1], prefixes: sides[0],
        freePrefixes: sides[0] - (sides[1] + 15) / 16)
    }
    switch question {
    case "state":
      let state = targets.state(of: pool)
      return "short \(state.short) over \(state.over)"
    case "low":
      let low = targets.isTooLow(
        pool, slots: options["slots"] ?? 0, maxPods: options["max-pods"] ?? 500)
      return low ? "too low" : "not too low"
    default: return "unknown step \(question)"
    }
  }

  /// Steps on one subnet.
  enum SubnetSteps {
    static func run(_ vector: Vector, cidr: IPPrefix) throws -> [String] {
      var vpc = VPC()
      do { try vpc.add(cidr, zone: 0) } catch { return [error.description] }
      return try vector.actions.map { words in
        switch words[0] {
        case "free": return String(vpc.subnets[0].free)
        case "prefix": return answer { _ = try vpc.assign(1, prefixes: true, in: 0) }
        case "address": return answer { _ = try vpc.assign(1, prefixes: false, in: 0) }
        case "prefixes": return count { try vpc.assign(1, prefixes: true, in: 0).count }
        case "fill": return count { try vpc.assign(1, prefixes: false, in: 0).count }
        case "reserve":
          let range = try IPPrefix(parsing: words[1])
          return answer { try vpc.reserve(range) }
        case "spread", "one-each": return spread(words[0] == "spread" ? 15 : 1, cidr, &vpc)
        case "sheet": return sheet(words, cidr)
        default: return "unknown step \(words[0])"
        }
      }
    }

    private static func answer(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return "ok"
    }

    private static func count(_ body: () throws -> Int) -> String {
      var count = 0
      while let more = try? body() { count += more }
      return String(count)
    }

    /// Takes addresses in the middle of each /28, so many that `taken` of its 16 are not free.
    private static func spread(_ taken: Int, _ cidr: IPPrefix, _ vpc: inout VPC) -> String {
      for block in stride(from: UInt128(0), to: cidr.size, by: 16) {
        // Offsets 4 to 14 are never the subnet's own; 0 to 3 and 15 are only in the outer blocks.
        let order = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 1, 2, 3, 15].prefix(taken)
        for offset in order {
          if let address = cidr.base.advanced(by: block + UInt128(offset)) {
            vpc.occupy(IPPrefix(address))
          }
        }
      }
      return "ok"
    }

    private static func sheet(_ words: [String], _ cidr: IPPrefix) -> String {
      let sheet = SizingSheet(
        subnetLength: cidr.length,
        rows: [
          .init(addressesPerInterface: 30, nodes: 2, pods: 100),
          .init(addressesPerInterface: 15, nodes: 1, pods: 30),
        ])
      if words[1] == "available" { return String(sheet.available) }
      guard let warm = Options(words)["warm"] else {
        let row = sheet.rows[1]
        let all = sheet.interfaces(row, warm: 1)
        let inUse = sheet.interfaces(row, warm: 0)
        return "\(all) interfaces (\(all - inUse) warm), \(sheet.addresses(row, warm: 1)) addresses"
      }
      return
        "\(sheet.used(warm: warm)) used, \(sheet.remaining(warm: warm)) left, \(sheet.pods) pods"
    }
  }
}
