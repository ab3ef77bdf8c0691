public import Addressing

/// One address or one prefix attached to an interface, and what ipamd knows of its addresses.
///
/// amazon-vpc-cni-k8s 1.23, `pkg/ipamd/datastore/data_store.go`: `CidrInfo`, `AddressInfo`,
/// `getUnusedIP`.
public struct InterfaceCIDR: Hashable, Sendable {
  /// The address as a /32, or the prefix: a /28, or a /80 of IPv6.
  public let prefix: IPPrefix
  /// Whether it is a prefix, and not a single address.
  public let isPrefix: Bool
  /// What is known of addresses in it, lowest first; an address that is not listed was never used,
  /// or forgotten after it had cooled down.
  private var known: [Known] = []

  private struct Known: Hashable, Sendable {
    var address: IPAddress
    /// When the pod gave it back; nil while a pod has it.
    var released: Duration?
  }

  /// A CIDR nobody has used.
  public init(_ prefix: IPPrefix, isPrefix: Bool) {
    self.prefix = prefix
    self.isPrefix = isPrefix
  }

  /// Addresses in the /80 that an IPv6 node has.
  public static let v6Addresses = 1 << 48

  /// Addresses in it, `Int.max` for more than can be counted.
  public var size: Int {
    let bits = prefix.family.bitWidth - prefix.length
    return bits < 63 ? 1 << bits : Int.max
  }

  /// Addresses that pods have.
  public var assigned: Int { known.count { $0.released == nil } }

  /// Whether no pod has an address in it; one that is cooling down does not matter.
  public var isUnused: Bool { assigned == 0 }

  /// The addresses that pods have, lowest first.
  public var assignedAddresses: [IPAddress] {
    known.compactMap { $0.released == nil ? $0.address : nil }
  }

  /// Whether an address released at `released` still cools down.
  private static func isCooling(
    _ released: Duration?, at now: Duration, coolDown: Duration
  ) -> Bool {
    guard let released else { return false }
    return now - released < coolDown
  }

  /// Addresses that cool down.
  public func cooling(at now: Duration, coolDown: Duration) -> Int {
    known.count { Self.isCooling($0.released, at: now, coolDown: coolDown) }
  }

  /// When the last of the addresses released was released, if any is still known.
  public var lastRelease: Duration? { known.compactMap(\.released).max() }

  /// When the first address that cools down will have done so.
  public func firstRest(after now: Duration, coolDown: Duration) -> Duration? {
    known.compactMap { $0.released.map { $0 + coolDown } }.filter { $0 > now }.min()
  }

  /// Takes an address for a pod; nil if there is none, or none that has cooled down.
  ///
  /// A used address that has cooled down goes first, and the other cooled ones are forgotten; only
  /// then does the lowest address never used follow. `pick` chooses among the cooled ones, for
  /// which the real system takes whichever its hash table names first.
  public mutating func take(
    at now: Duration, coolDown: Duration, pick: UInt64 = 0
  ) -> IPAddress? {
    let cooled = known.filter {
      $0.released != nil && !Self.isCooling($0.released, at: now, coolDown: coolDown)
    }
    if !cooled.isEmpty {
      known.removeAll {
        $0.released != nil && !Self.isCooling($0.released, at: now, coolDown: coolDown)
      }
      let address = cooled[Int(pick % UInt64(cooled.count))].address
      assign(address)
      return address
    }
    guard let address = lowestUnknown else { return nil }
    assign(address)
    return address
  }

  /// Whether a pod could have an address now.
  public func hasFree(at now: Duration, coolDown: Duration) -> Bool {
    known.count < size
      || known.contains {
        $0.released != nil && !Self.isCooling($0.released, at: now, coolDown: coolDown)
      }
  }

  private var lowestUnknown: IPAddress? {
    guard known.count < size else { return nil }
    var bits = prefix.base.bits
    for entry in known {
      if entry.address.bits != bits { break }
      bits += 1
    }
    return IPAddress(prefix.family, bits: bits)
  }

  /// Gives `address` to a pod whatever is known of it, as a restart does from the checkpoint file.
  public mutating func assign(_ address: IPAddress) {
    let index = position(of: address)
    if index < known.count, known[index].address == address {
      known[index].released = nil
    } else {
      known.insert(Known(address: address, released: nil), at: index)
    }
  }

  /// Takes an address back from a pod: it cools down from now on.
  public mutating func release(_ address: IPAddress, at now: Duration) {
    let index = position(of: address)
    guard index < known.count, known[index].address == address, known[index].released == nil
    else { return }
    known[index].released = now
  }

  /// Forgets what cools down, as a restart of ipamd does: its checkpoint file lists assigned
  /// addresses only.
  public mutating func forgetReleased() {
    known.removeAll { $0.released != nil }
  }

  private func position(of address: IPAddress) -> Int {
    var low = 0
    var high = known.count
    while low < high {
      let middle = (low + high) / 2
      if known[middle].address.bits < address.bits { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
