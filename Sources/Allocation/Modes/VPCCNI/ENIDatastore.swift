public import Addressing

/// What ipamd knows of the interfaces of its node: the addresses on them and which pods have.
///
/// amazon-vpc-cni-k8s 1.23, `pkg/ipamd/datastore/data_store.go`. Interfaces and CIDRs are walked in
/// the order in which they were attached, from a start that `pick` moves: the real system walks Go
/// maps, whose order is a circle from a random start.
public struct ENIDatastore: Hashable, Sendable {
  /// One elastic network interface.
  public struct Interface: Hashable, Sendable {
    /// The device number it got when it was attached; 0 is the primary interface.
    public let device: Int
    /// Which subnet of the VPC it lies in.
    public let subnet: Int
    /// Its own address, which no pod gets.
    public let primaryAddress: IPAddress
    /// When ipamd first saw it.
    public var since: Duration
    /// What is attached to it for pods, in order.
    public var cidrs: [InterfaceCIDR] = []

    /// An interface with nothing attached yet.
    public init(device: Int, subnet: Int, primaryAddress: IPAddress, since: Duration) {
      self.device = device
      self.subnet = subnet
      self.primaryAddress = primaryAddress
      self.since = since
    }

    /// Whether it is the one the instance was launched with: that is never detached.
    public var isPrimary: Bool { device == 0 }
    /// Addresses that pods have.
    public var assigned: Int { cidrs.reduce(0) { $0 + $1.assigned } }
    /// Whether a pod has an address of it.
    public var hasPods: Bool { cidrs.contains { !$0.isUnused } }
  }

  /// An interface younger than this is not detached (`minENILifeTime`).
  public static let youth = Duration.seconds(60)

  /// The interfaces, in the order they were attached.
  public var interfaces: [Interface] = []
  /// Whether pods get addresses of prefixes, and not single ones.
  public var delegatesPrefixes: Bool
  /// How long a released address rests (`IP_COOLDOWN_PERIOD`, 30 seconds).
  public var coolDown: Duration

  /// A datastore without interfaces.
  public init(delegatesPrefixes: Bool = false, coolDown: Duration = .seconds(30)) {
    self.delegatesPrefixes = delegatesPrefixes
    self.coolDown = coolDown
  }

  /// The real error of a node without a free address (`ErrNoAvailableIPInDataStore`).
  public static let noAddress = "AssignPodIPAddress: no available IP/Prefix addresses"

  /// Whether pods may get addresses of `cidr`: after prefix delegation was switched, what the other
  /// setting attached serves only the pods that have it.
  public func serves(_ cidr: InterfaceCIDR) -> Bool { cidr.isPrefix == delegatesPrefixes }

  /// The counts that the targets are compared with.
  public func pool(at now: Duration) -> WarmPool {
    var pool = WarmPool()
    for interface in interfaces {
      for cidr in interface.cidrs {
        let assigned = cidr.assigned
        if cidr.isPrefix {
          pool.prefixes += 1
          if assigned == 0 { pool.freePrefixes += 1 }
        }
        guard serves(cidr) else { continue }
        pool.addresses = pool.addresses.addingReportingOverflow(cidr.size).partialValue
        pool.assigned += assigned
        pool.cooling += cidr.cooling(at: now, coolDown: coolDown)
      }
    }
    return pool
  }

  /// Takes an address for a pod.
  public mutating func assign(at now: Duration, pick: UInt64 = 0) -> IPAddress? {
    for index in circle(interfaces.count, pick) {
      let cidrs = interfaces[index].cidrs.count
      for cidr in circle(cidrs, pick >> 8) where serves(interfaces[index].cidrs[cidr]) {
        let address = interfaces[index].cidrs[cidr].take(
          at: now, coolDown: coolDown, pick: pick >> 16)
        if let address { return address }
      }
    }
    return nil
  }

  /// Marks `address` as a pod's, as a restart does from the checkpoint file; false if no interface
  /// has it any more.
  @discardableResult
  public mutating func restore(_ address: IPAddress) -> Bool {
    guard let (interface, cidr) = place(of: address) else { return false }
    interfaces[interface].cidrs[cidr].assign(address)
    return true
  }

  /// Takes an address back from a pod.
  public mutating func release(_ address: IPAddress, at now: Duration) {
    guard let (interface, cidr) = place(of: address) else { return }
    interfaces[interface].cidrs[cidr].release(address, at: now)
  }

  /// Whether a pod could have an address now.
  public func hasFree(at now: Duration) -> Bool {
    interfaces.contains { interface in
      interface.cidrs.contains { serves($0) && $0.hasFree(at: now, coolDown: coolDown) }
    }
  }

  /// Which interface and which of its CIDRs hold `address`.
  public func place(of address: IPAddress) -> (interface: Int, cidr: Int)? {
    for (index, interface) in interfaces.enumerated() {
      if let cidr = interface.cidrs.firstIndex(where: { $0.prefix.contains(address) }) {
        return (index, cidr)
      }
    }
    return nil
  }

  /// The interfaces that have room for more addresses or prefixes, in walking order.
  public func withRoom(slots: Int, skippingPrimary: Bool, pick: UInt64 = 0) -> [Int] {
    circle(interfaces.count, pick).filter {
      !(skippingPrimary && interfaces[$0].isPrimary) && interfaces[$0].cidrs.count < slots
    }
  }

  /// A circle through `count` places from a start that `pick` says.
  func circle(_ count: Int, _ pick: UInt64) -> [Int] {
    guard count > 0 else { return [] }
    let start = Int(pick % UInt64(count))
    return Array(start..<count) + Array(0..<start)
  }
}
