public import Addressing
import HashTreeCollections

/// What host-local keeps on a node's disk: a file per reserved address, and a file per range set with
/// the address reserved last.
///
/// CNI plugins 1.9.1, `plugins/ipam/host-local/backend/disk/backend.go`. Nothing but a DEL of the
/// same container removes a file: containers that vanish without one leave their addresses reserved.
public struct HostLocalStore: Hashable, Sendable {
  /// The container and interface that a file names.
  public struct Holder: Hashable, Sendable {
    /// The container's id.
    public let container: String
    /// The name of the interface inside the container.
    public let interface: String

    /// An interface of a container; blanks around the id are not written to the file.
    public init(_ container: String, _ interface: String = "eth0") {
      self.container = HostLocalStore.trimmed(container)
      self.interface = interface
    }

    /// The file's content.
    public var content: String { "\(container)\r\n\(interface)" }
  }

  private var files: TreeDictionary<IPAddress, Holder> = [:]
  private var holdings: TreeDictionary<Holder, [IPAddress]> = [:]
  private var lastReserved: TreeDictionary<Int, IPAddress> = [:]

  /// An empty directory.
  public init() {}

  /// Addresses that are reserved.
  public var count: Int { files.count }

  /// Who has `address` reserved.
  public func holder(of address: IPAddress) -> Holder? { files[address] }

  /// The addresses reserved for a container's interface, in the order of their files' names.
  public func addresses(of holder: Holder) -> [IPAddress] { holdings[holder] ?? [] }

  /// Every reserved address, the lowest first.
  public var reserved: [(address: IPAddress, holder: Holder)] {
    files.map { (address: $0.key, holder: $0.value) }.sorted { $0.address < $1.address }
  }

  /// The address reserved last out of range set `index`; a release does not change it.
  public func lastReserved(_ index: Int) -> IPAddress? { lastReserved[index] }

  /// Creates the file of `address` and notes it as the last one; false if there is one already.
  public mutating func reserve(_ address: IPAddress, for holder: Holder, set index: Int) -> Bool {
    guard files[address] == nil else { return false }
    files[address] = holder
    holdings[holder, default: []].append(address)
    // A walk over the directory sees the names as texts: 10.0.0.10 before 10.0.0.2.
    holdings[holder]?.sort { $0.description < $1.description }
    lastReserved[index] = address
    return true
  }

  /// Removes every file of a container's interface; answers the addresses.
  @discardableResult
  public mutating func release(_ holder: Holder) -> [IPAddress] {
    let addresses = holdings.removeValue(forKey: holder) ?? []
    for address in addresses { files[address] = nil }
    return addresses
  }

  /// Empties the directory, as a reboot does if it lies on a file system in memory.
  public mutating func wipe() { self = HostLocalStore() }

  fileprivate static func trimmed(_ text: String) -> String {
    let rest = text.drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
