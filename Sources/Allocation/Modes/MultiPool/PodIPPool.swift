public import Addressing

/// A CiliumPodIPPool: CIDRs that nodes are given blocks of, with a mask size of its own.
///
/// Cilium 1.19, `pkg/k8s/apis/cilium.io/v2alpha1/ippool_types.go`; selectors are new in 1.19.
public struct PodIPPool: Hashable, Sendable {
  /// The object's name.
  public var name: String
  /// The IPv4 CIDRs, in order; none when the pool has no IPv4 section.
  public var v4: [IPPrefix]
  /// The prefix length of the IPv4 blocks; a missing section counts as 0.
  public var v4Mask: Int
  /// The IPv6 CIDRs, in order.
  public var v6: [IPPrefix]
  /// The prefix length of the IPv6 blocks; a missing section counts as 0.
  public var v6Mask: Int
  /// Which pods the pool is for, if it says.
  public var podSelector: LabelSelector?
  /// Which namespaces the pool is for, if it says.
  public var namespaceSelector: LabelSelector?

  /// A pool of one or both families.
  public init(
    name: String, v4: [IPPrefix] = [], v4Mask: Int = 0, v6: [IPPrefix] = [], v6Mask: Int = 0,
    podSelector: LabelSelector? = nil, namespaceSelector: LabelSelector? = nil
  ) {
    self.name = name
    self.v4 = v4
    self.v4Mask = v4Mask
    self.v6 = v6
    self.v6Mask = v6Mask
    self.podSelector = podSelector
    self.namespaceSelector = namespaceSelector
  }

  /// The CIDRs of one family.
  public func cidrs(_ family: IPFamily) -> [IPPrefix] { family == .v4 ? v4 : v6 }

  /// The mask size of one family.
  public func mask(_ family: IPFamily) -> Int { family == .v4 ? v4Mask : v6Mask }

  /// All CIDRs, IPv4 first.
  public var cidrs: [IPPrefix] { v4 + v6 }

  /// Whether any selector is there: pools without one are chosen by annotation only.
  public var hasSelector: Bool { podSelector != nil || namespaceSelector != nil }

  /// What the API server says against the object, if anything: the limits of its schema.
  public var schemaError: String? {
    for (family, mask) in [(IPFamily.v4, v4Mask), (.v6, v6Mask)] where !cidrs(family).isEmpty {
      let field = "spec.\(family == .v4 ? "ipv4" : "ipv6").maskSize"
      let limit =
        mask < 1
        ? "greater than or equal to 1"
        : mask > family.bitWidth ? "less than or equal to \(family.bitWidth)" : nil
      if let limit {
        return "The CiliumPodIPPool \"\(name)\" is invalid: \(field): Invalid value: \(mask): "
          + "\(field) in body should be \(limit)"
      }
    }
    return nil
  }
}

/// A Kubernetes label selector of equalities (`matchLabels`): all of them must hold.
public struct LabelSelector: Hashable, Sendable {
  /// One label that must be there with one value.
  public struct Term: Hashable, Sendable {
    /// The label's key.
    public let key: String
    /// The label's value.
    public let value: String

    /// The label `key` with `value`.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// What must hold; nothing selects everything.
  public var terms: [Term]

  /// A selector of all of `terms`.
  public init(_ terms: [Term]) {
    self.terms = terms
  }

  /// Reads `key=value,key=value`; nil when a term has no `=` or no key.
  public init?(parsing text: String) {
    var terms: [Term] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let sign = part.firstIndex(of: "="), sign != part.startIndex else { return nil }
      terms.append(Term(String(part[..<sign]), String(part[part.index(after: sign)...])))
    }
    self.terms = terms
  }

  /// Whether the labels, as pairs, satisfy the selector.
  public func matches(_ labels: [Term]) -> Bool { terms.allSatisfy(labels.contains) }
}
