import Addressing

/// The options of `multi-pool` that are lists, as text.
enum PoolOptionText {
  /// A namespace and the pool its annotation names.
  struct Pair: Hashable, Sendable {
    let namespace: String
    let pool: String
  }

  /// A pool and whom it is for.
  struct Selector: Hashable, Sendable {
    let pool: String
    var pod: LabelSelector?
    var namespace: LabelSelector?
  }

  /// Namespaces that an annotation is on.
  enum Namespaces: Hashable, Sendable, CustomStringConvertible {
    case none
    case all
    case some([String])

    var description: String {
      switch self {
      case .none: "none"
      case .all: "all"
      case .some(let names): names.joined(separator: ",")
      }
    }

    func contains(_ name: String) -> Bool {
      switch self {
      case .none: false
      case .all: true
      case .some(let names): names.contains(name)
      }
    }
  }

  /// What an empty list is called.
  static let nothing = "none"

  private static func parts(_ option: ModeOption) -> [Substring] {
    option.value == nothing
      ? [] : option.value.split(separator: ",", omittingEmptySubsequences: false)
  }

  private static func wrong(_ option: ModeOption, _ part: some StringProtocol, _ form: String)
    -> OptionError
  {
    OptionError(key: option.key, reason: "\"\(part)\" is not \(form)")
  }

  /// `NAME:CIDR/MASK`, commas between; a name that comes again adds a CIDR.
  static func pools(_ option: ModeOption) throws(OptionError) -> [PodIPPool] {
    let form = "NAME:CIDR/MASK, as mars:10.20.0.0/16/27"
    var pools: [PodIPPool] = []
    for part in parts(option) {
      guard let colon = part.firstIndex(of: ":"), let slash = part.lastIndex(of: "/"),
        colon < slash, let mask = Int(part[slash...].dropFirst()), (0...255).contains(mask),
        let cidr = IPPrefix(String(part[colon..<slash].dropFirst()))
      else { throw wrong(option, part, form) }
      let name = try self.name(ModeOption(option.key, String(part[..<colon])))
      let index =
        pools.firstIndex { $0.name == name }
        ?? {
          pools.append(PodIPPool(name: name))
          return pools.count - 1
        }()
      let isFirst = pools[index].cidrs(cidr.family).isEmpty
      guard isFirst || pools[index].mask(cidr.family) == mask else {
        throw OptionError(
          key: option.key,
          reason: "pool \(name) has one mask size a family, and "
            + "\(pools[index].mask(cidr.family)) and \(mask) are two")
      }
      if cidr.family == .v4 {
        pools[index].v4.append(cidr)
        pools[index].v4Mask = mask
      } else {
        pools[index].v6.append(cidr)
        pools[index].v6Mask = mask
      }
    }
    return pools.sorted { $0.name < $1.name }
  }

  static func text(_ pools: [PodIPPool]) -> String {
    let parts = pools.flatMap { pool in
      pool.cidrs.map { "\(pool.name):\($0)/\(pool.mask($0.family))" }
    }
    return parts.isEmpty ? nothing : parts.joined(separator: ",")
  }

  /// The name of an object of Kubernetes.
  static func name(_ option: ModeOption) throws(OptionError) -> String {
    guard PoolSelection.isSubdomain(option.value) else {
      throw wrong(
        option, option.value, "a name: lower case letters, digits, \"-\" and \".\" in between")
    }
    return option.value
  }

  /// `POOL=COUNT`, commas between.
  static func spares(_ option: ModeOption) throws(OptionError) -> PreAllocation {
    do {
      return try PreAllocation(parsing: option.value == nothing ? "" : option.value)
    } catch {
      throw OptionError(key: option.key, reason: error.description)
    }
  }

  static func text(_ spares: PreAllocation) -> String {
    spares.entries.isEmpty ? nothing : spares.description
  }

  /// A whole number of seconds, minutes or hours: `15s`.
  static func duration(_ option: ModeOption) throws(OptionError) -> Duration {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    guard let unit = option.value.last.flatMap({ units[$0] }),
      let number = Int(option.value.dropLast()), (1...1_000_000).contains(number)
    else { throw wrong(option, option.value, "a duration of a second or more, as 15s or 1m") }
    return .seconds(number * unit)
  }

