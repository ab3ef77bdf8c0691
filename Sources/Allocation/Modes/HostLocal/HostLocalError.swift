public import Addressing

/// Why host-local refuses a configuration or a pod; the texts are those of CNI plugins 1.9.1
/// (`plugins/ipam/host-local/main.go` and `backend/allocator`).
public enum HostLocalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is no subnet.
  case notASubnet(String)
  /// The subnet has fewer than four addresses.
  case tooSmall(IPPrefix)
  /// The subnet has fewer than four addresses; named as it was written.
  case tooSmallAsWritten(String)
  /// The subnet is not written as its network address.
  case hostBits(IPPrefix)
  /// The start lies outside the subnet, or after the end.
  case startOutside(IPAddress, IPPrefix)
  /// The end lies outside the subnet.
  case endOutside(IPAddress, IPPrefix)
  /// A range set holds no range.
  case emptySet
  /// A range set holds ranges of both families.
  case mixedFamilies
  /// Two ranges of one set share an address.
  case overlap(HostLocalRange, HostLocalRange)
  /// The configuration has no range set.
  case noRanges
  /// One set of the configuration is not valid.
  indirect case badSet(Int, HostLocalError)
  /// Two sets of the configuration share an address.
  case setsOverlap(Int, Int)
  /// An address lies in no range of the set.
  case notInSet(IPAddress, HostLocalRangeSet)
  /// The address asked for is the gateway.
  case isGateway(IPAddress)
  /// The address asked for is reserved.
  case taken(IPAddress, HostLocalRangeSet)
  /// Every address of the set is reserved.
  case exhausted(HostLocalRangeSet)
  /// The container has an address of the set already.
  case duplicate(IPAddress, container: String)
  /// One set could not give an address; what the sets before it gave was taken back.
  indirect case allocationFailed(set: Int, HostLocalError)
  /// Addresses asked for are in no set, or are more than one of a set.
  case unfulfilled([IPAddress])
  /// A check found no address of the container.
  case notFound(container: String)

  /// The real system's text.
  public var description: String {
    switch self {
    case .notASubnet(let text): "invalid CIDR address: \(text)"
    case .tooSmall(let subnet): "Network \(subnet) too small to allocate from"
    case .tooSmallAsWritten(let text): "Network \(text) too small to allocate from"
    case .hostBits(let subnet):
      "Network has host bits set. For a subnet mask of length \(subnet.length) the network "
        + "address is \(subnet.base)"
    case .startOutside(let start, let subnet): "RangeStart \(start) not in network \(subnet)"
    case .endOutside(let end, let subnet): "RangeEnd \(end) not in network \(subnet)"
    case .emptySet: "empty range set"
    case .mixedFamilies: "mixed address families"
    case .overlap(let first, let second): "subnets \(first) and \(second) overlap"
    case .noRanges: "no IP ranges specified"
    case .badSet(let index, let error): "invalid range set \(index): \(error)"
    case .setsOverlap(let first, let second): "range set \(first) overlaps with \(second)"
    case .notInSet(let address, let set): "\(address) not in range set \(set)"
    case .isGateway(let address): "requested ip \(address) is subnet's gateway"
    case .taken(let address, let set):
      "requested IP address \(address) is not available in range set \(set)"
    case .exhausted(let set): "no IP addresses available in range set: \(set)"
    case .duplicate(let address, let container):
      "\(address) has been allocated to \(container), duplicate allocation is not allowed"
    case .allocationFailed(let index, let error): "failed to allocate for range \(index): \(error)"
    case .unfulfilled(let addresses):
      addresses.reduce("failed to allocate all requested IPs:") { "\($0) \($1)" }
    case .notFound(let container):
      "host-local: Failed to find address added by container \(container)"
    }
  }
}
