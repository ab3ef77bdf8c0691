public import Addressing

/// The addresses of one Service CIDR and which of them Services have.
///
/// The rules are those of Kubernetes 1.33, `pkg/registry/core/service/ipallocator/ipallocator.go`:
/// the base is never given, nor is the last address of IPv4; the lowest addresses are a band that
/// automatic allocation leaves to those who name an address (KEP-3070) until all others are taken.
///
///     10.96.0.0/24   0 | 1 ... 16 | 17 ................ 254 | 255
///                        static     dynamic: searched from a
///                        band       random place, then wraps
public struct ServiceRange: Hashable, Sendable {
  /// The CIDR, host bits masked.
  public let cidr: IPPrefix
  /// Addresses that Services can have: 2^h - 2 of IPv4, 2^h - 1 of IPv6.
  public let size: UInt64
  /// Addresses at the lower end that automatic allocation gives last.
  public let bandSize: Int
  private var taken: WideBitmap

  /// A range of which no address is taken; IPv6 may be no larger than a /64.
  public init(_ cidr: IPPrefix) throws(ServiceAllocatorError) {
    if cidr.family == .v6, cidr.length < 64 { throw .prefixTooShort(cidr.length) }
    self.cidr = cidr
    size = Self.size(of: cidr)
    bandSize = Self.bandSize(of: cidr)
    taken = WideBitmap(count: size)
  }

  /// Addresses that Services can have in a CIDR of at most 64 host bits.
  static func size(of cidr: IPPrefix) -> UInt64 {
    let withheld: UInt128 = cidr.family == .v4 ? 2 : 1
    return cidr.size <= withheld
      ? 0 : UInt64(min(cidr.size - withheld, UInt128(UInt64.max)))
  }

  /// The static band of a CIDR: a sixteenth of it, but at least 16 and at most 256 addresses.
  ///
  /// A CIDR of up to 16 addresses has none (`bitmap.go`, `calculateRangeOffset`).
  public static func bandSize(of cidr: IPPrefix) -> Int {
    cidr.size <= 16 ? 0 : Int(min(max(cidr.size / 16, 16), 256))
  }

  /// The addresses that are given automatically only when no other is left.
  public var staticBand: IPRange? { range(0..<min(UInt64(bandSize), size)) }

  /// The addresses that automatic allocation draws from first.
  public var dynamicBand: IPRange? { range(min(UInt64(bandSize), size)..<size) }

  /// Addresses that Services have.
  public var used: UInt64 { taken.population }

  /// Addresses that are left.
  public var free: UInt64 { size - used }

  /// Whether a Service has `address`.
  public func isAllocated(_ address: IPAddress) -> Bool {
    offset(of: address).map { taken[$0] } ?? false
  }

  /// Whether a Service can have `address` at all: it is inside, and neither base nor broadcast.
  public func canGive(_ address: IPAddress) -> Bool { offset(of: address) != nil }

  /// Takes `address`, from either band.
  public mutating func allocate(_ address: IPAddress) throws(ServiceAllocatorError) {
    guard let offset = offset(of: address) else { throw .notInRange(address) }
    guard taken.insert(offset) else { throw .allocated }
  }

  /// Takes a free address: from a random place of the dynamic band on, then of the static one.
  public mutating func allocateNext(
    _ random: inout SeededGenerator
  ) throws(ServiceAllocatorError) -> IPAddress {
    guard let address = nextFree(&random) else { throw .full }
    try allocate(address)
    return address
  }

  /// The address that `allocateNext` would take, if one is left.
  func nextFree(_ random: inout SeededGenerator) -> IPAddress? {
    let band = UInt64(bandSize)
    guard size > band else { return nil }
    let upper = band..<size
    let start = band + random.below(size - band)
    if let found = taken.firstClear(wrappingFrom: start, in: upper) { return address(at: found) }
    guard band > 0 else { return nil }
    return taken.firstClear(wrappingFrom: random.below(band), in: 0..<band).map(address(at:))
  }

  /// Gives `address` back; one that is free or outside is passed over in silence.
  public mutating func release(_ address: IPAddress) {
    if let offset = offset(of: address) { taken.remove(offset) }
  }

  private func range(_ offsets: Range<UInt64>) -> IPRange? {
    guard !offsets.isEmpty else { return nil }
    return IPRange(address(at: offsets.lowerBound), address(at: offsets.upperBound - 1))
  }

  private func address(at offset: UInt64) -> IPAddress {
    IPAddress(cidr.family, bits: cidr.base.bits + 1 + UInt128(offset))
  }

  private func offset(of address: IPAddress) -> UInt64? {
    guard let distance = cidr.base.distance(to: address), distance > 0,
      distance <= UInt128(size)
    else { return nil }
    return UInt64(distance - 1)
  }
}

/// Why a Service gets no address; the texts are Kubernetes' own (`ipallocator/interfaces.go`).
public enum ServiceAllocatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No address is left.
  case full
  /// Another Service has the address.
  case allocated
  /// No Service CIDR that is ready holds the address.
  case mismatchedNetwork
  /// The ServiceCIDR is not ready, as one that is being deleted.
  case notReady
  /// The range never gives the address.
  case notInRange(IPAddress)
  /// An IPv6 CIDR is larger than a /64.
  case prefixTooShort(Int)

  /// The real system's text.
  public var description: String {
    switch self {
    case .full: "range is full"
    case .allocated: "provided IP is already allocated"
    case .mismatchedNetwork: "the provided network does not match the current range"
    case .notReady: "allocator not ready"
    case .notInRange(let address): "provided IP \(address) is not in the valid range"
    case .prefixTooShort(let length):
      "shortest allowed prefix length for service CIDR is 64, got \(length)"
    }
  }
}