  static func text(_ duration: Duration) -> String { "\(duration.components.seconds)s" }

  /// `NAMESPACE:POOL`, commas between.
  static func pairs(_ option: ModeOption) throws(OptionError) -> [Pair] {
    var pairs: [Pair] = []
    for part in parts(option) {
      let sides = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw wrong(option, part, "NAMESPACE:POOL, as prod:mars")
      }
      pairs.removeAll { $0.namespace == sides[0] }
      pairs.append(Pair(namespace: sides[0], pool: sides[1]))
    }
    return pairs
  }

  static func text(_ pairs: [Pair]) -> String {
    pairs.isEmpty ? nothing : pairs.map { "\($0.namespace):\($0.pool)" }.joined(separator: ",")
  }

  /// The label every namespace has by itself, which makes a selector one of namespaces.
  static let namespaceLabel = "kubernetes.io/metadata.name"

  /// `POOL:LABEL=VALUE`, commas between; a pool that comes again demands both.
  static func selectors(_ option: ModeOption) throws(OptionError) -> [Selector] {
    var selectors: [Selector] = []
    for part in parts(option) {
      guard let colon = part.firstIndex(of: ":"), colon != part.startIndex,
        let selector = LabelSelector(parsing: String(part[colon...].dropFirst()))
      else { throw wrong(option, part, "POOL:LABEL=VALUE, as mars:app=web") }
      let pool = String(part[..<colon])
      let index =
        selectors.firstIndex { $0.pool == pool }
        ?? {
          selectors.append(Selector(pool: pool))
          return selectors.count - 1
        }()
      for term in selector.terms {
        if term.key == namespaceLabel {
          selectors[index].namespace =
            LabelSelector((selectors[index].namespace?.terms ?? []) + [term])
        } else {
          selectors[index].pod = LabelSelector((selectors[index].pod?.terms ?? []) + [term])
        }
      }
    }
    return selectors
  }

  static func text(_ selectors: [Selector]) -> String {
    let parts = selectors.flatMap { selector in
      ((selector.pod?.terms ?? []) + (selector.namespace?.terms ?? []))
        .map { "\(selector.pool):\($0.key)=\($0.value)" }
    }
    return parts.isEmpty ? nothing : parts.joined(separator: ",")
  }

  /// `none`, `all`, or names with commas between.
  static func namespaces(_ option: ModeOption) throws(OptionError) -> Namespaces {
    if option.value == nothing { return .none }
    if option.value == "all" { return .all }
    let names = parts(option).map(String.init)
    for name in names { _ = try self.name(ModeOption(option.key, name)) }
    return .some(names)
  }

  /// The operator's flag: `NAME=SPEC`, blanks between.
  static func specs(_ option: ModeOption) throws(OptionError) -> [PodIPPool] {
    var pools: [PodIPPool] = []
    guard option.value != nothing else { return [] }
    for part in option.value.split(separator: " ") {
      guard let sign = part.firstIndex(of: "="), sign != part.startIndex else {
        throw wrong(option, part, "NAME=ipv4-cidrs:CIDR;ipv4-mask-size:N")
      }
      do {
        let name = try self.name(ModeOption(option.key, String(part[..<sign])))
        let pool = try PodIPPool(name: name, spec: String(part[part.index(after: sign)...]))
        pools.removeAll { $0.name == name }
        pools.append(pool)
      } catch let error as PoolSpecError {
        throw OptionError(key: option.key, reason: error.description)
      } catch let error as OptionError {
        throw error
      } catch {
        throw wrong(option, part, "NAME=ipv4-cidrs:CIDR;ipv4-mask-size:N")
      }
    }
    return pools
  }

  static func specText(_ pools: [PodIPPool]) -> String {
    let specs = pools.map { pool in
      let sections = IPFamily.allCases.filter { !pool.cidrs($0).isEmpty }.map { family in
        let list = pool.cidrs(family).map(\.description).joined(separator: ",")
        return "\(family.flagName)-cidrs:\(list);\(family.flagName)-mask-size:\(pool.mask(family))"
      }
      return "\(pool.name)=\(sections.joined(separator: ";"))"
    }
    return specs.isEmpty ? nothing : specs.joined(separator: " ")
  }
}
