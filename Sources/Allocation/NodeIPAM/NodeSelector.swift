/// The labels that a node must bear for a ClusterCIDR to serve it: all requirements at once.
///
/// Kubernetes' label selectors (`apimachinery/pkg/labels/selector.go`), as node-ipam-controller uses
/// them for `spec.nodeSelector`.
public struct NodeSelector: Hashable, Sendable, CustomStringConvertible {
  /// The requirements, by key.
  public let requirements: [LabelRequirement]

  /// A selector of several requirements, which it sorts by key.
  public init(_ requirements: [LabelRequirement]) {
    self.requirements = requirements.enumerated()
      .sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map(\.element)
  }

  /// The selector of a ClusterCIDR that names none; such a one serves the nodes that no other does.
  public static let catchAll = NodeSelector([
    LabelRequirement("kubernetes.io/clusterCIDR", .isIn(["default"]))
  ])

  /// Whether a node with these labels meets every requirement.
  public func matches(_ labels: [String: String]) -> Bool {
    requirements.allSatisfy { $0.matches(labels) }
  }

  /// The requirements as Kubernetes writes them, by which equal ClusterCIDRs are ordered.
  public var description: String { requirements.map(\.description).joined(separator: ",") }
}

/// One requirement of a selector.
public struct LabelRequirement: Hashable, Sendable, CustomStringConvertible {
  /// How a label is compared.
  public enum Test: Hashable, Sendable {
    /// The label has one of the values.
    case isIn([String])
    /// The label is missing or has another value.
    case notIn([String])
    /// The label is there.
    case exists
    /// The label is missing.
    case doesNotExist
    /// The label is a number above this one.
    case greater(Int)
    /// The label is a number below this one.
    case less(Int)
  }

  /// The label's key.
  public let key: String
  /// What its value must be.
  public let test: Test

  /// A requirement on the label `key`.
  public init(_ key: String, _ test: Test) {
    self.key = key
    self.test = test
  }

  /// Whether labels meet it.
  public func matches(_ labels: [String: String]) -> Bool {
    let value = labels[key]
    return switch test {
    case .isIn(let values): value.map(values.contains) ?? false
    case .notIn(let values): value.map { !values.contains($0) } ?? true
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .greater(let bound): value.flatMap { Int($0) }.map { $0 > bound } ?? false
    case .less(let bound): value.flatMap { Int($0) }.map { $0 < bound } ?? false
    }
  }

  /// The requirement as Kubernetes writes it.
  public var description: String {
    switch test {
    case .isIn(let values): "\(key) in (\(values.sorted().joined(separator: ",")))"
    case .notIn(let values): "\(key) notin (\(values.sorted().joined(separator: ",")))"
    case .exists: key
    case .doesNotExist: "!\(key)"
    case .greater(let bound): "\(key)>\(bound)"
    case .less(let bound): "\(key)<\(bound)"
    }
  }
}
