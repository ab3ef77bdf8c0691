public import Addressing

/// A claim that must hold where it stands in a script.
public enum Expectation: Hashable, Sendable {
  /// The node has exactly these blocks, in any order.
  case nodeBlocks(node: String, [IPPrefix])
  /// The node is in that state.
  case node(String, NodeClaim)
  /// The pod has that address.
  case podAddress(PodName, IPAddress)
  /// The pod is in that state.
  case pod(PodName, PodClaim)
  /// The Service has that address.
  case serviceAddress(PodName, IPAddress)
  /// The number compares so with another; nil is `none`, what does not exist.
  case metric(MetricQuery, Relation, Int128?)
  /// The command just before was refused with a text that contains this one.
  case refusal(containing: String)
  /// A number of one plan compares so with a number of another.
  case comparison(
    plan: String, MetricQuery, Relation, otherMetric: MetricQuery, otherPlan: String)
}

extension Expectation {
  /// What can be claimed of a node's state.
  public enum NodeClaim: Hashable, Sendable {
    /// It has no block, whether it waits or failed.
    case pending
    case ready
    /// Its status holds an error with this text in it.
    case error(containing: String)
  }

  /// What can be claimed of a pod's state.
  public enum PodClaim: Hashable, Sendable {
    case running
    case pending
    /// It was refused an address with this text.
    case error(containing: String)
  }

  /// How two numbers compare.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="

    /// Whether `actual` stands in this relation to `expected`, where nil does not exist.
    ///
    /// What does not exist satisfies `= none` and nothing else, not even `!= 5`.
    public func holds(_ actual: Int128?, _ expected: Int128?) -> Bool {
      guard let actual else { return self == .equal && expected == nil }
      guard let expected else { return self == .notEqual }
      return switch self {
      case .equal: actual == expected
      case .notEqual: actual != expected
      case .less: actual < expected
      case .atMost: actual <= expected
      case .greater: actual > expected
      case .atLeast: actual >= expected
      }
    }
  }
}
