/// A node of one cluster: its place in the order of joining, never given twice.
public struct NodeID: Hashable, Comparable, Sendable {
  /// The position in the order of joining, from 0.
  public let rawValue: UInt32

  /// Names the node that joined as number `rawValue`.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package var index: Int { Int(rawValue) }

  init(_ index: Int) {
    rawValue = UInt32(index)
  }

  /// Earlier nodes come first.
  public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// A pod of one cluster: its place in the order of creation, never given twice.
///
/// Identifiers rise with time but are not dense: a large batch begins on a fresh page.
public struct PodID: Hashable, Comparable, Sendable {
  /// The row of the pod in the pod table.
  public let rawValue: UInt32

  /// Names the pod in row `rawValue`.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package var index: Int { Int(rawValue) }

  init(_ index: Int) {
    rawValue = UInt32(index)
  }

  /// Earlier pods come first.
  public static func < (left: PodID, right: PodID) -> Bool { left.rawValue < right.rawValue }
}

/// A pod's full name.
public struct NamespacedName: Hashable, Sendable, CustomStringConvertible {
  /// The Kubernetes namespace.
  public let namespace: String
  /// The name inside the namespace.
  public let name: String

  /// A name in a namespace.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// Reads `name` or `namespace/name`; the namespace is `default` when none is written.
  public init(_ text: String) {
    if let slash = text.firstIndex(of: "/") {
      namespace = String(text[..<slash])
      name = String(text[text.index(after: slash)...])
    } else {
      namespace = "default"
      name = text
    }
  }

  /// The form `namespace/name`.
  public var description: String { "\(namespace)/\(name)" }
}
