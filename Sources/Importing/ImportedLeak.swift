public import Addressing

/// Addresses that something holds whose holder is gone: nobody uses them and nobody else gets them.
public struct ImportedLeak: Hashable, Sendable {
  /// The addresses.
  public var prefix: IPPrefix
  /// Who is gone: `node worker-3`, `pod shop/cart-0`.
  public var owner: String
  /// The object that still says so: `CiliumEndpoint`, `IPAMBlock 10.0.4.0/26`.
  public var holder: String
  /// The file that the object was read from.
  public var source: String

  /// Addresses, who held them and what still says so.
  public init(prefix: IPPrefix, owner: String, holder: String, source: String) {
    self.prefix = prefix
    self.owner = owner
    self.holder = holder
    self.source = source
  }
}
