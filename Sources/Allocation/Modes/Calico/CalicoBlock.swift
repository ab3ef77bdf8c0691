public import Addressing

/// A block of addresses that a host claimed, with the order in which its addresses are given.
///
/// The rules are those of Calico's `libcalico-go/lib/ipam/ipam_block.go`: a list of free ordinals, at
/// first all of them in order, is taken from at the head and given back to at the tail. The first
/// and the last address of a block are addresses like any other.
public struct CalicoBlock: Hashable, Sendable {
  /// The addresses.
  public let cidr: IPPrefix
  /// The host whose block it is; none after its affinity was released with addresses in use.
  public internal(set) var affinity: String?
  /// When the host claimed it.
  public internal(set) var claimedAt: Duration?
  /// Ordinals that are free, in the order they are given.
  private(set) var unallocated: [UInt16]
  /// Ordinals in use, those in cool-down and those kept for the host apart.
  private(set) var allocated: AddressBitmap
  /// Ordinals that were released and wait, in the order of release.
  private(set) var cooling: [Cooling] = []
  /// Addresses kept for the host, as Windows needs them.
  public let kept: CalicoHostReservation

  struct Cooling: Hashable, Sendable {
    let ordinal: UInt16
    let releasedAt: Duration
  }

  /// A block just claimed, all of its addresses free but those kept for the host.
  public init(
    _ cidr: IPPrefix, affinity: String?, keeping kept: CalicoHostReservation = .none,
    at now: Duration = .zero
  ) {
    self.cidr = cidr
    self.affinity = affinity
    self.kept = kept
    claimedAt = affinity == nil ? nil : now
    let count = 1 << min(cidr.hostBits, 12)
    allocated = AddressBitmap(count: count)
    let first = min(kept.start, count)
    unallocated = Array(UInt16(first)..<UInt16(max(first, count - kept.end)))
  }

  /// Addresses of the block, in use or not.
  public var capacity: Int { allocated.count }
  /// Addresses not on the free list, which is what Calico reports as in use: cooling and kept too.
  public var inUse: Int { capacity - unallocated.count }
  /// Addresses that somebody has.
  public var assigned: Int { allocated.population }
  /// Addresses that were released and wait to be given again.
  public var coolingCount: Int { cooling.count }
  /// Whether nobody has an address of it; those kept for the host do not count.
  public var isIdle: Bool { allocated.isEmpty }
  /// Whether any address may be given now or later, reservations left aside.
  var mayHaveRoom: Bool { !unallocated.isEmpty || !cooling.isEmpty }

  /// Whether nobody has an address of it and none cools down any longer.
  public func isEmpty(since ripe: Duration) -> Bool {
    isIdle && cooling.allSatisfy { $0.releasedAt <= ripe }
  }

  /// Whether somebody has the address with this ordinal.
  func isAssigned(_ ordinal: Int) -> Bool { allocated[ordinal] }

  /// The address with this ordinal.
  public func address(at ordinal: Int) -> IPAddress {
    IPAddress(cidr.family, bits: cidr.base.bits + UInt128(ordinal))
  }

  /// The ordinal of an address of the block.
  public func ordinal(of address: IPAddress) -> Int? {
    cidr.contains(address) ? Int(address.bits - cidr.base.bits) : nil
  }

  /// Addresses that can be given: free, or released at `ripe` or before, and not reserved.
  public func free(reserving reserved: PrefixSet, since ripe: Duration?) -> Int {
    if reserved.contains(cidr) { return 0 }
    let cooled = cooling.filter { entry in ripe.map { entry.releasedAt <= $0 } ?? false }
    if !reserved.overlaps(cidr) { return unallocated.count + cooled.count }
    func isOpen(_ ordinal: UInt16) -> Bool { !reserved.contains(address(at: Int(ordinal))) }
    return unallocated.count(where: isOpen) + cooled.count { isOpen($0.ordinal) }
  }

  /// The address given next, if one is free.
  func next(reserving reserved: PrefixSet) -> IPAddress? {
    unallocated.lazy.map { address(at: Int($0)) }.first { !reserved.contains($0) }
  }

  /// Addresses that a reservation covers, in use or not.
  public func reservedCount(_ reserved: PrefixSet) -> Int {
    if reserved.contains(cidr) { return capacity }
    guard reserved.overlaps(cidr) else { return 0 }
    return (0..<capacity).count { reserved.contains(address(at: $0)) }
  }

  /// Takes up to `count` addresses from the head of the free list; reserved ones stay where they are.
  mutating func take(_ count: Int, reserving reserved: PrefixSet) -> [IPAddress] {
    guard count > 0 else { return [] }
    let check = reserved.overlaps(cidr)
    var taken: [IPAddress] = []
    var position = 0
    while position < unallocated.count, taken.count < count {
      let ordinal = Int(unallocated[position])
      if check, reserved.contains(address(at: ordinal)) {
        position += 1
        continue
      }
      // The head is the rule and holes are rare, so a removal moves the list once, not element-wise.
      unallocated.remove(at: position)
      allocated.insert(ordinal)
      taken.append(address(at: ordinal))
    }
    return taken
  }

  /// Takes the address with this ordinal; false when it is in use, cools down or is kept.
  mutating func take(ordinal: Int) -> Bool {
    guard let position = unallocated.firstIndex(of: UInt16(ordinal)) else { return false }
    unallocated.remove(at: position)
    allocated.insert(ordinal)
    return true
  }

  /// Gives an address back, to cool down first; false when nobody has it.
  mutating func release(ordinal: Int, at now: Duration) -> Bool {
    guard allocated.remove(ordinal) else { return false }
    cooling.append(Cooling(ordinal: UInt16(ordinal), releasedAt: now))
    return true
  }

  /// Puts what was released at `ripe` or before at the tail of the free list, in the order of the
  /// addresses and not of their release, as Calico does whenever it writes the block.
  @discardableResult
  mutating func collect(since ripe: Duration) -> Bool {
    let cooled = cooling.filter { $0.releasedAt <= ripe }.map(\.ordinal).sorted()
    guard !cooled.isEmpty else { return false }
    cooling.removeAll { $0.releasedAt <= ripe }
    unallocated += cooled
    return true
  }

  /// The earliest release of an address that still cools down.
  var earliestRelease: Duration? { cooling.map(\.releasedAt).min() }
}

/// Addresses at the ends of each block that are not for pods.
public struct CalicoHostReservation: Hashable, Sendable {
  /// How many at the start.
  public let start: Int
  /// How many at the end.
  public let end: Int

  /// Addresses kept at the start and the end of a block.
  public init(start: Int, end: Int) {
    precondition(start >= 0 && end >= 0, "a number of addresses is not negative")
    self.start = start
    self.end = end
  }

  /// What a Linux host keeps: nothing.
  public static let none = CalicoHostReservation(start: 0, end: 0)
  /// What a Windows host keeps: network, gateway and bridge, and the broadcast address.
  public static let windows = CalicoHostReservation(start: 3, end: 1)

  /// The longest block that leaves a pod an address (`getMaxPrefixLen` in `ipam.go`).
  public func longestBlock(_ family: IPFamily) -> Int {
    let kept = start + end
    return family.bitWidth - (kept == 0 ? 0 : Int.bitWidth - kept.leadingZeroBitCount)
  }
}
