/// The capacity formulas of Terway, Alibaba Cloud's CNI plugin.
///
/// AliyunContainerService/terway at 89aadf8: `pkg/aliyun/client/limit.go`, `docs/ip-prefix.md`. A node
/// has a number of network adapters, of which the first is its own, and each adapter a number of
/// private IPv4 addresses.
public enum TerwaySizing {
  /// Prefixes that one call of the cloud's interface may ask for.
  public static let prefixesPerCall = 10
  /// Addresses of a prefix, a /28.
  public static let prefixSize = 16

  /// Pods of a node that share adapters, an address each.
  public static func pods(adapters: Int, addressesPerAdapter: Int) -> Int {
    max(0, adapters - 1) * max(0, addressesPerAdapter)
  }

  /// Pods of a node that have an adapter each.
  public static func exclusivePods(adapters: Int) -> Int { max(0, adapters - 1) }

  /// Prefixes of one adapter: an address of it stays the adapter's own.
  public static func prefixes(addressesPerAdapter: Int) -> Int { max(0, addressesPerAdapter - 1) }

  /// Addresses in the prefixes of one adapter.
  public static func prefixAddresses(addressesPerAdapter: Int) -> Int {
    prefixSize * prefixes(addressesPerAdapter: addressesPerAdapter)
  }

  /// Calls that it takes to fill one adapter with prefixes.
  public static func calls(addressesPerAdapter: Int) -> Int {
    (prefixes(addressesPerAdapter: addressesPerAdapter) + prefixesPerCall - 1) / prefixesPerCall
  }
}
