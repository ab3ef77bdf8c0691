public import Addressing

/// A ClusterCIDR object: CIDRs that nodes take pod CIDRs of one size from.
///
/// kubernetes-sigs/node-ipam-controller v0.2.0, `pkg/apis/clustercidr/v1`; the field is immutable
/// once created, and both families have the same number of host bits a node.
public struct ClusterCIDR: Hashable, Sendable {
  /// The fewest host bits of a node's block: 16 addresses.
  public static let minimumHostBits = 4

  /// The object's name.
  public let name: String
  /// Host bits of each node's block, in either family.
  public let perNodeHostBits: Int
  /// The IPv4 CIDR, if any.
  public let v4: IPPrefix?
  /// The IPv6 CIDR, if any.
  public let v6: IPPrefix?
  /// The nodes that it serves; without one it serves those that no other does.
  public let selector: NodeSelector?

  /// Reads and checks a specification as the API server's webhook does.
  public init(
    _ name: String, perNodeHostBits: Int, ipv4: String = "", ipv6: String = "",
    selector: NodeSelector? = nil
  ) throws(ClusterCIDRErrors) {
    var errors: [String] = []
    if let selector, selector.requirements.isEmpty {
      errors.append(
        "spec.nodeSelector.nodeSelectorTerms: Required value: must have at least one node selector "
          + "term")
    }
    if ipv4.isEmpty, ipv6.isEmpty {
      errors.append("spec: Required value: one or both of `ipv4` and `ipv6` must be specified")
      throw ClusterCIDRErrors(texts: errors)
    }
    v4 = Self.read(ipv4, .v4, perNodeHostBits, &errors)
    v6 = Self.read(ipv6, .v6, perNodeHostBits, &errors)
    guard errors.isEmpty else { throw ClusterCIDRErrors(texts: errors) }
    self.name = name
    self.perNodeHostBits = perNodeHostBits
    self.selector = selector
  }

  private static func read(
    _ text: String, _ family: IPFamily, _ hostBits: Int, _ errors: inout [String]
  ) -> IPPrefix? {
    guard !text.isEmpty else { return nil }
    guard let cidr = try? IPPrefix(maskingHostBits: text) else {
      errors.append("spec.\(family): Invalid value: \"\(text)\": must be a valid CIDR: \(text)")
      return nil
    }
    if cidr.family != family {
      errors.append("spec.\(family): Invalid value: \"\(text)\": must be a valid \(family) CIDR")
    }
    // The controller subtracts from the field's own width, whichever family the CIDR is of.
    let most = family.bitWidth - cidr.length
    let field = "spec.perNodeHostBits: Invalid value: \(hostBits): "
    if hostBits < minimumHostBits {
      errors.append(field + "must be greater than or equal to \(minimumHostBits)")
    }
    if hostBits > most { errors.append(field + "must be less than or equal to \(most)") }
    return cidr
  }
}

/// All that is wrong with a ClusterCIDR, in the controller's own words.
public struct ClusterCIDRErrors: Error, Hashable, Sendable, CustomStringConvertible {
  /// One text a fault, the field first.
  public let texts: [String]

  /// The texts as Kubernetes joins them.
  public var description: String {
    texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]"
  }
}
