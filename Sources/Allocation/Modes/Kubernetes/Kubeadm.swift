import Addressing

/// What kubeadm checks of a cluster's subnets before kube-controller-manager sees them.
///
/// Kubernetes `cmd/kubeadm/app/apis/kubeadm/validation/validation.go` and
/// `cmd/kubeadm/app/constants/constants.go` (00d24de6).
public enum Kubeadm {
  /// Fewest addresses of a service subnet: the tenth is the DNS service's.
  public static let leastServiceAddresses = 10
  /// Fewest addresses of a pod subnet.
  public static let leastPodAddresses = 14
  /// Most host bits of a service subnet: /12 for IPv4, /108 for IPv6.
  public static let mostServiceBits = 20
  /// Most bits between the pod subnet and a node's block, in both families.
  public static let mostNodeBits = 16

  /// All that is wrong with a service subnet, one CIDR or one of each family with a comma between.
  public static func problems(serviceSubnet text: String) -> [String] {
    let field = "networking.serviceSubnet"
    guard let subnets = subnets(text) else { return [unreadable(text, field)] }
    var problems = shape(subnets, text, least: leastServiceAddresses, field)
    for subnet in subnets where subnet.hostBits > mostServiceBits {
      let width = subnet.family.bitWidth
      problems.append(
        invalid(
          field, subnet.description,
          "specified service subnet is too large; for \(width)-bit addresses, the mask must be >= "
            + "\(width - mostServiceBits)"))
    }
    return problems
  }

  /// All that is wrong with a pod subnet cut to node blocks of these masks.
  public static func problems(
    podSubnet text: String, nodeMaskIPv4: Int = ControllerManagerFlags.standardMaskIPv4,
    nodeMaskIPv6: Int = ControllerManagerFlags.standardMaskIPv6
  ) -> [String] {
    let field = "networking.podSubnet"
    guard let subnets = subnets(text) else { return [unreadable(text, field)] }
    var problems = shape(subnets, text, least: leastPodAddresses, field)
    for subnet in subnets {
      let mask = subnet.family == .v4 ? nodeMaskIPv4 : nodeMaskIPv6
      if subnet.length > mask {
        problems.append(
          invalid(
            field, subnet.description,
            "the size of pod subnet with mask \(subnet.length) is smaller than the size of node "
              + "subnet with mask \(mask)"))
      } else if mask - subnet.length > mostNodeBits {
        problems.append(
          invalid(
            field, subnet.description,
            "pod subnet mask (\(subnet.length)) and node-mask (\(mask)) difference is greater than "
              + "\(mostNodeBits)"))
      }
    }
    return problems
  }

  /// The node mask that old kubeadm chose by itself (`calcNodeCidrSize`, up to about 1.17).
  ///
  /// IPv4, and what cannot be read, gets /24. IPv6 gets a multiple of 8 with 512 to 65,536 nodes,
  /// /112 gets /120, and what is longer keeps its length, to be refused later.
  public static func automaticNodeMask(podSubnet text: String) -> Int {
    guard let subnet = try? IPPrefix(maskingHostBits: text), subnet.family == .v6 else {
      return ControllerManagerFlags.standardMaskIPv4
    }
    if subnet.length == 112 { return 120 }
    if subnet.length > 112 { return subnet.length }
    return 128 - ((128 - subnet.length - 1) / 8 - 1) * 8
  }

  private static func subnets(_ text: String) -> [IPPrefix]? {
    var subnets: [IPPrefix] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let subnet = try? IPPrefix(maskingHostBits: String(part)) else { return nil }
      subnets.append(subnet)
    }
    return subnets.isEmpty ? nil : subnets
  }

  private static func shape(
    _ subnets: [IPPrefix], _ text: String, least: Int, _ field: String
  ) -> [String] {
    var problems: [String] = []
    if subnets.count > 2 || (subnets.count == 2 && subnets[0].family == subnets[1].family) {
      problems.append(
        invalid(
          field, text,
          "expected one (IPv4 or IPv6) CIDR or two CIDRs from each family for dual-stack networking"
        ))
    }
    for subnet in subnets where addresses(in: subnet) < least {
      problems.append(
        invalid(
          field, subnet.description,
          "subnet with \(addresses(in: subnet)) address(es) is too small, the minimum is \(least)"))
    }
    return problems
  }

  /// Addresses as k8s.io/utils `net.RangeSize` counts them: none where Go's shift would overflow.
  private static func addresses(in subnet: IPPrefix) -> Int {
    if subnet.hostBits >= subnet.family.bitWidth - 1 { return 0 }
    return subnet.hostBits >= 63 ? .max : 1 << subnet.hostBits
  }

  private static func unreadable(_ text: String, _ field: String) -> String {
    invalid(field, text, "couldn't parse subnet")
  }

  private static func invalid(_ field: String, _ value: String, _ reason: String) -> String {
    "\(field): Invalid value: \"\(value)\": \(reason)"
  }
}
