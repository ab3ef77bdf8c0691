public import Addressing

/// One address that a Service has.
public struct ImportedServiceAddress: Hashable, Sendable {
  /// The address.
  public var address: IPAddress
  /// The Service, with its namespace: `shop/cart`.
  public var service: String
  /// The file it was read from.
  public var source: String

  /// An address and its Service.
  public init(address: IPAddress, service: String, source: String) {
    self.address = address
    self.service = service
    self.source = source
  }
}
