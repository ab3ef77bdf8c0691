public import Addressing

/// A ServiceCIDR object: CIDRs that the cluster's Services take their addresses from, for good.
///
/// They cannot be changed afterwards, only joined by another ServiceCIDR.
/// Kubernetes 1.33, `pkg/apis/networking/validation/validation.go` and
/// `pkg/controller/servicecidrs/servicecidrs_controller.go`.
public struct ServiceCIDR: Hashable, Sendable {
  /// The object's name; that of the API server's own flags is `kubernetes`.
  public let name: String
  /// One CIDR, or one of each family.
  public let cidrs: [IPPrefix]
  /// When somebody asked for its deletion, in simulated time; it goes only when nothing needs it.
  public internal(set) var deletedAt: Duration?

  /// A ServiceCIDR with one CIDR, or with one of each family.
  public init(_ name: String, _ cidrs: [IPPrefix]) throws(ServiceCIDRError) {
    if cidrs.isEmpty { throw .empty }
    if cidrs.count > 2 { throw .tooMany }
    if cidrs.count == 2, cidrs[0].family == cidrs[1].family { throw .sameFamily }
    self.name = name
    self.cidrs = cidrs
  }

  /// Whether one of the CIDRs can give `address` to a Service.
  ///
  /// The base and IPv4's last address belong to no ServiceCIDR (`pkg/api/servicecidr`).
  func canGive(_ address: IPAddress) -> Bool {
    cidrs.contains { cidr in
      cidr.contains(address) && address != cidr.base
        && (cidr.family == .v6 || address != cidr.last)
    }
  }
}

/// The condition `Ready` in a ServiceCIDR's status.
public struct ServiceCIDRCondition: Hashable, Sendable {
  /// Whether new addresses are taken from it.
  public let isReady: Bool
  /// `Terminating` while something keeps a deleted one, else empty.
  public let reason: String
  /// The controller's sentence.
  public let message: String

  static let ready = ServiceCIDRCondition(
    isReady: true, reason: "", message: "Kubernetes Service CIDR is ready")

  static let terminating = ServiceCIDRCondition(
    isReady: false, reason: "Terminating",
    message: "There are still IPAddresses referencing the ServiceCIDR, please remove them or "
      + "create a new ServiceCIDR")
}

/// What is wrong with a ServiceCIDR; the texts are Kubernetes' own.
public enum ServiceCIDRError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It names no CIDR.
  case empty
  /// It names more than two.
  case tooMany
  /// Its two CIDRs are of one family.
  case sameFamily
  /// An object bears the name already.
  case exists(String)
  /// No object bears the name.
  case notFound(String)
  /// A CIDR has no allocator.
  case range(ServiceAllocatorError)

  /// The real system's text.
  public var description: String {
    switch self {
    case .empty: "spec.cidrs: Required value: at least one CIDR required"
    case .tooMany: "spec.cidrs: Invalid value: may only hold up to 2 values"
    case .sameFamily:
      "spec.cidrs: Invalid value: may specify no more than one IP for each IP family, i.e "
        + "192.168.0.0/24 and 2001:db8::/64"
    case .exists(let name): "servicecidrs.networking.k8s.io \"\(name)\" already exists"
    case .notFound(let name): "servicecidrs.networking.k8s.io \"\(name)\" not found"
    case .range(let error): error.description
    }
  }
}
