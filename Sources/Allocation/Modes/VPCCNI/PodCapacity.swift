/// How many pods an EC2 instance can run with the AWS VPC CNI, by the formulas AWS publishes.
///
/// `misc/eni-max-pods.txt` of amazon-vpc-cni-k8s 1.23, `max-pods-calculator.sh` of amazon-eks-ami
/// (until its removal with Amazon Linux 2) and `nodeadm/internal/kubelet/eni_max_pods.go`.
public struct PodCapacity: Hashable, Sendable {
  /// Interfaces that can be attached to the instance's first network card.
  public var interfaces: Int
  /// IPv4 addresses an interface holds, its primary one among them.
  public var addressesPerInterface: Int
  /// Virtual CPUs, if known: they decide the recommended cap.
  public var virtualCPUs: Int?
  /// Whether prefixes can be assigned: only the Nitro hypervisor and bare metal do that.
  public var takesPrefixes: Bool

  /// Addresses in a /28, the only size of prefix EC2 assigns.
  public static let addressesPerPrefix = 16
  /// Pods counted on top: `aws-node` and `kube-proxy` use the host's network.
  public static let hostNetworkPods = 2

  /// An instance of these limits.
  public init(
    interfaces: Int, addressesPerInterface: Int, virtualCPUs: Int? = nil, takesPrefixes: Bool = true
  ) {
    self.interfaces = interfaces
    self.addressesPerInterface = addressesPerInterface
    self.virtualCPUs = virtualCPUs
    self.takesPrefixes = takesPrefixes
  }

  /// Addresses or prefixes that fit beside the primary address of one interface.
  public var slots: Int { max(0, addressesPerInterface - 1) }

  /// Addresses for pods on all interfaces together.
  ///
  /// With custom networking the primary interface serves no pods. A type that takes no prefixes
  /// falls back to single addresses, as `isConfigValid` in `pkg/ipamd/ipamd.go` does.
  public func addresses(
    prefixes: Bool = false, customNetworking: Bool = false, interfaceLimit: Int? = nil
  ) -> Int {
    let usable = max(0, min(interfaces, interfaceLimit ?? interfaces) - (customNetworking ? 1 : 0))
    let perSlot = prefixes && takesPrefixes ? Self.addressesPerPrefix : 1
    return usable * slots * perSlot
  }

  /// The published number of pods: addresses for pods and two pods of the host's network.
  public func maxPods(
    prefixes: Bool = false, customNetworking: Bool = false, interfaceLimit: Int? = nil,
    capped: Bool = false
  ) -> Int {
    let pods =
      addresses(
        prefixes: prefixes, customNetworking: customNetworking, interfaceLimit: interfaceLimit)
      + Self.hostNetworkPods
    return capped ? min(pods, recommendedCap) : pods
  }

  /// The most pods AWS recommends: 110 up to 30 virtual CPUs, 250 above.
  public var recommendedCap: Int { (virtualCPUs ?? 0) > 30 ? 250 : 110 }
}
